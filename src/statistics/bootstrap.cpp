#include "statistics/bootstrap.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>

#include "statistics/random.h"

namespace konsequenz::statistics {
namespace {

using Column = std::vector<double>;

double normal_share(double value) { return boost::math::cdf(boost::math::normal(), value); }
double normal_quantile(double share) { return boost::math::quantile(boost::math::normal(), share); }

/// A sixth of the skewness of what leaving one observation out does.
double acceleration(const Column& left_out) {
    const double mean = std::accumulate(left_out.begin(), left_out.end(), 0.0) / static_cast<double>(left_out.size());
    double squares = 0;
    double cubes = 0;
    for (const double value : left_out) {
        const double gap = mean - value;
        squares += gap * gap;
        cubes += gap * gap * gap;
    }
    return squares <= 0 ? 0.0 : cubes / (6 * std::pow(squares, 1.5));
}

/// Between the two draws on whose side the share falls.
double quantile_of(const Column& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size()) return sorted.back();
    const double part = place - static_cast<double>(below);
    return sorted[below] + (sorted[below + 1] - sorted[below]) * part;
}

Interval interval_of(double value, Column draws, const Column& left_out, double confidence) {
    std::ranges::sort(draws);
    if (draws.front() == draws.back()) return {value, value};
    // A draw that equals the figure counts half on each side, or a figure of few values would seem biased.
    const auto below = std::ranges::lower_bound(draws, value) - draws.begin();
    const auto up_to = std::ranges::upper_bound(draws, value) - draws.begin();
    const auto all = static_cast<double>(draws.size());
    const double share = (static_cast<double>(below) + static_cast<double>(up_to)) / 2 / all;
    const double bias = normal_quantile(std::clamp(share, 0.5 / all, 1 - 0.5 / all));
    const double skew = acceleration(left_out);
    const auto end = [&](double tail) {
        const double moved = bias + normal_quantile(tail);
        return quantile_of(draws, normal_share(bias + moved / (1 - skew * moved)));
    };
    return {end((1 - confidence) / 2), end((1 + confidence) / 2)};
}

}  // namespace

std::vector<std::optional<Interval>> bootstrap_intervals(std::size_t observations, const FiguresOf& figures,
                                                         const BootstrapOptions& options) {
    std::vector<std::size_t> drawn(observations);
    std::iota(drawn.begin(), drawn.end(), std::size_t{0});
    const auto values = figures(drawn);
    std::vector<std::optional<Interval>> intervals(values.size());
    if (observations < 3) return intervals;
    std::vector<Column> draws(values.size());
    std::vector<Column> left_out(values.size());
    const auto keep = [&](std::vector<Column>& columns) {
        const auto found = figures(drawn);
        for (std::size_t at = 0; at < found.size(); ++at) {
            if (found[at]) columns[at].push_back(*found[at]);
        }
    };
    Random random(options.seed);
    for (std::size_t draw = 0; draw < options.draws; ++draw) {
        for (auto& place : drawn) place = random.below(observations);
        keep(draws);
    }
    drawn.resize(observations - 1);
    for (std::size_t without = 0; without < observations; ++without) {
        for (std::size_t at = 0; at < drawn.size(); ++at) drawn[at] = at < without ? at : at + 1;
        keep(left_out);
    }
    for (std::size_t at = 0; at < values.size(); ++at) {
        if (!values[at] || draws[at].size() * 2 < options.draws || left_out[at].empty()) continue;
        intervals[at] = interval_of(*values[at], std::move(draws[at]), left_out[at], options.confidence);
    }
    return intervals;
}

std::optional<Interval> bootstrap_interval(std::size_t observations, const FigureOf& figure,
                                           const BootstrapOptions& options) {
    return bootstrap_intervals(
               observations,
               [&](std::span<const std::size_t> drawn) { return std::vector<std::optional<double>>{figure(drawn)}; },
               options)
        .front();
}

}  // namespace konsequenz::statistics
