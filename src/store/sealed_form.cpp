#include "store/sealed_form.h"

#include "store/sealing_keys.h"

namespace konsequenz::store {

void put_number(std::string& out, std::uint32_t value) {
    for (unsigned byte = 0; byte < 4; ++byte) out += static_cast<char>((value >> (8 * byte)) & 0xFF);
}

void put_slot(std::string& out, std::uint64_t slot) {
    put_number(out, static_cast<std::uint32_t>(slot));
    put_number(out, static_cast<std::uint32_t>(slot >> 32));
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (unsigned byte = 0; byte < 4; ++byte)
        value |= std::uint32_t{static_cast<unsigned char>(bytes[at + byte])} << (8 * byte);
    return value;
}

std::uint64_t slot_at(std::string_view bytes, std::size_t at) {
    return number_at(bytes, at) | std::uint64_t{number_at(bytes, at + 4)} << 32;
}

bool is_sealed_entry(const StoredEntry& stored) {
    return stored.body.size() >= header_bytes + seal::sealing_bytes && stored.body.front() == sealed_mark &&
           stored.key.size() == hidden_bytes;
}

void append_binding(std::string& header, std::string_view kind, std::string_view id) {
    put_number(header, static_cast<std::uint32_t>(kind.size()));
    put_number(header, static_cast<std::uint32_t>(id.size()));
    header.append(kind).append(id);
}

std::optional<StoredEntry> opened_entry(const StoredEntry& stored, const std::optional<seal::Key>& key) {
    auto entry = stored;
    if (!is_sealed_entry(stored)) return entry;
    entry.body.clear();
    entry.is_erased = !key;
    if (!key) return entry;
    std::string bound = stored.body.substr(0, header_bytes);
    append_binding(bound, stored.kind, stored.id);
    const auto text = seal::opened(*key, std::string_view(stored.body).substr(header_bytes), bound);
    if (!text || text->size() < 4 || number_at(*text, 0) > text->size() - 4) return std::nullopt;
    const auto key_bytes = number_at(*text, 0);
    entry.key.assign(*text, 4, key_bytes);
    entry.body.assign(*text, 4 + key_bytes);
    return entry;
}

}  // namespace konsequenz::store
