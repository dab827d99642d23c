#include "store/sealing_keys.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <map>
#include <set>
#include <string>

namespace konsequenz::store {
namespace {

/// So many are held at least, and twice as many at most, some 350 bytes each: whoever comes again after that is read
/// from the log, which takes a hundred times as long as sealing.
constexpr std::size_t held_min = 1'000'000;

using ByCustomer = absl::flat_hash_map<std::string, std::unique_ptr<SealingKey>>;  // never iterated
using ByPartition = std::map<std::uint32_t, ByCustomer>;

absl::string_view view(std::string_view text) { return {text.data(), text.size()}; }

void prefetch_all(const SealingKey* key) {
    constexpr std::size_t line_bytes = 64;
    const auto* bytes = reinterpret_cast<const char*>(key);
    for (std::size_t at = 0; at < sizeof(SealingKey); at += line_bytes) __builtin_prefetch(bytes + at);
}

}  // namespace

seal::Key combined(const seal::Key& customer, const seal::Key* retention) {
    if (retention == nullptr) return seal::derived_key(customer, "body");
    return seal::derived_key(customer,
                             std::string_view(reinterpret_cast<const char*>(retention->data()), retention->size()));
}

const seal::Key& SealingKey::body_key(std::uint32_t class_number, const seal::Key* class_key) {
    for (const auto& known : body_keys_) {
        if (known && known->number == class_number) return known->key;
    }
    auto& place = body_keys_[next_++ % body_keys_.size()];
    place = ClassAndKey{class_number, combined(key, class_key)};
    return place->key;
}

struct SealingKeys::State {
    ByPartition recent;  // of the last batches, so many as fill it
    ByPartition older;   // of those before
    std::size_t recent_count = 0;
    std::set<std::uint32_t> begun_empty;
};

SealingKeys::SealingKeys() : state_(std::make_unique<State>()) {}
SealingKeys::~SealingKeys() = default;

void SealingKeys::begin_batch() {
    if (state_->recent_count < held_min) return;
    if (!state_->older.empty()) state_->begun_empty.clear();
    state_->older = std::exchange(state_->recent, {});
    state_->recent_count = 0;
}

void SealingKeys::prefetch(std::uint32_t partition, std::string_view customer) const {
    const auto recent = state_->recent.find(partition);
    if (recent != state_->recent.end()) recent->second.prefetch(view(customer));
}

SealingKey* SealingKeys::find(std::uint32_t partition, std::string_view customer) {
    auto& recent = state_->recent[partition];
    const auto found = recent.find(view(customer));
    if (found != recent.end()) {
        prefetch_all(found->second.get());
        return found->second.get();
    }
    const auto older = state_->older.find(partition);
    if (older == state_->older.end()) return nullptr;
    const auto earlier = older->second.find(view(customer));
    if (earlier == older->second.end() || !earlier->second) return nullptr;
    return add(partition, customer, std::move(earlier->second));
}

SealingKey* SealingKeys::add(std::uint32_t partition, std::string_view customer, std::unique_ptr<SealingKey> key) {
    ++state_->recent_count;
    return state_->recent[partition].insert_or_assign(std::string(customer), std::move(key)).first->second.get();
}

void SealingKeys::clear() { *state_ = State(); }

void SealingKeys::note_empty(std::uint32_t partition) { state_->begun_empty.insert(partition); }

bool SealingKeys::holds_all(std::uint32_t partition) const { return state_->begun_empty.contains(partition); }

}  // namespace konsequenz::store
