// What a text says in few bytes, so that texts of nearly the same words have nearly the same bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace konsequenz::voices {

/// Eight least hashes over the words of a text: two texts agree in each with a probability equal to the share of words
/// that they have in common (A. Broder, "On the resemblance and containment of documents", 1997).
using Signature = std::array<std::uint16_t, 8>;

/// Nearly the same words: seven of eight agree. Of two texts that share 90 % of their words 81 % are found, of two that
/// share half of them 4 %.
[[nodiscard]] bool is_near(const Signature& one, const Signature& other);

/// Of the words in lower case, without names that begin with @, addresses, digits and words shorter than three letters:
/// what people exchange in a text that was handed to them. Nothing for fewer than `signature_words_min` different
/// words, which many people write without having agreed.
[[nodiscard]] std::optional<Signature> signature_of(std::string_view text);
inline constexpr std::size_t signature_words_min = 5;

}  // namespace konsequenz::voices
