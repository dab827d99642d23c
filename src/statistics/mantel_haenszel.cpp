#include "statistics/mantel_haenszel.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <limits>
#include <numeric>

namespace konsequenz::statistics {
namespace {

/// Sums over the strata: R, S and the three products of Robins, Breslow and Greenland; expectation and variance of the
/// test.
struct Sums {
    double r = 0;
    double s = 0;
    double pr = 0;
    double ps_qr = 0;
    double qs = 0;
    double seen = 0;
    double expected = 0;
    double variance = 0;
};

void add(Sums& sums, const FourfoldTable& stratum) {
    const auto a = static_cast<double>(stratum.exposed.count);
    const auto b = static_cast<double>(stratum.exposed.total - stratum.exposed.count);
    const auto c = static_cast<double>(stratum.others.count);
    const auto d = static_cast<double>(stratum.others.total - stratum.others.count);
    const double all = a + b + c + d;
    const double r = a * d / all;
    const double s = b * c / all;
    const double p = (a + d) / all;
    const double q = (b + c) / all;
    sums.r += r;
    sums.s += s;
    sums.pr += p * r;
    sums.ps_qr += p * s + q * r;
    sums.qs += q * s;
    sums.seen += a;
    sums.expected += (a + b) * (a + c) / all;
    sums.variance += (a + b) * (c + d) * (a + c) * (b + d) / (all * all * (all - 1));
}

bool says_something(const FourfoldTable& stratum) {
    const auto events = stratum.exposed.count + stratum.others.count;
    return stratum.exposed.total > 0 && stratum.others.total > 0 && events > 0 &&
           events < stratum.exposed.total + stratum.others.total;
}

void add(Proportion& sum, const Proportion& part) {
    sum.count += part.count;
    sum.total += part.total;
}

}  // namespace

std::optional<OddsRatio> mantel_haenszel(std::span<const FourfoldTable> strata) {
    Sums sums;
    OddsRatio result;
    for (const auto& stratum : strata) {
        if (!says_something(stratum)) continue;
        add(sums, stratum);
        add(result.exposed, stratum.exposed);
        add(result.others, stratum.others);
        ++result.strata;
    }
    if (result.strata == 0) return std::nullopt;
    constexpr double no_bound = std::numeric_limits<double>::infinity();
    result.value = sums.s > 0 ? sums.r / sums.s : no_bound;
    result.interval = {0, no_bound};
    if (sums.r > 0 && sums.s > 0) {
        const double variance =
            sums.pr / (2 * sums.r * sums.r) + sums.ps_qr / (2 * sums.r * sums.s) + sums.qs / (2 * sums.s * sums.s);
        const double width = normal_quantile_975 * std::sqrt(variance);
        result.interval = {result.value * std::exp(-width), result.value * std::exp(width)};
    }
    const double gap = std::max(0.0, std::abs(sums.seen - sums.expected) - 0.5);
    const boost::math::chi_squared distribution(1);
    result.p_value = boost::math::cdf(boost::math::complement(distribution, gap * gap / sums.variance));
    return result;
}

std::vector<double> benjamini_hochberg(std::span<const double> p_values) {
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order,
                             [&](std::size_t one, std::size_t other) { return p_values[one] < p_values[other]; });
    std::vector<double> adjusted(p_values.size());
    double least = 1;
    for (auto rank = order.size(); rank > 0; --rank) {
        const auto index = order[rank - 1];
        least = std::min(least, p_values[index] * static_cast<double>(order.size()) / static_cast<double>(rank));
        adjusted[index] = least;
    }
    return adjusted;
}

}  // namespace konsequenz::statistics
