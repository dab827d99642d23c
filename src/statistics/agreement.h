// How far several people who judge the same cases agree, beyond what chance would give.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace konsequenz::statistics {

/// Who put which case into which category; not everybody need have judged every case.
class Ratings {
  public:
    static constexpr std::int32_t none = -1;

    /// `categories` is how many there are to choose from, used or not.
    Ratings(std::size_t cases, std::size_t raters, std::int32_t categories)
        : cases_(cases), raters_(raters), categories_(categories), cells_(cases * raters, none) {}

    [[nodiscard]] std::size_t cases() const { return cases_; }
    [[nodiscard]] std::size_t raters() const { return raters_; }
    [[nodiscard]] std::int32_t categories() const { return categories_; }
    /// 0 to categories() - 1, or none.
    [[nodiscard]] std::int32_t at(std::size_t which, std::size_t rater) const {
        return cells_[which * raters_ + rater];
    }
    void set(std::size_t which, std::size_t rater, std::int32_t category) {
        cells_[which * raters_ + rater] = category;
    }

  private:
    std::size_t cases_;
    std::size_t raters_;
    std::int32_t categories_;
    std::vector<std::int32_t> cells_;
};

enum class Scale : std::uint8_t {
    nominal,  ///< two categories are the same or not
    ordinal,  ///< categories stand in an order
};

/// Where a case stands in `drawn` more than once, it counts so often: what the bootstrap draws again.
using Drawn = std::span<const std::size_t>;
[[nodiscard]] std::vector<std::size_t> all_cases(const Ratings& ratings);

/// K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), with absent ratings: 1 − Dₒ/Dₑ over the
/// coincidences of pairable values. Nothing where no case has two ratings, or where all fall into one category.
[[nodiscard]] std::optional<double> krippendorff_alpha(const Ratings& ratings, Scale scale, Drawn drawn);

/// K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement", British Journal
/// of Mathematical and Statistical Psychology 61 (2008), 29–48: AC1 for several raters; it does not fall when one
/// category is rare. Nothing where no case has two ratings, or there is one category only.
[[nodiscard]] std::optional<double> gwet_ac1(const Ratings& ratings, Drawn drawn);

/// How many pairs of ratings of one case are the same, of all pairs. Nothing where there is none.
[[nodiscard]] std::optional<double> pairs_alike(const Ratings& ratings, Drawn drawn);

/// The two-way analysis of variance of cases by raters, one rating in each cell.
struct TwoWay {
    std::size_t cases = 0;
    std::size_t raters = 0;
    double mean = 0;
    double between_cases = 0;  ///< mean squares
    double between_raters = 0;
    double rest = 0;
};

/// Over the cases that everybody judged, the categories being numbers from 0. Nothing with fewer than two cases or two
/// raters.
[[nodiscard]] std::optional<TwoWay> two_way(const Ratings& ratings, Drawn drawn);

/// P. E. Shrout, J. L. Fleiss, "Intraclass correlations: uses in assessing rater reliability", Psychological Bulletin
/// 86 (1979), 420–428: ICC(2,1). Nothing where all ratings are the same.
[[nodiscard]] std::optional<double> intraclass_correlation(const TwoWay& table);

/// The components of noise as variances on the scale of the categories' numbers: D. Kahneman, O. Sibony, C. R.
/// Sunstein, "Noise" (2021): system noise² = level noise² + pattern noise², the latter with occasion noise inside.
/// Estimated without bias by the mean squares, and 0 where that would be below.
struct Noise {
    double level = 0;                ///< raters differ in their average severity
    double pattern = 0;              ///< raters differ in what they take to be worse, occasion noise within
    std::optional<double> occasion;  ///< one rater differs from themself; known only from cases given twice
    double system = 0;               ///< level and pattern
    double cases = 0;                ///< what the cases themselves differ by: no noise
};

/// The same case, judged twice by the same rater.
struct Repeat {
    std::int32_t first = 0;
    std::int32_t second = 0;
};
[[nodiscard]] Noise noise_of(const TwoWay& table, std::span<const Repeat> repeats);

}  // namespace konsequenz::statistics
