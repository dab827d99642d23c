#include "statistics/diversity.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace konsequenz::statistics {
namespace {

__extension__ using Wide = __int128;

/// The quotient of two whole numbers that may be beyond what a double holds exactly.
double quotient(Wide numerator, Wide denominator) {
    return static_cast<double>(static_cast<long double>(numerator) / static_cast<long double>(denominator));
}

}  // namespace

std::uint64_t unit_count(std::span<const Frequency> frequencies) {
    std::uint64_t units = 0;
    for (const auto& each : frequencies) units += each.units;
    return units;
}

std::uint64_t total_count(std::span<const Frequency> frequencies) {
    std::uint64_t total = 0;
    for (const auto& each : frequencies) total += each.units * each.count;
    return total;
}

std::uint64_t units_with(std::span<const Frequency> frequencies, std::uint64_t count) {
    const auto found = std::ranges::lower_bound(frequencies, count, {}, &Frequency::count);
    return found != frequencies.end() && found->count == count ? found->units : 0;
}

double effective_number(std::span<const Frequency> frequencies, double order) {
    const auto total = static_cast<double>(total_count(frequencies));
    if (total == 0) return 0;
    if (order == 0) return static_cast<double>(unit_count(frequencies));
    if (order == 2) {
        Wide squares = 0;
        for (const auto& each : frequencies) squares += Wide{each.count} * each.count * each.units;
        return quotient(Wide{total_count(frequencies)} * total_count(frequencies), squares);
    }
    double sum = 0;
    for (const auto& each : frequencies) {
        const auto units = static_cast<double>(each.units);
        const auto share = static_cast<double>(each.count) / total;
        sum += order == 1 ? -units * share * std::log(share) : units * std::pow(share, order);
    }
    return order == 1 ? std::exp(sum) : std::pow(sum, 1 / (1 - order));
}

double gini(std::span<const Frequency> frequencies) {
    const auto units = Wide{unit_count(frequencies)};
    const auto total = Wide{total_count(frequencies)};
    if (total == 0) return 0;
    Wide sum = 0;
    Wide below = 0;
    for (const auto& each : frequencies) {
        // Σ (2i − n − 1) over i = below + 1 … below + m is m (2 below + m − n).
        const auto here = Wide{each.units};
        sum += Wide{each.count} * here * (2 * below + here - units);
        below += here;
    }
    return quotient(sum, units * total);
}

Proportion top_share(std::span<const Frequency> frequencies, double share) {
    assert(share > 0 && share <= 1);
    const auto units = unit_count(frequencies);
    Proportion top{0, total_count(frequencies)};
    // A share as 0.1 is a little above a tenth as a double, which must not make one unit more of 10.
    const auto wanted = std::ceil(share * static_cast<double>(units) * (1 - 1e-12));
    auto left = units == 0 ? 0 : std::max(std::uint64_t{1}, static_cast<std::uint64_t>(wanted));
    for (auto at = frequencies.size(); at-- > 0 && left > 0;) {
        const auto taken = std::min(left, frequencies[at].units);
        top.count += taken * frequencies[at].count;
        left -= taken;
    }
    return top;
}

std::uint64_t units_of_half(std::span<const Frequency> frequencies) {
    const auto total = total_count(frequencies);
    const auto half = total / 2 + total % 2;
    std::uint64_t units = 0;
    std::uint64_t reached = 0;
    for (auto at = frequencies.size(); at-- > 0 && reached < half;) {
        const auto& each = frequencies[at];
        const auto taken = std::min(each.units, (half - reached + each.count - 1) / each.count);
        units += taken;
        reached += taken * each.count;
    }
    return units;
}

std::vector<LorenzPoint> concentration_curve(std::span<const Frequency> frequencies) {
    std::vector<LorenzPoint> curve{{0, 0}};
    for (auto at = frequencies.size(); at-- > 0;) {
        const auto& each = frequencies[at];
        curve.push_back({curve.back().units + each.units, curve.back().total + each.units * each.count});
    }
    return curve;
}

}  // namespace konsequenz::statistics
