#include "voices/signature.h"

#include <algorithm>
#include <limits>

namespace konsequenz::voices {
namespace {

constexpr std::array<std::uint64_t, 4> multipliers{0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9,
                                                   0xD6E8FEB86659FD93};

/// What a byte does in a word: 0 ends it, else it is the letter in lower case. Bytes of letters beyond ASCII stay.
constexpr auto letters = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t byte = 'a'; byte <= 'z'; ++byte) table.at(byte) = static_cast<std::uint8_t>(byte);
    for (std::size_t byte = 'A'; byte <= 'Z'; ++byte) table.at(byte) = static_cast<std::uint8_t>(byte + 'a' - 'A');
    for (std::size_t byte = 128; byte < 256; ++byte) table.at(byte) = static_cast<std::uint8_t>(byte);
    return table;
}();

constexpr bool is_blank(char letter) { return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r'; }

class Least {
  public:
    void add(std::uint64_t word) {
        // Two least hashes from each product: its upper and its lower half.
        for (std::size_t at = 0; at < multipliers.size(); ++at) {
            auto mixed = word * multipliers[at];
            mixed ^= mixed >> 29U;
            mixed *= multipliers[(at + 1) % multipliers.size()];
            least_[2 * at] = std::min(least_[2 * at], static_cast<std::uint32_t>(mixed >> 32U));
            least_[2 * at + 1] = std::min(least_[2 * at + 1], static_cast<std::uint32_t>(mixed));
        }
        // Different words nearly always; whether there are enough of them needs no more.
        const auto bit = word * multipliers[0] >> 58U;
        seen_ |= std::uint64_t{1} << bit;
        ++words_;
    }

    [[nodiscard]] std::optional<Signature> signature() const {
        // Each step takes one bit away.
        auto seen = seen_;
        for (std::size_t different = 1; different < signature_words_min; ++different) seen &= seen - 1;
        if (words_ < signature_words_min || seen == 0) return std::nullopt;
        Signature result{};
        for (std::size_t at = 0; at < result.size(); ++at)
            result[at] = static_cast<std::uint16_t>((least_[at] * std::uint64_t{0x9E3779B1}) >> 16U);
        return result;
    }

  private:
    static constexpr auto greatest = std::numeric_limits<std::uint32_t>::max();
    std::array<std::uint32_t, 8> least_{greatest, greatest, greatest, greatest, greatest, greatest, greatest, greatest};
    std::uint64_t seen_ = 0;
    std::size_t words_ = 0;
};

}  // namespace

std::optional<Signature> signature_of(std::string_view text) {
    Least least;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == '@' || (text[at] == 'h' && text.substr(at, 4) == "http")) {
            while (at < text.size() && !is_blank(text[at])) ++at;
            continue;
        }
        std::uint64_t word = 0;
        std::size_t length = 0;
        for (; at < text.size(); ++at, ++length) {
            const auto letter = letters[static_cast<unsigned char>(text[at])];
            if (letter == 0) break;
            word = (word ^ letter) * 0x100000001B3;
        }
        if (length >= 3) least.add(word ^ length);
        if (length == 0) ++at;
    }
    return least.signature();
}

}  // namespace konsequenz::voices
