// How unequally a total is spread over those who make it up: effective numbers, shares of the greatest, Gini, Lorenz.
//
// All is computed from frequencies (so many units count so much), so that memory does not grow with the units, and from
// whole numbers as far as that goes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// `units` units count `count` each.
struct Frequency {
    std::uint64_t count = 0;
    std::uint64_t units = 0;

    bool operator==(const Frequency&) const = default;
};

/// Ascending by count, each count once, neither counts nor units are 0.
using Frequencies = std::vector<Frequency>;

[[nodiscard]] std::uint64_t unit_count(std::span<const Frequency> frequencies);
[[nodiscard]] std::uint64_t total_count(std::span<const Frequency> frequencies);
/// How many units count exactly so much.
[[nodiscard]] std::uint64_t units_with(std::span<const Frequency> frequencies, std::uint64_t count);

/// The effective number of units. M. O. Hill, "Diversity and evenness: a unifying notation and its consequences",
/// Ecology 54 (1973), 427–432: (Σ pᵢ^q)^(1/(1−q)), and exp(−Σ pᵢ ln pᵢ) for q = 1, with pᵢ the share of unit i.
/// Order 0 counts the units, order 2 is the inverse of Simpson's index. 0 where there is nothing.
[[nodiscard]] double effective_number(std::span<const Frequency> frequencies, double order);

/// Σᵢ (2i − n − 1) xᵢ / (n Σ x), xᵢ ascending: the mean difference of two units over twice the mean. 0 = all equal.
[[nodiscard]] double gini(std::span<const Frequency> frequencies);

/// What the greatest ⌈share · n⌉ units, at least one, have of the total; `share` in (0, 1].
[[nodiscard]] Proportion top_share(std::span<const Frequency> frequencies, double share);

/// The least number of greatest units that together have at least half of the total.
[[nodiscard]] std::uint64_t units_of_half(std::span<const Frequency> frequencies);

struct LorenzPoint {
    std::uint64_t units = 0;  ///< so many of the greatest
    std::uint64_t total = 0;  ///< have so much

    bool operator==(const LorenzPoint&) const = default;
};

/// The Lorenz curve from the greatest unit on, from (0, 0) to all, its corners: one for each count.
[[nodiscard]] std::vector<LorenzPoint> concentration_curve(std::span<const Frequency> frequencies);

}  // namespace konsequenz::statistics
