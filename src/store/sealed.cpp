#include "store/sealed.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "store/chain.h"

namespace konsequenz::store {
namespace {

constexpr char sealed_mark = 1;
constexpr std::size_t header_bytes = 9;
constexpr std::size_t hidden_bytes = 32;
/// So many keys are kept in memory before all are forgotten.
constexpr std::size_t cached_keys_max = 1'000'000;

constexpr std::string_view seal_space = "seal";
constexpr std::string_view check_name = "check";
constexpr std::string_view key_space = "key";
constexpr std::string_view class_space = "class";

void put_number(std::string& out, std::uint32_t value) {
    for (unsigned byte = 0; byte < 4; ++byte) out += static_cast<char>((value >> (8 * byte)) & 0xFF);
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (unsigned byte = 0; byte < 4; ++byte)
        value |= std::uint32_t{static_cast<unsigned char>(bytes[at + byte])} << (8 * byte);
    return value;
}

bool is_sealed_entry(const StoredEntry& stored) {
    return stored.body.size() >= header_bytes + seal::sealing_bytes && stored.body.front() == sealed_mark &&
           stored.key.size() == hidden_bytes;
}

std::string name_of(std::uint32_t partition, std::string_view rest) { return fmt::format("{}/{}", partition, rest); }

/// What a body is bound to: nobody can move it under another name.
std::string binding(std::string_view kind, std::string_view id, std::string_view header) {
    std::string bound(header);
    put_number(bound, static_cast<std::uint32_t>(kind.size()));
    put_number(bound, static_cast<std::uint32_t>(id.size()));
    return bound.append(kind).append(id);
}

std::string check_value(const seal::Key& master) {
    std::string value;
    seal::append_sealed(value, master, "konsequenz", check_name);
    return value;
}

seal::Key combined(const seal::Key& customer, const seal::Key* retention) {
    if (retention == nullptr) return seal::derived_key(customer, "body");
    return seal::derived_key(customer,
                             std::string_view(reinterpret_cast<const char*>(retention->data()), retention->size()));
}

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
    const auto check = check_value(master);
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

std::string SealedStore::wrapped(std::uint32_t number, const seal::Key& key, std::string_view name) const {
    std::string value;
    put_number(value, number);
    const std::string_view bytes(reinterpret_cast<const char*>(key.data()), key.size());
    seal::append_sealed(value, master_, bytes, name);
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

/// nullptr where the key was never made.
Result<SealedStore::CustomerKey*> SealedStore::customer_key(const std::string& name) {
    const auto known = customer_keys_.find(name);
    if (known != customer_keys_.end()) return &known->second;
    const auto value = TRY(inner_->attachment(key_space, name));
    if (!value) return nullptr;
    const auto [generation, key] = TRY(unwrapped(*value, name));
    if (customer_keys_.size() >= cached_keys_max) customer_keys_.clear();
    return &customer_keys_.insert_or_assign(name, CustomerKey{generation, key}).first->second;
}

Result<void> SealedStore::load_classes(std::uint32_t partition) {
    if (classes_.contains(partition)) return {};
    auto& classes = classes_[partition];
    const auto prefix = name_of(partition, "");
    const auto read =
        inner_->scan_attachments(class_space, [&](std::string_view name, std::string_view value) -> Result<Step> {
            if (!name.starts_with(prefix)) return Step::go_on;
            const auto [number, key] = TRY(unwrapped(value, name));
            classes[std::string(name.substr(prefix.size()))] = {number, key};
            return Step::go_on;
        });
    if (!read) classes_.erase(partition);
    return read;
}

/// nullptr where the entry has no class.
Result<const SealedStore::ClassKey*> SealedStore::class_to_seal(const Entry& entry, Fresh& fresh) {
    if (entry.retention.empty()) return nullptr;
    TRY_VOID(load_classes(entry.partition));
    auto& classes = classes_[entry.partition];
    const std::string name(entry.retention);
    const auto known = classes.find(name);
    if (known != classes.end()) {
        if (known->second.key) return &known->second;
        return fail("store.erased",
                    fmt::format("the {} `{}` belongs to `{}`, which is expired: its content is not kept "
                                "any more",
                                entry.kind, entry.id, name));
    }
    ClassKey made{static_cast<std::uint32_t>(classes.size() + 1), seal::random_key()};
    const auto full_name = name_of(entry.partition, name);
    fresh.classes.emplace_back(full_name, wrapped(made.number, *made.key, full_name));
    return &classes.emplace(name, made).first->second;
}

Result<seal::Key> SealedStore::sealing_key(const Entry& entry, const std::string& hidden_key, std::string& header,
                                           Fresh& fresh) {
    const auto* retention = TRY(class_to_seal(entry, fresh));
    const auto name = name_of(entry.partition, hidden_key);
    auto* customer = TRY(customer_key(name));
    if (customer == nullptr || !customer->key) {
        const CustomerKey made{customer == nullptr ? 1 : customer->generation + 1, seal::random_key()};
        fresh.customer_keys.emplace_back(name, wrapped(made.generation, *made.key, name));
        customer = &customer_keys_.insert_or_assign(name, made).first->second;
    }
    header.assign(1, sealed_mark);
    put_number(header, customer->generation);
    put_number(header, retention == nullptr ? 0 : retention->number);
    return combined(*customer->key, retention == nullptr ? nullptr : &*retention->key);
}

void SealedStore::forget(const Fresh& fresh) {
    for (const auto& [name, value] : fresh.customer_keys) customer_keys_.erase(name);
    if (!fresh.classes.empty()) classes_.clear();
}

// ---- writing ----

Result<void> SealedStore::claim(std::uint32_t partition) { return inner_->claim(partition); }

Result<std::uint64_t> SealedStore::append(std::span<const Entry> batch, std::span<const Attachment> attachments) {
    Fresh fresh;
    std::vector<Entry> sealed(batch.begin(), batch.end());
    std::string texts;  // hidden keys and sealed bodies, one behind the other
    std::vector<std::size_t> ends;
    std::string header;
    std::string text;
    for (const auto& entry : batch) {
        if (!entry.key.empty()) {
            const auto checked = check_entry(entry);
            const auto hidden_key = hidden(entry.key);
            auto key = checked ? sealing_key(entry, hidden_key, header, fresh) : std::unexpected(checked.error());
            if (!key) {
                forget(fresh);
                return std::unexpected(key.error());
            }
            text.clear();
            put_number(text, static_cast<std::uint32_t>(entry.key.size()));
            text.append(entry.key).append(entry.body);
            texts.append(hidden_key).append(header);
            seal::append_sealed(texts, *key, text, binding(entry.kind, entry.id, header));
        }
        ends.push_back(texts.size());
    }
    std::size_t from = 0;
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        if (sealed[at].key.empty()) continue;
        const auto part = std::string_view(texts).substr(from, ends[at] - from);
        from = ends[at];
        sealed[at].key = part.substr(0, hidden_bytes);
        sealed[at].body = part.substr(hidden_bytes);
    }
    std::vector<Attachment> all(attachments.begin(), attachments.end());
    for (const auto& [name, value] : fresh.classes) all.push_back({class_space, name, value});
    for (const auto& [name, value] : fresh.customer_keys) all.push_back({key_space, name, value});
    auto appended = inner_->append(sealed, all);
    if (!appended) forget(fresh);
    return appended;
}

Result<bool> SealedStore::erase(std::string_view key, std::span<const Entry> notes) {
    const auto hidden_key = hidden(key);
    std::vector<std::pair<std::string, std::string>> destroyed;
    for (const auto partition : TRY(inner_->partitions())) {
        const auto name = name_of(partition, hidden_key);
        const auto* customer = TRY(customer_key(name));
        if (customer == nullptr || !customer->key) continue;
        std::string generation;
        put_number(generation, customer->generation);
        destroyed.emplace_back(name, std::move(generation));
    }
    if (destroyed.empty()) return false;
    std::vector<Attachment> attachments;
    // Removed first: an overwritten value could leave its old bytes behind.
    for (const auto& [name, generation] : destroyed) attachments.push_back({key_space, name, std::nullopt});
    for (const auto& [name, generation] : destroyed) attachments.push_back({key_space, name, generation});
    TRY(append(notes, attachments));
    for (const auto& [name, generation] : destroyed) customer_keys_.erase(name);
    return true;
}

Result<std::vector<std::string>> SealedStore::classes(std::uint32_t partition) {
    classes_.erase(partition);
    TRY_VOID(load_classes(partition));
    std::vector<std::string> names;
    for (const auto& [name, key] : classes_[partition]) {
        if (key.key) names.push_back(name);
    }
    return names;
}

Result<void> SealedStore::expire(std::uint32_t partition, std::span<const std::string> classes,
                                 std::span<const Entry> notes) {
    TRY_VOID(load_classes(partition));
    std::vector<std::pair<std::string, std::string>> destroyed;
    for (const auto& name : classes) {
        const auto known = classes_[partition].find(name);
        if (known == classes_[partition].end() || !known->second.key) continue;
        std::string number;
        put_number(number, known->second.number);
        destroyed.emplace_back(name_of(partition, name), std::move(number));
    }
    std::vector<Attachment> attachments;
    for (const auto& [name, number] : destroyed) attachments.push_back({class_space, name, std::nullopt});
    for (const auto& [name, number] : destroyed) attachments.push_back({class_space, name, number});
    TRY(append(notes, attachments));
    classes_.erase(partition);
    return {};
}

// ---- reading ----

Result<std::optional<seal::Key>> SealedStore::body_key(const StoredEntry& stored) {
    if (!is_sealed_entry(stored)) return std::nullopt;
    const auto generation = number_at(stored.body, 1);
    const auto class_number = number_at(stored.body, 5);
    const auto* customer = TRY(customer_key(name_of(stored.partition, stored.key)));
    if (customer == nullptr) return unreadable(stored, "the key of its customer is missing");
    if (generation < customer->generation || !customer->key) return std::nullopt;
    if (class_number == 0) return combined(*customer->key, nullptr);
    TRY_VOID(load_classes(stored.partition));
    const auto& classes = classes_[stored.partition];
    const auto found =
        std::ranges::find_if(classes, [&](const auto& one) { return one.second.number == class_number; });
    if (found == classes.end()) return unreadable(stored, "the key of its class of retention is missing");
    if (!found->second.key) return std::nullopt;
    return combined(*customer->key, &*found->second.key);
}

std::optional<StoredEntry> opened_entry(const StoredEntry& stored, const std::optional<seal::Key>& key) {
    auto entry = stored;
    if (!is_sealed_entry(stored)) return entry;
    entry.body.clear();
    entry.is_erased = !key;
    if (!key) return entry;
    const auto header = std::string_view(stored.body).substr(0, header_bytes);
    const auto text =
        seal::opened(*key, std::string_view(stored.body).substr(header_bytes), binding(stored.kind, stored.id, header));
    if (!text || text->size() < 4 || number_at(*text, 0) > text->size() - 4) return std::nullopt;
    const auto key_bytes = number_at(*text, 0);
    entry.key.assign(*text, 4, key_bytes);
    entry.body.assign(*text, 4 + key_bytes);
    return entry;
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

}  // namespace konsequenz::store
