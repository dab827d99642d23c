#include "conduct/scorer.h"

#include "conduct/logistic.h"

namespace konsequenz::conduct {
namespace {

/// Sixteen weights at once, in the compiler's own words for vectors.
using Weights = std::int8_t __attribute__((vector_size(16)));
using Halves = std::int8_t __attribute__((vector_size(8)));
using Sums = std::int16_t __attribute__((vector_size(16)));

struct Place {
    const GrainRow* row;
    std::uint8_t tag;
    std::uint8_t grains;
};

constexpr std::size_t weight_max = 127;
static_assert(word_features_max * weight_max < 32'768, "a word's sum has to fit 16 bits");

}  // namespace

void Scores::read(const ModelView& model, const TextReading& reading) {
    words_.clear();
    grain_sums_ = {};
    named_sums_ = {};
    grains_ = 0;
    known_words_ = 0;
    for (std::size_t at = 0; at < reading.size(); ++at) read_word(model, reading.form(at));
    for (const auto feature : reading.named()) {
        const auto& row = model.named[feature];
        for (std::size_t lane = 0; lane < lane_count; ++lane) named_sums_[lane] += row[lane];
    }
    inverse_root_ = grains_ == 0 ? 0 : inverse_root(grains_);
}

void Scores::read_word(const ModelView& model, const WordForm& form) {
    std::array<Place, word_features_max> places;
    std::size_t count = 0;
    each_feature(form, [&](std::uint64_t hash, Grain grain) {
        const auto* const row = model.rows + (hash & model.row_mask);
        __builtin_prefetch(row);
        places[count++] = {row, tag_of_feature(hash),
                           static_cast<std::uint8_t>(grain == Grain::word ? word_grain : std::uint32_t{1})};
    });
    if (static_cast<std::uint8_t>((*places[0].row)[tag_lane]) == places[0].tag) ++known_words_;
    Sums low{};
    Sums high{};
    for (std::size_t at = 0; at < count; ++at) {
        const auto& place = places[at];
        const auto& row = *place.row;
        const bool is_known = static_cast<std::uint8_t>(row[tag_lane]) == place.tag;
        grains_ += is_known ? place.grains : 0U;
        const auto mask = static_cast<std::int8_t>(is_known ? -1 : 0);
        Halves left;
        Halves right;
        __builtin_memcpy(&left, row.data(), sizeof left);
        __builtin_memcpy(&right, row.data() + sizeof left, sizeof right);
        low += __builtin_convertvector(left & mask, Sums);
        high += __builtin_convertvector(right & mask, Sums);
    }
    WordSums sums;
    __builtin_memcpy(sums.data(), &low, sizeof low);
    __builtin_memcpy(sums.data() + lane_count / 2, &high, sizeof high);
    for (std::size_t lane = 0; lane < head_count; ++lane) grain_sums_[lane] += sums[lane];
    words_.push_back(sums);
}

std::int64_t Scores::of_sum(const HeadScale& scale, std::int64_t sum) const {
    // |sum| < 2^25 and the root's inverse ≤ 2^30: 14 bits go before the scale's 31 come.
    constexpr int root_bits = 30;
    constexpr int first = 14;
    const auto rooted = (sum * inverse_root_) >> first;
    return (rooted * (scale.grain_scale >> 4)) >> (root_bits - first + grain_scale_bits - 4 - log_odds_bits);
}

std::int64_t Scores::log_odds(const ModelView& model, Head head) const {
    const auto lane = static_cast<std::size_t>(head);
    const auto& scale = model.header.heads[lane];
    return scale.bias + of_sum(scale, grain_sums_[lane]) +
           std::int64_t{named_sums_[lane]} * scale.named_scale / (std::int64_t{1} << 10);
}

std::int64_t Scores::part_of_word(const ModelView& model, std::size_t word, Head head) const {
    const auto lane = static_cast<std::size_t>(head);
    return of_sum(model.header.heads[lane], words_[word][lane]);
}

}  // namespace konsequenz::conduct
