#include "statistics/exact.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <cassert>
#include <cmath>
#include <numbers>
#include <vector>

namespace konsequenz::statistics {
namespace {

/// The two shares that are likeliest among those that differ by `delta`: O. Miettinen, M. Nurminen 1985, appendix 1,
/// where the likelihood equation is a cubic with this closed solution.
struct Restricted {
    double first = 0;
    double second = 0;
};

Restricted restricted_shares(double x1, double n1, double x2, double n2, double delta) {
    const double all = n1 + n2;
    const double c2 = (n1 + 2 * n2) * delta - all - x1 - x2;
    const double c1 = (n2 * delta - all - 2 * x2) * delta + x1 + x2;
    const double c0 = x2 * delta * (1 - delta);
    const double third = c2 / (3 * all);
    const double q = third * third * third - c1 * c2 / (6 * all * all) + c0 / (2 * all);
    const double radicand = third * third - c1 / (3 * all);
    const double root = std::sqrt(std::max(0.0, radicand));
    const double p = q > 0 ? root : -root;
    const double ratio = p == 0 ? 0.0 : std::clamp(q / (p * p * p), -1.0, 1.0);
    const double angle = (std::numbers::pi + std::acos(ratio)) / 3;
    const double second = std::clamp(2 * p * std::cos(angle) - third, std::max(0.0, -delta), std::min(1.0, 1 - delta));
    return {std::clamp(second + delta, 0.0, 1.0), second};
}

/// Observed less supposed difference, in standard errors at the restricted shares.
double score(double x1, double n1, double x2, double n2, double delta) {
    const double gap = x1 / n1 - x2 / n2 - delta;
    const auto shares = restricted_shares(x1, n1, x2, n2, delta);
    const double all = n1 + n2;
    const double variance =
        (shares.first * (1 - shares.first) / n1 + shares.second * (1 - shares.second) / n2) * all / (all - 1);
    if (std::abs(gap) < 1e-14) return 0;
    return variance <= 0 ? std::copysign(1e9, gap) : gap / std::sqrt(variance);
}

/// Where a falling function crosses a level between two points.
template <class Function>
double crossing(Function function, double level, double low, double high) {
    for (int step = 0; step < 60 && high - low > 1e-12; ++step) {
        const double middle = (low + high) / 2;
        (function(middle) > level ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// The chance of each count out of `total`.
void binomial_chances(std::vector<double>& chances, std::uint64_t total, double share) {
    chances.assign(total + 1, 0.0);
    if (share <= 0 || share >= 1) {
        chances[share <= 0 ? 0 : total] = 1;
        return;
    }
    // From the likeliest count outwards, each by its neighbour's, so that nothing small is multiplied up.
    const boost::math::binomial distribution(static_cast<double>(total), share);
    const auto mode = std::min(total, static_cast<std::uint64_t>(static_cast<double>(total + 1) * share));
    chances[mode] = boost::math::pdf(distribution, static_cast<double>(mode));
    const double odds = share / (1 - share);
    for (auto count = mode; count < total; ++count)
        chances[count + 1] =
            chances[count] * odds * static_cast<double>(total - count) / static_cast<double>(count + 1);
    for (auto count = mode; count > 0; --count)
        chances[count - 1] =
            chances[count] / odds * static_cast<double>(count) / static_cast<double>(total - count + 1);
}

enum class Tail : std::uint8_t { at_least, at_most };

/// The exact one-sided test that the difference is `delta`: the chance, at the least favourable share of the second
/// group, of a score as far out as the one seen.
class ExactTest {
  public:
    ExactTest(const Proportion& first, const Proportion& second) : first_(first), second_(second) {}

    double p_value(double delta, Tail tail) {
        const double seen = score_of(first_.count, second_.count, delta);
        extreme_.assign((first_.total + 1) * (second_.total + 1), 0);
        runs_.assign(first_.total + 1, {});
        for (std::uint64_t x1 = 0; x1 <= first_.total; ++x1) {
            auto& run = runs_[x1];
            for (std::uint64_t x2 = 0; x2 <= second_.total; ++x2) {
                const double value = score_of(x1, x2, delta);
                // As far out but for rounding counts as as far out.
                const bool is_extreme = tail == Tail::at_least ? value >= seen - 1e-9 : value <= seen + 1e-9;
                if (!is_extreme) continue;
                extreme_[x1 * (second_.total + 1) + x2] = 1;
                if (run.count++ == 0) run.first = x2;
                run.last = x2;
            }
        }
        const double low = std::max(0.0, -delta);
        const double high = std::min(1.0, 1 - delta);
        constexpr int grid = 200;
        double greatest = 0;
        for (int step = 0; step <= grid; ++step)
            greatest = std::max(greatest, chance(low + (high - low) * step / grid, delta));
        return std::min(1.0, greatest);
    }

  private:
    [[nodiscard]] double score_of(std::uint64_t x1, std::uint64_t x2, double delta) const {
        return score(static_cast<double>(x1), static_cast<double>(first_.total), static_cast<double>(x2),
                     static_cast<double>(second_.total), delta);
    }
    double chance(double share_of_second, double delta) {
        binomial_chances(chances_of_first_, first_.total, std::clamp(share_of_second + delta, 0.0, 1.0));
        binomial_chances(chances_of_second_, second_.total, share_of_second);
        up_to_.assign(second_.total + 2, 0.0);
        for (std::uint64_t x2 = 0; x2 <= second_.total; ++x2) up_to_[x2 + 1] = up_to_[x2] + chances_of_second_[x2];
        double sum = 0;
        for (std::uint64_t x1 = 0; x1 <= first_.total; ++x1) sum += chances_of_first_[x1] * chance_of_extreme(x1);
        return sum;
    }
    /// Nearly always the extreme counts of the second group stand together.
    [[nodiscard]] double chance_of_extreme(std::uint64_t x1) const {
        const auto& run = runs_[x1];
        if (run.count == 0) return 0;
        if (run.last - run.first + 1 == run.count) return up_to_[run.last + 1] - up_to_[run.first];
        double sum = 0;
        for (auto x2 = run.first; x2 <= run.last; ++x2)
            sum += extreme_[x1 * (second_.total + 1) + x2] * chances_of_second_[x2];
        return sum;
    }

    struct Run {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::uint64_t count = 0;
    };
    Proportion first_;
    Proportion second_;
    std::vector<double> extreme_;  // 1 or 0, for each pair of counts
    std::vector<Run> runs_;        // for each count of the first group
    std::vector<double> up_to_;    // chance of fewer than so many in the second
    std::vector<double> chances_of_first_;
    std::vector<double> chances_of_second_;
};

/// The p-value falls as `delta` leaves what was seen; it is looked for on a grid first, since it need not fall evenly,
/// and the outermost place where it crosses counts.
Interval exact_difference(const Proportion& first, const Proportion& second) {
    constexpr double level = 0.025;
    ExactTest test(first, second);
    const double value = first.share() - second.share();
    const auto outermost = [&](Tail tail, double end) {
        constexpr int steps = 16;
        for (int step = 0; step < steps; ++step) {
            const double outer = end + (value - end) * step / steps;
            const double inner = end + (value - end) * (step + 1) / steps;
            if (step + 1 < steps && test.p_value(inner, tail) <= level) continue;
            if (step == 0 && test.p_value(outer, tail) > level) return end;
            double kept = inner;
            double rejected = outer;
            for (int halving = 0; halving < 26; ++halving) {
                const double middle = (kept + rejected) / 2;
                (test.p_value(middle, tail) > level ? kept : rejected) = middle;
            }
            return rejected;
        }
        return value;
    };
    return {outermost(Tail::at_least, -1), outermost(Tail::at_most, 1)};
}

}  // namespace

Interval clopper_pearson(const Proportion& proportion, double confidence) {
    assert(proportion.count <= proportion.total && confidence > 0 && confidence < 1);
    if (proportion.total == 0) return {};
    const double tail = (1 - confidence) / 2;
    const auto count = static_cast<double>(proportion.count);
    const auto rest = static_cast<double>(proportion.total - proportion.count);
    Interval interval;
    if (proportion.count > 0)
        interval.low = boost::math::quantile(boost::math::beta_distribution<>(count, rest + 1), tail);
    if (rest > 0)
        interval.high =
            boost::math::quantile(boost::math::complement(boost::math::beta_distribution<>(count + 1, rest), tail));
    return interval;
}

std::string_view to_string(DifferenceMethod method) { return method == DifferenceMethod::exact ? "exact" : "score"; }

Interval score_difference(const Proportion& first, const Proportion& second) {
    assert(first.total > 0 && second.total > 0);
    const auto at = [&](double delta) {
        return score(static_cast<double>(first.count), static_cast<double>(first.total),
                     static_cast<double>(second.count), static_cast<double>(second.total), delta);
    };
    const double value = first.share() - second.share();
    const double low = value <= -1 ? -1 : crossing(at, normal_quantile_975, -1, value);
    const double high = value >= 1 ? 1 : crossing(at, -normal_quantile_975, value, 1);
    return {low, high};
}

Difference difference_of(const Proportion& first, const Proportion& second) {
    if (first.total == 0 || second.total == 0) return {};
    Difference difference;
    difference.value = first.share() - second.share();
    if (first.total <= exact_pairs_max / second.total) {
        difference.interval = exact_difference(first, second);
    } else {
        difference.method = DifferenceMethod::score;
        difference.interval = score_difference(first, second);
    }
    return difference;
}

double fisher_exact(const Proportion& first, const Proportion& second) {
    if (first.total == 0 || second.total == 0) return 1;
    const auto count = first.count + second.count;
    const auto low = count > second.total ? count - second.total : 0;
    const auto high = std::min(count, first.total);
    double sum = 0;
    double as_unlikely = 0;
    const auto add = [&](double relative) {
        sum += relative;
        // What is as unlikely but for rounding counts.
        if (relative <= 1 + 1e-7) as_unlikely += relative;
    };
    // How likely each table is beside the one seen, whose own is 1: from one to its neighbour.
    const auto step_up = [&](std::uint64_t k) {
        return static_cast<double>(first.total - k) * static_cast<double>(count - k) /
               (static_cast<double>(k + 1) * static_cast<double>(second.total + k + 1 - count));
    };
    add(1);
    double relative = 1;
    for (auto k = first.count; k < high; ++k) add(relative *= step_up(k));
    relative = 1;
    for (auto k = first.count; k > low; --k) add(relative /= step_up(k - 1));
    return std::min(1.0, as_unlikely / sum);
}

}  // namespace konsequenz::statistics
