#include "consistency/deviations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "consistency/team.h"
#include "statistics/funnel.h"

namespace konsequenz::consistency {
namespace {

/// Lower case of A to Z and of Ä, Ö, Ü, which is all that the words below have.
std::string lowered(std::string_view text) {
    std::string lower;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = text[at];
        const bool is_after_c3 = at > 0 && text[at - 1] == '\xc3';
        if (byte >= 'A' && byte <= 'Z')
            lower += static_cast<char>(byte - 'A' + 'a');
        else if (is_after_c3 && (byte == '\x84' || byte == '\x96' || byte == '\x9c'))
            lower += static_cast<char>(byte + 0x20);
        else
            lower += byte;
    }
    return lower;
}

std::string month_of(const Instant& time) {
    constexpr std::int64_t minute_ns = 60'000'000'000;
    constexpr std::int64_t day_ns = 1440 * minute_ns;
    const auto local = time.utc_ns + time.offset_minutes * minute_ns;
    const auto date = civil_from_days(local / day_ns - (local % day_ns < 0 ? 1 : 0));
    return fmt::format("{:04}-{:02}", date.year, date.month);
}

OwnCause own_cause_of(const History& history, const Departure& departure) {
    if (departure.subject == no_index) return OwnCause::no;
    const auto& subject = history.cases[departure.subject];
    const bool took_it = subject.employee == departure.by;
    if (took_it && subject.target == conduct::Target::employee) return OwnCause::addressed;
    if (subject.target == conduct::Target::company && is_executive(history.roles[departure.role]))
        return OwnCause::criticised;
    return took_it ? OwnCause::took_it : OwnCause::no;
}

using Rates = std::map<std::string, statistics::Proportion>;

std::vector<Rate> listed(const Rates& rates) {
    std::vector<Rate> list;
    for (const auto& [name, rate] : rates) list.push_back({name, rate});
    return list;
}

/// The target is what all of them have together.
std::vector<FunnelPoint> funnel_of(const Rates& rates) {
    statistics::Proportion target;
    for (const auto& [name, rate] : rates) {
        target.count += rate.count;
        target.total += rate.total;
    }
    std::vector<FunnelPoint> funnel;
    for (const auto& [name, rate] : rates) {
        const auto limits = [&target, total = rate.total](statistics::Funnel pair) {
            return statistics::funnel_limits(target.share(), total, pair);
        };
        funnel.push_back({name, rate, limits(statistics::Funnel::warning), limits(statistics::Funnel::alarm)});
    }
    return funnel;
}

void count_rates(const History& history, Deviations& found) {
    Rates touchpoints;
    Rates months;
    Rates employees;
    found.by_measure.resize(history.measures.size());
    for (std::size_t at = 0; at < history.measures.size(); ++at) found.by_measure[at].name = history.measures[at];
    for (const auto& each : history.cases) {
        const bool is_departed = each.deviation != no_index;
        found.all.add(is_departed);
        touchpoints[history.touchpoints[each.touchpoint]].add(is_departed);
        months[month_of(each.time)].add(is_departed);
        if (each.employee != no_index) employees[history.people[each.employee]].add(is_departed);
        found.by_measure[history.outcome_of(each).measure].rate.add(is_departed);
    }
    std::erase_if(found.by_measure, [](const Rate& rate) { return rate.rate.total == 0; });
    found.by_touchpoint = listed(touchpoints);
    found.by_month = listed(months);
    found.touchpoint_funnel = funnel_of(touchpoints);
    if (employees.size() >= group_min) found.employee_funnel = funnel_of(employees);
}

void add(Deviator& deviator, const History& history, const Departure& departure, OwnCause cause) {
    ++deviator.deviations;
    if (cause == OwnCause::addressed || cause == OwnCause::criticised) ++deviator.own_cause;
    if (departure.subject == no_index) return;
    const auto ruled = history.outcome_of(history.cases[departure.subject]).measure;
    deviator.milder += departure.measure < ruled ? 1U : 0U;
    deviator.harsher += departure.measure > ruled ? 1U : 0U;
}

/// A case that was departed from twice counts once.
struct Departed {
    Deviator deviator;
    std::set<Index> cases;
};

template <class Key>
std::vector<Deviator> sorted(std::map<Key, Departed> by_key, std::uint64_t cases) {
    std::vector<Deviator> list;
    for (auto& [key, departed] : by_key) {
        departed.deviator.rate = {departed.cases.size(), cases};
        list.push_back(std::move(departed.deviator));
    }
    std::ranges::stable_sort(list, [](const Deviator& one, const Deviator& other) {
        return std::tuple(other.deviations, one.name) < std::tuple(one.deviations, other.name);
    });
    return list;
}

}  // namespace

std::string_view to_string(OwnCause cause) {
    static constexpr std::array<std::string_view, 4> words{"no", "addressed", "criticised", "took it"};
    return words[static_cast<std::size_t>(cause)];
}

bool is_executive(std::string_view role) {
    static constexpr std::array<std::string_view, 11> words{"chief",    "executive", "director",     "president",
                                                            "board",    "founder",   "proprietor",   "owner",
                                                            "vorstand", "inhaber",   "geschäftsführ"};
    const auto lower = lowered(role);
    return lower == "ceo" || lower == "geschäftsleitung" ||
           std::ranges::any_of(words, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

Deviations find_deviations(const History& history) {
    Deviations found;
    count_rates(history, found);
    std::map<std::string, Departed> roles;
    std::map<std::pair<std::string, std::string>, Departed> people;
    for (Index at = 0; at < history.departures.size(); ++at) {
        const auto& departure = history.departures[at];
        const auto cause = own_cause_of(history, departure);
        if (departure.subject == no_index) ++found.without_ruling;
        const auto& role = history.roles[departure.role];
        const auto& person = history.people[departure.by];
        const auto add_to = [&](Departed& departed) {
            add(departed.deviator, history, departure, cause);
            if (departure.subject != no_index) departed.cases.insert(departure.subject);
        };
        auto& by_role = roles[role];
        by_role.deviator.name = role;
        by_role.deviator.is_executive = is_executive(role);
        add_to(by_role);
        if (!by_role.deviator.is_executive) {
            auto& by_person = people[{person, role}];
            by_person.deviator.name = person;
            by_person.deviator.role = role;
            add_to(by_person);
        }
        found.list.push_back({at, cause});
    }
    found.by_role = sorted(std::move(roles), history.cases.size());
    found.by_person = sorted(std::move(people), history.cases.size());
    std::ranges::stable_sort(found.list, [&](const ListedDeviation& one, const ListedDeviation& other) {
        return history.departures[other.departure].time < history.departures[one.departure].time;
    });
    for (Index at = 0; at < history.reviews.size(); ++at) {
        const auto& review = history.reviews[at];
        if (review.subject != no_index && history.cases[review.subject].employee == review.by)
            found.own_reviews.push_back(at);
    }
    return found;
}

}  // namespace konsequenz::consistency
