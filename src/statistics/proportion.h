// A share with what it does not know: the interval that a count allows.
#pragma once

#include <cstdint>

namespace konsequenz::statistics {

/// The quantile of the standard normal distribution at 0.975: two-sided intervals of 95 %.
inline constexpr double normal_quantile_975 = 1.959963984540054;

struct Interval {
    double low = 0;
    double high = 1;

    bool operator==(const Interval&) const = default;
};

/// So many of so many.
struct Proportion {
    std::uint64_t count = 0;
    std::uint64_t total = 0;

    /// 0 where there was none to count.
    [[nodiscard]] double share() const;
    /// Wilson's score interval, 95 %. Without any observation it is all of [0, 1].
    [[nodiscard]] Interval interval() const;

    void add(bool is_counted) {
        ++total;
        count += is_counted ? 1U : 0U;
    }
    bool operator==(const Proportion&) const = default;
};

/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212:
///   (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n),  p = count/total, n = total
/// `total` must not be 0, and `count` not above it (asserted).
[[nodiscard]] Interval wilson(std::uint64_t count, std::uint64_t total, double quantile = normal_quantile_975);

}  // namespace konsequenz::statistics
