#include "base/sha256.h"

// The functions below are OpenSSL's own since ever and declared old in 3.0; what stands in their place costs more for
// each hash than hashing a node of a Merkle tree does.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <cstdlib>

namespace konsequenz {

struct Sha256::State {
    SHA256_CTX context;
    State() { start(); }
    void start() {
        if (SHA256_Init(&context) != 1) std::abort();
    }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::update(std::string_view bytes) {
    if (SHA256_Update(&state_->context, bytes.data(), bytes.size()) != 1) std::abort();
    return *this;
}

Digest Sha256::finish() {
    Digest digest{};
    if (SHA256_Final(digest.data(), &state_->context) != 1) std::abort();
    state_->start();
    return digest;
}

Digest sha256(std::string_view bytes) { return Sha256().update(bytes).finish(); }

std::string to_hex(const Digest& digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(64);
    for (const auto byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace konsequenz
