// Twins and neighbours against brute force, and a planted premium found where there is one and nowhere else.
#include "consistency/twins.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "consistency/equality.h"
#include "consistency/neighbours.h"
#include "consistency/test_history.h"

namespace konsequenz::consistency {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::pair<int, int> end_of(const Case& each) { return {each.given_measure, each.given_remedy}; }

RC_GTEST_PROP(Twins, AreThoseThatBruteForceFinds, ()) {
    MadeOptions options;
    options.cases = *rc::gen::inRange<std::size_t>(0, 60);
    options.situations = *rc::gen::inRange<std::size_t>(1, 12);
    options.base_rate = 0.3;
    const auto history = made_history(*rc::gen::arbitrary<std::uint64_t>(), options);
    std::uint64_t pairs = 0;
    std::uint64_t unequal = 0;
    std::set<Index> with;
    std::set<Index> with_unequal;
    for (Index one = 0; one < history.cases.size(); ++one) {
        for (Index other = one + 1; other < history.cases.size(); ++other) {
            if (history.cases[one].situation != history.cases[other].situation) continue;
            ++pairs;
            with.insert({one, other});
            if (end_of(history.cases[one]) == end_of(history.cases[other])) continue;
            ++unequal;
            with_unequal.insert({one, other});
        }
    }
    const auto twins = find_twins(history, 1000);
    RC_ASSERT(twins.pairs == pairs);
    RC_ASSERT(twins.unequal_pairs == unequal);
    RC_ASSERT(twins.with_unequal.total == with.size());
    RC_ASSERT(twins.with_unequal.count == with_unequal.size());
    for (const auto& pair : twins.shown) {
        RC_ASSERT(history.cases[pair.one].situation == history.cases[pair.other].situation);
        RC_ASSERT(end_of(history.cases[pair.one]) < end_of(history.cases[pair.other]));
    }
    RC_ASSERT(twins.shown.empty() == (unequal == 0));
}

TEST(Twins, ShowThoseFarthestApartAndNearestInTimeWithTheirCause) {
    auto history = made_history(1, {.cases = 0, .situations = 2});
    history.standards.index("test 2.0.0");
    history.outcomes.push_back({1, true, 0, 0, {0}, {}, {}});  // the next version lets it go
    const auto add = [&](double days, Index outcome) {
        Case made;
        made.contact = fmt::format("c-{}", history.cases.size());
        made.time = day(days);
        made.situation = 0;
        made.outcome = outcome;
        made.given_measure = history.outcomes[outcome].measure;
        history.cases.push_back(made);
    };
    add(1, 1);
    add(5, 1);
    add(6, 4);
    add(90, 4);
    add(95, 3);
    const auto twins = find_twins(history, 10);
    ASSERT_THAT(twins.shown, SizeIs(3));
    EXPECT_EQ(twins.shown[0], (Pair{3, 4, Cause::standard, 0}));
    EXPECT_EQ(twins.shown[1].cause, Cause::tables) << "one version, equal facts, other measures";
    EXPECT_EQ(twins.shown[2], (Pair{2, 1, Cause::standard, 0}));
    EXPECT_EQ(twins.pairs, 10U);
    EXPECT_EQ(twins.unequal_pairs, 8U);
    EXPECT_THAT(find_twins(history, 1).shown, SizeIs(1));
}

/// Situations of several numbers and kinds, each case of its own.
History scattered(statistics::Random& random, std::size_t cases) {
    auto history = made_history(random.next(), {.cases = cases, .situations = 1, .base_rate = 0.4});
    history.situations.clear();
    history.kinds.index("two");
    for (std::size_t at = 0; at < cases; ++at) {
        history.situations.push_back({fmt::format("a={}\n", at),
                                      static_cast<Index>(random.below(2)),
                                      {static_cast<double>(random.below(4)), 10 * random.share(), 0}});
        history.cases[at].situation = static_cast<Index>(at);
    }
    return history;
}

double distance_by_hand(const History& history, Index one, Index other) {
    const auto kind = history.situations[history.cases[one].situation].kind;
    double sum = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        double mean = 0;
        double count = 0;
        const auto value = [&](const Case& each) { return history.situations[each.situation].numbers[axis]; };
        for (const auto& each : history.cases) {
            if (history.situations[each.situation].kind != kind) continue;
            mean += value(each);
            ++count;
        }
        mean /= count;
        double scale = 0;
        for (const auto& each : history.cases) {
            if (history.situations[each.situation].kind == kind) scale += std::abs(value(each) - mean) / count;
        }
        if (scale > 0) sum += std::abs(value(history.cases[one]) - value(history.cases[other])) / scale;
    }
    return sum;
}

TEST(Neighbourhood, VisitsAllOfAKindAndRulingNearestFirst) {
    statistics::Random random(3);
    for (int run = 0; run < 20; ++run) {
        const auto history = scattered(random, 60);
        const Cells cells(history);
        const Neighbourhood neighbourhood(history, cells);
        for (Index at = 0; at < history.cases.size(); at += 7) {
            std::vector<std::pair<double, Index>> expected;
            for (Index other = 0; other < history.cases.size(); ++other) {
                const bool is_of_a_kind =
                    history.situations[history.cases[other].situation].kind ==
                        history.situations[history.cases[at].situation].kind &&
                    history.outcome_of(history.cases[other]).measure == history.outcome_of(history.cases[at]).measure;
                if (is_of_a_kind) expected.emplace_back(distance_by_hand(history, at, other), other);
            }
            std::ranges::sort(expected);
            std::vector<std::pair<double, Index>> visited;
            neighbourhood.visit(cells.of_case(at), [&](Index cell, double distance) {
                visited.emplace_back(distance, cells.all()[cell].cases.front());
                return Neighbourhood::Go::on;
            });
            ASSERT_THAT(visited, SizeIs(expected.size()));
            for (std::size_t place = 0; place < visited.size(); ++place)
                EXPECT_NEAR(visited[place].first, expected[place].first, 1e-9);
            std::set<Index> ones, others;
            for (const auto& [distance, which] : visited) ones.insert(which);
            for (const auto& [distance, which] : expected) others.insert(which);
            EXPECT_EQ(ones, others);
        }
    }
}

