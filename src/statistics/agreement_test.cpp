// Agreement and noise: the worked examples of their papers, and truths that were put in.
#include "statistics/agreement.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "statistics/bootstrap.h"
#include "statistics/random.h"

namespace konsequenz::statistics {
namespace {

/// Krippendorff's example C: four observers, twelve units, five values, some absent.
Ratings krippendorffs() {
    constexpr int no = Ratings::none;
    constexpr std::array<std::array<int, 12>, 4> observers{{{1, 2, 3, 3, 2, 1, 4, 1, 2, no, no, no},
                                                            {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, no, 3},
                                                            {no, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, no},
                                                            {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, no}}};
    Ratings ratings(12, 4, 5);
    for (std::size_t observer = 0; observer < 4; ++observer) {
        for (std::size_t unit = 0; unit < 12; ++unit) {
            const int value = observers[observer][unit];
            ratings.set(unit, observer, value == no ? no : value - 1);
        }
    }
    return ratings;
}

TEST(Agreement, IsThePublishedOfKrippendorffsExample) {
    const auto ratings = krippendorffs();
    const auto all = all_cases(ratings);
    // Krippendorff 2011, section C: 0.743 nominal, 0.815 ordinal; Gwet's irrCAC has AC1 0.77544 for the same data.
    EXPECT_NEAR(krippendorff_alpha(ratings, Scale::nominal, all).value(), 0.743, 5e-4);
    EXPECT_NEAR(krippendorff_alpha(ratings, Scale::ordinal, all).value(), 0.815, 5e-4);
    EXPECT_NEAR(gwet_ac1(ratings, all).value(), 0.77544, 5e-6);
    EXPECT_NEAR(pairs_alike(ratings, all).value(), 0.81818, 5e-6);
}

TEST(Agreement, IsOneWhereAllAgreeAndUnknownWhereNothingVaries) {
    Ratings same(6, 3, 4);
    for (std::size_t which = 0; which < 6; ++which) {
        for (std::size_t rater = 0; rater < 3; ++rater) same.set(which, rater, static_cast<int>(which % 3));
    }
    EXPECT_DOUBLE_EQ(krippendorff_alpha(same, Scale::ordinal, all_cases(same)).value(), 1.0);
    EXPECT_DOUBLE_EQ(gwet_ac1(same, all_cases(same)).value(), 1.0);
    Ratings flat(6, 3, 4);
    for (std::size_t which = 0; which < 6; ++which) {
        for (std::size_t rater = 0; rater < 3; ++rater) flat.set(which, rater, 2);
    }
    EXPECT_FALSE(krippendorff_alpha(flat, Scale::nominal, all_cases(flat)));
    EXPECT_DOUBLE_EQ(gwet_ac1(flat, all_cases(flat)).value(), 1.0);
    const Ratings empty(3, 2, 4);
    EXPECT_FALSE(krippendorff_alpha(empty, Scale::nominal, all_cases(empty)));
    EXPECT_FALSE(gwet_ac1(empty, all_cases(empty)));
    EXPECT_FALSE(two_way(empty, all_cases(empty)));
}

/// Table 2 of Shrout and Fleiss 1979: six targets, four judges.
Ratings shrout_and_fleiss() {
    constexpr std::array<std::array<int, 4>, 6> rows{
        {{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}}};
    Ratings ratings(6, 4, 11);
    for (std::size_t row = 0; row < 6; ++row) {
        for (std::size_t judge = 0; judge < 4; ++judge) ratings.set(row, judge, rows[row][judge]);
    }
    return ratings;
}

TEST(Agreement, IsThePublishedOfShroutAndFleiss) {
    const auto ratings = shrout_and_fleiss();
    const auto table = two_way(ratings, all_cases(ratings)).value();
    // Their table 3: 11.24, 32.49, 1.02; ICC(2,1) = 0.29. The digits below by R's aov.
    EXPECT_NEAR(table.between_cases, 11.2416666667, 1e-9);
    EXPECT_NEAR(table.between_raters, 32.4861111111, 1e-9);
    EXPECT_NEAR(table.rest, 1.0194444444, 1e-9);
    EXPECT_NEAR(intraclass_correlation(table).value(), 0.29, 5e-3);
    const auto noise = noise_of(table, {});
    EXPECT_NEAR(noise.level, (32.4861111111 - 1.0194444444) / 6, 1e-9);
    EXPECT_NEAR(noise.pattern, 1.0194444444, 1e-9);
    EXPECT_NEAR(noise.system, noise.level + noise.pattern, 1e-12);
    EXPECT_FALSE(noise.occasion);
}

TEST(Noise, OccasionIsTheSpreadOfTheSamePersonOnTheSameCase) {
    const auto ratings = shrout_and_fleiss();
    const auto table = two_way(ratings, all_cases(ratings)).value();
    const std::array<Repeat, 4> repeats{{{1, 1}, {2, 3}, {0, 2}, {3, 3}}};
    EXPECT_DOUBLE_EQ(noise_of(table, repeats).occasion.value(), (0 + 0.5 + 2 + 0) / 4);
}

/// Whole numbers with known components of variance.
struct Truth {
    double cases;
    double level;
    double pattern;
    double occasion;
};

double normal(Random& random) {
    double sum = -6;
    for (int at = 0; at < 12; ++at) sum += random.share();
    return sum;
}

TEST(Noise, FindsTheComponentsThatWerePutIn) {
    constexpr Truth truth{900, 150, 200, 100};
    Random random(7);
    Noise mean;
    double occasion = 0;
    constexpr int runs = 300;
    for (int run = 0; run < runs; ++run) {
        constexpr std::size_t cases = 40;
        constexpr std::size_t raters = 8;
        Ratings ratings(cases, raters, 2000);
        std::vector<Repeat> repeats;
        std::array<double, raters> level{};
        for (auto& each : level) each = std::sqrt(truth.level) * normal(random);
        for (std::size_t which = 0; which < cases; ++which) {
            const double worth = 1000 + std::sqrt(truth.cases) * normal(random);
            for (std::size_t rater = 0; rater < raters; ++rater) {
                const double stable = worth + level[rater] + std::sqrt(truth.pattern) * normal(random);
                const auto once = [&] {
                    return static_cast<std::int32_t>(std::lround(stable + std::sqrt(truth.occasion) * normal(random)));
                };
                const auto first = once();
                ratings.set(which, rater, first);
                if (which % 4 == 0) repeats.push_back({first, once()});
            }
        }
        const auto noise = noise_of(two_way(ratings, all_cases(ratings)).value(), repeats);
        mean.level += noise.level / runs;
        mean.pattern += noise.pattern / runs;
        mean.cases += noise.cases / runs;
        occasion += noise.occasion.value() / runs;
    }
    EXPECT_NEAR(mean.level, truth.level, 15);
    EXPECT_NEAR(mean.pattern, truth.pattern + truth.occasion, 10);
    EXPECT_NEAR(mean.cases, truth.cases, 40);
    EXPECT_NEAR(occasion, truth.occasion, 5);
}

}  // namespace
}  // namespace konsequenz::statistics
