// The generator's bytes, and how often the bootstrap's intervals hold the truth.
#include "statistics/bootstrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "statistics/agreement.h"
#include "statistics/random.h"

namespace konsequenz::statistics {
namespace {

TEST(Random, GivesTheNumbersOfItsReference) {
    // Blackman and Vigna's C code in Python's integers, from the state that SplitMix64 makes of this seed.
    Random random(1234567);
    EXPECT_EQ(random.next(), 3504822795582309479U);
    EXPECT_EQ(random.next(), 1819558768956484042U);
    EXPECT_EQ(random.next(), 1250851346055027673U);
}

TEST(Random, StaysBelowAndReachesEach) {
    Random random(3);
    std::array<int, 7> seen{};
    for (int draw = 0; draw < 7000; ++draw) ++seen[random.below(7)];
    for (const int count : seen) EXPECT_NEAR(count, 1000, 130);
    for (int draw = 0; draw < 1000; ++draw) {
        const double share = random.share();
        EXPECT_GE(share, 0.0);
        EXPECT_LT(share, 1.0);
    }
    EXPECT_EQ(random.below(1), 0U);
}

std::optional<double> mean_of(const std::vector<double>& values, std::span<const std::size_t> drawn) {
    double sum = 0;
    for (const auto at : drawn) sum += values[at];
    return sum / static_cast<double>(drawn.size());
}

TEST(Bootstrap, IsTheSameForTheSameSeedAndNothingForTooFew) {
    const std::vector<double> values{1.25, 4.03, 2.71, 8.9, 5.57, 7.301, 3.3, 6.17};
    const auto figure = [&](std::span<const std::size_t> drawn) { return mean_of(values, drawn); };
    const auto one = bootstrap_interval(values.size(), figure, {.seed = 5});
    EXPECT_EQ(one, bootstrap_interval(values.size(), figure, {.seed = 5}));
    EXPECT_NE(one, bootstrap_interval(values.size(), figure, {.seed = 6}));
    EXPECT_FALSE(bootstrap_interval(2, figure));
    EXPECT_FALSE(bootstrap_interval(8, [](auto) { return std::optional<double>(); }));
    EXPECT_EQ(bootstrap_interval(8, [](auto) { return std::optional(2.0); }), (Interval{2, 2}));
}

TEST(Bootstrap, CoversASkewedMeanAsOftenAsItSays) {
    Random random(11);
    int covered = 0;
    constexpr int runs = 400;
    for (int run = 0; run < runs; ++run) {
        std::vector<double> values(80);
        for (auto& value : values) value = -std::log(1 - random.share());
        const auto interval = bootstrap_interval(values.size(), [&](auto drawn) { return mean_of(values, drawn); },
                                                 {.draws = 800, .seed = static_cast<std::uint64_t>(run)});
        covered += interval->low <= 1 && 1 <= interval->high ? 1 : 0;
    }
    EXPECT_GE(covered, runs * 92 / 100);  // 93 %, less what 400 runs allow
    EXPECT_LE(covered, runs * 98 / 100);
}

/// Four reviewers on a ladder of four measures: a case's own place, and each reviewer one step off now and then.
Ratings judged(Random& random, std::size_t cases) {
    Ratings ratings(cases, 4, 4);
    for (std::size_t which = 0; which < cases; ++which) {
        const auto place = static_cast<std::int32_t>(random.below(4));
        for (std::size_t rater = 0; rater < 4; ++rater) {
            const auto chance = random.share();
            const auto step = chance < 0.1 + 0.05 * static_cast<double>(rater) ? 1 : chance > 0.9 ? -1 : 0;
            ratings.set(which, rater, std::clamp(place + step, 0, 3));
        }
    }
    return ratings;
}

TEST(Bootstrap, CoversAgreementAsOftenAsItSays) {
    using Figures = std::vector<std::optional<double>>;
    const auto figures_of = [](const Ratings& ratings, Drawn drawn) {
        const auto table = two_way(ratings, drawn);
        return Figures{krippendorff_alpha(ratings, Scale::ordinal, drawn), gwet_ac1(ratings, drawn),
                       table ? intraclass_correlation(*table) : std::nullopt};
    };
    Random random(23);
    const auto many = judged(random, 200'000);
    const auto truth = figures_of(many, all_cases(many));
    std::array<int, 3> covered{};
    constexpr int runs = 400;
    for (int run = 0; run < runs; ++run) {
        const auto ratings = judged(random, 60);
        const auto intervals = bootstrap_intervals(60, [&](auto drawn) { return figures_of(ratings, drawn); },
                                                   {.draws = 600, .seed = static_cast<std::uint64_t>(run)});
        for (std::size_t at = 0; at < 3; ++at)
            covered[at] += intervals[at]->low <= *truth[at] && *truth[at] <= intervals[at]->high ? 1 : 0;
    }
    for (const int count : covered) {
        EXPECT_GE(count, runs * 92 / 100);
        EXPECT_LE(count, runs * 98 / 100);
    }
}

}  // namespace
}  // namespace konsequenz::statistics
