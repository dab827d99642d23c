// All that the tables can see at a contact, as one number: the codes of its inputs and facts side by side.
//
// A history of millions of contacts has some thousands of situations. Each is decided once, all new ones of a block
// together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace konsequenz::backtest {

/// Where a code stands among the words of a situation; it does not cross from one to the next.
struct CodePlace {
    std::size_t word = 0;
    unsigned shift = 0;
    unsigned bits = 0;
};

/// One place for each of so many bits, none above 32.
[[nodiscard]] std::vector<CodePlace> lay_out(std::span<const unsigned> bits);

class Situations {
  public:
    /// `words` of each.
    explicit Situations(std::size_t words);

    /// The number of a situation of so many words.
    std::uint32_t number_of(const std::uint64_t* words) {
        auto slot = hash_of(words) & mask_;
        for (;; slot = (slot + 1) & mask_) {
            const auto number = slots_[slot];
            if (number == none) return add(words, slot);
            if (is_same(words, number)) return number;
        }
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::uint32_t code(std::size_t number, const CodePlace& place) const {
        const auto word = words_of_all_[number * words_ + place.word];
        return static_cast<std::uint32_t>(word >> place.shift & ((std::uint64_t{1} << place.bits) - 1));
    }

  private:
    static constexpr std::uint32_t none = UINT32_MAX;

    [[nodiscard]] std::size_t hash_of(const std::uint64_t* words) const {
        std::uint64_t hash = 0;
        for (std::size_t at = 0; at < words_; ++at) {
            hash = (hash ^ words[at]) * 0x9e3779b97f4a7c15U;
            hash ^= hash >> 32;
        }
        return static_cast<std::size_t>(hash);
    }
    [[nodiscard]] bool is_same(const std::uint64_t* words, std::uint32_t number) const {
        const auto* known = words_of_all_.data() + number * words_;
        for (std::size_t at = 0; at < words_; ++at) {
            if (words[at] != known[at]) return false;
        }
        return true;
    }
    std::uint32_t add(const std::uint64_t* words, std::size_t slot);

    std::size_t words_;
    std::size_t size_ = 0;
    std::size_t mask_;
    std::vector<std::uint32_t> slots_;
    std::vector<std::uint64_t> words_of_all_;
};

}  // namespace konsequenz::backtest
