// Estimates of what was not seen against published examples and other implementations (R 4.2.2: vegan 2.6-4, survey
// 4.1-1, stats; scikit-bio 0.5.8). tests/statistics asks R again where it is installed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "statistics/bounds.h"
#include "statistics/control_chart.h"
#include "statistics/distributions.h"
#include "statistics/strata.h"
#include "statistics/unseen.h"
#include "statistics/weighting.h"

namespace konsequenz::statistics {
namespace {

TEST(Distributions, AreThoseOfR) {
    EXPECT_NEAR(normal_quantile(0.975), normal_quantile_975, 1e-14);
    EXPECT_NEAR(beta_quantile(2.5, 17.25, 0.975), 0.30032659393329986, 1e-12);
    EXPECT_NEAR(poisson_interval(7).low, 2.8143630515198672, 1e-12);
    EXPECT_NEAR(poisson_interval(7).high, 14.422675361702378, 1e-11);
    EXPECT_EQ(poisson_interval(0).low, 0);
    EXPECT_NEAR(poisson_interval(0).high, 3.6888794541139354, 1e-12);
}

// vegan::estimateR, and skbio.diversity.alpha.chao1_ci with zscore=1.959963984540054.
TEST(Chao, IsThatOfOtherImplementations) {
    const Frequencies some{{1, 3}, {2, 2}, {3, 1}, {5, 1}, {8, 1}, {13, 1}, {40, 1}};
    EXPECT_NEAR(chao(some).total, 11, 1e-12);
    EXPECT_NEAR(chao(some).interval.low, 10.093653132743119, 1e-9);
    EXPECT_NEAR(chao(some).interval.high, 20.677699407481512, 1e-9);
    const Frequencies loud{{1, 7}, {2, 1}, {3, 1}, {100, 1}};
    EXPECT_NEAR(chao(loud).total, 20.5, 1e-12);
    EXPECT_NEAR(chao(loud).interval.low, 12.034641362639935, 1e-9);
    EXPECT_NEAR(chao(loud).interval.high, 64.186453703541787, 1e-9);
}

TEST(Chao, WithoutTwosHasAnInterval) {
    // skbio.diversity.alpha.chao1_ci([1, 1, 1, 5]).
    const auto bound = chao(Frequencies{{1, 3}, {5, 1}});
    EXPECT_NEAR(bound.total, 7, 1e-12);
    EXPECT_NEAR(bound.interval.low, 4.3735388020431163, 1e-9);
    EXPECT_NEAR(bound.interval.high, 28.093882484961135, 1e-9);
}

TEST(Chao, OfNobodyOnceIsWhatWasSeen) {
    const auto bound = chao(Frequencies{{4, 9}});
    EXPECT_EQ(bound.unseen, 0);
    EXPECT_EQ(bound.interval, (Interval{9, 9}));
    EXPECT_EQ(chao({}).total, 0);
}

TEST(OneInflation, IsSeenWhereOnesWereAdded) {
    // Expected frequencies of 100,000 Poisson counts with mean 1.2.
    const Frequencies poisson{{1, 36'143}, {2, 21'686}, {3, 8'674}, {4, 2'602}, {5, 625}};
    const auto sound = one_inflation(poisson);
    ASSERT_TRUE(sound);
    EXPECT_NEAR(sound->expected_ones, 36'143, 50);
    EXPECT_FALSE(sound->is_likely);
    EXPECT_NEAR(chao(poisson).unseen, 30'119, 50);
    EXPECT_NEAR(unseen_without_ones(poisson), 30'119, 50);

    auto inflated = poisson;
    inflated[0].units += 20'000;
    ASSERT_TRUE(one_inflation(inflated));
    EXPECT_TRUE(one_inflation(inflated)->is_likely);
    EXPECT_GT(chao(inflated).unseen, 70'000);
    EXPECT_NEAR(unseen_without_ones(inflated), 30'119, 50);
    EXPECT_FALSE(one_inflation(Frequencies{{1, 5}, {2, 1}}));
}

// survey::svytotal and svymean with poisson_sampling().
TEST(Weighting, IsThatOfTheSurveyPackage) {
    constexpr std::array<SeenUnit, 5> units{{{1, 0.5}, {0, 0.25}, {1, 0.1}, {0, 0.9}, {1, 0.3}}};
    EXPECT_NEAR(horvitz_thompson(units).value, 15.333333333333334, 1e-12);
    EXPECT_NEAR(horvitz_thompson(units).variance, 99.777777777777771, 1e-11);
    EXPECT_NEAR(hajek_mean(units).value, 0.75, 1e-12);
    EXPECT_NEAR(hajek_mean(units).variance, 0.031235231568998104, 1e-13);
}

TEST(Weighting, CountsUnitsThatAreAlikeTogether) {
    constexpr std::array<SeenUnit, 3> apart{{{2, 0.5}, {2, 0.5}, {1, 0.2}}};
    constexpr std::array<SeenUnit, 2> together{{{2, 0.5, 2}, {1, 0.2}}};
    EXPECT_DOUBLE_EQ(horvitz_thompson(apart).variance, horvitz_thompson(together).variance);
    EXPECT_DOUBLE_EQ(hajek_mean(apart).variance, hajek_mean(together).variance);
}

TEST(TotalBehind, IsHeardOverTheRate) {
    const std::array<HeardLayer, 2> layers{{{60, {30, 500}}, {20, {10, 40}}}};
    const auto total = total_behind(layers);
    ASSERT_TRUE(total);
    EXPECT_DOUBLE_EQ(total->value, 60 / 0.06 + 20 / 0.25);
    EXPECT_LT(total->interval.low, total->value);
    EXPECT_GT(total->interval.high, total->value);
    EXPECT_FALSE(total_behind(std::array<HeardLayer, 1>{{{5, {0, 40}}}}));
    EXPECT_DOUBLE_EQ(total_behind(std::array<HeardLayer, 1>{{{0, {0, 0}}}})->value, 0);
}

/// Tumours in 71 groups of rats: table 5.1 of Gelman et al., Bayesian Data Analysis, 3rd ed.
constexpr std::array<std::uint64_t, 71> tumours{
    0, 0, 0, 0, 0, 0, 0, 0,  0, 0, 0, 0, 0, 0, 1, 1,  1, 1, 1, 1, 1,  1,  2, 2, 2, 2, 2, 2, 2, 2, 2,  1,  5,  2, 5, 3,
    2, 7, 7, 3, 3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9, 4};
constexpr std::array<std::uint64_t, 71> rats{20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17, 20, 20, 20, 20,
                                             19, 19, 18, 18, 25, 24, 23, 20, 20, 20, 20, 20, 20, 10, 49, 19, 46, 27,
                                             17, 49, 47, 20, 20, 13, 48, 50, 20, 20, 20, 20, 20, 20, 20, 48, 19, 19,
                                             19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24, 14};

TEST(PostStratified, HasTheHyperparametersOfThePublishedExample) {
    std::vector<Stratum> strata;
    for (std::size_t at = 0; at < rats.size(); ++at) strata.push_back({std::to_string(at), 1, {tumours[at], rats[at]}});
    const auto estimate = post_stratified(strata);
    // Page 113 gives posterior means of 2.4 and 14.3.
    EXPECT_NEAR(estimate.alpha, 2.4, 0.05);
    EXPECT_NEAR(estimate.beta, 14.3, 0.05);
    // Figure 5.4: groups without a tumour are drawn up, that with the most is drawn down.
    EXPECT_GT(estimate.strata.front().share, 0.04);
    EXPECT_LT(estimate.strata.front().share, 0.09);
    EXPECT_LT(estimate.strata[69].share, 9.0 / 24);
    EXPECT_GT(estimate.strata[69].share, 0.2);
}

TEST(PostStratified, WeighsByTheSizeOfTheLayers) {
    const std::array<Stratum, 2> strata{{{"small", 100, {40, 100}}, {"great", 900, {10, 100}}}};
    const auto estimate = post_stratified(strata);
    EXPECT_NEAR(estimate.share, 0.1 * 40.5 / 101 + 0.9 * 10.5 / 101, 1e-12);
    EXPECT_LT(estimate.interval.low, estimate.share);
    EXPECT_GT(estimate.interval.high, estimate.share);
}

TEST(PostStratified, GivesALayerThatWasNotAskedWhatTheOthersHave) {
    const std::array<Stratum, 2> two{{{"asked", 1, {30, 100}}, {"not", 1, {0, 0}}}};
    EXPECT_NEAR(post_stratified(two).strata[1].share, 30.5 / 101, 1e-12);
    const std::array<Stratum, 4> four{
        {{"a", 1, {30, 100}}, {"b", 1, {28, 100}}, {"c", 1, {32, 100}}, {"not", 1, {0, 0}}}};
    EXPECT_NEAR(post_stratified(four).strata[3].share, 0.3, 0.03);
    EXPECT_EQ(post_stratified(four).strata[3].weight, 0);
}

TEST(Bounds, AreWhatTheSilentLeaveOpen) {
    const auto bounds = no_assumption_bounds({100, 60, 15});
    EXPECT_DOUBLE_EQ(bounds.low, 0.15);
    EXPECT_DOUBLE_EQ(bounds.high, 0.55);
    EXPECT_LT(bounds.interval.low, bounds.low);
    EXPECT_GT(bounds.interval.high, bounds.high);
    // Far ends: each has its own one-sided error. Equal ends: the usual two-sided interval.
    EXPECT_NEAR(bounds.interval.low, wilson(15, 100, 1.6448536269514722).low, 1e-6);
    const auto all_answered = no_assumption_bounds({100, 100, 15});
    EXPECT_NEAR(all_answered.interval.low, wilson(15, 100).low, 1e-9);
    EXPECT_NEAR(all_answered.interval.high, wilson(15, 100).high, 1e-9);
    EXPECT_EQ(no_assumption_bounds({}).interval, Interval{});
}

// By hand: u = 40/400, limits u ± 3 √(u/n); z = −1.5811, 0, 1.5811, 0 for n = 100 each, no correction below 8 points.
TEST(ControlChart, HasShewhartsLimits) {
    const std::array<Observed, 4> periods{{{5, 100}, {10, 100}, {15, 100}, {10, 100}}};
    const auto rates = control_chart(periods, Chart::rate);
    EXPECT_DOUBLE_EQ(rates.centre, 0.1);
    EXPECT_EQ(rates.spread, 1);
    EXPECT_NEAR(rates.points[0].limits.low, 0.1 - 3 * std::sqrt(0.001), 1e-15);
    EXPECT_NEAR(rates.points[0].limits.high, 0.1 + 3 * std::sqrt(0.001), 1e-15);
    const auto shares = control_chart(periods, Chart::share);
    EXPECT_NEAR(shares.points[0].limits.high, 0.1 + 3 * std::sqrt(0.0009), 1e-15);
}

TEST(ControlChart, IsWidenedByLaneysFactor) {
    // z is ±10 in turn: the mean distance 20 over 1.128 is the factor.
    std::vector<Observed> periods;
    for (int at = 0; at < 10; ++at) periods.push_back({at % 2 == 0 ? 200.0 : 0.0, 1});
    const auto chart = control_chart(periods, Chart::rate);
    EXPECT_NEAR(chart.spread, 20 / 1.1283791670955126, 1e-12);
    for (const auto& point : chart.points) EXPECT_EQ(point.side, ChartPoint::Side::inside);
    periods.push_back({2'000, 1});
    EXPECT_EQ(control_chart(periods, Chart::rate).points.back().side, ChartPoint::Side::above);
}

}  // namespace
}  // namespace konsequenz::statistics
