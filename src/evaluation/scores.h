// The scores of two groups of texts, those of a kind and those not, as counts for each score: exact whole numbers, of
// any order, so that what is computed from them is the same wherever it is computed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "statistics/proportion.h"

namespace konsequenz::evaluation {

/// Scores are calibrated probabilities in ten-thousandths.
inline constexpr std::uint16_t score_max = 10'000;

class Scores {
  public:
    Scores() : positive_(score_max + 1U), negative_(score_max + 1U) {}

    /// `score` is at most score_max (asserted).
    void add(std::uint16_t score, bool is_positive);

    [[nodiscard]] std::uint64_t positives() const { return positives_; }
    [[nodiscard]] std::uint64_t negatives() const { return negatives_; }
    [[nodiscard]] std::uint64_t positives_at(std::uint16_t score) const { return positive_[score]; }
    [[nodiscard]] std::uint64_t negatives_at(std::uint16_t score) const { return negative_[score]; }

  private:
    std::vector<std::uint32_t> positive_;
    std::vector<std::uint32_t> negative_;
    std::uint64_t positives_ = 0;
    std::uint64_t negatives_ = 0;
};

struct Area {
    double value = 0;  ///< 0.5 is chance, 1 perfect order
    statistics::Interval interval;
};

/// The area under the receiver operating characteristic: the chance that a text of the kind scores above one that is
/// not, ties counting half, which is Mann and Whitney's U by the product of the two sizes (J. A. Hanley, B. J. McNeil,
/// "The meaning and use of the area under a ROC curve", Radiology 143 (1982), 29–36). The interval, 95 %, is the one of
/// E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44 (1988), 837–845:
///   variance = S10/m + S01/n,  S10 the sample variance of each positive's share of negatives below it, S01 of each
///   negative's share of positives above it.
/// Nothing where one of the groups is empty.
[[nodiscard]] std::optional<Area> area_under_curve(const Scores& scores);

/// G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950), 1–3,
/// in its form for two outcomes: the mean of (p − y)². Nothing where there is no score.
[[nodiscard]] std::optional<double> brier(const Scores& scores);

struct Bin {
    std::uint64_t count = 0;
    double mean_score = 0;         ///< what was said
    statistics::Proportion found;  ///< what was so
};
inline constexpr std::size_t bin_count = 10;
/// Bins of equal width: [0, 0.1), [0.1, 0.2) … [0.9, 1].
[[nodiscard]] std::array<Bin, bin_count> reliability(const Scores& scores);

/// The expected calibration error over the ten bins of reliability(): Σ count/n · |found − said| (M. P. Naeini,
/// G. F. Cooper, M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015).
/// Nothing where there is no score.
[[nodiscard]] std::optional<double> calibration_error(const Scores& scores);

/// One threshold: what alarms at scores from it on, of those that are none and of those that are.
struct TradeOffPoint {
    std::uint16_t threshold = 0;
    statistics::Proportion false_alarms;
    statistics::Proportion found;
};

/// The best threshold for each share of false alarms, at most `points_max` of them, from none on: the lowest threshold
/// whose false alarms stay within the share. Empty where one of the groups is empty.
[[nodiscard]] std::vector<TradeOffPoint> trade_off(const Scores& scores);

/// What alarms at a threshold.
[[nodiscard]] TradeOffPoint at_threshold(const Scores& scores, std::uint32_t threshold);

}  // namespace konsequenz::evaluation
