// From those who spoke to all who could have: each stands for as many as were as likely to speak.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

struct Estimate {
    double value = 0;
    double variance = 0;

    /// 95 %, by the normal distribution.
    [[nodiscard]] Interval interval() const;
};

/// A unit that was seen, or so many alike: what each counts, and how likely it was to be seen, in (0, 1].
struct SeenUnit {
    double value = 0;
    double probability = 1;
    double times = 1;
};

/// Σ yᵢ/πᵢ, with the variance estimate Σ (1−πᵢ) yᵢ²/πᵢ² of units that are seen independently (Poisson sampling).
/// D. G. Horvitz, D. J. Thompson, "A generalization of sampling without replacement from a finite universe", JASA 47
/// (1952), 663–685.
[[nodiscard]] Estimate horvitz_thompson(std::span<const SeenUnit> units);

/// The mean Σ (yᵢ/πᵢ) / Σ (1/πᵢ), which needs no known size of the whole (J. Hájek 1971), with its linearised variance
/// Σ (1−πᵢ)(yᵢ − ȳ)²/πᵢ² / (Σ 1/πᵢ)² (C.-E. Särndal, B. Swensson, J. Wretman, Model Assisted Survey Sampling, 1992,
/// section 5.7). `units` is not empty (asserted).
[[nodiscard]] Estimate hajek_mean(std::span<const SeenUnit> units);

/// One layer: so many were heard, and of so many asked who were dissatisfied, so many had spoken up.
struct HeardLayer {
    std::uint64_t heard = 0;
    Proportion spoke_up;
};

struct Total {
    double value = 0;
    Interval interval;
};

/// How many stand behind those who were heard: Σ heard/π̂ over the layers (Horvitz–Thompson with an estimated π̂).
/// The interval knows both uncertainties, that of who happened to be heard (Poisson) and that of π̂ (Wilson): limits of
/// each quotient on the log scale, then of their sum, by G. Y. Zou, A. Donner, "Construction of confidence limits about
/// effect measures: a general approach", Statistics in Medicine 27 (2008), 1693–1702. Nothing where a layer with
/// somebody heard has nobody who was asked and had spoken up.
[[nodiscard]] std::optional<Total> total_behind(std::span<const HeardLayer> layers);

}  // namespace konsequenz::statistics
