// Are customers treated alike at equal facts? By what they are and how loud they are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "consistency/cells.h"
#include "consistency/history.h"
#include "statistics/exact.h"
#include "statistics/mantel_haenszel.h"

namespace konsequenz::consistency {

/// What a difference may be called by its adjusted p-value: a history without any shows one in a fortieth of all cases
/// at most, since an accusation weighs more than a silence.
inline constexpr double false_discovery_rate = 0.025;

/// Cases with an attribute against those without, among cases that could have been treated so.
struct GroupDifference {
    enum class Attribute : std::uint8_t { trait, group, language, touchpoint };
    Attribute attribute = Attribute::group;
    std::string value;  ///< as "vip", "phone"
    Treatment treatment = Treatment::milder;
    statistics::Proportion with;
    statistics::Proportion without;
    statistics::Interval with_interval;  ///< Clopper–Pearson
    statistics::Interval without_interval;
    statistics::Difference difference;  ///< with less without
    double p_value = 1;                 ///< Fisher's exact test
    double adjusted = 1;                ///< Benjamini–Hochberg, over all of these
    [[nodiscard]] bool is_found() const { return adjusted <= false_discovery_rate; }
};
/// "trait", "group", "language", "touchpoint".
[[nodiscard]] std::string_view to_string(GroupDifference::Attribute attribute);

/// Of each attribute's values that have at least `cases_min` cases on both sides, where anybody was treated so.
[[nodiscard]] std::vector<GroupDifference> find_group_differences(const History& history, std::uint64_t cases_min = 5);

/// Whether a trait changes the odds of a treatment, like cases compared with like: strata are the cells.
struct Premium {
    Trait trait = Trait::in_public;
    Treatment treatment = Treatment::milder;
    std::uint64_t with = 0;  ///< cases with the trait that could have been treated so
    std::uint64_t without = 0;
    std::uint64_t treated_with = 0;
    std::uint64_t treated_without = 0;
    std::optional<statistics::OddsRatio> ratio;  ///< nothing where no stratum can say
    double adjusted = 1;                         ///< Benjamini–Hochberg, over all premiums that have a ratio
    [[nodiscard]] bool is_found() const { return ratio && adjusted <= false_discovery_rate; }
};

/// Every trait with every treatment.
[[nodiscard]] std::vector<Premium> find_premiums(const History& history, const Cells& cells);

}  // namespace konsequenz::consistency
