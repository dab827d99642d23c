#include "consistency/twins.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

namespace konsequenz::consistency {
namespace {

using End = std::pair<std::uint8_t, std::uint8_t>;  // measure, remedy

End end_of(const Case& which) { return {which.given_measure, which.given_remedy}; }

Cause cause_of(const History& history, const Case& one, const Case& other) {
    if (one.deviation != no_index || other.deviation != no_index) return Cause::deviation;
    return history.outcome_of(one).standard != history.outcome_of(other).standard ? Cause::standard : Cause::tables;
}

std::uint64_t pairs_of(std::uint64_t count) { return count * (count - 1) / 2; }

/// How far two ends lie apart: by the measure first, then by the remedy.
std::uint32_t gap(const End& one, const End& other) {
    const auto apart = [](std::uint8_t first, std::uint8_t second) {
        return static_cast<std::uint32_t>(first < second ? second - first : first - second);
    };
    return apart(one.first, other.first) << 8U | apart(one.second, other.second);
}

/// The two cases of two ends that came closest in time, both lists ascending by case.
Pair closest(const History& history, const std::vector<Index>& one, const std::vector<Index>& other) {
    const auto& cases = history.cases;
    Pair best{one.front(), other.front(), Cause::deviation, 0};
    auto least = std::numeric_limits<std::int64_t>::max();
    const auto consider = [&](Index first, Index second) {
        const auto apart = std::abs(cases[first].time.utc_ns - cases[second].time.utc_ns);
        if (apart < least) {
            least = apart;
            best.one = first;
            best.other = second;
        }
    };
    auto second = other.begin();
    for (const auto first : one) {
        while (second + 1 != other.end() && cases[*second].time < cases[first].time) ++second;
        consider(first, *second);
        if (second != other.begin()) consider(first, *(second - 1));
    }
    best.cause = cause_of(history, cases[best.one], cases[best.other]);
    return best;
}

/// Cases by situation, in the order of time within.
std::vector<Index> by_situation(const History& history) {
    std::vector<Index> order(history.cases.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::ranges::sort(order, [&](Index one, Index other) {
        const auto key = [&](Index at) {
            return std::tuple(history.cases[at].situation, history.cases[at].time.utc_ns, at);
        };
        return key(one) < key(other);
    });
    return order;
}

struct Shown {
    Pair pair;
    std::uint32_t gap = 0;
    std::uint64_t cases = 0;
};

}  // namespace

std::string_view to_string(Cause cause) {
    static constexpr std::array<std::string_view, 3> words{"deviation", "standard", "tables"};
    return words[static_cast<std::size_t>(cause)];
}

Twins find_twins(const History& history, std::size_t shown_max) {
    Twins twins;
    twins.cases = history.cases.size();
    std::vector<Shown> shown;
    const auto order = by_situation(history);
    for (std::size_t from = 0; from < order.size();) {
        auto until = from;
        std::map<End, std::vector<Index>> ends;
        const auto situation = history.cases[order[from]].situation;
        for (; until < order.size() && history.cases[order[until]].situation == situation; ++until)
            ends[end_of(history.cases[order[until]])].push_back(order[until]);
        const auto count = until - from;
        from = until;
        ++twins.situations;
        if (count < 2) continue;
        auto unequal = pairs_of(count);
        twins.pairs += unequal;
        for (const auto& [end, members] : ends) unequal -= pairs_of(members.size());
        twins.unequal_pairs += unequal;
        twins.with_unequal.total += count;
        if (ends.size() == 1) continue;
        twins.with_unequal.count += count;
        for (auto one = ends.begin(); one != ends.end(); ++one) {
            for (auto other = std::next(one); other != ends.end(); ++other)
                shown.push_back({closest(history, one->second, other->second), gap(one->first, other->first), count});
        }
    }
    std::ranges::sort(shown, [](const Shown& one, const Shown& other) {
        return std::tuple(other.gap, other.cases, one.pair.one, one.pair.other) <
               std::tuple(one.gap, one.cases, other.pair.one, other.pair.other);
    });
    for (const auto& each : shown) {
        if (twins.shown.size() == shown_max) break;
        twins.shown.push_back(each.pair);
    }
    return twins;
}

}  // namespace konsequenz::consistency
