// What employees bear, and whether they are backed. Figures of one person only for that person; of others only in
// groups of at least `group_min`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "consistency/history.h"
#include "statistics/proportion.h"

namespace konsequenz::consistency {

struct TeamOptions {
    double half_life_days = 30;        ///< after which what was borne weighs half
    std::int64_t relief_minutes = 30;  ///< without another contact after a grave one
    std::uint8_t grave_severity = 3;
    std::string person;      ///< the employee who asks for their own figures; empty: nobody
    std::uint64_t seed = 1;  ///< of the bootstrap
};

inline constexpr std::size_t group_min = 5;

/// By the clock of the contact: 6 to 14, 14 to 22, 22 to 6.
enum class Shift : std::uint8_t { early, late, night };
[[nodiscard]] std::string_view to_string(Shift shift);

/// Exposure: the sum, over contacts with abuse of the employee (disrespect, insult, discrimination or a threat against
/// an employee), of severity × 2^(−age / half-life), the age at the history's last record.
struct GroupExposure {
    std::string name;
    std::uint64_t people = 0;
    statistics::Proportion abusive;  ///< contacts with abuse of the employee, of those they took
    double mean_exposure = 0;
};

struct PersonalFigures {
    std::uint64_t contacts = 0;
    std::uint64_t abusive = 0;
    double exposure = 0;
    statistics::Proportion relieved;
    statistics::Proportion upheld;
};

struct Team {
    std::uint64_t people = 0;
    bool is_large_enough = false;  ///< else all that follows but `own` is empty
    statistics::Proportion abusive;
    double mean_exposure = 0;
    std::optional<statistics::Interval> mean_exposure_interval;
    std::optional<double> gini;  ///< of the exposures; nothing where nobody bore any
    std::optional<statistics::Interval> gini_interval;
    std::vector<double> exposures;             ///< ascending, without names: the Lorenz curve
    std::vector<GroupExposure> by_touchpoint;  ///< groups that hide everybody, and do not leave few over
    std::vector<GroupExposure> by_shift;
    statistics::Proportion relieved;  ///< grave contacts after which the employee had no other for a while
    /// What employees said of a contact's conduct, where a reviewer spoke of it later: how often it was upheld.
    statistics::Proportion upheld;
    std::uint64_t not_reviewed = 0;
    std::optional<double> hours_to_backing;  ///< the median, from the contact to the review
    std::optional<statistics::Interval> hours_to_backing_interval;
    std::optional<PersonalFigures> own;
};

[[nodiscard]] Team find_team(const History& history, const TeamOptions& options = {});

}  // namespace konsequenz::consistency
