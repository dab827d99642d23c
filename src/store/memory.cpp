#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "store/chain.h"
#include "store/store.h"

namespace konsequenz::store {
namespace {

Entry view_of(const StoredEntry& entry) { return {entry.partition, entry.kind, entry.id, entry.key, entry.body}; }

class MemoryStore final : public Store {
  public:
    Result<std::uint64_t> append(std::span<const Entry> batch) override {
        TRY_VOID(claim_names(batch));
        std::uint64_t sequence = 0;
        for (const auto& entry : batch) {
            auto& chain = chains_[entry.partition];
            auto& head = heads_[entry.partition];
            sequence = head.count + 1;
            head = {.count = sequence, .hash = hasher_.link(head.hash, sequence, entry)};
            chain.push_back({entry.partition, sequence, std::string(entry.kind), std::string(entry.id),
                             std::string(entry.key), std::string(entry.body), head.hash});
        }
        return sequence;
    }

    Result<void> scan(std::uint32_t partition, std::uint64_t from_sequence, const Visitor& visitor) override {
        const auto chain = chains_.find(partition);
        if (chain == chains_.end()) return {};
        for (auto index = from_sequence == 0 ? 0 : from_sequence - 1; index < chain->second.size(); ++index) {
            if (TRY(visitor(chain->second[index])) == Step::stop) break;
        }
        return {};
    }

    Result<std::optional<StoredEntry>> find(std::string_view kind, std::string_view id) override {
        const auto found = names_.find(std::pair(std::string(kind), std::string(id)));
        if (found == names_.end()) return std::nullopt;
        const auto [partition, index] = found->second;
        return chains_.at(partition)[index];
    }

    Result<Verification> verify() override {
        Verification verification;
        for (const auto& [partition, chain] : chains_) {
            ChainVerifier verifier(partition);
            for (const auto& entry : chain) {
                const std::string_view hash(reinterpret_cast<const char*>(entry.hash.data()), entry.hash.size());
                verification.fault = verifier.check(view_of(entry), entry.sequence, hash);
                if (verification.fault) return verification;
                ++verification.entries;
                verification.bytes += content_bytes(view_of(entry));
            }
            verification.fault = verifier.finish(heads_.at(partition));
            if (verification.fault) return verification;
        }
        return verification;
    }

    Result<std::vector<std::uint32_t>> partitions() override {
        std::vector<std::uint32_t> partitions;
        for (const auto& [partition, chain] : chains_) partitions.push_back(partition);
        return partitions;
    }

    Result<Head> head(std::uint32_t partition) override {
        const auto found = heads_.find(partition);
        return found == heads_.end() ? Head{} : found->second;
    }

  private:
    struct Location {
        std::uint32_t partition;
        std::size_t index;
    };
    using Name = std::pair<std::string, std::string>;

    /// Enters the names of the whole batch, or none of them.
    Result<void> claim_names(std::span<const Entry> batch) {
        std::map<std::uint32_t, std::size_t> next;
        std::size_t claimed = 0;
        for (const auto& entry : batch) {
            auto checked = check_entry(entry);
            auto& index = next.try_emplace(entry.partition, chains_[entry.partition].size()).first->second;
            if (checked && !names_.try_emplace(name_of(entry), Location{entry.partition, index}).second)
                checked = duplicate(entry);
            if (!checked) {
                for (const auto& added : batch.first(claimed)) names_.erase(name_of(added));
                drop_empty_chains();
                return checked;
            }
            ++index;
            ++claimed;
        }
        return {};
    }

    void drop_empty_chains() {
        std::erase_if(chains_, [](const auto& item) { return item.second.empty(); });
    }

    static Name name_of(const Entry& entry) { return {std::string(entry.kind), std::string(entry.id)}; }

    std::map<std::uint32_t, std::vector<StoredEntry>> chains_;
    std::map<std::uint32_t, Head> heads_;
    std::map<Name, Location> names_;
    ChainHasher hasher_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace konsequenz::store
