// Sums the weights of a text's features: for the whole, and for each word, which is what the evidence is made of.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "conduct/cache_memory.h"
#include "conduct/model_format.h"
#include "conduct/reading.h"

namespace konsequenz::conduct {

/// Heads, rounded up to what a word's kept sum has room for.
inline constexpr std::size_t sum_count = 20;
static_assert(sum_count >= head_count);
using WordSums = std::array<std::int16_t, sum_count>;

class Scores {
  public:
    /// Forgets the text before, and keeps its memory.
    void read(const ModelView& model, const TextReading& reading);

    /// Of a head, with log_odds_bits below one.
    [[nodiscard]] std::int64_t log_odds(const ModelView& model, Head head) const;
    /// What a word's n-grams add to that.
    [[nodiscard]] std::int64_t part_of_word(const ModelView& model, std::size_t word, Head head) const;
    /// Words that were learned as a whole.
    [[nodiscard]] std::size_t known_words() const { return known_words_; }

  private:
    /// A word's own sum, kept since a few words make most of a text. One line of the processor's cache; one word in a
    /// thousand is longer. It is compared letter by letter, so that what a text gets never hangs on what was read
    /// before it.
    struct alignas(64) Known {
        std::array<char, 20> letters{};
        std::uint8_t size = 0;  ///< 0 where the place is free
        std::uint8_t kind = 0;  ///< is_whole and is_unmeant, and whether it was learned as a whole
        std::uint16_t grains = 0;
        WordSums sums{};
    };
    static_assert(sizeof(Known) == 64);

    struct Ahead;
    [[nodiscard]] const Known& own_sum(const ModelView& model, const Ahead& ahead);
    [[nodiscard]] WordSums sum_of(const ModelView& model, const Ahead& ahead);
    void add_named(const ModelView& model, const TextReading& reading);
    [[nodiscard]] std::int64_t of_sum(const HeadScale& scale, std::int64_t sum) const;

    std::vector<WordSums> words_;
    CacheMemory<Known> known_;
    Known unkept_;                             ///< of a word that is too long to be kept
    std::array<std::uint8_t, 32> known_of_{};  ///< the digest of the model whose words they are
    std::array<std::int32_t, lane_count> grain_sums_{};
    std::array<std::int32_t, lane_count> named_sums_{};
    std::uint64_t grains_ = 0;  ///< n of the model's formula
    std::uint32_t inverse_root_ = 0;
    std::size_t known_words_ = 0;
};

}  // namespace konsequenz::conduct
