#include "statistics/proportion.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace konsequenz::statistics {

double Proportion::share() const { return total == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(total); }

Interval Proportion::interval() const { return total == 0 ? Interval{} : wilson(count, total); }

Interval wilson(std::uint64_t count, std::uint64_t total, double quantile) {
    assert(total != 0 && count <= total);
    const auto n = static_cast<double>(total);
    const double p = static_cast<double>(count) / n;
    const double square = quantile * quantile;
    const double middle = p + square / (2 * n);
    const double width = quantile * std::sqrt(p * (1 - p) / n + square / (4 * n * n));
    const double scale = 1 + square / n;
    // At the ends the formula gives 0 and 1 exactly, which rounding would miss by a little.
    const double low = count == 0 ? 0.0 : (middle - width) / scale;
    const double high = count == total ? 1.0 : (middle + width) / scale;
    return {std::clamp(low, 0.0, 1.0), std::clamp(high, 0.0, 1.0)};
}

}  // namespace konsequenz::statistics
