// The inner loops of columns of rows.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace konsequenz::dmn {

/// Adds to each sum the classes of `count` columns at once, whose codes all lie within their tables.
template <std::size_t count, class Code>
void add_classes(const std::array<const Code*, count>& codes, const std::array<const std::uint32_t*, count>& tables,
                 std::span<std::uint32_t> sums) {
    for (std::size_t row = 0; row < sums.size(); ++row) {
        std::uint32_t sum = sums[row];
        for (std::size_t at = 0; at < count; ++at) sum += tables[at][codes[at][row]];
        sums[row] = sum;
    }
}

/// The same, columns four by four.
template <class Code>
void add_classes(std::span<const Code* const> codes, std::span<const std::uint32_t* const> tables,
                 std::span<std::uint32_t> sums) {
    const auto add = [&]<std::size_t count>(std::size_t first) {
        std::array<const Code*, count> some_codes;
        std::array<const std::uint32_t*, count> some_tables;
        std::copy_n(codes.begin() + static_cast<std::ptrdiff_t>(first), count, some_codes.begin());
        std::copy_n(tables.begin() + static_cast<std::ptrdiff_t>(first), count, some_tables.begin());
        add_classes<count, Code>(some_codes, some_tables, sums);
    };
    std::size_t first = 0;
    for (; first + 4 <= codes.size(); first += 4) add.template operator()<4>(first);
    const std::size_t left = codes.size() - first;
    if (left == 3) add.template operator()<3>(first);
    if (left == 2) add.template operator()<2>(first);
    if (left == 1) add.template operator()<1>(first);
}

/// Whether all codes are below `size`, a power of two.
template <class Code>
[[nodiscard]] bool are_below(std::span<const Code> codes, std::size_t size) {
    std::uint32_t all = 0;
    for (const Code code : codes) all |= code;
    return all < size;
}

/// How many words a set takes that needs so many, so that the loops below do whole chunks.
[[nodiscard]] constexpr std::size_t padded_words(std::size_t words) {
    return words <= 8 ? std::bit_ceil(words) : (words + 15) / 16 * 16;
}

/// Which halves of `count` words (a power of two to 16) two sets share something in, two bits a word, or at
/// least that they share something in it at all. Rows differ in where that is: no jump depends on it, so that the
/// processor has nothing to guess.
template <std::size_t count>
[[nodiscard]] std::uint32_t shared_halves(const std::uint64_t* left, const std::uint64_t* right) {
    std::uint32_t shared = 0;
#if defined(__SSE2__)
    // The compiler's built-ins for what it finds no way to by itself: to gather one bit of each lane.
    if constexpr (count >= 8) {
        using Lanes = int __attribute__((vector_size(16)));
        const auto empty = [&](std::size_t word) {
            Lanes a;
            Lanes b;
            std::memcpy(&a, left + word, sizeof(a));
            std::memcpy(&b, right + word, sizeof(b));
            return (a & b) == 0;
        };
        for (std::size_t word = 0; word < count; word += 8) {
            const auto first = __builtin_ia32_packssdw128(empty(word), empty(word + 2));
            const auto second = __builtin_ia32_packssdw128(empty(word + 4), empty(word + 6));
            const int lanes = __builtin_ia32_pmovmskb128(__builtin_ia32_packsswb128(first, second));
            shared |= (static_cast<std::uint32_t>(lanes) ^ 0xffffU) << 2 * word;
        }
        return shared;
    }
#endif
    for (std::size_t word = 0; word < count; ++word) {
        const std::uint32_t is_shared = (left[word] & right[word]) != 0 ? 1 : 0;
        shared |= is_shared << 2 * word;
    }
    return shared;
}

template <std::size_t count>
[[nodiscard]] std::uint32_t first_common_of(const std::uint64_t* left, const std::uint64_t* right, std::size_t words,
                                            std::uint32_t none) {
    for (std::size_t chunk = 0; chunk < words; chunk += count) {
        const std::uint32_t shared = shared_halves<count>(left + chunk, right + chunk);
        if (shared == 0) continue;
        const std::size_t word = chunk + static_cast<std::size_t>(std::countr_zero(shared)) / 2;
        return static_cast<std::uint32_t>(word * 64 +
                                          static_cast<std::size_t>(std::countr_zero(left[word] & right[word])));
    }
    return none;
}

/// The first bit that two sets of so many (padded) words share; `none` where there is none.
[[nodiscard]] inline std::uint32_t first_common(const std::uint64_t* left, const std::uint64_t* right,
                                                std::size_t words, std::uint32_t none) {
    switch (words) {
        case 1: return first_common_of<1>(left, right, words, none);
        case 2: return first_common_of<2>(left, right, words, none);
        case 4: return first_common_of<4>(left, right, words, none);
        case 8: return first_common_of<8>(left, right, words, none);
        default: return first_common_of<16>(left, right, words, none);
    }
}

/// The first bit that all sets share.
[[nodiscard]] inline std::uint32_t first_common(std::span<const std::uint64_t* const> sets, std::size_t words,
                                                std::uint32_t none) {
    constexpr std::size_t chunk_words = 16;
    std::array<std::uint64_t, chunk_words> common;
    for (std::size_t chunk = 0; chunk < words; chunk += chunk_words) {
        const std::size_t count = std::min(chunk_words, words - chunk);
        for (std::size_t word = 0; word < count; ++word) common[word] = sets[0][chunk + word] & sets[1][chunk + word];
        for (const std::uint64_t* set : sets.subspan(2, sets.size() - 3)) {
            for (std::size_t word = 0; word < count; ++word) common[word] &= set[chunk + word];
        }
        const std::uint32_t bit = first_common(common.data(), sets.back() + chunk, count, none);
        if (bit != none) return static_cast<std::uint32_t>(chunk * 64) + bit;
    }
    return none;
}

}  // namespace konsequenz::dmn
