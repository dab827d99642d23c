// Intervals and tests of counts that hold for any number of observations, however few.
#pragma once

#include <cstdint>
#include <string_view>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
/// Biometrika 26 (1934), 404–413: the shares that a two-sided exact test of this level does not reject.
/// Without any observation it is all of [0, 1].
[[nodiscard]] Interval clopper_pearson(const Proportion& proportion, double confidence = 0.95);

enum class DifferenceMethod : std::uint8_t {
    exact,  ///< unconditional
    score,  ///< asymptotic
};
/// "exact", "score".
[[nodiscard]] std::string_view to_string(DifferenceMethod method);

/// The difference of two shares, first less second, with its interval inside [-1, 1].
struct Difference {
    double value = 0;
    Interval interval{-1, 1};
    DifferenceMethod method = DifferenceMethod::exact;
};

/// Groups whose totals have a product above this get the score interval: the exact one looks at every pair of counts.
inline constexpr std::uint64_t exact_pairs_max = 10'000;

/// Up to `exact_pairs_max` exact and unconditional (I. S. F. Chan, Z. Zhang, "Test-based exact confidence intervals for
/// the difference of two binomial proportions", Biometrics 55 (1999), 1202–1209): the differences that neither of two
/// one-sided tests of half the level rejects, each ordered by the score statistic and judged at the least favourable
/// share of the second group, which is looked for on a grid. Beyond, the score interval of O. Miettinen, M. Nurminen,
/// "Comparative analysis of two rates", Statistics in Medicine 4 (1985), 213–226. Where a group has no observation the
/// interval is all of [-1, 1].
[[nodiscard]] Difference difference_of(const Proportion& first, const Proportion& second);
/// The score interval alone, for any totals but 0.
[[nodiscard]] Interval score_difference(const Proportion& first, const Proportion& second);

/// R. A. Fisher's exact test that two groups have the same share, two-sided: the sum of all tables that are no
/// likelier than the one seen. 1 where a group has no observation.
[[nodiscard]] double fisher_exact(const Proportion& first, const Proportion& second);

}  // namespace konsequenz::statistics