/// Situation testing as its paper says it, over all cases.
std::set<Index> standing_out_by_hand(const History& history, Trait trait, const NeighbourOptions& options) {
    std::set<Index> found;
    for (Index at = 0; at < history.cases.size(); ++at) {
        const auto& tested = history.cases[at];
        if (!tested.traits.test(static_cast<std::size_t>(trait)) || !history.is_milder(tested)) continue;
        statistics::Proportion sides[2];
        for (const bool has : {false, true}) {
            std::vector<std::pair<double, bool>> near;
            for (Index other = 0; other < history.cases.size(); ++other) {
                const auto& each = history.cases[other];
                if (other == at || each.traits.test(static_cast<std::size_t>(trait)) != has) continue;
                if (history.situations[each.situation].kind != history.situations[tested.situation].kind) continue;
                if (history.outcome_of(each).measure != history.outcome_of(tested).measure) continue;
                const double distance = distance_by_hand(history, at, other);
                if (distance <= options.distance_max + 1e-9) near.emplace_back(distance, history.is_milder(each));
            }
            std::ranges::sort(near);
            if (near.size() < options.neighbours) continue;
            const double last = near[options.neighbours - 1].first;
            for (const auto& [distance, is_milder] : near) {
                if (distance <= last + 1e-9) sides[has ? 1 : 0].add(is_milder);
            }
        }
        if (sides[0].total == 0 || sides[1].total == 0) continue;
        if (sides[1].share() - sides[0].share() >= options.difference_min) found.insert(at);
    }
    return found;
}

TEST(SituationTesting, FindsThoseThatBruteForceFinds) {
    statistics::Random random(9);
    std::size_t all = 0;
    for (int run = 0; run < 12; ++run) {
        const auto history = scattered(random, 120);
        const Cells cells(history);
        const Neighbourhood neighbourhood(history, cells);
        const NeighbourOptions options{.neighbours = 3, .distance_max = 1.5, .difference_min = 0.3};
        std::set<Index> found;
        for (const auto& favoured : test_situations(history, cells, neighbourhood, options)) {
            if (favoured.trait == Trait::famous && favoured.treatment == Treatment::milder)
                found.insert(favoured.standing_out.begin(), favoured.standing_out.end());
        }
        EXPECT_EQ(found, standing_out_by_hand(history, Trait::famous, options));
        all += found.size();
    }
    EXPECT_GT(all, 0U);
}

const Premium& premium_of(const std::vector<Premium>& premiums, Trait trait) {
    return *std::ranges::find_if(
        premiums, [&](const Premium& each) { return each.trait == trait && each.treatment == Treatment::milder; });
}

TEST(Premium, IsFoundWhereItWasPlantedAndNoneWhereNoneWas) {
    constexpr int seeds = 200;
    int found = 0;
    int covered = 0;
    int false_alarms = 0;
    for (int seed = 1; seed <= seeds; ++seed) {
        const auto planted = made_history(static_cast<std::uint64_t>(seed), {.odds_ratio = 2});
        const auto premiums = find_premiums(planted, Cells(planted));
        const auto& premium = premium_of(premiums, Trait::in_public);
        found += premium.is_found() ? 1 : 0;
        covered += premium.ratio->interval.low <= 2 && 2 <= premium.ratio->interval.high ? 1 : 0;
        const auto none = made_history(static_cast<std::uint64_t>(seed) + 10'000, {.odds_ratio = 1});
        false_alarms += std::ranges::any_of(find_premiums(none, Cells(none)), &Premium::is_found) ? 1 : 0;
    }
    RecordProperty("found", found);
    RecordProperty("covered", covered);
    RecordProperty("false_alarms", false_alarms);
    EXPECT_GE(found, seeds * 95 / 100);
    EXPECT_GE(covered, seeds * 92 / 100);
    EXPECT_LE(covered, seeds * 98 / 100);
    EXPECT_LE(false_alarms, seeds * 5 / 100);
}

TEST(GroupDifferences, FindTheGroupThatIsTreatedMilderAndNoOther) {
    auto history = made_history(4, {.cases = 1500, .base_rate = 0.05});
    history.groups.index("gold");
    history.groups.index("plain");
    statistics::Random random(8);
    for (auto& each : history.cases) {
        each.group = random.share() < 0.2 ? 0 : 1;
        if (each.group == 0 && random.share() < 0.2) each.given_measure = 0;
    }
    int found = 0;
    for (const auto& difference : find_group_differences(history)) {
        EXPECT_LE(difference.p_value, difference.adjusted);
        if (!difference.is_found()) continue;
        ++found;
        EXPECT_EQ(difference.attribute, GroupDifference::Attribute::group);
        EXPECT_EQ(difference.treatment, Treatment::milder);
        EXPECT_EQ(difference.difference.interval.low > 0, difference.value == "gold");
    }
    EXPECT_EQ(found, 2) << "gold against the others, and plain against the others";
}

}  // namespace
}  // namespace konsequenz::consistency
