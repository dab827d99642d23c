#include "statistics/diversity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace konsequenz::statistics {
namespace {

using testing::ElementsAre;

Frequencies frequencies_of(const std::vector<std::uint64_t>& counts) {
    std::map<std::uint64_t, std::uint64_t> units;
    for (const auto count : counts) ++units[count];
    Frequencies frequencies;
    for (const auto& [count, number] : units) frequencies.push_back({count, number});
    return frequencies;
}

// The expected values are those of R 4.2.2 with vegan 2.6-4: exp(diversity(x)), diversity(x, "invsimpson"),
// renyi(x, 3, hill = TRUE), and the mean difference over twice the mean for Gini.
TEST(EffectiveNumber, IsThatOfAnotherImplementation) {
    const auto some = frequencies_of({1, 1, 1, 2, 2, 3, 5, 8, 13, 40});
    EXPECT_NEAR(effective_number(some, 1), 4.6919869010789457, 1e-12);
    EXPECT_NEAR(effective_number(some, 2), 3.0756123535676254, 1e-12);
    EXPECT_NEAR(effective_number(some, 3), 2.56195947736032, 1e-12);
    EXPECT_NEAR(gini(some), 0.63157894736842102, 1e-12);
    const auto loud = frequencies_of({1, 1, 1, 1, 1, 1, 1, 2, 3, 100});
    EXPECT_NEAR(effective_number(loud, 1), 1.7593334813821615, 1e-12);
    EXPECT_NEAR(effective_number(loud, 2), 1.2518962075848303, 1e-12);
    EXPECT_NEAR(gini(loud), 0.8125, 1e-12);
}

TEST(EffectiveNumber, OfEqualUnitsIsTheirNumber) {
    const Frequencies equal{{7, 1'000}};
    for (const double order : {0.0, 0.5, 1.0, 2.0, 5.0}) EXPECT_NEAR(effective_number(equal, order), 1'000, 1e-9);
    EXPECT_EQ(gini(equal), 0);
    EXPECT_EQ(effective_number({}, 2), 0);
    EXPECT_EQ(gini({}), 0);
}

TEST(EffectiveNumber, HoldsForHugeCounts) {
    const Frequencies huge{{1, 100'000'000}, {4'000'000'000, 1'000}};
    EXPECT_NEAR(effective_number(huge, 2), 1'000.05, 0.01);
    EXPECT_GT(gini(huge), 0.9999);
}

TEST(Shares, AreThoseOfTheGreatest) {
    const auto some = frequencies_of({1, 1, 1, 2, 2, 3, 5, 8, 13, 40});
    EXPECT_EQ(top_share(some, 0.1), (Proportion{40, 76}));
    EXPECT_EQ(top_share(some, 0.2), (Proportion{53, 76}));
    EXPECT_EQ(top_share(some, 0.01), (Proportion{40, 76}));
    EXPECT_EQ(top_share(some, 1), (Proportion{76, 76}));
    EXPECT_EQ(top_share({}, 0.5), (Proportion{0, 0}));
    EXPECT_EQ(units_of_half(some), 1U);
    EXPECT_EQ(units_of_half(frequencies_of({3, 3, 3, 3, 3})), 3U);
    EXPECT_THAT(concentration_curve(frequencies_of({1, 1, 5})),
                ElementsAre(LorenzPoint{0, 0}, LorenzPoint{1, 5}, LorenzPoint{3, 7}));
}

RC_GTEST_PROP(Diversity, FollowsItsLaws, ()) {
    const auto counts =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(1, 60)));
    const auto all = frequencies_of(counts);
    const auto people = static_cast<double>(counts.size());
    // Fewer voices the more the loud ones count; at least one, at most all; and one unit more of each changes no share.
    const auto first = effective_number(all, 1);
    const auto second = effective_number(all, 2);
    RC_ASSERT(second >= 1 - 1e-9 && second <= first + 1e-9 && first <= people + 1e-9);
    const auto coefficient = gini(all);
    RC_ASSERT(coefficient >= -1e-12 && coefficient <= 1 - 1 / people + 1e-12);
    auto doubled = all;
    for (auto& each : doubled) each.units *= 2;
    RC_ASSERT(std::abs(gini(doubled) - coefficient) < 1e-12);
    RC_ASSERT(std::abs(effective_number(doubled, 2) - 2 * second) < 1e-9 * people);
    // By brute force, as the definition says.
    auto sorted = counts;
    std::ranges::sort(sorted);
    double sum = 0;
    for (std::size_t at = 0; at < sorted.size(); ++at)
        sum += (2.0 * static_cast<double>(at + 1) - people - 1) * static_cast<double>(sorted[at]);
    RC_ASSERT(std::abs(sum / (people * static_cast<double>(total_count(all))) - coefficient) < 1e-12);
}

}  // namespace
}  // namespace konsequenz::statistics
