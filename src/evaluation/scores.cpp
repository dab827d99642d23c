#include "evaluation/scores.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace konsequenz::evaluation {
namespace {

double as_double(std::uint64_t count) { return static_cast<double>(count); }

/// The sample variance of values given with their counts.
class Variance {
  public:
    void add(double value, std::uint64_t times) {
        sum_ += value * as_double(times);
        squares_ += value * value * as_double(times);
        count_ += times;
    }
    /// Of the mean of all values; 0 where a variance has no meaning.
    [[nodiscard]] double of_mean() const {
        if (count_ < 2) return 0;
        const double n = as_double(count_);
        const double mean = sum_ / n;
        return std::max(0.0, (squares_ - n * mean * mean) / (n - 1)) / n;
    }

  private:
    double sum_ = 0;
    double squares_ = 0;
    std::uint64_t count_ = 0;
};

/// The shares of false alarms that the curve shows: dense where a service lives, to 1 in all.
constexpr std::array<double, 15> shares_shown{0,    0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03,
                                              0.05, 0.075, 0.1,   0.15,  0.2,  0.3,   0.5};

}  // namespace

void Scores::add(std::uint16_t score, bool is_positive) {
    assert(score <= score_max);
    ++(is_positive ? positive_ : negative_)[score];
    ++(is_positive ? positives_ : negatives_);
}

std::optional<Area> area_under_curve(const Scores& scores) {
    if (scores.positives() == 0 || scores.negatives() == 0) return std::nullopt;
    const double positives = as_double(scores.positives());
    const double negatives = as_double(scores.negatives());
    std::uint64_t twice_u = 0;  // a tie is half a win
    std::uint64_t negatives_below = 0;
    std::uint64_t positives_below = 0;
    Variance of_positives;
    Variance of_negatives;
    for (std::uint32_t score = 0; score <= score_max; ++score) {
        const auto here = static_cast<std::uint16_t>(score);
        const auto positive = scores.positives_at(here);
        const auto negative = scores.negatives_at(here);
        if (positive + negative == 0) continue;
        twice_u += positive * (2 * negatives_below + negative);
        of_positives.add((as_double(negatives_below) + as_double(negative) / 2) / negatives, positive);
        const auto positives_above = scores.positives() - positives_below - positive;
        of_negatives.add((as_double(positives_above) + as_double(positive) / 2) / positives, negative);
        negatives_below += negative;
        positives_below += positive;
    }
    Area area;
    area.value = as_double(twice_u) / 2 / (positives * negatives);
    const double width = statistics::normal_quantile_975 * std::sqrt(of_positives.of_mean() + of_negatives.of_mean());
    area.interval = {std::max(0.0, area.value - width), std::min(1.0, area.value + width)};
    return area;
}

std::optional<double> brier(const Scores& scores) {
    const auto all = scores.positives() + scores.negatives();
    if (all == 0) return std::nullopt;
    std::uint64_t sum = 0;  // of (10,000 p − 10,000 y)²: whole numbers
    for (std::uint64_t score = 0; score <= score_max; ++score) {
        const auto here = static_cast<std::uint16_t>(score);
        const auto missing = score_max - score;
        sum += scores.negatives_at(here) * score * score + scores.positives_at(here) * missing * missing;
    }
    return as_double(sum) / as_double(all) / (double{score_max} * double{score_max});
}

std::array<Bin, bin_count> reliability(const Scores& scores) {
    std::array<Bin, bin_count> bins{};
    std::array<std::uint64_t, bin_count> sums{};
    for (std::uint32_t score = 0; score <= score_max; ++score) {
        const auto here = static_cast<std::uint16_t>(score);
        const auto index = std::min<std::size_t>(score * bin_count / score_max, bin_count - 1);
        const auto count = scores.positives_at(here) + scores.negatives_at(here);
        bins[index].count += count;
        bins[index].found.count += scores.positives_at(here);
        bins[index].found.total += count;
        sums[index] += count * score;
    }
    for (std::size_t index = 0; index < bin_count; ++index) {
        if (bins[index].count != 0)
            bins[index].mean_score = as_double(sums[index]) / as_double(bins[index].count) / score_max;
    }
    return bins;
}

std::optional<double> calibration_error(const Scores& scores) {
    const auto all = scores.positives() + scores.negatives();
    if (all == 0) return std::nullopt;
    double error = 0;
    for (const auto& bin : reliability(scores))
        error += as_double(bin.count) / as_double(all) * std::abs(bin.found.share() - bin.mean_score);
    return error;
}

TradeOffPoint at_threshold(const Scores& scores, std::uint32_t threshold) {
    TradeOffPoint point;
    point.threshold = static_cast<std::uint16_t>(threshold);
    point.false_alarms.total = scores.negatives();
    point.found.total = scores.positives();
    for (std::uint32_t score = threshold; score <= score_max; ++score) {
        point.false_alarms.count += scores.negatives_at(static_cast<std::uint16_t>(score));
        point.found.count += scores.positives_at(static_cast<std::uint16_t>(score));
    }
    return point;
}

std::vector<TradeOffPoint> trade_off(const Scores& scores) {
    std::vector<TradeOffPoint> curve;
    if (scores.positives() == 0 || scores.negatives() == 0) return curve;
    std::uint32_t threshold = score_max + 1U;
    auto point = at_threshold(scores, threshold);
    for (const double share : shares_shown) {
        // Lower the threshold as long as the false alarms stay within the share.
        while (threshold > 0) {
            const auto next = static_cast<std::uint16_t>(threshold - 1);
            const auto alarms = point.false_alarms.count + scores.negatives_at(next);
            if (as_double(alarms) > share * as_double(scores.negatives())) break;
            --threshold;
            point.threshold = next;
            point.false_alarms.count = alarms;
            point.found.count += scores.positives_at(next);
        }
        if (curve.empty() || curve.back().threshold != point.threshold) curve.push_back(point);
    }
    return curve;
}

}  // namespace konsequenz::evaluation
