#include "statistics/control_chart.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace konsequenz::statistics {
namespace {

constexpr double errors_wide = 3;
/// The mean distance of two independent standard normal values, 2/√π.
constexpr double mean_distance = 1.1283791670955126;

double spread_of(std::span<const Observed> periods, double centre, double variance) {
    if (periods.size() < chart_points_min || variance <= 0) return 1;
    double distances = 0;
    double before = 0;
    for (std::size_t at = 0; at < periods.size(); ++at) {
        const auto& [events, exposure] = periods[at];
        const auto z = (events / exposure - centre) / std::sqrt(variance / exposure);
        if (at > 0) distances += std::abs(z - before);
        before = z;
    }
    return std::max(1.0, distances / static_cast<double>(periods.size() - 1) / mean_distance);
}

}  // namespace

ControlChart control_chart(std::span<const Observed> periods, Chart chart) {
    ControlChart result;
    Observed all{0, 0};
    for (const auto& period : periods) {
        assert(period.exposure > 0 && period.events >= 0);
        all.events += period.events;
        all.exposure += period.exposure;
    }
    if (periods.empty()) return result;
    result.centre = all.events / all.exposure;
    const auto variance = chart == Chart::rate ? result.centre : result.centre * (1 - result.centre);
    result.spread = spread_of(periods, result.centre, variance);
    const auto greatest = chart == Chart::share ? 1.0 : INFINITY;
    for (const auto& [events, exposure] : periods) {
        const auto width = errors_wide * result.spread * std::sqrt(std::max(0.0, variance) / exposure);
        ChartPoint point{events / exposure,
                         {std::max(0.0, result.centre - width), std::min(greatest, result.centre + width)}};
        if (point.value > point.limits.high) point.side = ChartPoint::Side::above;
        if (point.value < point.limits.low) point.side = ChartPoint::Side::below;
        result.points.push_back(point);
    }
    return result;
}

}  // namespace konsequenz::statistics
