#include "conduct/scorer.h"

#include <algorithm>

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
constexpr std::size_t known_words_max = 16'384;

/// The rows of some features: named first, so that memory has time to bring them, then added up.
template <std::size_t places_max>
class Places {
  public:
    void clear() { count_ = 0; }

    void add(const ModelView& model, std::uint64_t hash, Grain grain) {
        const auto* const row = model.rows + (hash & model.row_mask);
        __builtin_prefetch(row);
        places_[count_++] = {row, tag_of_feature(hash),
                             static_cast<std::uint8_t>(grain == Grain::word ? word_grain : std::uint32_t{1})};
    }

    [[nodiscard]] bool first_is_known() const { return is_known(places_[0]); }

    /// Adds to the sums; yields how many grains were known.
    std::uint32_t add_to(WordSums& sums) const {
        Sums low;
        Sums high;
        __builtin_memcpy(&low, sums.data(), sizeof low);
        __builtin_memcpy(&high, sums.data() + lane_count / 2, sizeof high);
        std::uint32_t grains = 0;
        for (std::size_t at = 0; at < count_; ++at) {
            const auto& place = places_[at];
            const bool is_there = is_known(place);
            grains += is_there ? place.grains : 0U;
            const auto mask = static_cast<std::int8_t>(is_there ? -1 : 0);
            Halves left;
            Halves right;
            __builtin_memcpy(&left, place.row->data(), sizeof left);
            __builtin_memcpy(&right, place.row->data() + sizeof left, sizeof right);
            low += __builtin_convertvector(left & mask, Sums);
            high += __builtin_convertvector(right & mask, Sums);
        }
        __builtin_memcpy(sums.data(), &low, sizeof low);
        __builtin_memcpy(sums.data() + lane_count / 2, &high, sizeof high);
        return grains;
    }

  private:
    static bool is_known(const Place& place) { return static_cast<std::uint8_t>((*place.row)[tag_lane]) == place.tag; }

    std::array<Place, places_max> places_;
    std::size_t count_ = 0;
};

constexpr std::size_t around_max = 4;
constexpr std::size_t words_ahead = 8;

std::uint8_t kind_of(const WordForm& form) {
    return static_cast<std::uint8_t>((form.is_whole ? 1U : 0U) | (form.is_quoted ? 2U : 0U));
}

}  // namespace

/// A word that is asked for and not yet added up.
struct Scores::Ahead {
    WordForm form;
    std::uint64_t itself = 0;
    Places<around_max> around;
};

namespace {

template <class Ahead>
std::size_t place_of(const Ahead& ahead) {
    return (ahead.itself ^ kind_of(ahead.form)) % known_words_max;
}

}  // namespace

void Scores::read(const ModelView& model, const TextReading& reading) {
    if (known_.empty() || known_of_ != model.digest) {
        known_.assign(known_words_max, {});
        known_of_ = model.digest;
    }
    words_.resize(reading.size());
    grain_sums_ = {};
    named_sums_ = {};
    grains_ = 0;
    known_words_ = 0;
    // Memory brings what the words ahead will ask for while this one is added up.
    std::array<Ahead, words_ahead> ring;
    const auto begin = [&](std::size_t at) {
        auto& ahead = ring[at % words_ahead];
        ahead.form = reading.form(at);
        ahead.itself = word_hash(ahead.form.letters);
        __builtin_prefetch(&known_[place_of(ahead)]);
        ahead.around.clear();
        each_feature_around(ahead.form, ahead.itself,
                            [&](std::uint64_t hash, Grain grain) { ahead.around.add(model, hash, grain); });
    };
    for (std::size_t at = 0; at < std::min(words_ahead, reading.size()); ++at) begin(at);
    for (std::size_t at = 0; at < reading.size(); ++at) {
        words_[at] = sum_of(model, ring[at % words_ahead]);
        if (at + words_ahead < reading.size()) begin(at + words_ahead);
    }
    add_named(model, reading);
    inverse_root_ = grains_ == 0 ? 0 : inverse_root(grains_);
}

void Scores::add_named(const ModelView& model, const TextReading& reading) {
    for (const auto feature : reading.named()) {
        const auto& row = model.named[feature];
        for (std::size_t lane = 0; lane < lane_count; ++lane) named_sums_[lane] += row[lane];
    }
}

const Scores::Known& Scores::own_sum(const ModelView& model, const Ahead& ahead) {
    const auto& form = ahead.form;
    const auto size = form.letters.size();
    const bool is_kept = size <= Known{}.letters.size();
    auto& known = is_kept ? known_[place_of(ahead)] : unkept_;
    if (is_kept && known.size == size && known.kind == kind_of(form) &&
        std::string_view(known.letters.data(), size) == form.letters)
        return known;
    Places<word_features_max> places;
    each_feature_of_word(form, ahead.itself, [&](std::uint64_t hash, Grain grain) { places.add(model, hash, grain); });
    known = {};
    if (is_kept) {
        form.letters.copy(known.letters.data(), size);
        known.size = static_cast<std::uint8_t>(size);
        known.kind = kind_of(form);
    }
    known.grains = static_cast<std::uint16_t>(places.add_to(known.sums));
    known.is_learned = places.first_is_known() ? 1 : 0;
    return known;
}

WordSums Scores::sum_of(const ModelView& model, const Ahead& ahead) {
    const auto& own = own_sum(model, ahead);
    auto sums = own.sums;
    grains_ += own.grains + ahead.around.add_to(sums);
    known_words_ += own.is_learned;
    for (std::size_t lane = 0; lane < head_count; ++lane) grain_sums_[lane] += sums[lane];
    return sums;
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
