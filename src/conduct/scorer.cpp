#include "conduct/scorer.h"

#include <algorithm>
#include <bit>

#include "conduct/logistic.h"

namespace konsequenz::conduct {
namespace {

/// Eight weights at once, in the compiler's own words for vectors.
using Weights = std::int8_t __attribute__((vector_size(8)));
using Sums = std::int16_t __attribute__((vector_size(16)));
constexpr std::size_t at_once = 8;
constexpr std::size_t blocks = (head_count + at_once - 1) / at_once;
static_assert(blocks * at_once <= lane_count);

constexpr std::size_t weight_max = 127;
static_assert(word_features_max * weight_max < 32'768, "a word's sum has to fit 16 bits");
constexpr std::size_t known_words_max = 32'768;
constexpr std::uint8_t learned_bit = 4;

/// The rows of some features, in three steps with other work between them, so that memory has time to bring what each
/// asks for: the features are named, then those found that were learned, then their rows added up.
template <std::size_t places_max>
class Places {
  public:
    void clear() { named_ = count_ = grains_ = 0; }

    void name(const ModelView& model, std::uint64_t hash, Grain grain) {
        __builtin_prefetch(model.tags + (hash & model.set_mask) * ways);
        hashes_[named_] = hash;
        weights_[named_] = grain == Grain::word ? word_grain : 1U;
        ++named_;
    }

    /// Yields whether the feature that was named first was learned.
    bool find(const ModelView& model) {
        for (std::uint32_t at = 0; at < named_; ++at) {
            const auto hash = hashes_[at];
            const auto set = (hash & model.set_mask) * ways;
            // The four tags at once: the halfword that becomes zero is the one that was looked for (Mycroft's test,
            // whose lowest hit is always a true one).
            constexpr std::uint64_t ones = 0x0001'0001'0001'0001U;
            constexpr std::uint64_t highs = 0x8000'8000'8000'8000U;
            std::uint64_t tags = 0;
            __builtin_memcpy(&tags, model.tags + set, sizeof tags);
            tags ^= ones * tag_of_feature(hash);
            const auto hits = (tags - ones) & ~tags & highs;
            const auto row =
                static_cast<std::uint32_t>(set + (static_cast<std::size_t>(std::countr_zero(hits)) / 16) % ways);
            rows_[count_] = row;
            __builtin_prefetch(model.rows + row);
            const auto is_learned = static_cast<std::uint32_t>(hits != 0);
            if (at == 0) is_first_learned_ = is_learned != 0;
            count_ += is_learned;
            grains_ += is_learned * weights_[at];
        }
        return named_ > 0 && is_first_learned_;
    }

    [[nodiscard]] std::uint32_t grains() const { return grains_; }

    void add_to(const ModelView& model, WordSums& sums) const {
        if (count_ == 0) return;
        std::array<Sums, blocks> parts{};
        __builtin_memcpy(parts.data(), sums.data(), sizeof sums);
        for (std::size_t at = 0; at < count_; ++at) {
            const auto* const row = model.rows[rows_[at]].weights.data();
            for (std::size_t block = 0; block < blocks; ++block) {
                Weights weights;
                __builtin_memcpy(&weights, row + block * at_once, sizeof weights);
                parts[block] += __builtin_convertvector(weights, Sums);
            }
        }
        __builtin_memcpy(sums.data(), parts.data(), sizeof sums);
    }

  private:
    std::array<std::uint64_t, places_max> hashes_;
    std::array<std::uint32_t, places_max> weights_;
    std::array<std::uint32_t, places_max + 1> rows_;
    std::uint32_t named_ = 0;
    std::uint32_t count_ = 0;
    std::uint32_t grains_ = 0;
    bool is_first_learned_ = false;
};

constexpr std::size_t around_max = 4;
constexpr std::size_t words_found_ahead = 6;
constexpr std::size_t words_named_ahead = 12;

std::uint8_t kind_of(const WordForm& form) {
    return static_cast<std::uint8_t>((form.is_whole ? 1U : 0U) | (form.is_unmeant ? 2U : 0U));
}

}  // namespace

/// A word that is asked for and not yet added up.
struct Scores::Ahead {
    const WordForm* form = nullptr;
    Places<around_max> around;
};

namespace {

template <class Ahead>
std::size_t place_of(const Ahead& ahead) {
    return (ahead.form->itself ^ kind_of(*ahead.form)) % known_words_max;
}

}  // namespace

void Scores::read(const ModelView& model, const TextReading& reading) {
    if (known_.empty() || known_of_ != model.digest) {
        known_ = CacheMemory<Known>(known_words_max);
        known_of_ = model.digest;
    }
    words_.resize(reading.size());
    grain_sums_ = {};
    named_sums_ = {};
    grains_ = 0;
    known_words_ = 0;
    // Memory brings what the words ahead will ask for while this one is added up.
    std::array<Ahead, words_named_ahead> ring;
    const auto size = reading.size();
    const auto name = [&](std::size_t at) {
        auto& ahead = ring[at % words_named_ahead];
        ahead.form = &reading.form(at);
        __builtin_prefetch(&known_[place_of(ahead)]);
        ahead.around.clear();
        each_feature_around(*ahead.form, ahead.form->itself,
                            [&](std::uint64_t hash, Grain grain) { ahead.around.name(model, hash, grain); });
    };
    for (std::size_t at = 0; at < std::min(words_named_ahead, size); ++at) name(at);
    for (std::size_t at = 0; at < std::min(words_found_ahead, size); ++at) ring[at].around.find(model);
    for (std::size_t at = 0; at < size; ++at) {
        if (at + words_found_ahead < size) ring[(at + words_found_ahead) % words_named_ahead].around.find(model);
        words_[at] = sum_of(model, ring[at % words_named_ahead]);
        if (at + words_named_ahead < size) name(at + words_named_ahead);
    }
    add_named(model, reading);
    inverse_root_ = grains_ == 0 ? 0 : inverse_root(grains_);
}

void Scores::add_named(const ModelView& model, const TextReading& reading) {
    for (const auto feature : reading.named()) {
        const auto& row = model.named[feature];
        for (std::size_t lane = 0; lane < head_count; ++lane) named_sums_[lane] += row[lane];
    }
}

const Scores::Known& Scores::own_sum(const ModelView& model, const Ahead& ahead) {
    const auto& form = *ahead.form;
    const auto size = form.letters.size();
    const bool is_kept = size <= Known{}.letters.size();
    auto& known = is_kept ? known_[place_of(ahead)] : unkept_;
    if (is_kept && known.size == size && (known.kind & ~learned_bit) == kind_of(form) &&
        std::string_view(known.letters.data(), size) == form.letters)
        return known;
    Places<word_features_max> places;
    each_feature_of_word(form, form.itself, [&](std::uint64_t hash, Grain grain) { places.name(model, hash, grain); });
    const bool is_learned = places.find(model);
    known = {};
    if (is_kept) {
        form.letters.copy(known.letters.data(), size);
        known.size = static_cast<std::uint8_t>(size);
    }
    known.kind = kind_of(form);
    places.add_to(model, known.sums);
    known.grains = static_cast<std::uint16_t>(places.grains());
    if (is_learned) known.kind |= learned_bit;
    return known;
}

WordSums Scores::sum_of(const ModelView& model, const Ahead& ahead) {
    const auto& own = own_sum(model, ahead);
    auto sums = own.sums;
    ahead.around.add_to(model, sums);
    grains_ += own.grains + ahead.around.grains();
    known_words_ += (own.kind & learned_bit) != 0 ? 1U : 0U;
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
