// Keys, and what is done with them: texts sealed so that only the key opens them, and hashes that only the key can
// make.
//
// Sealing is XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), keyed hashes and derived keys are BLAKE2b (RFC 7693).
// The nonce of a sealed text is a keyed hash of the text and of what it is bound to: the same text at the same place
// gives the same bytes, and two different ones share a nonce with a probability of about 2^-96 after 2^48 texts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace konsequenz::seal {

using Key = std::array<std::uint8_t, 32>;

/// From the system's source of randomness.
[[nodiscard]] Key random_key();

/// A key of its own for each label, from which neither the key nor another label's can be found.
[[nodiscard]] Key derived_key(const Key& key, std::string_view label);

/// 32 hexadecimal digits that say nothing of the text to whoever lacks the key.
[[nodiscard]] std::string keyed_hash(const Key& key, std::string_view text);

/// What a sealed text is longer than the text: nonce and tag.
inline constexpr std::size_t sealing_bytes = 24 + 16;

/// Appends the sealed text, bound to `bound_to`: it opens only together with the same.
void append_sealed(std::string& out, const Key& key, std::string_view text, std::string_view bound_to);

/// Nothing where the key, a byte of the sealed text or what it is bound to is another.
[[nodiscard]] std::optional<std::string> opened(const Key& key, std::string_view sealed, std::string_view bound_to);

/// The key in 64 hexadecimal digits; white space around it is allowed. Errors: seal.bad-key.
[[nodiscard]] Result<Key> parse_key(std::string_view text, std::string_view shown);
[[nodiscard]] std::string to_text(const Key& key);

/// Errors: base.cannot-read, seal.bad-key.
[[nodiscard]] Result<Key> read_key_file(const std::filesystem::path& path);
/// Writes a new file that only its owner may read, and syncs it. Errors: seal.key-exists, base.cannot-write.
[[nodiscard]] Result<void> write_secret_file(const std::filesystem::path& path, std::string_view text);

[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Only the one spelling that to_base64 gives.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace konsequenz::seal
