// Signed notes: a text with Ed25519 signatures below it, in the form of the C2SP specification `signed-note`, which
// transparency logs and their witnesses read. Keys are written as that specification's verifier keys.
//
//   text, ending in a line break
//   (empty line)
//   — <name> <base64(first 4 bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ public key) ‖ signature)>
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace konsequenz::seal {

/// Who signs, and how it is checked.
struct PublicKey {
    std::string name;
    std::array<std::uint8_t, 32> bytes{};

    bool operator==(const PublicKey&) const = default;
};

struct SigningKey {
    PublicKey public_key;
    std::array<std::uint8_t, 32> seed{};
};

/// A new key from the system's randomness. The name holds no blank, no plus and no line break; that is who signs, as
/// `acme.example/konsequenz`. Errors: seal.bad-name.
[[nodiscard]] Result<SigningKey> make_signing_key(std::string_view name);

/// `<name>+<8 hexadecimal digits>+<base64>`; the secret one has `PRIVATE+KEY+` before it.
[[nodiscard]] std::string to_text(const PublicKey& key);
[[nodiscard]] std::string to_text(const SigningKey& key);
/// Errors: seal.bad-key.
[[nodiscard]] Result<PublicKey> parse_public_key(std::string_view text);
[[nodiscard]] Result<SigningKey> parse_signing_key(std::string_view text);
/// A key a line; empty lines and those that begin with # are passed over. Errors: base.cannot-read, seal.bad-key.
[[nodiscard]] Result<std::vector<PublicKey>> read_public_keys(const std::string& path);
[[nodiscard]] Result<SigningKey> read_signing_key(const std::string& path);

/// The text with a signature of each key below it. The text must end in a line break and hold no empty line at its end.
[[nodiscard]] std::string signed_note(std::string_view text, std::span<const SigningKey> keys);

struct Note {
    std::string text;                  ///< with its last line break, without signatures
    std::vector<std::string> signers;  ///< the names below it, whether they can be checked or not
};

/// Errors: seal.bad-note.
[[nodiscard]] Result<Note> parse_note(std::string_view note);

/// The names of the given keys that signed this note. A signature that names a given key and is wrong is an error:
/// seal.bad-signature; so is a text that is no note: seal.bad-note.
[[nodiscard]] Result<std::vector<std::string>> verified_signers(std::string_view note, std::span<const PublicKey> keys);

}  // namespace konsequenz::seal
