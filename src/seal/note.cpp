#include "seal/note.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <optional>

#include "base/files.h"
#include "base/sha256.h"
#include "seal/keys.h"
#include "seal/sodium_start.h"

namespace konsequenz::seal {
namespace {

constexpr char ed25519 = 1;  // the algorithm's byte in keys and key ids
constexpr std::string_view secret_prefix = "PRIVATE+KEY+";
constexpr std::string_view dash = "\xE2\x80\x94 ";  // —

std::string_view view_of(const std::array<std::uint8_t, 32>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string key_id(const PublicKey& key) {
    const auto digest = sha256(fmt::format("{}\n{}{}", key.name, ed25519, view_of(key.bytes)));
    return {reinterpret_cast<const char*>(digest.data()), 4};
}

std::string hex_of(std::string_view bytes) {
    std::string digits;
    for (const char byte : bytes) digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return digits;
}

bool is_name(std::string_view name) {
    return !name.empty() && std::ranges::none_of(name, [](char byte) {
        return byte == '+' || static_cast<unsigned char>(byte) <= ' ' || byte == '\x7F';
    });
}

using SecretKey = std::array<unsigned char, crypto_sign_SECRETKEYBYTES>;

SecretKey expand(SigningKey& key) {
    start_sodium();
    SecretKey secret{};
    crypto_sign_seed_keypair(key.public_key.bytes.data(), secret.data(), key.seed.data());
    return secret;
}

struct KeyText {
    std::string_view name;
    std::string id;
    std::array<std::uint8_t, 32> bytes{};
};

std::optional<KeyText> split_key(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const auto decoded = from_base64(text.substr(second + 1));
    if (!decoded || decoded->size() != 33 || decoded->front() != ed25519) return std::nullopt;
    KeyText key{text.substr(0, first), std::string(text.substr(first + 1, second - first - 1)), {}};
    std::copy(decoded->begin() + 1, decoded->end(), key.bytes.begin());
    if (!is_name(key.name)) return std::nullopt;
    return key;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto from = std::min(text.find_first_not_of(blank), text.size());
    return text.substr(from, text.find_last_not_of(blank) + 1 - from);
}

}  // namespace

Result<SigningKey> make_signing_key(std::string_view name) {
    if (!is_name(name))
        return fail("seal.bad-name", fmt::format("`{}` cannot name a key: take letters, digits, dots and slashes, as "
                                                 "`acme.example/log`",
                                                 name));
    SigningKey key;
    key.public_key.name = name;
    key.seed = random_key();
    expand(key);
    return key;
}

std::string to_text(const PublicKey& key) {
    return fmt::format("{}+{}+{}", key.name, hex_of(key_id(key)),
                       to_base64(fmt::format("{}{}", ed25519, view_of(key.bytes))));
}

std::string to_text(const SigningKey& key) {
    return fmt::format("{}{}+{}+{}", secret_prefix, key.public_key.name, hex_of(key_id(key.public_key)),
                       to_base64(fmt::format("{}{}", ed25519, view_of(key.seed))));
}

Result<PublicKey> parse_public_key(std::string_view text) {
    const auto split = split_key(trimmed(text));
    if (split && !trimmed(text).starts_with(secret_prefix)) {
        PublicKey key{std::string(split->name), split->bytes};
        if (hex_of(key_id(key)) == split->id) return key;
    }
    return fail("seal.bad-key", fmt::format("`{}` is no public key: expected name+digits+base64, as `konsequenz log "
                                            "key` writes it",
                                            trimmed(text)));
}

Result<SigningKey> parse_signing_key(std::string_view text) {
    text = trimmed(text);
    const auto bad = fail("seal.bad-key", "it is no signing key: expected what `konsequenz log key` wrote");
    if (!text.starts_with(secret_prefix)) return bad;
    const auto split = split_key(text.substr(secret_prefix.size()));
    if (!split) return bad;
    SigningKey key{{std::string(split->name), {}}, split->bytes};
    expand(key);
    if (hex_of(key_id(key.public_key)) != split->id) return bad;
    return key;
}

Result<std::vector<PublicKey>> read_public_keys(const std::string& path) {
    const auto text = TRY(read_file(path));
    std::vector<PublicKey> keys;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        const auto line = trimmed(std::string_view(text).substr(from, end - from));
        from = end + 1;
        if (line.empty() || line.front() == '#') continue;
        auto key = parse_public_key(line);
        if (!key) return std::unexpected(at(key.error(), path));
        keys.push_back(std::move(*key));
    }
    if (keys.empty()) return fail("seal.bad-key", fmt::format("`{}` holds no public key", path));
    return keys;
}

Result<SigningKey> read_signing_key(const std::string& path) {
    auto key = parse_signing_key(TRY(read_file(path)));
    if (!key) return std::unexpected(at(key.error(), path));
    return key;
}

std::string signed_note(std::string_view text, std::span<const SigningKey> keys) {
    assert(text.ends_with('\n'));
    std::string note(text);
    note += '\n';
    for (auto key : keys) {
        const auto secret = expand(key);
        std::array<unsigned char, crypto_sign_BYTES> signature{};
        crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(text.data()),
                             text.size(), secret.data());
        const std::string_view bytes(reinterpret_cast<const char*>(signature.data()), signature.size());
        note += fmt::format("{}{} {}\n", dash, key.public_key.name, to_base64(key_id(key.public_key).append(bytes)));
    }
    return note;
}

