#include "statistics/strata.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "statistics/distributions.h"

namespace konsequenz::statistics {
namespace {

/// Enough layers to say how much layers differ.
constexpr std::size_t pooled_strata_min = 3;

struct Moments {
    double mean = 0;
    double variance = 0;
};

struct Weighted {
    const Stratum* stratum;
    double weight;  ///< its share of the whole
};

struct GridPoint {
    double alpha;
    double beta;
    double log_density;
};

double log_beta(double alpha, double beta) {
    return std::lgamma(alpha) + std::lgamma(beta) - std::lgamma(alpha + beta);
}

/// The posterior of (log(α/β), log(α+β)) up to a constant: αβ(α+β)^(−5/2) Π B(α + x, β + n − x)/B(α, β).
double log_posterior(std::span<const Weighted> strata, double alpha, double beta) {
    double density = std::log(alpha) + std::log(beta) - 2.5 * std::log(alpha + beta);
    const auto prior = log_beta(alpha, beta);
    for (const auto& [stratum, weight] : strata) {
        const auto& sample = stratum->sample;
        if (sample.total == 0) continue;
        const auto yes = static_cast<double>(sample.count);
        const auto no = static_cast<double>(sample.total - sample.count);
        density += log_beta(alpha + yes, beta + no) - prior;
    }
    return density;
}

struct Range {
    double low;
    double high;
    std::size_t steps;

    [[nodiscard]] double at(std::size_t index) const {
        return low + (high - low) * static_cast<double>(index) / static_cast<double>(steps - 1);
    }
};

std::vector<GridPoint> grid_over(std::span<const Weighted> strata, Range logits, Range log_sizes) {
    std::vector<GridPoint> grid;
    grid.reserve(logits.steps * log_sizes.steps);
    for (std::size_t row = 0; row < logits.steps; ++row) {
        const auto mean = 1 / (1 + std::exp(-logits.at(row)));
        for (std::size_t column = 0; column < log_sizes.steps; ++column) {
            const auto size = std::exp(log_sizes.at(column));
            const auto alpha = size * mean;
            const auto beta = size * (1 - mean);
            grid.push_back({alpha, beta, log_posterior(strata, alpha, beta)});
        }
    }
    const auto greatest = std::ranges::max_element(grid, {}, &GridPoint::log_density)->log_density;
    for (auto& point : grid) point.log_density -= greatest;
    return grid;
}

/// A coarse grid over all that is possible, then a fine one over where the coarse one has its mass.
std::vector<GridPoint> posterior_grid(std::span<const Weighted> strata) {
    constexpr double negligible = -14;  // of the log density beside its greatest
    const Range logits{-9, 9, 73};
    const Range log_sizes{-2, 11, 53};
    const auto coarse = grid_over(strata, logits, log_sizes);
    Range fine_logits{9, -9, 61};
    Range fine_sizes{11, -2, 61};
    for (std::size_t at = 0; at < coarse.size(); ++at) {
        if (coarse[at].log_density < negligible) continue;
        const auto logit = logits.at(at / log_sizes.steps);
        const auto size = log_sizes.at(at % log_sizes.steps);
        fine_logits.low = std::min(fine_logits.low, logit - 0.25);
        fine_logits.high = std::max(fine_logits.high, logit + 0.25);
        fine_sizes.low = std::min(fine_sizes.low, size - 0.25);
        fine_sizes.high = std::max(fine_sizes.high, size + 0.25);
    }
    return grid_over(strata, fine_logits, fine_sizes);
}

/// Of Σ W_h θ_h for independent beta posteriors.
Moments moments_at(std::span<const Weighted> strata, double alpha, double beta) {
    Moments sum;
    for (const auto& [stratum, weight] : strata) {
        const auto yes = alpha + static_cast<double>(stratum->sample.count);
        const auto no = beta + static_cast<double>(stratum->sample.total - stratum->sample.count);
        const auto size = yes + no;
        sum.mean += weight * yes / size;
        sum.variance += weight * weight * yes * no / (size * size * (size + 1));
    }
    return sum;
}

Interval beta_interval(const Moments& moments) {
    const auto size = moments.mean * (1 - moments.mean) / moments.variance - 1;
    if (!(size > 0)) return {};
    const auto alpha = moments.mean * size;
    const auto beta = (1 - moments.mean) * size;
    return {beta_quantile(alpha, beta, 0.025), beta_quantile(alpha, beta, 0.975)};
}

PostStratified pooled(std::span<const Weighted> strata) {
    PostStratified result;
    result.strata.resize(strata.size(), {0, 0});
    double mass = 0;
    double first = 0;
    double second = 0;
    double within = 0;
    for (const auto& point : posterior_grid(strata)) {
        const auto density = std::exp(point.log_density);
        if (density < 1e-9) continue;
        const auto moments = moments_at(strata, point.alpha, point.beta);
        mass += density;
        first += density * moments.mean;
        second += density * moments.mean * moments.mean;
        within += density * moments.variance;
        result.alpha += density * point.alpha;
        result.beta += density * point.beta;
        const auto prior_size = point.alpha + point.beta;
        for (std::size_t at = 0; at < strata.size(); ++at) {
            const auto& sample = strata[at].stratum->sample;
            const auto total = static_cast<double>(sample.total);
            result.strata[at].share +=
                density * (point.alpha + static_cast<double>(sample.count)) / (prior_size + total);
            result.strata[at].weight += density * total / (prior_size + total);
        }
    }
    for (auto& each : result.strata) {
        each.share /= mass;
        each.weight /= mass;
    }
    result.alpha /= mass;
    result.beta /= mass;
    result.share = first / mass;
    result.interval = beta_interval({result.share, within / mass + second / mass - result.share * result.share});
    return result;
}

/// Each layer by its own sample with half a yes and half a no added; one that was not asked by all of them together.
PostStratified alone(std::span<const Weighted> strata) {
    Proportion all;
    for (const auto& [stratum, weight] : strata) {
        all.count += stratum->sample.count;
        all.total += stratum->sample.total;
    }
    PostStratified result;
    Moments sum;
    for (const auto& [stratum, weight] : strata) {
        const bool is_asked = stratum->sample.total > 0;
        const auto& sample = is_asked ? stratum->sample : all;
        const auto yes = static_cast<double>(sample.count) + 0.5;
        const auto no = static_cast<double>(sample.total - sample.count) + 0.5;
        const auto size = yes + no;
        result.strata.push_back({yes / size, is_asked ? 1.0 : 0.0});
        sum.mean += weight * yes / size;
        sum.variance += weight * weight * yes * no / (size * size * (size + 1));
    }
    result.share = sum.mean;
    result.interval = beta_interval(sum);
    return result;
}

}  // namespace

PostStratified post_stratified(std::span<const Stratum> strata) {
    double whole = 0;
    std::size_t asked = 0;
    for (const auto& stratum : strata) {
        assert(stratum.size > 0 && stratum.sample.count <= stratum.sample.total);
        whole += stratum.size;
        asked += stratum.sample.total > 0 ? 1U : 0U;
    }
    assert(asked > 0);
    std::vector<Weighted> weighted;
    weighted.reserve(strata.size());
    for (const auto& stratum : strata) weighted.push_back({&stratum, stratum.size / whole});
    return asked >= pooled_strata_min ? pooled(weighted) : alone(weighted);
}

}  // namespace konsequenz::statistics
