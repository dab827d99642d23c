// How unequally real amounts are spread, those of nothing among them, and the middle of a sample with what is known
// of it.
#pragma once

#include <optional>
#include <span>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// Gini's coefficient Σᵢ (2i − n − 1) xᵢ / (n Σ x), x ascending, none below 0: 0 = all equal, (n − 1)/n = one has all.
/// Nothing where all are 0.
[[nodiscard]] std::optional<double> gini_of_amounts(std::span<const double> ascending);

/// The median; of an even number the mean of the two in the middle. Nothing of nothing.
[[nodiscard]] std::optional<double> median_of(std::span<const double> ascending);
/// The order statistics between which the median lies with at least 95 %, whatever the distribution: the tightest pair
/// whose binomial tails have at most 2.5 % each. Nothing with fewer than six, of which none is far enough out.
[[nodiscard]] std::optional<Interval> median_interval(std::span<const double> ascending);

}  // namespace konsequenz::statistics
