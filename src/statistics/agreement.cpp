#include "statistics/agreement.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace konsequenz::statistics {
namespace {

using Counts = std::vector<double>;  // by category

/// How often each category was chosen for a case; how many ratings it has.
double count_case(const Ratings& ratings, std::size_t which, Counts& counts) {
    counts.assign(static_cast<std::size_t>(ratings.categories()), 0.0);
    double all = 0;
    for (std::size_t rater = 0; rater < ratings.raters(); ++rater) {
        const auto category = ratings.at(which, rater);
        if (category == Ratings::none) continue;
        ++counts[static_cast<std::size_t>(category)];
        ++all;
    }
    return all;
}

/// The squared difference of two categories, given how often each was chosen among pairable values.
double difference(const Counts& chosen, std::size_t one, std::size_t other, Scale scale) {
    if (one == other) return 0;
    if (scale == Scale::nominal) return 1;
    double between = 0;
    for (auto category = one; category <= other; ++category) between += chosen[category];
    between -= (chosen[one] + chosen[other]) / 2;
    return between * between;
}

}  // namespace

std::vector<std::size_t> all_cases(const Ratings& ratings) {
    std::vector<std::size_t> places(ratings.cases());
    std::iota(places.begin(), places.end(), std::size_t{0});
    return places;
}

std::optional<double> krippendorff_alpha(const Ratings& ratings, Scale scale, Drawn drawn) {
    const auto categories = static_cast<std::size_t>(ratings.categories());
    Counts counts;
    Counts chosen(categories, 0.0);
    Counts together(categories * categories, 0.0);
    double all = 0;
    for (const auto which : drawn) {
        const double rated = count_case(ratings, which, counts);
        if (rated < 2) continue;
        all += rated;
        for (std::size_t one = 0; one < categories; ++one) {
            if (counts[one] == 0) continue;
            chosen[one] += counts[one];
            for (auto other = one + 1; other < categories; ++other)
                together[one * categories + other] += counts[one] * counts[other] / (rated - 1);
        }
    }
    double seen = 0;
    double expected = 0;
    for (std::size_t one = 0; one < categories; ++one) {
        for (auto other = one + 1; other < categories; ++other) {
            const double apart = difference(chosen, one, other, scale);
            seen += together[one * categories + other] * apart;
            expected += chosen[one] * chosen[other] * apart;
        }
    }
    if (expected <= 0) return std::nullopt;
    return 1 - (all - 1) * seen / expected;
}

std::optional<double> pairs_alike(const Ratings& ratings, Drawn drawn) {
    Counts counts;
    double sum = 0;
    double cases = 0;
    for (const auto which : drawn) {
        const double rated = count_case(ratings, which, counts);
        if (rated < 2) continue;
        double alike = 0;
        for (const double count : counts) alike += count * (count - 1);
        sum += alike / (rated * (rated - 1));
        ++cases;
    }
    if (cases == 0) return std::nullopt;
    return sum / cases;
}

std::optional<double> gwet_ac1(const Ratings& ratings, Drawn drawn) {
    const auto alike = pairs_alike(ratings, drawn);
    if (!alike || ratings.categories() < 2) return std::nullopt;
    Counts counts;
    Counts shares(static_cast<std::size_t>(ratings.categories()), 0.0);
    double cases = 0;
    for (const auto which : drawn) {
        const double rated = count_case(ratings, which, counts);
        if (rated == 0) continue;
        ++cases;
        for (std::size_t category = 0; category < shares.size(); ++category)
            shares[category] += counts[category] / rated;
    }
    double by_chance = 0;
    for (const double share : shares) by_chance += share / cases * (1 - share / cases);
    by_chance /= ratings.categories() - 1;
    return (*alike - by_chance) / (1 - by_chance);
}

std::optional<TwoWay> two_way(const Ratings& ratings, Drawn drawn) {
    const auto raters = ratings.raters();
    std::vector<std::size_t> whole;
    for (const auto which : drawn) {
        bool is_whole = true;
        for (std::size_t rater = 0; rater < raters; ++rater) is_whole &= ratings.at(which, rater) != Ratings::none;
        if (is_whole) whole.push_back(which);
    }
    if (whole.size() < 2 || raters < 2) return std::nullopt;
    const auto cases = static_cast<double>(whole.size());
    const auto width = static_cast<double>(raters);
    std::vector<double> of_rater(raters, 0.0);
    std::vector<double> of_case(whole.size(), 0.0);
    double squares = 0;
    for (std::size_t row = 0; row < whole.size(); ++row) {
        for (std::size_t rater = 0; rater < raters; ++rater) {
            const double value = ratings.at(whole[row], rater);
            of_rater[rater] += value / cases;
            of_case[row] += value / width;
            squares += value * value;
        }
    }
    TwoWay table{whole.size(), raters, std::accumulate(of_case.begin(), of_case.end(), 0.0) / cases, 0, 0, 0};
    double case_squares = 0;
    double rater_squares = 0;
    for (const double mean : of_case) case_squares += width * (mean - table.mean) * (mean - table.mean);
    for (const double mean : of_rater) rater_squares += cases * (mean - table.mean) * (mean - table.mean);
    const double total = squares - cases * width * table.mean * table.mean;
    table.between_cases = case_squares / (cases - 1);
    table.between_raters = rater_squares / (width - 1);
    table.rest = std::max(0.0, total - case_squares - rater_squares) / ((cases - 1) * (width - 1));
    return table;
}

std::optional<double> intraclass_correlation(const TwoWay& table) {
    const auto raters = static_cast<double>(table.raters);
    const auto cases = static_cast<double>(table.cases);
    const double all =
        table.between_cases + (raters - 1) * table.rest + raters * (table.between_raters - table.rest) / cases;
    if (std::abs(all) < 1e-12) return std::nullopt;
    return (table.between_cases - table.rest) / all;
}

Noise noise_of(const TwoWay& table, std::span<const Repeat> repeats) {
    Noise noise;
    noise.level = std::max(0.0, (table.between_raters - table.rest) / static_cast<double>(table.cases));
    noise.pattern = table.rest;
    noise.cases = std::max(0.0, (table.between_cases - table.rest) / static_cast<double>(table.raters));
    noise.system = noise.level + noise.pattern;
    if (!repeats.empty()) {
        double squares = 0;
        for (const auto& repeat : repeats) {
            const double gap = repeat.first - repeat.second;
            squares += gap * gap / 2;
        }
        noise.occasion = squares / static_cast<double>(repeats.size());
    }
    return noise;
}

}  // namespace konsequenz::statistics
