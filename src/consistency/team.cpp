#include "consistency/team.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <span>

#include "statistics/bootstrap.h"
#include "statistics/inequality.h"

namespace konsequenz::consistency {
namespace {

constexpr std::int64_t minute_ns = 60'000'000'000;
constexpr std::int64_t day_ns = 1440 * minute_ns;

bool is_abuse(conduct::Label label) { return label >= conduct::Label::disrespect; }

bool is_abuse_of_employee(const Case& each) { return is_abuse(each.label) && each.target == conduct::Target::employee; }

Shift shift_of(const Instant& time) {
    const auto local = time.utc_ns + time.offset_minutes * minute_ns;
    const auto hour = (local % day_ns + day_ns) % day_ns / (60 * minute_ns);
    return hour >= 6 && hour < 14 ? Shift::early : hour >= 14 && hour < 22 ? Shift::late : Shift::night;
}

struct Employee {
    double exposure = 0;
    std::uint64_t abusive = 0;
    std::vector<std::int64_t> times;  ///< of the contacts they took
};
using Employees = std::map<Index, Employee>;  // by the order of first sight

double weight_of(const History& history, const Case& each, const TeamOptions& options) {
    const double age_days = static_cast<double>(history.last->utc_ns - each.time.utc_ns) / static_cast<double>(day_ns);
    return each.severity * std::exp2(-age_days / options.half_life_days);
}

Employees employees_of(const History& history, const TeamOptions& options) {
    Employees employees;
    for (const auto& each : history.cases) {
        if (each.employee == no_index) continue;
        auto& employee = employees[each.employee];
        employee.times.push_back(each.time.utc_ns);
        if (!is_abuse_of_employee(each)) continue;
        ++employee.abusive;
        employee.exposure += weight_of(history, each, options);
    }
    for (auto& [index, employee] : employees) std::ranges::sort(employee.times);
    return employees;
}

/// The groups that may be shown: of enough people, and not leaving out so few that they could be worked out.
template <class GroupOf>
std::vector<GroupExposure> groups_by(const History& history, std::size_t people, const TeamOptions& options,
                                     GroupOf group_of) {
    struct Group {
        GroupExposure shown;
        std::map<Index, double> people;
    };
    std::map<std::string, Group> groups;
    for (const auto& each : history.cases) {
        if (each.employee == no_index) continue;
        auto& group = groups[group_of(each)];
        const bool is_counted = is_abuse_of_employee(each);
        group.shown.abusive.add(is_counted);
        group.people[each.employee] += is_counted ? weight_of(history, each, options) : 0.0;
    }
    std::vector<GroupExposure> shown;
    for (auto& [name, group] : groups) {
        const auto inside = group.people.size();
        const auto outside = people - inside;
        if (inside < group_min || (outside > 0 && outside < group_min)) continue;
        group.shown.name = name;
        group.shown.people = inside;
        for (const auto& [index, exposure] : group.people) group.shown.mean_exposure += exposure;
        group.shown.mean_exposure /= static_cast<double>(inside);
        shown.push_back(std::move(group.shown));
    }
    return shown;
}

/// Whether the employee had no other contact for a while after this one.
bool is_relieved(const Employee& employee, const Case& each, const TeamOptions& options) {
    const auto next = std::ranges::upper_bound(employee.times, each.time.utc_ns);
    return next == employee.times.end() || *next - each.time.utc_ns > options.relief_minutes * minute_ns;
}

/// The earliest word of another person on each contact's conduct.
std::map<Index, const Review*> reviews_of_conduct(const History& history) {
    std::map<Index, const Review*> reviews;
    for (const auto& review : history.reviews) {
        if (review.subject == no_index || !review.label) continue;
        auto& first = reviews[review.subject];
        if (first == nullptr || review.time < first->time) first = &review;
    }
    return reviews;
}

void add_backing(const History& history, const TeamOptions& options, Team& team) {
    const auto reviews = reviews_of_conduct(history);
    std::vector<double> hours;
    for (const auto& act : history.acts) {
        if (!is_abuse(act.label)) continue;
        const auto found = reviews.find(act.subject);
        if (found == reviews.end() || found->second->by == act.by) {
            ++team.not_reviewed;
            continue;
        }
        const bool is_upheld = is_abuse(*found->second->label);
        team.upheld.add(is_upheld);
        if (team.own && history.people[act.by] == options.person) team.own->upheld.add(is_upheld);
        if (is_upheld)
            hours.push_back(static_cast<double>(found->second->time.utc_ns - act.time.utc_ns) /
                            static_cast<double>(60 * minute_ns));
    }
    std::ranges::sort(hours);
    team.hours_to_backing = statistics::median_of(hours);
    team.hours_to_backing_interval = statistics::median_interval(hours);
}

void add_relief(const History& history, const Employees& employees, const TeamOptions& options, Team& team) {
    for (const auto& each : history.cases) {
        if (each.employee == no_index || !is_abuse_of_employee(each) || each.severity < options.grave_severity)
            continue;
        const bool is_so = is_relieved(employees.at(each.employee), each, options);
        team.relieved.add(is_so);
        if (team.own && history.people[each.employee] == options.person) team.own->relieved.add(is_so);
    }
}

/// Of the mean exposure and its Gini, by one set of draws of the people.
void add_intervals(const TeamOptions& options, Team& team) {
    std::ranges::sort(team.exposures);
    team.gini = statistics::gini_of_amounts(team.exposures);
    std::vector<double> exposures;
    const auto figures = [&](std::span<const std::size_t> drawn) {
        exposures.clear();
        for (const auto at : drawn) exposures.push_back(team.exposures[at]);
        std::ranges::sort(exposures);
        const auto sum = std::accumulate(exposures.begin(), exposures.end(), 0.0);
        return std::vector{std::optional(sum / static_cast<double>(exposures.size())),
                           statistics::gini_of_amounts(exposures)};
    };
    auto intervals = statistics::bootstrap_intervals(team.exposures.size(), figures, {.seed = options.seed});
    team.mean_exposure_interval = intervals[0];
    if (team.gini) team.gini_interval = intervals[1];
}

/// Nothing of fewer people than a group hides is told, the sums least of all.
void forget_few(Team& team) {
    Team kept;
    kept.people = team.people;
    kept.own = team.own;
    team = std::move(kept);
}

}  // namespace

std::string_view to_string(Shift shift) {
    static constexpr std::array<std::string_view, 3> words{"early", "late", "night"};
    return words[static_cast<std::size_t>(shift)];
}

Team find_team(const History& history, const TeamOptions& options) {
    Team team;
    const auto employees = employees_of(history, options);
    team.people = employees.size();
    team.is_large_enough = team.people >= group_min;
    const auto person = options.person.empty() ? no_index : history.people.find(options.person);
    for (const auto& [index, employee] : employees) {
        team.abusive.count += employee.abusive;
        team.abusive.total += employee.times.size();
        team.exposures.push_back(employee.exposure);
        team.mean_exposure += employee.exposure / static_cast<double>(employees.size());
        if (index == person)
            team.own = PersonalFigures{employee.times.size(), employee.abusive, employee.exposure, {}, {}};
    }
    add_relief(history, employees, options, team);
    add_backing(history, options, team);
    if (!team.is_large_enough) {
        forget_few(team);
        return team;
    }
    add_intervals(options, team);
    team.by_touchpoint = groups_by(history, team.people, options,
                                   [&](const Case& each) { return history.touchpoints[each.touchpoint]; });
    team.by_shift = groups_by(history, team.people, options,
                              [](const Case& each) { return std::string(to_string(shift_of(each.time))); });
    return team;
}

}  // namespace konsequenz::consistency
