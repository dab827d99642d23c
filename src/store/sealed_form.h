// The form of a sealed entry: its key is hidden, and its body is
//   1 (one byte) ‖ slot (8 bytes) ‖ class of retention (4 bytes) ‖ nonce, sealed text, tag,
// numbers little-endian; the text is the length of the key (4 bytes), the key and the body, bound to what stands before
// it, the kind and the id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "seal/keys.h"
#include "store/store.h"

namespace konsequenz::store {

inline constexpr char sealed_mark = 1;
inline constexpr std::size_t header_bytes = 13;

void put_number(std::string& out, std::uint32_t value);
void put_slot(std::string& out, std::uint64_t slot);
/// The bytes must be there.
[[nodiscard]] std::uint32_t number_at(std::string_view bytes, std::size_t at);
[[nodiscard]] std::uint64_t slot_at(std::string_view bytes, std::size_t at);

[[nodiscard]] bool is_sealed_entry(const StoredEntry& stored);

/// What a body is bound to, behind its header: nobody can move it under another name.
void append_binding(std::string& header, std::string_view kind, std::string_view id);

/// The entry with its own key and body; erased where it is sealed and no key is given. Nothing where the key does not
/// open it.
[[nodiscard]] std::optional<StoredEntry> opened_entry(const StoredEntry& stored, const std::optional<seal::Key>& key);

}  // namespace konsequenz::store
