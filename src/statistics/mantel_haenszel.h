// Two groups compared within strata of like cases, and many comparisons at once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// One stratum: how many of the exposed and of the others had the event.
struct FourfoldTable {
    Proportion exposed;
    Proportion others;
};

/// What strata of like cases say of an odds ratio.
struct OddsRatio {
    double value = 1;
    Interval interval{0, 0};   ///< 95 %
    double p_value = 1;        ///< that the odds ratio is 1
    std::uint64_t strata = 0;  ///< that say something: both groups, and both with and without the event
    Proportion exposed;        ///< in these strata
    Proportion others;
};

/// The Mantel–Haenszel odds ratio (N. Mantel, W. Haenszel, JNCI 22 (1959), 719–748) with the interval of J. Robins,
/// N. Breslow, S. Greenland, "Estimators of the Mantel–Haenszel variance consistent in both sparse data and
/// large-strata limiting models", Biometrics 42 (1986), 311–323, and the p-value of the Mantel–Haenszel test with
/// continuity correction. Where one side never differs, the ratio is 0 or without bound (infinite), and the interval
/// says nothing: 0 to infinite. Nothing where no stratum says something.
[[nodiscard]] std::optional<OddsRatio> mantel_haenszel(std::span<const FourfoldTable> strata);

/// The p-values as they may be held against a false discovery rate: Y. Benjamini, Y. Hochberg, "Controlling the false
/// discovery rate", JRSS B 57 (1995), 289–300, in the adjusted form: a hypothesis is rejected at the rate r where its
/// adjusted value is at most r. In the order given.
[[nodiscard]] std::vector<double> benjamini_hochberg(std::span<const double> p_values);

}  // namespace konsequenz::statistics
