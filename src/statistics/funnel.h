// How far a share may lie from a target by chance alone, given how much was seen.
#pragma once

#include <cstdint>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// The two pairs of limits of a funnel plot.
enum class Funnel : std::uint8_t {
    warning,  ///< 95 %: one of twenty lies outside by chance
    alarm,    ///< 99.8 %: one of five hundred
};

/// The exact binomial limits, interpolated, of D. J. Spiegelhalter, "Funnel plots for comparing institutional
/// performance", Statistics in Medicine 24 (2005), 1185–1202, appendix A.1.1: at the tail p, with r the least count
/// whose P(R ≤ r) exceeds p, the limit is (r − α)/n with α = (P(R ≤ r) − p)/(P(R ≤ r) − P(R ≤ r − 1)).
/// Inside [0, 1]; `total` must not be 0, and `target` lies in [0, 1].
[[nodiscard]] Interval funnel_limits(double target, std::uint64_t total, Funnel funnel);

}  // namespace konsequenz::statistics
