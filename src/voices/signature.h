// What a text says in few bytes, so that texts of nearly the same words have nearly the same bytes.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace konsequenz::voices {

/// Eight least hashes over the words of a text: two texts agree in each with a probability equal to the share of words
/// that they have in common (A. Broder, "On the resemblance and containment of documents", 1997).
using Signature = std::array<std::uint16_t, 8>;

/// Nearly the same words: seven of eight agree. Of two texts that share 90 % of their words 81 % are found, of two that
/// share half of them 4 %.
[[nodiscard]] inline bool is_near(const Signature& one, const Signature& other) {
    // Where each difference is a bit, those of one place are neighbours: there may be no second place.
    const auto differences = [&](std::size_t half) {
        std::uint64_t values[2] = {0, 0};
        std::memcpy(&values[0], one.data() + half * 4, sizeof values[0]);
        std::memcpy(&values[1], other.data() + half * 4, sizeof values[1]);
        return values[0] ^ values[1];
    };
    const auto first = differences(0);
    const auto second = differences(1);
    if (first != 0 && second != 0) return false;
    const auto all = first | second;
    return all == 0 || (all & ~(std::uint64_t{0xFFFF} << (std::countr_zero(all) & 48))) == 0;
}

/// Of the words in lower case, without names that begin with @, addresses, digits and words shorter than three letters:
/// what people exchange in a text that was handed to them. Nothing for fewer than `signature_words_min` different
/// words, which many people write without having agreed.
[[nodiscard]] std::optional<Signature> signature_of(std::string_view text);
inline constexpr std::size_t signature_words_min = 5;

}  // namespace konsequenz::voices
