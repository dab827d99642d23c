// What can be said of a share without any word on those who did not answer.
#pragma once

#include <cstdint>

#include "statistics/proportion.h"

namespace konsequenz::statistics {

/// So many were asked, so many answered, so many of those said yes.
struct Answers {
    std::uint64_t asked = 0;
    std::uint64_t answered = 0;
    std::uint64_t yes = 0;

    bool operator==(const Answers&) const = default;
};

struct Bounds {
    double low = 0;     ///< if none of the silent would say yes
    double high = 1;    ///< if all would
    Interval interval;  ///< covers the true share in at least 95 % of samples
};

/// [r m, r m + 1 − r] with r = answered/asked and m = yes/answered. C. F. Manski, "Anatomy of the selection problem",
/// Journal of Human Resources 24 (1989), 343–360. The interval is that of G. W. Imbens, C. F. Manski, "Confidence
/// intervals for partially identified parameters", Econometrica 72 (2004), 1845–1857, with Wilson's limits of both ends
/// at the quantile that their distance asks for (between 1.645 and 1.960). All of [0, 1] where nobody was asked.
/// `yes` ≤ `answered` ≤ `asked` (asserted).
[[nodiscard]] Bounds no_assumption_bounds(const Answers& answers);

}  // namespace konsequenz::statistics
