// Intervals by drawing the observations again, with a seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// A figure of the observations at these places; one that is drawn twice stands there twice. Nothing where it has none.
using FigureOf = std::function<std::optional<double>(std::span<const std::size_t> drawn)>;

struct BootstrapOptions {
    std::size_t draws = 2000;
    std::uint64_t seed = 1;
    double confidence = 0.95;
};

/// The bias-corrected and accelerated interval of B. Efron, "Better bootstrap confidence intervals", JASA 82 (1987),
/// 171–185, with the acceleration of the jackknife. Nothing where the figure or more than half of its draws have none,
/// or with fewer than three observations; both ends are the figure itself where every draw gives the same.
[[nodiscard]] std::optional<Interval> bootstrap_interval(std::size_t observations, const FigureOf& figure,
                                                         const BootstrapOptions& options = {});

/// The same for several figures of one and the same set of draws, of which each costs its reading only once.
using FiguresOf = std::function<std::vector<std::optional<double>>(std::span<const std::size_t> drawn)>;
[[nodiscard]] std::vector<std::optional<Interval>> bootstrap_intervals(std::size_t observations,
                                                                       const FiguresOf& figures,
                                                                       const BootstrapOptions& options = {});

}  // namespace konsequenz::statistics
