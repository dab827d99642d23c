#include "statistics/inequality.h"

#include <boost/math/distributions/binomial.hpp>

namespace konsequenz::statistics {

std::optional<double> gini_of_amounts(std::span<const double> ascending) {
    const auto count = static_cast<double>(ascending.size());
    double sum = 0;
    double weighted = 0;
    for (std::size_t at = 0; at < ascending.size(); ++at) {
        sum += ascending[at];
        weighted += (2 * static_cast<double>(at + 1) - count - 1) * ascending[at];
    }
    if (sum <= 0) return std::nullopt;
    return weighted / (count * sum);
}

std::optional<double> median_of(std::span<const double> ascending) {
    if (ascending.empty()) return std::nullopt;
    const auto middle = ascending.size() / 2;
    if (ascending.size() % 2 == 1) return ascending[middle];
    return (ascending[middle - 1] + ascending[middle]) / 2;
}

std::optional<Interval> median_interval(std::span<const double> ascending) {
    const boost::math::binomial below_median(static_cast<double>(ascending.size()), 0.5);
    // The k-th lowest is above the median with P(B ≤ k − 1).
    std::size_t rank = 0;
    while (rank < ascending.size() / 2 && boost::math::cdf(below_median, static_cast<double>(rank)) <= 0.025) ++rank;
    if (rank == 0) return std::nullopt;
    return Interval{ascending[rank - 1], ascending[ascending.size() - rank]};
}

}  // namespace konsequenz::statistics
