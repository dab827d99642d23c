#include "conduct/logistic.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace konsequenz::conduct {
namespace {

constexpr int steps_per_nat = 32;
constexpr int nats = 12;
constexpr std::size_t steps = std::size_t{steps_per_nat} * nats + 1;
constexpr std::int64_t one = std::int64_t{1} << 16;
constexpr std::int64_t part_of_step = one / steps_per_nat;

/// e^(1/32) by its series. Only products and sums of doubles, and by the compiler: nothing that rounds elsewhere.
constexpr double root_of_e() {
    constexpr double x = 1.0 / steps_per_nat;
    double sum = 1.0;
    double term = 1.0;
    for (int n = 1; n <= 12; ++n) {
        term *= x / n;
        sum += term;
    }
    return sum;
}

/// The function at 0, 1/32, … 12 nats, in 2^-20.
constexpr std::array<std::int32_t, steps> make_table() {
    std::array<std::int32_t, steps> table{};
    double power = 1.0;
    for (auto& entry : table) {
        // Positive and made while compiling, where std::lround cannot be called.
        entry =
            static_cast<std::int32_t>(power / (1.0 + power) * (1 << 20) + 0.5);  // NOLINT(bugprone-incorrect-roundings)
        power *= root_of_e();
    }
    return table;
}

constexpr auto table = make_table();

/// log(1 + x) of 0 ≤ x ≤ 1, by the series of the inverse hyperbolic tangent.
constexpr double log_of_one_and(double x) {
    const double ratio = x / (2.0 + x);
    double power = ratio;
    double sum = 0.0;
    for (int n = 1; n <= 31; n += 2) {
        sum += power / n;
        power *= ratio * ratio;
    }
    return 2.0 * sum;
}

/// log(1 + e^-d) at the same places, in 2^-16.
constexpr std::array<std::int32_t, steps> make_sum_table() {
    std::array<std::int32_t, steps> sums{};
    double power = 1.0;
    for (auto& entry : sums) {
        const double value = log_of_one_and(1.0 / power) * static_cast<double>(one);
        entry = static_cast<std::int32_t>(value + 0.5);  // NOLINT(bugprone-incorrect-roundings)
        power *= root_of_e();
    }
    return sums;
}

constexpr auto sum_table = make_sum_table();

}  // namespace

std::uint32_t logistic_per_10000(std::int64_t log_odds) {
    const auto size = std::min(log_odds < 0 ? -log_odds : log_odds, one * nats - 1);
    const auto step = static_cast<std::size_t>(size / part_of_step);
    const auto rest = size % part_of_step;
    const std::int64_t low = table[step];
    const auto value = low + (table[step + 1] - low) * rest / part_of_step;
    const auto upper = static_cast<std::uint32_t>((value * 10'000 + (1 << 19)) >> 20);
    return log_odds < 0 ? 10'000 - upper : upper;
}

std::int64_t log_sum(std::int64_t a, std::int64_t b) {
    const auto greater = std::max(a, b);
    const auto distance = greater - std::min(a, b);
    if (distance >= one * nats - 1) return greater;
    const auto step = static_cast<std::size_t>(distance / part_of_step);
    const auto rest = distance % part_of_step;
    const std::int64_t low = sum_table[step];
    return greater + low + (sum_table[step + 1] - low) * rest / part_of_step;
}

std::uint32_t inverse_root(std::uint64_t n) {
    assert(n > 0);
    const auto square = (std::uint64_t{1} << 60) / n;
    // Newton's steps from above: they fall until the root is reached.
    std::uint64_t root = std::uint64_t{1} << 30;
    for (auto next = (root + square / root) / 2; next < root; next = (root + square / root) / 2) root = next;
    return static_cast<std::uint32_t>(root);
}

}  // namespace konsequenz::conduct
