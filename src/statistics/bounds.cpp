#include "statistics/bounds.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "statistics/distributions.h"

namespace konsequenz::statistics {
namespace {

/// The C with Φ(C + Δ/σ) − Φ(−C) = 0.95, by bisection; Δ the distance of the ends and σ the greater standard error.
double quantile_for(double distance_in_errors) {
    double low = 1.6;
    double high = normal_quantile_975;
    for (int step = 0; step < 60; ++step) {
        const auto middle = (low + high) / 2;
        const auto covered = normal_cdf(middle + distance_in_errors) - normal_cdf(-middle);
        (covered < 0.95 ? low : high) = middle;
    }
    return high;
}

}  // namespace

Bounds no_assumption_bounds(const Answers& answers) {
    assert(answers.yes <= answers.answered && answers.answered <= answers.asked);
    Bounds bounds;
    if (answers.asked == 0) return bounds;
    const auto asked = static_cast<double>(answers.asked);
    const auto most = answers.yes + (answers.asked - answers.answered);
    bounds.low = static_cast<double>(answers.yes) / asked;
    bounds.high = static_cast<double>(most) / asked;
    const auto error = [&](double share) { return std::sqrt(share * (1 - share) / asked); };
    const auto greater = std::max({error(bounds.low), error(bounds.high), 1e-12});
    const auto quantile = quantile_for((bounds.high - bounds.low) / greater);
    bounds.interval = {wilson(answers.yes, answers.asked, quantile).low, wilson(most, answers.asked, quantile).high};
    return bounds;
}

}  // namespace konsequenz::statistics
