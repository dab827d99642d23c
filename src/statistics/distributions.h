// Quantiles of the usual distributions, from Boost.Math, which is included behind this header only.
#pragma once

#include <cstdint>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// Of the standard normal distribution.
[[nodiscard]] double normal_cdf(double value);
/// `probability` lies strictly between 0 and 1 (asserted).
[[nodiscard]] double normal_quantile(double probability);
/// Of the beta distribution; both parameters are above 0, `probability` lies in [0, 1] (asserted).
[[nodiscard]] double beta_quantile(double alpha, double beta, double probability);

/// The exact interval, 95 %, of the mean of a Poisson count. F. Garwood, "Fiducial limits for the Poisson
/// distribution", Biometrika 28 (1936), 437–442: half of the chi-square quantiles with 2k and 2k + 2 degrees of
/// freedom.
[[nodiscard]] Interval poisson_interval(std::uint64_t count);

}  // namespace konsequenz::statistics
