#include "evaluation/conformal.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace konsequenz::evaluation {
namespace {

constexpr std::uint64_t whole = 10'000;

/// P(X ≤ k) for X binomial with n trials of chance p, each term from the one before it.
double binomial_at_most(std::uint64_t k, std::uint64_t n, double p) {
    if (p <= 0) return 1;
    if (p >= 1) return k >= n ? 1 : 0;
    double log_term = static_cast<double>(n) * std::log1p(-p);
    const double log_odds = std::log(p) - std::log1p(-p);
    double sum = std::exp(log_term);
    for (std::uint64_t hits = 1; hits <= k; ++hits) {
        log_term += log_odds + std::log(static_cast<double>(n - hits + 1) / static_cast<double>(hits));
        sum += std::exp(log_term);
    }
    return std::min(1.0, sum);
}

}  // namespace

std::uint64_t rows_needed(SharePer10000 share) {
    assert(share > 0 && share < whole);
    return (whole + share - 1) / share - 1;
}

std::optional<std::uint16_t> conformal_threshold(std::span<const std::uint16_t> scores, SharePer10000 share) {
    assert(share > 0 && share < whole);
    const std::uint64_t count = scores.size();
    const auto rank = ((count + 1) * (whole - share) + whole - 1) / whole;  // counts from 1
    if (rank > count) return std::nullopt;
    std::vector<std::uint16_t> sorted(scores.begin(), scores.end());
    std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(rank - 1));
    return static_cast<std::uint16_t>(sorted[rank - 1] + 1);
}

double share_bound_95(std::uint64_t alarms, std::uint64_t total) {
    assert(total != 0 && alarms <= total);
    if (alarms == total) return 1;
    constexpr double doubt = 0.05;
    constexpr double precision = 1e-10;
    double low = 0;
    double high = 1;
    while (high - low > precision) {
        const double middle = (low + high) / 2;
        (binomial_at_most(alarms, total, middle) > doubt ? low : high) = middle;
    }
    return high;
}

}  // namespace konsequenz::evaluation
