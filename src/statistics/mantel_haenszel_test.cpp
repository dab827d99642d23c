// The Mantel–Haenszel odds ratio and the false discovery rate, by published examples and by simulation.
#include "statistics/mantel_haenszel.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "statistics/random.h"

namespace konsequenz::statistics {
namespace {

/// Admissions to Berkeley in 1973 by department: men and women, admitted and applying (P. J. Bickel and others, Science
/// 187 (1975), 398–404, as R's UCBAdmissions).
constexpr std::array<FourfoldTable, 6> admissions{{{{512, 825}, {89, 108}},
                                                   {{353, 560}, {17, 25}},
                                                   {{120, 325}, {202, 593}},
                                                   {{138, 417}, {131, 375}},
                                                   {{53, 191}, {94, 393}},
                                                   {{22, 373}, {24, 341}}}};

TEST(MantelHaenszel, IsWhatMantelhaenTestSaysOfBerkeley) {
    // R 4.2.2: mantelhaen.test(UCBAdmissions).
    const auto ratio = mantel_haenszel(admissions);
    ASSERT_TRUE(ratio);
    EXPECT_NEAR(ratio->value, 0.904696828258623, 1e-12);
    EXPECT_NEAR(ratio->interval.low, 0.77190736175935, 1e-12);
    EXPECT_NEAR(ratio->interval.high, 1.06032976443666, 1e-12);
    EXPECT_NEAR(ratio->p_value, 0.232263462817048, 1e-12);
    EXPECT_EQ(ratio->strata, 6U);
}

TEST(MantelHaenszel, PassesOverStrataThatSayNothing) {
    std::vector<FourfoldTable> strata(admissions.begin(), admissions.end());
    strata.push_back({{0, 10}, {0, 20}});  // nobody had the event
    strata.push_back({{3, 10}, {0, 0}});   // nobody to compare with
    strata.push_back({{4, 4}, {9, 9}});    // everybody had it
    const auto ratio = mantel_haenszel(strata);
    ASSERT_TRUE(ratio);
    EXPECT_NEAR(ratio->value, 0.904696828258623, 1e-12);
    EXPECT_EQ(ratio->strata, 6U);
    EXPECT_EQ(ratio->exposed.total, 825U + 560 + 325 + 417 + 191 + 373);
}

TEST(MantelHaenszel, SaysNoIntervalWhereTheRatioHasNoBound) {
    constexpr double no_bound = std::numeric_limits<double>::infinity();
    EXPECT_FALSE(mantel_haenszel(std::vector<FourfoldTable>{}));
    EXPECT_FALSE(mantel_haenszel(std::vector<FourfoldTable>{{{0, 5}, {0, 5}}}));
    const auto above = mantel_haenszel(std::vector<FourfoldTable>{{{9, 10}, {0, 50}}});
    ASSERT_TRUE(above);
    EXPECT_EQ(above->value, no_bound);
    EXPECT_EQ(above->interval, (Interval{0, no_bound}));
    EXPECT_LT(above->p_value, 1e-6);
    const auto below = mantel_haenszel(std::vector<FourfoldTable>{{{0, 5}, {2, 5}}});
    ASSERT_TRUE(below);
    EXPECT_EQ(below->value, 0.0);
    EXPECT_GT(below->p_value, 0.2);
}

/// Strata of very different sizes and risks under one odds ratio.
std::vector<FourfoldTable> simulated(Random& random, double odds_ratio) {
    std::vector<FourfoldTable> strata;
    for (int stratum = 0; stratum < 40; ++stratum) {
        const double base = 0.05 + 0.5 * random.share();
        const double odds = base / (1 - base) * odds_ratio;
        FourfoldTable drawn;
        const auto exposed = 1 + random.below(25);
        const auto others = 1 + random.below(60);
        for (std::uint64_t at = 0; at < exposed; ++at) drawn.exposed.add(random.share() < odds / (1 + odds));
        for (std::uint64_t at = 0; at < others; ++at) drawn.others.add(random.share() < base);
        strata.push_back(drawn);
    }
    return strata;
}

TEST(MantelHaenszel, IntervalsCoverTheTruthAsOftenAsTheySay) {
    for (const double truth : {1.0, 2.0, 0.4}) {
        Random random(17);
        int covered = 0;
        constexpr int runs = 2000;
        for (int run = 0; run < runs; ++run) {
            const auto ratio = mantel_haenszel(simulated(random, truth));
            ASSERT_TRUE(ratio);
            covered += ratio->interval.low <= truth && truth <= ratio->interval.high ? 1 : 0;
        }
        EXPECT_GE(covered, runs * 93 / 100) << truth;
        EXPECT_LE(covered, runs * 97 / 100) << truth;
    }
}

TEST(BenjaminiHochberg, RejectsFourOfTheFifteenOfTheirPaper) {
    // The thrombolysis example of the paper: at 5 % four hypotheses are rejected. Adjusted values by R's p.adjust.
    constexpr std::array<double, 15> p_values{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                              0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0};
    constexpr std::array<double, 15> expected{
        0.0015, 0.003,  0.0095, 0.035625,           0.0603,   0.0638571428571429, 0.0638571428571429,
        0.0645, 0.0765, 0.486,  0.5811818181818181, 0.714875, 0.7532307692307693, 0.8132142857142857,
        1.0};
    const auto adjusted = benjamini_hochberg(p_values);
    int rejected = 0;
    for (std::size_t at = 0; at < expected.size(); ++at) {
        EXPECT_NEAR(adjusted[at], expected[at], 1e-12);
        rejected += adjusted[at] <= 0.05 ? 1 : 0;
    }
    EXPECT_EQ(rejected, 4);
}

TEST(BenjaminiHochberg, KeepsTheOrderOfTheHypotheses) {
    const std::array<double, 3> p_values{0.9, 0.01, 0.02};
    const auto adjusted = benjamini_hochberg(p_values);
    EXPECT_DOUBLE_EQ(adjusted[0], 0.9);
    EXPECT_DOUBLE_EQ(adjusted[1], 0.03);
    EXPECT_DOUBLE_EQ(adjusted[2], 0.03);
    EXPECT_TRUE(benjamini_hochberg({}).empty());
}

}  // namespace
}  // namespace konsequenz::statistics
