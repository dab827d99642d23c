// Funnel limits: their formula by another hand, and what falls outside them by chance.
#include "statistics/funnel.h"

#include <gtest/gtest.h>

#include "statistics/random.h"

namespace konsequenz::statistics {
namespace {

TEST(Funnel, IsTheInterpolatedBinomialLimit) {
    // The formula of Spiegelhalter's appendix in R 4.2.2, by pbinom, for 50 contacts and a target of 10 %.
    const auto warning = funnel_limits(0.1, 50, Funnel::warning);
    EXPECT_NEAR(warning.low, 0.0138629269573437, 1e-12);
    EXPECT_NEAR(warning.high, 0.179722727623364, 1e-12);
    const auto alarm = funnel_limits(0.1, 50, Funnel::alarm);
    EXPECT_EQ(alarm.low, 0.0) << "the formula says -0.016, which is no share";
    EXPECT_NEAR(alarm.high, 0.24012841875239, 1e-12);
}

TEST(Funnel, NarrowsAndHasNoWidthWhereNothingCanVary) {
    EXPECT_EQ(funnel_limits(0, 7, Funnel::alarm), (Interval{0, 0}));
    EXPECT_EQ(funnel_limits(1, 7, Funnel::alarm), (Interval{1, 1}));
    Interval wider{0, 1};
    for (const std::uint64_t total : {10U, 100U, 1'000U, 100'000U}) {
        const auto limits = funnel_limits(0.3, total, Funnel::alarm);
        EXPECT_GE(limits.low, wider.low);
        EXPECT_LE(limits.high, wider.high);
        EXPECT_LT(limits.low, 0.3);
        EXPECT_GT(limits.high, 0.3);
        wider = limits;
    }
}

TEST(Funnel, LeavesOutByChanceAsMuchAsItSays) {
    Random random(5);
    int outside = 0;
    constexpr int runs = 20'000;
    const auto limits = funnel_limits(0.2, 300, Funnel::warning);
    for (int run = 0; run < runs; ++run) {
        Proportion drawn;
        for (int at = 0; at < 300; ++at) drawn.add(random.share() < 0.2);
        outside += drawn.share() < limits.low || drawn.share() > limits.high ? 1 : 0;
    }
    EXPECT_NEAR(outside, runs * 0.05, runs * 0.015);
}

}  // namespace
}  // namespace konsequenz::statistics
