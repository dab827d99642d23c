#include "store/hash_pairs.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace konsequenz::store {

std::array<Digest, 2> PairHasher::hash_in_turn(std::string_view first, std::string_view second) {
    return {sha256_.update(first).finish(), sha256_.update(second).finish()};
}

#if defined(__x86_64__)

namespace {

constexpr std::size_t block_bytes = 64;

/// FIPS 180-4, 4.2.2 and 5.3.3.
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
constexpr std::array<std::uint32_t, 8> start_words{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/// A message as blocks: those that it fills, and those of its end with the padding (5.1.1).
class Blocks {
  public:
    explicit Blocks(std::string_view message) : whole_(message.data()), whole_count_(message.size() / block_bytes) {
        const auto rest = message.substr(whole_count_ * block_bytes);
        rest.copy(end_.data(), rest.size());
        end_[rest.size()] = '\x80';
        end_count_ = rest.size() + 9 <= block_bytes ? 1 : 2;
        const std::uint64_t bits = std::uint64_t{message.size()} * 8;
        for (std::size_t byte = 0; byte < 8; ++byte)
            end_[end_count_ * block_bytes - 1 - byte] = static_cast<char>(bits >> (8 * byte));
    }
    [[nodiscard]] std::size_t count() const { return whole_count_ + end_count_; }
    [[nodiscard]] const char* at(std::size_t block) const {
        return block < whole_count_ ? whole_ + block * block_bytes : end_.data() + (block - whole_count_) * block_bytes;
    }

  private:
    const char* whole_;
    std::size_t whole_count_;
    std::array<char, 2 * block_bytes> end_{};
    std::size_t end_count_ = 0;
};

/// The eight words in the order in which the instructions want them.
struct State {
    __m128i abef;
    __m128i cdgh;
};

/// One block of each message; the rounds of the messages alternate.
template <std::size_t messages>
__attribute__((target("sha,sse4.1"))) inline void compress(State* states, const char* const* blocks) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i abef[messages];
    __m128i cdgh[messages];
    __m128i words[messages][4];
    for (std::size_t at = 0; at < messages; ++at) {
        abef[at] = states[at].abef;
        cdgh[at] = states[at].cdgh;
    }
#pragma GCC unroll 16
    for (std::size_t four = 0; four < 16; ++four) {
        const __m128i constants = _mm_loadu_si128(reinterpret_cast<const __m128i*>(round_constants.data() + 4 * four));
#pragma GCC unroll 2
        for (std::size_t at = 0; at < messages; ++at) {
            auto* const word = words[at];
            if (four < 4) {
                const auto* const from = reinterpret_cast<const __m128i*>(blocks[at] + 16 * four);
                word[four] = _mm_shuffle_epi8(_mm_loadu_si128(from), big_endian);
            } else {
                const __m128i last = word[(four + 3) % 4];
                const __m128i seventh = _mm_alignr_epi8(last, word[(four + 2) % 4], 4);
                const __m128i begun = _mm_sha256msg1_epu32(word[four % 4], word[(four + 1) % 4]);
                word[four % 4] = _mm_sha256msg2_epu32(_mm_add_epi32(begun, seventh), last);
            }
            const __m128i sum = _mm_add_epi32(word[four % 4], constants);
            cdgh[at] = _mm_sha256rnds2_epu32(cdgh[at], abef[at], sum);
            abef[at] = _mm_sha256rnds2_epu32(abef[at], cdgh[at], _mm_shuffle_epi32(sum, 0x0E));
        }
    }
    for (std::size_t at = 0; at < messages; ++at) {
        states[at].abef = _mm_add_epi32(states[at].abef, abef[at]);
        states[at].cdgh = _mm_add_epi32(states[at].cdgh, cdgh[at]);
    }
}

State start_state() {
    const auto& w = start_words;
    const auto as_int = [](std::uint32_t word) { return static_cast<int>(word); };
    return {_mm_set_epi32(as_int(w[0]), as_int(w[1]), as_int(w[4]), as_int(w[5])),
            _mm_set_epi32(as_int(w[2]), as_int(w[3]), as_int(w[6]), as_int(w[7]))};
}

Digest digest_of(const State& state) {
    std::array<std::uint32_t, 4> abef{};
    std::array<std::uint32_t, 4> cdgh{};
    std::memcpy(abef.data(), &state.abef, sizeof abef);
    std::memcpy(cdgh.data(), &state.cdgh, sizeof cdgh);
    const std::array words{abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0], cdgh[1], cdgh[0]};
    Digest digest{};
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto big_endian = __builtin_bswap32(words[at]);
        std::memcpy(digest.data() + 4 * at, &big_endian, 4);
    }
    return digest;
}

__attribute__((target("sha,sse4.1"))) std::array<Digest, 2> hash_side_by_side(const Blocks& first,
                                                                              const Blocks& second) {
    std::array<State, 2> states{start_state(), start_state()};
    const auto shorter = std::min(first.count(), second.count());
    for (std::size_t block = 0; block < shorter; ++block) {
        const std::array blocks{first.at(block), second.at(block)};
        compress<2>(states.data(), blocks.data());
    }
    for (std::size_t block = shorter; block < first.count(); ++block) {
        const char* const rest = first.at(block);
        compress<1>(states.data(), &rest);
    }
    for (std::size_t block = shorter; block < second.count(); ++block) {
        const char* const rest = second.at(block);
        compress<1>(states.data() + 1, &rest);
    }
    return {digest_of(states[0]), digest_of(states[1])};
}

bool has_sha_instructions() {
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    constexpr unsigned sse4_1 = 1U << 19;
    constexpr unsigned sha = 1U << 29;
    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & sse4_1) == 0) return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & sha) != 0;
}

}  // namespace

bool PairHasher::is_side_by_side() {
    static const bool is_possible = has_sha_instructions();
    return is_possible;
}

std::array<Digest, 2> PairHasher::hash(std::string_view first, std::string_view second) {
    if (is_side_by_side()) return hash_side_by_side(Blocks(first), Blocks(second));
    return hash_in_turn(first, second);
}

#else

bool PairHasher::is_side_by_side() { return false; }

std::array<Digest, 2> PairHasher::hash(std::string_view first, std::string_view second) {
    return hash_in_turn(first, second);
}

#endif

}  // namespace konsequenz::store
