#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "store/chain.h"
#include "store/store.h"

namespace konsequenz::store {
namespace {

class MemoryStore final : public Store {
  public:
    using Store::append;

    Result<void> claim(std::uint32_t) override { return {}; }

    Result<std::uint64_t> append(std::span<const Entry> batch, std::span<const Attachment> attachments) override {
        const std::scoped_lock lock(mutex_);
        TRY_VOID(claim_names(batch));
        for (const auto& [space, name, value] : attachments) {
            const auto place = std::pair(std::string(space), std::string(name));
            if (value)
                attachments_[place] = *value;
            else
                attachments_.erase(place);
        }
        std::uint64_t sequence = 0;
        for (const auto& entry : batch) {
            auto& chain = chains_[entry.partition];
            auto& head = heads_[entry.partition];
            head = hasher_.next(head, entry);
            sequence = head.count;
            chain.push_back({entry.partition, sequence, std::string(entry.kind), std::string(entry.id),
                             std::string(entry.key), std::string(entry.body), head.hash});
        }
        return sequence;
    }

    Result<void> scan(std::uint32_t partition, std::uint64_t from_sequence, const Visitor& visitor) override {
        const auto count = TRY(head(partition)).count;
        for (auto sequence = std::max<std::uint64_t>(from_sequence, 1); sequence <= count; ++sequence) {
            if (TRY(visitor(entry_at(partition, sequence - 1))) == Step::stop) break;
        }
        return {};
    }

    Result<void> scan_records(std::string_view key, const Visitor& visitor) override {
        for (const auto partition : TRY(partitions())) {
            bool is_stopped = false;
            TRY_VOID(scan(partition, 1, [&](const StoredEntry& entry) -> Result<Step> {
                if (entry.kind != record_kind || entry.key != key) return Step::go_on;
                const auto step = TRY(visitor(entry));
                is_stopped = step == Step::stop;
                return step;
            }));
            if (is_stopped) break;
        }
        return {};
    }

    Result<std::optional<StoredEntry>> find(std::string_view kind, std::string_view id) override {
        const std::scoped_lock lock(mutex_);
        const auto found = names_.find(std::pair(std::string(kind), std::string(id)));
        if (found == names_.end()) return std::nullopt;
        const auto [partition, index] = found->second;
        return chains_.at(partition)[index];
    }

    Result<std::optional<std::string>> attachment(std::string_view space, std::string_view name) override {
        const std::scoped_lock lock(mutex_);
        const auto found = attachments_.find(std::pair(std::string(space), std::string(name)));
        return found == attachments_.end() ? std::nullopt : std::optional(found->second);
    }

    Result<void> scan_attachments(std::string_view space, const AttachmentVisitor& visitor) override {
        const auto all = [&] {
            const std::scoped_lock lock(mutex_);
            return attachments_;
        }();
        for (auto at = all.lower_bound(std::pair(std::string(space), std::string()));
             at != all.end() && at->first.first == space; ++at) {
            if (TRY(visitor(at->first.second, at->second)) == Step::stop) break;
        }
        return {};
    }

    Result<std::vector<std::uint32_t>> partitions() override {
        const std::scoped_lock lock(mutex_);
        std::vector<std::uint32_t> partitions;
        for (const auto& [partition, chain] : chains_) partitions.push_back(partition);
        return partitions;
    }

    Result<std::optional<Head>> stored_head(std::uint32_t partition) override {
        const std::scoped_lock lock(mutex_);
        const auto found = heads_.find(partition);
        return found == heads_.end() ? std::nullopt : std::optional(found->second);
    }

    Result<std::optional<std::string>> find_damage() override { return std::nullopt; }
    Result<std::optional<IndexSum>> index_sum(const IndexHasher&, const Counts&) override { return std::nullopt; }

  private:
    struct Location {
        std::uint32_t partition;
        std::size_t index;
    };
    using Name = std::pair<std::string, std::string>;

    StoredEntry entry_at(std::uint32_t partition, std::uint64_t index) {
        const std::scoped_lock lock(mutex_);
        return chains_.at(partition)[index];
    }

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
    std::map<Name, std::string> attachments_;  ///< by space and name
    ChainHasher hasher_;
    std::mutex mutex_;  ///< a reader may stand beside the writer, as with the stores in files
};

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace konsequenz::store