namespace {

struct Signature {
    std::string name;
    std::string id;
    std::string bytes;
};

struct SplitNote {
    std::string_view text;
    std::vector<Signature> signatures;
};

Result<SplitNote> split_note(std::string_view note) {
    const auto bad = [](std::string_view what) {
        return fail("seal.bad-note", fmt::format("it is no signed note: {}", what));
    };
    // The last empty line parts the text from the signatures.
    const auto gap = note.rfind("\n\n");
    if (gap == std::string_view::npos) return bad("there is no empty line before its signatures");
    SplitNote split{note.substr(0, gap + 1), {}};
    auto rest = note.substr(gap + 2);
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) return bad("its last line does not end");
        auto line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        if (!line.starts_with(dash)) return bad("a line below its text is no signature");
        line.remove_prefix(dash.size());
        const auto blank = line.find(' ');
        const auto decoded = blank == std::string_view::npos ? std::nullopt : from_base64(line.substr(blank + 1));
        if (!decoded || decoded->size() < 5 || !is_name(line.substr(0, blank)))
            return bad("a line below its text is no signature");
        split.signatures.push_back({std::string(line.substr(0, blank)), decoded->substr(0, 4), decoded->substr(4)});
    }
    return split;
}

}  // namespace

Result<Note> parse_note(std::string_view note) {
    const auto split = TRY(split_note(note));
    Note parsed{std::string(split.text), {}};
    for (const auto& signature : split.signatures) parsed.signers.push_back(signature.name);
    return parsed;
}

Result<std::vector<std::string>> verified_signers(std::string_view note, std::span<const PublicKey> keys) {
    start_sodium();
    const auto split = TRY(split_note(note));
    std::vector<std::string> names;
    for (const auto& signature : split.signatures) {
        const auto key = std::ranges::find_if(
            keys, [&](const auto& known) { return known.name == signature.name && key_id(known) == signature.id; });
        if (key == keys.end()) continue;
        const bool is_good = signature.bytes.size() == crypto_sign_BYTES &&
                             crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.bytes.data()),
                                                         reinterpret_cast<const unsigned char*>(split.text.data()),
                                                         split.text.size(), key->bytes.data()) == 0;
        if (!is_good)
            return fail("seal.bad-signature",
                        fmt::format("the signature of `{}` does not fit its text: the text was changed", key->name));
        names.push_back(key->name);
    }
    return names;
}

}  // namespace konsequenz::seal
