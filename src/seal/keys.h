// Keys, and what is done with them: texts sealed so that only the key opens them, and hashes that only the key can
// make.
//
// Sealing is XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), keyed hashes and derived keys are BLAKE2b (RFC 7693).
// Nonces are 16 random bytes of the sealer and a counter: two texts of one key never share one but by a collision of
// 128 random bits.
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

/// Random keys, fetched from the system many at a time. Used by one thread at a time.
class KeyMaker {
  public:
    [[nodiscard]] Key next();

  private:
    std::array<Key, 64> keys_{};
    std::size_t used_ = 64;
};

/// A key of its own for each label, from which neither the key nor another label's can be found.
[[nodiscard]] Key derived_key(const Key& key, std::string_view label);

/// 32 hexadecimal digits that say nothing of the text to whoever lacks the key.
[[nodiscard]] std::string keyed_hash(const Key& key, std::string_view text);

/// SipHash-2-4 of three texts, one behind the other: for tables and sums, not for secrets.
[[nodiscard]] std::uint64_t short_hash(const std::array<std::uint8_t, 16>& key,
                                       const std::array<std::string_view, 3>& texts);

/// What a sealed text is longer than the text: nonce and tag.
inline constexpr std::size_t sealing_bytes = 24 + 16;

/// Seals texts; used by one thread at a time.
class Sealer {
  public:
    Sealer();
    /// Appends the sealed text, bound to `bound_to`: it opens only together with the same.
    void append(std::string& out, const Key& key, std::string_view text, std::string_view bound_to);

  private:
    std::array<std::uint8_t, 24> nonce_{};  ///< of the next text
};

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
