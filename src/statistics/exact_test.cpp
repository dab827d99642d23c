// Exact intervals and tests: published figures, and the promise that gives them their name.
#include "statistics/exact.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace konsequenz::statistics {
namespace {

/// The chance of a count, by plain products.
double chance_of(std::uint64_t count, std::uint64_t total, double share) {
    double chance = 1;
    for (std::uint64_t k = 0; k < count; ++k)
        chance *= share * static_cast<double>(total - k) / static_cast<double>(k + 1);
    return chance * std::pow(1 - share, static_cast<double>(total - count));
}

TEST(ClopperPearson, IsWhatBinomTestSays) {
    // R 4.2.2: binom.test(682, 925), the Mendelian example of its manual; binom.test(0, 10); binom.test(3, 20, 0.998).
    const auto peas = clopper_pearson({682, 925});
    EXPECT_NEAR(peas.low, 0.707668264079039, 1e-12);
    EXPECT_NEAR(peas.high, 0.765406558241525, 1e-12);
    const auto nothing = clopper_pearson({0, 10});
    EXPECT_EQ(nothing.low, 0.0);
    EXPECT_NEAR(nothing.high, 0.308497107818761, 1e-12);
    const auto wide = clopper_pearson({3, 20}, 0.998);
    EXPECT_NEAR(wide.low, 0.0099875809983896, 1e-12);
    EXPECT_NEAR(wide.high, 0.5087293739733165, 1e-12);
    EXPECT_EQ(clopper_pearson({10, 10}).high, 1.0);
    EXPECT_EQ(clopper_pearson({0, 0}), (Interval{0, 1}));
}

TEST(ClopperPearson, HoldsWhatItPromisesAtEveryShare) {
    for (const std::uint64_t total : {1U, 4U, 11U}) {
        for (int step = 1; step < 100; ++step) {
            const double share = step / 100.0;
            double covered = 0;
            for (std::uint64_t count = 0; count <= total; ++count) {
                const auto interval = clopper_pearson({count, total});
                if (interval.low <= share && share <= interval.high) covered += chance_of(count, total, share);
            }
            EXPECT_GE(covered, 0.95) << share << " of " << total;
        }
    }
}

TEST(ScoreDifference, IsThePublishedOne) {
    // R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, table II, method 6 (Miettinen and Nurminen).
    const auto a = score_difference({56, 70}, {48, 80});
    EXPECT_NEAR(a.low, 0.0528, 5e-5);
    EXPECT_NEAR(a.high, 0.3382, 5e-5);
    const auto none = score_difference({0, 10}, {0, 20});
    EXPECT_NEAR(none.low, -0.1658, 5e-5);
    EXPECT_NEAR(none.high, 0.2844, 5e-5);
    const auto all = score_difference({10, 10}, {0, 10});
    EXPECT_EQ(all.high, 1.0);
    EXPECT_GT(all.low, 0.6);
}

TEST(ExactDifference, IsWhatAnotherHandFinds) {
    // By brute force in Python (SciPy 1.10.1): the restricted shares by numpy.roots, every table, 401 shares.
    const auto a = difference_of({9, 10}, {3, 10}).interval;
    EXPECT_NEAR(a.low, 0.160768, 2e-5);
    EXPECT_NEAR(a.high, 0.879472, 2e-5);
    const auto b = difference_of({6, 7}, {2, 7}).interval;
    EXPECT_NEAR(b.low, -0.015952, 2e-5);
    EXPECT_NEAR(b.high, 0.906842, 2e-5);
    const auto c = difference_of({7, 15}, {12, 15}).interval;
    EXPECT_NEAR(c.low, -0.636986, 2e-5);
    EXPECT_NEAR(c.high, 0.023860, 2e-5);
}

TEST(ExactDifference, HoldsWhatItPromisesAtEveryPairOfShares) {
    constexpr std::uint64_t first = 5;
    constexpr std::uint64_t second = 8;
    Interval intervals[first + 1][second + 1];
    for (std::uint64_t x1 = 0; x1 <= first; ++x1) {
        for (std::uint64_t x2 = 0; x2 <= second; ++x2) {
            const auto difference = difference_of({x1, first}, {x2, second});
            EXPECT_EQ(difference.method, DifferenceMethod::exact);
            EXPECT_LE(difference.interval.low, difference.value + 1e-9);
            EXPECT_GE(difference.interval.high, difference.value - 1e-9);
            intervals[x1][x2] = difference.interval;
        }
    }
    double least = 1;
    for (int one = 1; one < 20; ++one) {
        for (int other = 1; other < 20; ++other) {
            const double p1 = one / 20.0;
            const double p2 = other / 20.0;
            double covered = 0;
            for (std::uint64_t x1 = 0; x1 <= first; ++x1) {
                for (std::uint64_t x2 = 0; x2 <= second; ++x2) {
                    const auto& interval = intervals[x1][x2];
                    if (interval.low <= p1 - p2 && p1 - p2 <= interval.high)
                        covered += chance_of(x1, first, p1) * chance_of(x2, second, p2);
                }
            }
            least = std::min(least, covered);
        }
    }
    EXPECT_GE(least, 0.95);
    EXPECT_LT(least, 0.99) << "wider than it has to be";
}

TEST(Difference, IsTheOtherWayRoundWhenTheGroupsChangePlaces) {
    const auto one = difference_of({7, 15}, {12, 15});
    const auto other = difference_of({12, 15}, {7, 15});
    EXPECT_NEAR(one.interval.low, -other.interval.high, 1e-3);
    EXPECT_NEAR(one.interval.high, -other.interval.low, 1e-3);
}

TEST(Difference, TakesTheScoreIntervalWhereThereAreManyAndNothingWhereThereIsNone) {
    EXPECT_EQ(difference_of({600, 1000}, {500, 1000}).method, DifferenceMethod::score);
    EXPECT_EQ(difference_of({0, 0}, {5, 10}).interval, (Interval{-1, 1}));
}

TEST(FisherExact, IsWhatFisherTestSays) {
    EXPECT_NEAR(fisher_exact({3, 4}, {1, 4}), 0.485714285714286, 1e-12);  // the lady tasting tea
    EXPECT_NEAR(fisher_exact({12, 17}, {18, 48}), 0.0248175425819111, 1e-12);
    EXPECT_EQ(fisher_exact({0, 0}, {1, 2}), 1.0);
}

RC_GTEST_PROP(FisherExact, DoesNotSeeWhichGroupComesFirst, ()) {
    const auto n1 = *rc::gen::inRange<std::uint64_t>(1, 60);
    const auto n2 = *rc::gen::inRange<std::uint64_t>(1, 60);
    const Proportion first{*rc::gen::inRange<std::uint64_t>(0, n1 + 1), n1};
    const Proportion second{*rc::gen::inRange<std::uint64_t>(0, n2 + 1), n2};
    RC_ASSERT(std::abs(fisher_exact(first, second) - fisher_exact(second, first)) < 1e-9);
    RC_ASSERT(fisher_exact(first, second) > 0.0);
}

}  // namespace
}  // namespace konsequenz::statistics
