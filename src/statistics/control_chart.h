// Which periods stand out from what this process always does: control charts of rates and shares.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// A period: so many events on so much exposure (customers, orders, days), above 0.
struct Observed {
    double events = 0;
    double exposure = 1;
};

enum class Chart : std::uint8_t {
    rate,   ///< u-chart: events may be more than the exposure; a Poisson's variance u/n
    share,  ///< p-chart: so many of so many; a binomial's variance p(1 − p)/n
};

struct ChartPoint {
    double value = 0;  ///< events per exposure
    Interval limits;   ///< centre ± 3 standard errors, not below 0, of a share not above 1
    enum class Side : std::uint8_t { inside, above, below } side = Side::inside;
};

struct ControlChart {
    double centre = 0;  ///< all events over all exposure
    /// σ_z: by how much periods differ more than chance alone makes them; 1 = not at all.
    double spread = 1;
    std::vector<ChartPoint> points;
};

/// Shewhart's u- and p-chart with the correction of D. B. Laney, "Improved control charts for attributes", Quality
/// Engineering 14 (2002), 531–537: the limits are centre ± 3 σ_z √(variance/n), σ_z the mean distance of neighbouring
/// standardised values over 1.128. It widens the limits only: a σ_z below 1 counts as 1. With fewer than
/// `chart_points_min` periods σ_z is 1.
[[nodiscard]] ControlChart control_chart(std::span<const Observed> periods, Chart chart);

inline constexpr std::size_t chart_points_min = 8;

}  // namespace konsequenz::statistics
