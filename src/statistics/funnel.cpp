#include "statistics/funnel.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cassert>
#include <cmath>

namespace konsequenz::statistics {
namespace {

double limit(const boost::math::binomial& distribution, double total, double tail) {
    const auto below = [&](double count) { return count < 0 ? 0.0 : boost::math::cdf(distribution, count); };
    // The quantile is a rounded real; the exact one is beside it.
    auto count = std::floor(boost::math::quantile(distribution, tail));
    count = std::clamp(count, 0.0, total);
    while (count > 0 && below(count - 1) > tail) --count;
    while (count < total && below(count) <= tail) ++count;
    const double reached = below(count);
    const double step = reached - below(count - 1);
    const double share = step > 0 ? (reached - tail) / step : 0.0;
    return std::clamp((count - share) / total, 0.0, 1.0);
}

}  // namespace

Interval funnel_limits(double target, std::uint64_t total, Funnel funnel) {
    assert(total != 0 && target >= 0 && target <= 1);
    if (target <= 0 || target >= 1) return {target, target};
    const double tail = funnel == Funnel::warning ? 0.025 : 0.001;
    const auto all = static_cast<double>(total);
    const boost::math::binomial distribution(all, target);
    return {limit(distribution, all, tail), limit(distribution, all, 1 - tail)};
}

}  // namespace konsequenz::statistics
