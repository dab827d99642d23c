// Who departs from rulings, where and how often, and who decides in their own cause.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "consistency/history.h"
#include "statistics/proportion.h"

namespace konsequenz::consistency {

/// Nobody judges in their own cause; how close somebody was to it.
enum class OwnCause : std::uint8_t {
    no,
    addressed,   ///< decided by the employee against whom the conduct went
    criticised,  ///< decided by somebody who leads the company that was criticised
    took_it,     ///< decided by the employee who took the contact
};
/// "no", "addressed", "criticised", "took it".
[[nodiscard]] std::string_view to_string(OwnCause cause);

/// Whether a role speaks for the company as a whole: chief, executive, director, board, owner and the like, in English
/// or German.
[[nodiscard]] bool is_executive(std::string_view role);

struct Rate {
    std::string name;
    statistics::Proportion rate;
};

/// Deviations by one role or person. What share they are of the cases that came before that person is not known: nobody
/// records those that were looked at and left alone.
struct Deviator {
    std::string name;  ///< the role, or the person's id
    std::string role;  ///< of a person
    bool is_executive = false;
    std::uint64_t deviations = 0;
    std::uint64_t milder = 0;
    std::uint64_t harsher = 0;
    std::uint64_t own_cause = 0;  ///< addressed or criticised
    statistics::Proportion rate;  ///< of all cases those that they departed from
};

/// How often it was departed from the rulings of one touchpoint, or on the contacts that one employee took, with what
/// chance allows.
struct FunnelPoint {
    std::string name;  ///< of an employee: for nobody but themself
    statistics::Proportion rate;
    statistics::Interval warning;  ///< 95 %
    statistics::Interval alarm;    ///< 99.8 %
    [[nodiscard]] bool is_outside() const { return rate.share() < alarm.low || rate.share() > alarm.high; }
};

struct ListedDeviation {
    Index departure = 0;
    OwnCause own_cause = OwnCause::no;
};

struct Deviations {
    statistics::Proportion all;        ///< cases that were departed from
    std::uint64_t without_ruling = 0;  ///< deviations whose ruling is not in the history
    std::vector<Deviator> by_role;     ///< most first
    std::vector<Deviator> by_person;   ///< without executives, who stand in by_role
    std::vector<Rate> by_touchpoint;   ///< by name
    std::vector<Rate> by_measure;      ///< the measure ruled, mildest first
    std::vector<Rate> by_month;        ///< "2026-03", in the contact's own offset
    std::vector<FunnelPoint> touchpoint_funnel;
    std::vector<FunnelPoint> employee_funnel;  ///< where they are enough that a point is not a person
    std::vector<ListedDeviation> list;         ///< latest first
    /// Findings on a contact by the employee who took it.
    std::vector<Index> own_reviews;
};

[[nodiscard]] Deviations find_deviations(const History& history);

}  // namespace konsequenz::consistency
