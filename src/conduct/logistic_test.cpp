#include "conduct/logistic.h"

#include <gtest/gtest.h>

#include <cmath>

namespace konsequenz::conduct {
namespace {

constexpr std::int64_t one = 1 << 16;

TEST(Logistic, IsThePartOfTheOdds) {
    EXPECT_EQ(logistic_per_10000(0), 5'000U);
    EXPECT_EQ(logistic_per_10000(one * 100), 10'000U);
    EXPECT_EQ(logistic_per_10000(-one * 100), 0U);
    for (std::int64_t log_odds = -one * 11; log_odds <= one * 11; log_odds += 977) {
        const auto exact = 10'000.0 / (1.0 + std::exp(-static_cast<double>(log_odds) / one));
        EXPECT_NEAR(logistic_per_10000(log_odds), exact, 1.5);
    }
}

TEST(LogSum, AddsOdds) {
    EXPECT_NEAR(static_cast<double>(log_sum(0, 0)) / one, std::log(2.0), 1e-4);
    EXPECT_EQ(log_sum(one * 50, 0), one * 50);
    for (std::int64_t distance = 0; distance < one * 13; distance += 977) {
        const auto exact = std::log(std::exp(static_cast<double>(distance) / one) + 1.0);
        EXPECT_NEAR(static_cast<double>(log_sum(0, distance)) / one, exact, 3e-4);
        EXPECT_EQ(log_sum(0, distance), log_sum(distance, 0));
    }
}

}  // namespace
}  // namespace konsequenz::conduct
