// Gini's coefficient at its ends, and how often the median's interval holds it.
#include "statistics/inequality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "statistics/random.h"

namespace konsequenz::statistics {
namespace {

TEST(Gini, IsNothingWhereAllHaveTheSameAndNearOneWhereOneHasAll) {
    EXPECT_DOUBLE_EQ(gini_of_amounts(std::vector<double>{3, 3, 3, 3}).value(), 0.0);
    EXPECT_DOUBLE_EQ(gini_of_amounts(std::vector<double>{0, 0, 0, 7}).value(), 0.75);
    EXPECT_FALSE(gini_of_amounts(std::vector<double>{0, 0}));
    EXPECT_FALSE(gini_of_amounts({}));
}

TEST(Gini, IsHalfTheMeanDifferenceOverTheMean) {
    const std::vector<double> amounts{0, 1.5, 2, 2, 9.25};
    double differences = 0;
    double sum = 0;
    for (const double one : amounts) {
        sum += one;
        for (const double other : amounts) differences += std::abs(one - other);
    }
    const double mean = sum / 5;
    EXPECT_NEAR(gini_of_amounts(amounts).value(), differences / (2 * 25 * mean), 1e-12);
}

TEST(Median, IsTheMiddle) {
    EXPECT_EQ(median_of(std::vector<double>{1, 2, 10}).value(), 2.0);
    EXPECT_EQ(median_of(std::vector<double>{1, 2, 10, 11}).value(), 6.0);
    EXPECT_FALSE(median_of({}));
}

TEST(Median, IntervalIsTheTextbooksAndCoversAtLeastAsItSays) {
    std::vector<double> ranks(25);
    for (std::size_t at = 0; at < ranks.size(); ++at) ranks[at] = static_cast<double>(at + 1);
    // W. J. Conover, "Practical nonparametric statistics": of 25 the 8th and the 18th, 95.7 %.
    EXPECT_EQ(median_interval(ranks), (Interval{8, 18}));
    EXPECT_FALSE(median_interval(std::span(ranks).first(5)));
    EXPECT_EQ(median_interval(std::span(ranks).first(6)), (Interval{1, 6}));
    Random random(2);
    int covered = 0;
    constexpr int runs = 4000;
    for (int run = 0; run < runs; ++run) {
        std::vector<double> drawn(40);
        for (auto& each : drawn) each = -std::log(1 - random.share());
        std::ranges::sort(drawn);
        const auto interval = median_interval(drawn).value();
        covered += interval.low <= std::log(2) && std::log(2) <= interval.high ? 1 : 0;
    }
    EXPECT_GE(covered, runs * 95 / 100);
    EXPECT_LE(covered, runs * 98 / 100);
}

}  // namespace
}  // namespace konsequenz::statistics
