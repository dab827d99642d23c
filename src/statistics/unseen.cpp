#include "statistics/unseen.h"

#include <cmath>

namespace konsequenz::statistics {
namespace {

constexpr double normal_quantile_95 = 1.6448536269514722;

double units(std::span<const Frequency> frequencies, std::uint64_t count) {
    return static_cast<double>(units_with(frequencies, count));
}

double square(double value) { return value * value; }

}  // namespace

Unseen chao(std::span<const Frequency> frequencies) {
    const auto seen = static_cast<double>(unit_count(frequencies));
    const auto once = units(frequencies, 1);
    const auto twice = units(frequencies, 2);
    Unseen result;
    result.unseen = once < 2 ? 0 : once * (once - 1) / (2 * (twice + 1));
    result.total = seen + result.unseen;
    result.interval = {seen, seen};
    if (result.unseen <= 0) return result;
    const double variance =
        twice > 0 ? result.unseen + once * square(2 * once - 1) / (4 * square(twice + 1)) +
                        square(once) * twice * square(once - 1) / (4 * square(square(twice + 1)))
                  : result.unseen + once * square(2 * once - 1) / 4 - square(square(once)) / (4 * result.total);
    const double spread =
        std::exp(normal_quantile_975 * std::sqrt(std::log1p(std::max(0.0, variance) / square(result.unseen))));
    result.interval = {seen + result.unseen / spread, seen + result.unseen * spread};
    return result;
}

double unseen_without_ones(std::span<const Frequency> frequencies) {
    const auto twice = units(frequencies, 2);
    const auto thrice = units(frequencies, 3);
    return twice < 3 ? 0 : 2.0 / 9.0 * twice * (twice - 1) * (twice - 2) / ((thrice + 1) * (thrice + 2));
}

std::optional<OneInflation> one_inflation(std::span<const Frequency> frequencies) {
    const double f1 = units(frequencies, 1);
    const double f2 = units(frequencies, 2);
    const double f3 = units(frequencies, 3);
    const double f4 = units(frequencies, 4);
    if (f1 == 0 || f2 == 0 || f3 == 0 || f4 == 0) return std::nullopt;
    const double first = 2 * f2 / f1;
    const double second = 3 * f3 / f2;
    const double third = 4 * f4 / f3;
    const double expected = 2 * second - third;
    if (expected <= 0) return std::nullopt;
    // Delta method, each frequency with a Poisson's variance.
    const double variance =
        square(first) / f1 + square(2 * second + first) / f2 + square(2 * second + third) / f3 + square(third) / f4;
    OneInflation result;
    result.ones = f1;
    result.expected_ones = 2 * f2 / expected;
    result.z = (expected - first) / std::sqrt(variance);
    result.is_likely = result.z > normal_quantile_95;
    return result;
}

}  // namespace konsequenz::statistics
