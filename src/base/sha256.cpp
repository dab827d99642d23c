#include "base/sha256.h"

#include <openssl/evp.h>

#include <cstdlib>

namespace konsequenz {

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() { start(); }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    // Fetched once: looking the algorithm up costs more than hashing a record.
    void start() const {
        static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
        if (context == nullptr || EVP_DigestInit_ex(context, algorithm, nullptr) != 1) std::abort();  // out of memory
    }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::update(std::string_view bytes) {
    if (EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) != 1) std::abort();
    return *this;
}

Digest Sha256::finish() {
    Digest digest{};
    if (EVP_DigestFinal_ex(state_->context, digest.data(), nullptr) != 1) std::abort();
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
