// The figures against published examples, and against their definitions counted out.
#include "evaluation/scores.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "evaluation/conformal.h"

namespace konsequenz::evaluation {
namespace {

TEST(Wilson, GivesThePublishedExamples) {
    // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
    // table I, method 3: 81/263, 15/148, 0/20, 1/29.
    const auto expect = [](std::uint64_t count, std::uint64_t total, double low, double high) {
        const auto interval = statistics::wilson(count, total);
        EXPECT_NEAR(interval.low, low, 5e-5) << count << "/" << total;
        EXPECT_NEAR(interval.high, high, 5e-5) << count << "/" << total;
    };
    expect(81, 263, 0.2553, 0.3662);
    expect(15, 148, 0.0624, 0.1605);
    expect(0, 20, 0.0000, 0.1611);
    expect(1, 29, 0.0061, 0.1718);
}

TEST(Wilson, WithoutAnObservationEverythingIsPossible) {
    EXPECT_EQ(statistics::Proportion().interval(), (statistics::Interval{0, 1}));
}

/// The score test that the interval inverts: both ends are where |p − x| = z·√(x(1−x)/n).
RC_GTEST_PROP(Wilson, EndsWhereTheScoreTestDoes, ()) {
    const auto total = *rc::gen::inRange<std::uint64_t>(1, 100'000);
    const auto count = *rc::gen::inRange<std::uint64_t>(0, total + 1);
    const auto interval = statistics::wilson(count, total);
    const double share = statistics::Proportion{count, total}.share();
    RC_ASSERT(interval.low <= share && share <= interval.high);
    for (const double end : {interval.low, interval.high}) {
        if ((end == 0.0 && count == 0) || (end == 1.0 && count == total)) continue;
        const double error = statistics::normal_quantile_975 * std::sqrt(end * (1 - end) / static_cast<double>(total));
        RC_ASSERT(std::abs(std::abs(share - end) - error) < 1e-9);
    }
}

Scores scores_of(const std::vector<std::uint16_t>& positive, const std::vector<std::uint16_t>& negative) {
    Scores scores;
    for (const auto score : positive) scores.add(score, true);
    for (const auto score : negative) scores.add(score, false);
    return scores;
}

TEST(Area, IsMannAndWhitneysUByTheProduct) {
    // H. B. Mann, D. R. Whitney's statistic counted by hand: of 3·4 pairs 9 are won and 1 is a tie.
    const auto scores = scores_of({30, 60, 90}, {10, 20, 60, 40});
    EXPECT_DOUBLE_EQ(area_under_curve(scores)->value, 9.5 / 12);
    EXPECT_DOUBLE_EQ(area_under_curve(scores_of({2, 3}, {0, 1}))->value, 1);
    EXPECT_DOUBLE_EQ(area_under_curve(scores_of({0, 1}, {2, 3}))->value, 0);
    EXPECT_DOUBLE_EQ(area_under_curve(scores_of({5, 5}, {5, 5, 5}))->value, 0.5);
    EXPECT_FALSE(area_under_curve(scores_of({}, {1, 2})));
    EXPECT_FALSE(area_under_curve(scores_of({1}, {})));
}

RC_GTEST_PROP(Area, EqualsThePairsCountedOut, ()) {
    const auto score = rc::gen::inRange<std::uint16_t>(0, 12);  // few values: many ties
    const auto positive = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::uint16_t>>(score));
    const auto negative = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::uint16_t>>(score));
    double won = 0;
    std::vector<double> of_positive(positive.size());
    std::vector<double> of_negative(negative.size());
    for (std::size_t i = 0; i < positive.size(); ++i) {
        for (std::size_t j = 0; j < negative.size(); ++j) {
            const double win = positive[i] > negative[j] ? 1 : positive[i] == negative[j] ? 0.5 : 0;
            won += win;
            of_positive[i] += win / static_cast<double>(negative.size());
            of_negative[j] += win / static_cast<double>(positive.size());
        }
    }
    const double area = won / static_cast<double>(positive.size() * negative.size());
    const auto found = area_under_curve(scores_of(positive, negative));
    RC_ASSERT(std::abs(found->value - area) < 1e-12);
    // DeLong's variance by its definition.
    const auto of_mean = [&](const std::vector<double>& values) {
        double sum = 0;
        for (const double value : values) sum += (value - area) * (value - area);
        const auto n = static_cast<double>(values.size());
        return n < 2 ? 0.0 : sum / (n - 1) / n;
    };
    const double width = statistics::normal_quantile_975 * std::sqrt(of_mean(of_positive) + of_mean(of_negative));
    RC_ASSERT(std::abs(found->interval.high - std::min(1.0, area + width)) < 1e-6);
    RC_ASSERT(std::abs(found->interval.low - std::max(0.0, area - width)) < 1e-6);
}

TEST(Calibration, SaysHowFarWhatWasSaidIsFromWhatWasSo) {
    // In [0.2, 0.3): 0.25 was said four times, and one was so. In [0.9, 1]: 0.95 said twice, one was so.
    const auto scores = scores_of({2500, 9500}, {2500, 2500, 2500, 9500});
    EXPECT_NEAR(*calibration_error(scores), 4.0 / 6 * 0 + 2.0 / 6 * 0.45, 1e-12);
    EXPECT_NEAR(*brier(scores), (0.75 * 0.75 + 0.05 * 0.05 + 3 * 0.25 * 0.25 + 0.95 * 0.95) / 6, 1e-12);
    EXPECT_FALSE(calibration_error(Scores()));
    EXPECT_FALSE(brier(Scores()));
    EXPECT_EQ(reliability(scores_of({10'000}, {0}))[9].count, 1U);
    EXPECT_EQ(reliability(scores_of({1000}, {999}))[1].count, 1U);
}

RC_GTEST_PROP(TradeOff, EachPointIsWhatItsThresholdDoes, ()) {
    const auto score = rc::gen::inRange<std::uint16_t>(0, score_max + 1);
    const auto positive = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::uint16_t>>(score));
    const auto negative = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::uint16_t>>(score));
    const auto curve = trade_off(scores_of(positive, negative));
    RC_ASSERT(!curve.empty());
    for (const auto& point : curve) {
        const auto reaches = [&](std::uint16_t value) { return value >= point.threshold; };
        RC_ASSERT(point.false_alarms.count == static_cast<std::uint64_t>(std::ranges::count_if(negative, reaches)));
        RC_ASSERT(point.found.count == static_cast<std::uint64_t>(std::ranges::count_if(positive, reaches)));
    }
    for (std::size_t next = 1; next < curve.size(); ++next) {
        RC_ASSERT(curve[next].threshold < curve[next - 1].threshold);
        RC_ASSERT(curve[next].found.count >= curve[next - 1].found.count);
    }
}

TEST(Conformal, TakesTheRankAndSaysHowManyRowsItNeeds) {
    EXPECT_EQ(rows_needed(500), 19U);
    EXPECT_EQ(rows_needed(100), 99U);
    EXPECT_EQ(rows_needed(300), 33U);  // ⌈34·0.97⌉ = 33, and ⌈33·0.97⌉ = 33 > 32
    std::vector<std::uint16_t> scores;
    for (std::uint16_t score = 1; score <= 18; ++score) scores.push_back(score);
    EXPECT_FALSE(conformal_threshold(scores, 500));
    scores.insert(scores.begin(), 19);
    EXPECT_EQ(conformal_threshold(scores, 500), 20);  // ⌈20·0.95⌉ = 19th smallest, and one more
    for (std::uint16_t score = 20; score <= 39; ++score) scores.push_back(score);
    EXPECT_EQ(conformal_threshold(scores, 500), 39);  // ⌈40·0.95⌉ = 38th
}

RC_GTEST_PROP(Conformal, NeededRowsAreTheLeastThatGiveAThreshold, ()) {
    const auto share = *rc::gen::inRange<SharePer10000>(1, 10'000);
    const auto needed = rows_needed(share);
    const std::vector<std::uint16_t> enough(needed, 7);
    RC_ASSERT(conformal_threshold(enough, share) == std::optional<std::uint16_t>(8));
    if (needed > 0) RC_ASSERT(!conformal_threshold(std::span(enough).subspan(1), share));
}

/// A generator of our own, so that the simulation is the same on every machine.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        auto value = state_;
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31U);
    }
    /// Crowded at the low end, as the scores of legitimate texts are, with ties.
    std::uint16_t score() {
        const double uniform = static_cast<double>(next() >> 11U) / 9007199254740992.0;
        return static_cast<std::uint16_t>(std::pow(uniform, 8) * 10'000) / 10 * 10;
    }

  private:
    std::uint64_t state_;
};

TEST(Conformal, TheBoundHoldsInASimulation) {
    Chance chance(20'261'126);
    for (const SharePer10000 share : {100U, 500U}) {
        for (const std::size_t rows : {std::size_t{120}, std::size_t{400}}) {
            constexpr int draws = 3000;
            constexpr int next_texts = 20;
            std::uint64_t alarms = 0;
            for (int draw = 0; draw < draws; ++draw) {
                std::vector<std::uint16_t> reviewed(rows);
                for (auto& score : reviewed) score = chance.score();
                const auto threshold = conformal_threshold(reviewed, share).value();
                for (int text = 0; text < next_texts; ++text) alarms += chance.score() >= threshold ? 1U : 0U;
            }
            const double found = static_cast<double>(alarms) / (draws * next_texts);
            const double bound = share / 10'000.0;
            // The bound is on the mean; the mean of the simulation errs by its own standard error, of which four.
            EXPECT_LT(found, bound + 4 * std::sqrt(bound / (draws * next_texts))) << share << " " << rows;
            // And it is no empty promise: the threshold is not far above what is needed.
            EXPECT_GT(found, bound * 0.3) << share << " " << rows;
        }
    }
}

TEST(Conformal, TheBoundForOneDrawIsClopperAndPearsons) {
    // C. J. Clopper, E. S. Pearson (1934), upper one-sided limits at 95 %: none in n gives 1 − 0.05^(1/n).
    EXPECT_NEAR(share_bound_95(0, 19), 1 - std::pow(0.05, 1.0 / 19), 1e-8);
    EXPECT_NEAR(share_bound_95(0, 299), 0.009969, 1e-5);  // the well-known 299 for 1 %
    EXPECT_NEAR(share_bound_95(1, 10), 0.394163, 1e-5);
    EXPECT_EQ(share_bound_95(5, 5), 1);
}

}  // namespace
}  // namespace konsequenz::evaluation
