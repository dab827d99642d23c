#include "seal/keys.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/files.h"
#include "seal/sodium_start.h"

namespace konsequenz::seal {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return text.empty() ? reinterpret_cast<const unsigned char*>("")
                        : reinterpret_cast<const unsigned char*>(text.data());
}

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(nonce_bytes + tag_bytes == sealing_bytes);
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == Key{}.size());

}  // namespace

void start_sodium() {
    static const int started = sodium_init();
    if (started < 0) std::abort();  // the system has no source of randomness
}

Key random_key() {
    start_sodium();
    Key key{};
    randombytes_buf(key.data(), key.size());
    return key;
}

Key KeyMaker::next() {
    if (used_ == keys_.size()) {
        start_sodium();
        randombytes_buf(keys_.data(), sizeof keys_);
        used_ = 0;
    }
    const auto key = keys_[used_];
    sodium_memzero(keys_[used_].data(), keys_[used_].size());
    ++used_;
    return key;
}

Key derived_key(const Key& key, std::string_view label) {
    start_sodium();
    Key derived{};
    crypto_generichash(derived.data(), derived.size(), bytes_of(label), label.size(), key.data(), key.size());
    return derived;
}

std::string keyed_hash(const Key& key, std::string_view text) {
    start_sodium();
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(), key.data(), key.size());
    std::string digits(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
    digits.pop_back();
    return digits;
}

std::uint64_t short_hash(const std::array<std::uint8_t, 16>& key, const std::array<std::string_view, 3>& texts) {
    thread_local std::string bytes;
    bytes.clear();
    for (const auto text : texts) bytes += text;
    std::uint64_t hash = 0;
    static_assert(crypto_shorthash_BYTES == sizeof hash);
    crypto_shorthash(reinterpret_cast<unsigned char*>(&hash), bytes_of(bytes), bytes.size(), key.data());
    return hash;
}

Sealer::Sealer() {
    start_sodium();
    static_assert(nonce_bytes == std::tuple_size_v<decltype(nonce_)>);
    randombytes_buf(nonce_.data(), 16);
}

void Sealer::append(std::string& out, const Key& key, std::string_view text, std::string_view bound_to) {
    out.append(reinterpret_cast<const char*>(nonce_.data()), nonce_.size());
    const auto from = out.size();
    const auto sealed = from + text.size() + tag_bytes;
    out.resize_and_overwrite(sealed, [&](char* bytes, std::size_t) {
        crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(bytes + from), nullptr,
                                                   bytes_of(text), text.size(), bytes_of(bound_to), bound_to.size(),
                                                   nullptr, nonce_.data(), key.data());
        return sealed;
    });
    sodium_increment(nonce_.data() + 16, 8);
}

std::optional<std::string> opened(const Key& key, std::string_view sealed, std::string_view bound_to) {
    start_sodium();
    if (sealed.size() < sealing_bytes) return std::nullopt;
    std::string text(sealed.size() - sealing_bytes, '\0');
    const auto* nonce = bytes_of(sealed);
    const auto failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(text.data()), nullptr, nullptr, nonce + nonce_bytes,
        sealed.size() - nonce_bytes, bytes_of(bound_to), bound_to.size(), nonce, key.data());
    if (failed != 0) return std::nullopt;
    return text;
}

Result<Key> parse_key(std::string_view text, std::string_view shown) {
    constexpr std::string_view blank = " \t\r\n";
    const auto from = std::min(text.find_first_not_of(blank), text.size());
    text = text.substr(from, text.find_last_not_of(blank) + 1 - from);
    Key key{};
    std::size_t size = 0;
    if (text.size() == 2 * key.size() &&
        sodium_hex2bin(key.data(), key.size(), text.data(), text.size(), nullptr, &size, nullptr) == 0 &&
        size == key.size())
        return key;
    return fail("seal.bad-key", fmt::format("{} is no key: expected 64 hexadecimal digits", shown));
}

std::string to_text(const Key& key) {
    std::string digits(key.size() * 2 + 1, '\0');
    sodium_bin2hex(digits.data(), digits.size(), key.data(), key.size());
    digits.pop_back();
    return digits;
}

Result<Key> read_key_file(const std::filesystem::path& path) {
    return parse_key(TRY(read_file(path)), fmt::format("the file `{}`", path.string()));
}

Result<void> write_secret_file(const std::filesystem::path& path, std::string_view text) {
    const auto failure = [&](int reason) {
        return fail(reason == EEXIST ? "seal.key-exists" : "base.cannot-write",
                    fmt::format("cannot write the key `{}`: {}", path.string(),
                                reason == EEXIST ? "it is there already, and a key is never overwritten: take another "
                                                   "name, or move the old file away"
                                                 : std::strerror(reason)));
    };
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return failure(errno);
    const auto written = ::write(file, text.data(), text.size());
    const bool is_whole = written == static_cast<::ssize_t>(text.size()) && ::fsync(file) == 0;
    const int reason = is_whole ? 0 : (written >= 0 && errno == 0 ? ENOSPC : errno);
    ::close(file);
    if (is_whole) return {};
    ::unlink(path.c_str());
    return failure(reason);
}

std::string to_base64(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
    text.pop_back();
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const auto failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                          text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(size);
    if (to_base64(bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace konsequenz::seal
