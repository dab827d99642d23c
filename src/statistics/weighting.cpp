#include "statistics/weighting.h"

#include <cassert>
#include <cmath>

#include "statistics/distributions.h"

namespace konsequenz::statistics {
namespace {

double square(double value) { return value * value; }

/// heard/π̂ with its limits: distances on the log scale add in squares, each from the limit that moves the quotient that
/// way.
Total quotient(const HeardLayer& layer) {
    const auto heard = static_cast<double>(layer.heard);
    const auto share = layer.spoke_up.share();
    const auto of_share = layer.spoke_up.interval();
    // Whoever is heard out of D people is binomial; what the Poisson interval is too wide by shrinks with 1 − π.
    const auto of_heard = poisson_interval(layer.heard);
    const auto narrower = std::sqrt(1 - share);
    const auto low_distance = std::hypot(narrower * std::log(heard / of_heard.low), std::log(of_share.high / share));
    const auto high_distance = std::hypot(narrower * std::log(of_heard.high / heard), std::log(share / of_share.low));
    const auto value = heard / share;
    return {value, {value * std::exp(-low_distance), value * std::exp(high_distance)}};
}

}  // namespace

Interval Estimate::interval() const {
    const auto width = normal_quantile_975 * std::sqrt(variance);
    return {value - width, value + width};
}

Estimate horvitz_thompson(std::span<const SeenUnit> units) {
    Estimate total;
    for (const auto& unit : units) {
        assert(unit.probability > 0 && unit.probability <= 1);
        total.value += unit.times * unit.value / unit.probability;
        total.variance += unit.times * (1 - unit.probability) * square(unit.value / unit.probability);
    }
    return total;
}

Estimate hajek_mean(std::span<const SeenUnit> units) {
    assert(!units.empty());
    double weights = 0;
    double values = 0;
    for (const auto& unit : units) {
        assert(unit.probability > 0 && unit.probability <= 1);
        weights += unit.times / unit.probability;
        values += unit.times * unit.value / unit.probability;
    }
    Estimate mean{values / weights, 0};
    for (const auto& unit : units)
        mean.variance += unit.times * (1 - unit.probability) * square((unit.value - mean.value) / unit.probability);
    mean.variance /= square(weights);
    return mean;
}

std::optional<Total> total_behind(std::span<const HeardLayer> layers) {
    Total total{0, {0, 0}};
    double low_squares = 0;
    double high_squares = 0;
    for (const auto& layer : layers) {
        if (layer.heard == 0) continue;
        if (layer.spoke_up.count == 0) return std::nullopt;
        const auto each = quotient(layer);
        total.value += each.value;
        low_squares += square(each.value - each.interval.low);
        high_squares += square(each.interval.high - each.value);
    }
    total.interval = {std::max(0.0, total.value - std::sqrt(low_squares)), total.value + std::sqrt(high_squares)};
    return total;
}

}  // namespace konsequenz::statistics
