// What was counted: who wrote how often, by topic, touchpoint, standard and period.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "statistics/diversity.h"
#include "voices/period.h"
#include "voices/signature.h"

namespace konsequenz::voices {

enum class Dimension : std::uint8_t { all, topic, touchpoint, standard };
/// "all", "topic", "touchpoint", "standard".
[[nodiscard]] std::string_view to_string(Dimension dimension);

/// A group of messages that is looked at by itself; without a topic, `name` is empty.
struct GroupKey {
    Dimension dimension = Dimension::all;
    std::string name;

    auto operator<=>(const GroupKey&) const = default;
};

struct GroupCounts {
    statistics::Frequencies people;  ///< how many people wrote how many messages
    std::map<std::int64_t, statistics::Frequencies> by_period;
    /// People by the customers' own `group`; empty for those of whom none is known.
    std::map<std::string, std::uint64_t> heard_by_stratum;
    std::map<std::int64_t, std::uint64_t> messages_by_day;  ///< of topics and all; only days with messages
};

/// One person's text as it is kept to find campaigns.
struct Sketch {
    Signature signature{};
    std::uint64_t person = 0;  ///< a number that means nothing else
    std::uint64_t place = 0;   ///< where the text stands in the input
    std::int32_t day = 0;
};

/// Whether people can be followed from one period and topic to the next.
enum class People : std::uint8_t {
    followed,
    /// Only numbers were given: whoever is in two cells counts twice, and in each cell all are taken to have written
    /// alike, so that concentration is understated.
    in_each_cell,
};

struct Counts {
    PeriodKind period_kind = PeriodKind::month;
    People people = People::followed;
    std::map<GroupKey, GroupCounts> groups;  ///< there is always one for `all`
    std::vector<Sketch> sketches;            ///< four of a person at most
};

}  // namespace konsequenz::voices
