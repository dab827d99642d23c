// Texts of a few bytes, such as names and ids, compared without a call. Inside voices only.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace konsequenz::voices {

/// Whether so many bytes are the same.
[[nodiscard]] inline bool are_same(const char* one, const char* other, std::size_t size) {
    const auto differ_at = [&]<class Word>(Word, std::size_t at) {
        Word values[2] = {0, 0};
        std::memcpy(&values[0], one + at, sizeof(Word));
        std::memcpy(&values[1], other + at, sizeof(Word));
        return values[0] != values[1];
    };
    // Two words that overlap hold any number of bytes from one word to two.
    if (size > 16) return std::memcmp(one, other, size) == 0;
    if (size >= 8) return !differ_at(std::uint64_t{0}, 0) && !differ_at(std::uint64_t{0}, size - 8);
    if (size >= 4) return !differ_at(std::uint32_t{0}, 0) && !differ_at(std::uint32_t{0}, size - 4);
    if (size >= 2) return !differ_at(std::uint16_t{0}, 0) && !differ_at(std::uint16_t{0}, size - 2);
    return size == 0 || *one == *other;
}

[[nodiscard]] inline bool is_same(std::string_view one, std::string_view other) {
    // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): one size is that of both
    return one.size() == other.size() && are_same(one.data(), other.data(), one.size());
}

}  // namespace konsequenz::voices
