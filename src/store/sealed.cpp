#include "store/sealed.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include "store/chain.h"

namespace konsequenz::store {
namespace {

/// So many keys are kept in memory before all are forgotten.
constexpr std::size_t cached_keys_max = 1'000'000;

/// As many as may be on their way, so that none asks the system for memory anew.
constexpr std::size_t spare_texts_max = 32;

constexpr std::string_view seal_space = "seal";
constexpr std::string_view check_name = "check";
constexpr std::string_view key_space = "key";
constexpr std::string_view class_space = "class";
/// A number without a key behind it.
constexpr std::string_view destroyed_value("\0\0\0\0", 4);

std::string name_of(std::uint32_t partition, std::string_view rest) { return fmt::format("{}/{}", partition, rest); }

/// Names sort as slots do.
std::string slot_name(std::uint32_t partition, std::uint64_t slot) { return fmt::format("{}/{:013}", partition, slot); }

std::unexpected<Error> unreadable(const StoredEntry& stored, std::string_view why) {
    return fail("store.corrupt", fmt::format("partition {}, entry {} ({} `{}`): {}: verify the log", stored.partition,
                                             stored.sequence, stored.kind, stored.id, why));
}

}  // namespace

SealedStore::SealedStore(std::unique_ptr<Store> inner, const seal::Key& master)
    : inner_(std::move(inner)), master_(master), hiding_key_(seal::derived_key(master, "key")) {}

Result<bool> SealedStore::is_sealed(Store& log) { return TRY(log.attachment(seal_space, check_name)).has_value(); }

Result<std::unique_ptr<SealedStore>> SealedStore::open(std::unique_ptr<Store> inner, const seal::Key& master,
                                                       OpenMode mode) {
    const auto check = seal::keyed_hash(master, check_name);
    const auto stored = TRY(inner->attachment(seal_space, check_name));
    if (stored && *stored != check)
        return fail("store.wrong-key", "the log is sealed with another master key: name the one that it was made with");
    if (!stored && mode == OpenMode::read_write) {
        const Attachment mark{seal_space, check_name, check};
        TRY(inner->append({}, std::span(&mark, 1)));
    }
    return std::unique_ptr<SealedStore>(new SealedStore(std::move(inner), master));
}

Result<std::unique_ptr<Store>> open_sealed(std::unique_ptr<Store> inner, const seal::Key& master, OpenMode mode) {
    return TRY(SealedStore::open(std::move(inner), master, mode));
}

std::string SealedStore::hidden(std::string_view key) const { return seal::keyed_hash(hiding_key_, key); }

// ---- keys ----

std::string SealedStore::wrapped(std::uint32_t number, const seal::Key& key, std::string_view name) {
    std::string value;
    put_number(value, number);
    const std::string_view bytes(reinterpret_cast<const char*>(key.data()), key.size());
    sealer_.append(value, master_, bytes, name);
    return value;
}

Result<std::pair<std::uint32_t, std::optional<seal::Key>>> SealedStore::unwrapped(std::string_view value,
                                                                                  std::string_view name) const {
    const auto damaged = [&] {
        return fail("store.corrupt",
                    fmt::format("the key `{}` in the log cannot be opened: restore it from a backup", name));
    };
    if (value.size() < 4) return damaged();
    const auto number = number_at(value, 0);
    if (value.size() == 4) return std::pair(number, std::optional<seal::Key>());
    const auto bytes = seal::opened(master_, value.substr(4), name);
    if (!bytes || bytes->size() != seal::Key{}.size()) return damaged();
    seal::Key key{};
    std::ranges::copy(*bytes, key.begin());
    return std::pair(number, std::optional(key));
}

Result<SealedStore::SlotKey> SealedStore::slot_key(std::uint32_t partition, std::uint64_t slot) {
    auto& known = slot_keys_[partition];
    const auto found = known.find(slot);
    if (found != known.end()) return found->second;
    const auto name = slot_name(partition, slot);
    const auto value = TRY(inner_->attachment(key_space, name));
    if (!value)
        return fail("store.corrupt", fmt::format("the key `{}` of the log is missing: restore it from a backup", name));
    const auto key = TRY(unwrapped(*value, name)).second;
    if (known.size() >= cached_keys_max) known.clear();
    known.emplace(slot, key);
    return key;
}

Result<std::vector<std::uint64_t>> SealedStore::slots_of(const std::string& hidden_key, std::uint32_t partition) {
    std::vector<std::uint64_t> slots;
    TRY_VOID(inner_->scan_records(hidden_key, [&](const StoredEntry& stored) -> Result<Step> {
        if (stored.partition != partition || !is_sealed_entry(stored)) return Step::go_on;
        const auto slot = slot_at(stored.body, 1);
        if (slots.empty() || slots.back() != slot) slots.push_back(slot);
        return Step::go_on;
    }));
    return slots;
}

Result<void> SealedStore::load_classes(std::uint32_t partition) {
    if (classes_.contains(partition)) return {};
    auto& classes = classes_[partition];
    const auto prefix = name_of(partition, "");
    const auto read =
        inner_->scan_attachments(class_space, [&](std::string_view name, std::string_view value) -> Result<Step> {
            if (!name.starts_with(prefix)) return Step::go_on;
            const auto [number, key] = TRY(unwrapped(value, name));
            classes.by_name[std::string(name.substr(prefix.size()))] = {number, key};
            classes.highest = std::max(classes.highest, number);
            return Step::go_on;
        });
    if (!read) classes_.erase(partition);
    return read;
}

struct SealedStore::Batch final : Prepared {
    explicit Batch(std::shared_ptr<OnTheWay> on_the_way_in) : on_the_way(std::move(on_the_way_in)) {
        const std::lock_guard lock(on_the_way->spare_texts_in_use);
        if (on_the_way->spare_texts.empty()) return;
        texts = std::move(on_the_way->spare_texts.back());
        on_the_way->spare_texts.pop_back();
    }
    ~Batch() override {
        if (!is_written) on_the_way->is_batch_lost = true;
        texts.clear();
        const std::lock_guard lock(on_the_way->spare_texts_in_use);
        if (on_the_way->spare_texts.size() < spare_texts_max) on_the_way->spare_texts.push_back(std::move(texts));
    }
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    std::shared_ptr<OnTheWay> on_the_way;
    std::uint64_t generation = 0;
    bool is_written = false;
    std::string texts;  ///< hidden keys and sealed bodies, one behind the other
    std::vector<std::pair<std::string, std::string>> customer_keys;  ///< new ones: name, value
    std::vector<std::pair<std::string, std::string>> classes;
    std::vector<const ClassKey*> class_keys;  ///< of each entry; nullptr: none
    /// The head of each partition before the batch, and behind it.
    struct Span {
        Head from;
        Head to;
    };
    std::vector<Digest> hashes;  ///< of the entries
    std::map<std::uint32_t, Span> spans;
};

/// nullptr where the entry has no class. A class that was expired begins anew under another number.
Result<const SealedStore::ClassKey*> SealedStore::class_to_seal(const Entry& entry, Batch& batch) {
    if (entry.retention.empty()) return nullptr;
    if (!classes_.contains(entry.partition)) {
        const std::lock_guard lock(inner_in_use_);
        TRY_VOID(load_classes(entry.partition));
    }
    auto& partition = classes_[entry.partition];
    const auto known = partition.by_name.find(entry.retention);
    if (known != partition.by_name.end() && known->second.key) return &known->second;
    const ClassKey made{++partition.highest, key_maker_.next()};
    const std::string name(entry.retention);
    const auto full_name = name_of(entry.partition, name);
    batch.classes.emplace_back(full_name, wrapped(made.number, *made.key, full_name));
    return &partition.by_name.insert_or_assign(name, made).first->second;
}

Result<SealingKey*> SealedStore::sealing_key(const Entry& entry, std::uint64_t sequence, Batch& batch) {
    if (auto* known = sealing_keys_.find(entry.partition, entry.key)) return known;
    auto made = std::make_unique<SealingKey>();
    const auto hidden_key = hidden(entry.key);
    std::ranges::copy(hidden_key, made->hidden.begin());
    SlotKey key;
    if (!sealing_keys_.holds_all(entry.partition)) {
        const std::lock_guard lock(inner_in_use_);
        const auto slots = TRY(slots_of(hidden_key, entry.partition));
        if (!slots.empty()) key = TRY(slot_key(entry.partition, made->slot = slots.back()));
    }
    if (key) {
        made->key = *key;
    } else {
        made->slot = sequence;
        made->key = key_maker_.next();
        const auto name = slot_name(entry.partition, sequence);
        batch.customer_keys.emplace_back(name, wrapped(0, made->key, name));
    }
    return sealing_keys_.add(entry.partition, entry.key, std::move(made));
}

void SealedStore::forget_prepared() {
    ++generation_;
    on_the_way_->is_batch_lost = false;
    heads_.clear();
    sealing_keys_.clear();
    classes_.clear();
}

// ---- writing ----

Result<void> SealedStore::claim(std::uint32_t partition) { return inner_->claim(partition); }

Result<Head*> SealedStore::head_of(std::uint32_t partition) {
    const auto known = heads_.find(partition);
    if (known != heads_.end()) return &known->second;
    const std::lock_guard lock(inner_in_use_);
    const auto head = TRY(inner_->head(partition));
    if (head.count == 0) sealing_keys_.note_empty(partition);
    return &heads_.emplace(partition, head).first->second;
}

/// nullptr for an entry that is not sealed.
Result<std::vector<SealingKey*>> SealedStore::sealing_keys(Batch& batch) {
    constexpr std::size_t ahead = 8;  // so many entries pass while a key comes from memory
    std::vector<SealingKey*> keys;
    keys.reserve(batch.entries.size());
    batch.class_keys.reserve(batch.entries.size());
    for (std::size_t at = 0; at < batch.entries.size(); ++at) {
        if (at + ahead < batch.entries.size())
            sealing_keys_.prefetch(batch.entries[at + ahead].partition, batch.entries[at + ahead].key);
        const auto& entry = batch.entries[at];
        TRY_VOID(check_entry(entry));
        auto* head = TRY(head_of(entry.partition));
        batch.spans.try_emplace(entry.partition, Batch::Span{*head, *head});
        ++head->count;
        const bool is_sealed = !entry.key.empty();
        batch.class_keys.push_back(is_sealed ? TRY(class_to_seal(entry, batch)) : nullptr);
        keys.push_back(is_sealed ? TRY(sealing_key(entry, head->count, batch)) : nullptr);
    }
    return keys;
}

Result<void> SealedStore::seal_all(Batch& batch, std::span<SealingKey* const> keys) {
    constexpr std::size_t added_bytes = hidden_bytes + header_bytes + seal::sealing_bytes + 4;
    std::size_t bytes = 0;
    for (const auto& entry : batch.entries) bytes += added_bytes + entry.key.size() + entry.body.size();
    batch.texts.reserve(bytes);  // so that views into it hold
    std::string header;
    std::string text;
    for (std::size_t at = 0; at < batch.entries.size(); ++at) {
        if (keys[at] == nullptr) continue;
        auto& entry = batch.entries[at];
        const auto* retention = batch.class_keys[at];
        const auto class_number = retention == nullptr ? 0 : retention->number;
        header.assign(1, sealed_mark);
        put_slot(header, keys[at]->slot);
        put_number(header, class_number);
        const auto from = batch.texts.size();
        batch.texts.append(keys[at]->hidden.data(), hidden_bytes).append(header);
        append_binding(header, entry.kind, entry.id);
        text.clear();
        put_number(text, static_cast<std::uint32_t>(entry.key.size()));
        text.append(entry.key).append(entry.body);
        const auto& key = keys[at]->body_key(class_number, retention == nullptr ? nullptr : &*retention->key);
        sealer_.append(batch.texts, key, text, header);
        const auto sealed = std::string_view(batch.texts).substr(from);
        entry.key = sealed.substr(0, hidden_bytes);
        entry.body = sealed.substr(hidden_bytes);
    }
    assert(batch.texts.size() <= bytes);
    return {};
}

void SealedStore::chain_all(Batch& batch) {
    batch.hashes.reserve(batch.entries.size());  // so that pointers into it hold
    for (auto& entry : batch.entries) {
        auto& head = batch.spans.at(entry.partition).to;
        head = hasher_.next(head, entry);
        entry.hash = &batch.hashes.emplace_back(head.hash);
    }
    for (const auto& [partition, span] : batch.spans) heads_.at(partition) = span.to;
}

Result<std::unique_ptr<Prepared>> SealedStore::prepare(std::span<const Entry> entries,
                                                       std::span<const Attachment> attachments) {
    if (on_the_way_->is_batch_lost) forget_prepared();
    sealing_keys_.begin_batch();
    auto batch = std::make_unique<Batch>(on_the_way_);
    batch->generation = generation_;
    batch->entries.assign(entries.begin(), entries.end());
    batch->attachments.assign(attachments.begin(), attachments.end());
    TRY_VOID(seal_all(*batch, TRY(sealing_keys(*batch))));
    chain_all(*batch);
    for (const auto& [name, value] : batch->classes) batch->attachments.push_back({class_space, name, value});
    for (const auto& [name, value] : batch->customer_keys) batch->attachments.push_back({key_space, name, value});
    return batch;
}

Result<std::uint64_t> SealedStore::append_prepared_unsynced(std::vector<std::unique_ptr<Prepared>> batches) {
    bool is_next = !on_the_way_->is_batch_lost;
    const std::lock_guard lock(inner_in_use_);
    std::map<std::uint32_t, Head> heads;
    for (const auto& prepared : batches) {
        const auto& batch = static_cast<const Batch&>(*prepared);
        is_next = is_next && batch.generation == generation_;
        // A slot bears the number of its entry: taken from a wrong count it could be another customer's.
        for (const auto& [partition, span] : batch.spans) {
            if (!heads.contains(partition)) heads[partition] = TRY(inner_->head(partition));
            is_next = is_next && heads[partition] == span.from;
            heads[partition] = span.to;
        }
    }
    if (!is_next) return fail("store.failed", "a batch of the log cannot be written: another one stands before it");
    const Joined all(batches);
    auto written = inner_->append_unsynced(all.entries, all.attachments);
    for (const auto& prepared : batches) static_cast<Batch&>(*prepared).is_written = written.has_value();
    return written;
}

Result<std::uint64_t> SealedStore::append(std::span<const Entry> entries, std::span<const Attachment> attachments) {
    std::vector<std::unique_ptr<Prepared>> batches;
    batches.push_back(TRY(prepare(entries, attachments)));
    return append_prepared(std::move(batches));
}

Result<bool> SealedStore::erase(std::string_view key, std::span<const Entry> notes) {
    const auto hidden_key = hidden(key);
    std::set<std::string> destroyed;
    for (const auto partition : TRY(inner_->partitions())) {
        for (const auto slot : TRY(slots_of(hidden_key, partition))) {
            if (TRY(slot_key(partition, slot))) destroyed.insert(slot_name(partition, slot));
        }
    }
    if (destroyed.empty()) return false;
    std::vector<Attachment> attachments;
    attachments.reserve(2 * destroyed.size());
    // Removed first: an overwritten value could leave its old bytes behind.
    for (const auto& name : destroyed) attachments.push_back({key_space, name, std::nullopt});
    for (const auto& name : destroyed) attachments.push_back({key_space, name, destroyed_value});
    TRY(append(notes, attachments));
    slot_keys_.clear();
    sealing_keys_.clear();
    return true;
}

Result<std::vector<std::string>> SealedStore::classes(std::uint32_t partition) {
    classes_.erase(partition);
    TRY_VOID(load_classes(partition));
    std::vector<std::string> names;
    for (const auto& [name, key] : classes_[partition].by_name) {
        if (key.key) names.push_back(name);
    }
    return names;
}

Result<void> SealedStore::expire(std::uint32_t partition, std::span<const std::string> classes,
                                 std::span<const Entry> notes) {
    TRY_VOID(load_classes(partition));
    std::vector<std::pair<std::string, std::string>> destroyed;
    for (const auto& name : classes) {
        const auto& known_classes = classes_[partition].by_name;
        const auto known = known_classes.find(name);
        if (known == known_classes.end() || !known->second.key) continue;
        std::string number;
        put_number(number, known->second.number);
        destroyed.emplace_back(name_of(partition, name), std::move(number));
    }
    std::vector<Attachment> attachments;
    attachments.reserve(2 * destroyed.size());
    for (const auto& [name, number] : destroyed) attachments.push_back({class_space, name, std::nullopt});
    for (const auto& [name, number] : destroyed) attachments.push_back({class_space, name, number});
    TRY(append(notes, attachments));
    classes_.erase(partition);
    sealing_keys_.clear();
    return {};
}

// ---- reading ----

Result<std::optional<seal::Key>> SealedStore::body_key(const StoredEntry& stored) {
    if (!is_sealed_entry(stored)) return std::nullopt;
    const auto class_number = number_at(stored.body, 9);
    const auto customer = TRY(slot_key(stored.partition, slot_at(stored.body, 1)));
    if (!customer) return std::nullopt;
    if (class_number == 0) return combined(*customer, nullptr);
    TRY_VOID(load_classes(stored.partition));
    const auto& classes = classes_[stored.partition];
    const auto found =
        std::ranges::find_if(classes.by_name, [&](const auto& one) { return one.second.number == class_number; });
    if (class_number > classes.highest) return unreadable(stored, "the key of its class of retention is missing");
    // A number below the highest that nobody bears any more was that of a class that began anew.
    if (found == classes.by_name.end() || !found->second.key) return std::nullopt;
    return combined(*customer, &*found->second.key);
}

Result<void> SealedStore::open_entry(const StoredEntry& stored, StoredEntry& into) {
    auto entry = opened_entry(stored, TRY(body_key(stored)));
    if (!entry) return unreadable(stored, "its content cannot be opened");
    into = std::move(*entry);
    return {};
}

Visitor SealedStore::opening(const Visitor& visitor) {
    return [this, &visitor](const StoredEntry& stored) -> Result<Step> {
        TRY_VOID(open_entry(stored, opened_));
        return visitor(opened_);
    };
}

Result<void> SealedStore::scan(std::uint32_t partition, std::uint64_t from_sequence, const Visitor& visitor) {
    return inner_->scan(partition, from_sequence, opening(visitor));
}

Result<void> SealedStore::scan_records(std::string_view key, const Visitor& visitor) {
    if (key.empty()) return inner_->scan_records(key, visitor);
    bool is_stopped = false;
    // Of a log that was sealed later, the first entries have the key as it is.
    TRY_VOID(inner_->scan_records(key, [&](const StoredEntry& stored) -> Result<Step> {
        if (is_sealed_entry(stored)) return Step::go_on;
        const auto step = TRY(visitor(stored));
        is_stopped = step == Step::stop;
        return step;
    }));
    if (is_stopped) return {};
    return inner_->scan_records(hidden(key), opening(visitor));
}

Result<std::optional<StoredEntry>> SealedStore::find(std::string_view kind, std::string_view id) {
    const auto stored = TRY(inner_->find(kind, id));
    if (!stored) return std::nullopt;
    StoredEntry entry;
    TRY_VOID(open_entry(*stored, entry));
    return entry;
}

Result<std::optional<std::string>> SealedStore::attachment(std::string_view space, std::string_view name) {
    return inner_->attachment(space, name);
}

Result<void> SealedStore::scan_attachments(std::string_view space, const AttachmentVisitor& visitor) {
    return inner_->scan_attachments(space, visitor);
}

Result<std::vector<std::uint32_t>> SealedStore::partitions() { return inner_->partitions(); }

Result<std::optional<Head>> SealedStore::stored_head(std::uint32_t partition) { return inner_->stored_head(partition); }

Result<std::optional<std::string>> SealedStore::find_damage() { return inner_->find_damage(); }

Result<std::optional<IndexSum>> SealedStore::index_sum(const IndexHasher& hasher, const Counts& counts) {
    return inner_->index_sum(hasher, counts);
}

}  // namespace konsequenz::store
