// Twins: cases with equal facts that came to different ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "consistency/history.h"
#include "statistics/proportion.h"

namespace konsequenz::consistency {

/// Why two cases with equal facts may have ended differently, the first that is so.
enum class Cause : std::uint8_t {
    deviation,  ///< a person departed from at least one of the rulings
    standard,   ///< they were ruled on by different standards or versions
    tables,     ///< one standard tells them apart, by something that should not matter
};
/// "deviation", "standard", "tables".
[[nodiscard]] std::string_view to_string(Cause cause);

struct Pair {
    Index one = 0;  ///< the milder end; of equal measures the smaller remedy
    Index other = 0;
    Cause cause = Cause::deviation;
    double distance = 0;  ///< 0: equal facts

    bool operator==(const Pair&) const = default;
};

struct Twins {
    std::uint64_t cases = 0;
    std::uint64_t situations = 0;     ///< different ones
    std::uint64_t pairs = 0;          ///< of cases with equal facts
    std::uint64_t unequal_pairs = 0;  ///< of these, with another measure or remedy
    /// Cases that have a twin at all: how many of them have one that ended differently.
    statistics::Proportion with_unequal;
    std::vector<Pair> shown;
};

/// Every pair is counted; of each situation one pair for each two ends is kept to be shown, the farthest apart first.
[[nodiscard]] Twins find_twins(const History& history, std::size_t shown_max);

}  // namespace konsequenz::consistency
