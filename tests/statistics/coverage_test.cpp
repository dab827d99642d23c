// Simulations with a known truth: intervals of 95 % cover it in 93 to 97 % of the worlds, and a word is wrong in at
// most 5 %. Seeded, so that a run is every run; what was found is printed for docs/voices.md.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "statistics/bounds.h"
#include "statistics/strata.h"
#include "statistics/unseen.h"
#include "statistics/weighting.h"
#include "voices/verdict.h"

namespace konsequenz {
namespace {

using statistics::Interval;
using statistics::Proportion;

/// Draws that are the same on every machine: nothing of <random>'s distributions, whose values are not fixed.
class Draws {
  public:
    explicit Draws(std::uint64_t seed) : random_(seed) {}

    double uniform() { return (static_cast<double>(random_() >> 11U) + 0.5) / 9007199254740992.0; }
    bool yes(double probability) { return uniform() < probability; }
    /// By the geometric gaps between those who do; `probability` lies strictly between 0 and 1.
    std::uint64_t binomial(std::uint64_t total, double probability) {
        const auto per_gap = 1 / std::log1p(-probability);
        std::uint64_t count = 0;
        for (double at = std::floor(std::log(uniform()) * per_gap); at < static_cast<double>(total); ++count)
            at += 1 + std::floor(std::log(uniform()) * per_gap);
        return count;
    }
    /// By counting the gaps of a unit process.
    std::uint64_t poisson(double mean) {
        std::uint64_t count = 0;
        for (double at = -std::log(uniform()); at < mean; at -= std::log(uniform())) ++count;
        return count;
    }
    double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform()); }

  private:
    std::mt19937_64 random_;
};

/// How many of the worlds were covered.
template <class World>
Proportion covered(std::uint64_t seed, int worlds, World world) {
    Draws draws(seed);
    Proportion result;
    for (int at = 0; at < worlds; ++at) result.add(world(draws));
    return result;
}

bool holds(const Interval& interval, double truth) { return interval.low <= truth && truth <= interval.high; }

void expect_nominal(const char* what, const Proportion& coverage) {
    fmt::print("coverage: {:<58} {:.1f} % of {}\n", what, 100 * coverage.share(), coverage.total);
    EXPECT_GE(coverage.share(), 0.93) << what;
    EXPECT_LE(coverage.share(), 0.97) << what;
}

TEST(Coverage, OfTheShareHeard) {
    // A silent majority: of 3,000 customers each is heard with a probability that differs from world to world.
    expect_nominal("heard, 3,000 customers, 0.5 to 10 % speak", covered(1, 4'000, [](Draws& draws) {
                       const auto share = 0.005 + 0.095 * draws.uniform();
                       return holds(Proportion{draws.binomial(3'000, share), 3'000}.interval(), share);
                   }));
    expect_nominal("heard, 200 customers, 2 to 30 % speak", covered(2, 8'000, [](Draws& draws) {
                       const auto share = 0.02 + 0.28 * draws.uniform();
                       return holds(Proportion{draws.binomial(200, share), 200}.interval(), share);
                   }));
}

statistics::Unseen chao_of(Draws& draws, std::uint64_t people, double mean, double log_spread) {
    std::vector<std::uint64_t> counts(4'000);
    for (std::uint64_t person = 0; person < people; ++person) {
        const auto messages = draws.poisson(mean * std::exp(log_spread * draws.normal()));
        ++counts[std::min<std::uint64_t>(messages, counts.size() - 1)];
    }
    statistics::Frequencies frequencies;
    for (std::size_t messages = 1; messages < counts.size(); ++messages) {
        if (counts[messages] > 0) frequencies.push_back({messages, counts[messages]});
    }
    return statistics::chao(frequencies);
}

TEST(Coverage, OfThePeopleNeverHeard) {
    expect_nominal("people in all (Chao), 600 who write alike, 0.5 to 2 each", covered(3, 2'000, [](Draws& draws) {
                       return holds(chao_of(draws, 600, 0.5 + 1.5 * draws.uniform(), 0).interval, 600);
                   }));
    // Heavy tails: the bound is one, so what it must not do is promise more people than there are.
    const auto not_above =
        covered(4, 1'000, [](Draws& draws) { return chao_of(draws, 600, 0.5, 1.5).interval.low <= 600; });
    fmt::print("bound:    {:<58} {:.1f} % of {}\n", "Chao's low limit not above the truth, heavy tails",
               100 * not_above.share(), not_above.total);
    EXPECT_GE(not_above.share(), 0.975);
}

/// Dissatisfied people of three strata who speak up at different rates, and a random survey of them.
TEST(Coverage, OfTheDissatisfiedBehindThoseHeard) {
    expect_nominal("dissatisfied behind those heard, 3 strata", covered(5, 3'000, [](Draws& draws) {
                       double truth = 0;
                       std::vector<statistics::HeardLayer> layers;
                       for (int at = 0; at < 3; ++at) {
                           const auto dissatisfied = 300 + static_cast<std::uint64_t>(700 * draws.uniform());
                           const auto rate = 0.05 + 0.25 * draws.uniform();
                           truth += static_cast<double>(dissatisfied);
                           layers.push_back({draws.binomial(dissatisfied, rate), {draws.binomial(200, rate), 200}});
                       }
                       const auto total = statistics::total_behind(layers);
                       return total && holds(total->interval, truth);
                   }));
    expect_nominal("dissatisfied behind those heard, 1 stratum, few asked", covered(6, 4'000, [](Draws& draws) {
                       const auto rate = 0.1 + 0.2 * draws.uniform();
                       statistics::HeardLayer layer{draws.binomial(1'500, rate), {draws.binomial(60, rate), 60}};
                       // Where nobody of the sixty spoke up nothing is said; that is no interval that misses.
                       const auto total = statistics::total_behind(std::vector{layer});
                       return !total || holds(total->interval, 1'500);
                   }));
}

TEST(Coverage, OfThePostStratifiedShare) {
    expect_nominal("post-stratified share, 12 strata of 5 to 60 answers", covered(7, 600, [](Draws& draws) {
                       std::vector<statistics::Stratum> strata;
                       double truth = 0;
                       double whole = 0;
                       for (int at = 0; at < 12; ++at) {
                           const auto share = 1 / (1 + std::exp(2.2 - 0.6 * draws.normal()));
                           const auto size = 500 + 5'000 * draws.uniform();
                           const auto asked = 5 + static_cast<std::uint64_t>(55 * draws.uniform());
                           strata.push_back({"", size, {draws.binomial(asked, share), asked}});
                           truth += size * share;
                           whole += size;
                       }
                       return holds(statistics::post_stratified(strata).interval, truth / whole);
                   }));
    expect_nominal("post-stratified share, 2 strata", covered(8, 6'000, [](Draws& draws) {
                       const auto one = 0.02 + 0.3 * draws.uniform();
                       const auto other = 0.02 + 0.3 * draws.uniform();
                       const std::vector<statistics::Stratum> strata{{"", 700, {draws.binomial(80, one), 80}},
                                                                     {"", 300, {draws.binomial(120, other), 120}}};
                       return holds(statistics::post_stratified(strata).interval, 0.7 * one + 0.3 * other);
                   }));
}

TEST(Coverage, OfWhateverTheSilentThink) {
    // The worst truth: none of the silent is dissatisfied, so that the share lies at the end of the bounds.
    expect_nominal("no-assumption bounds, truth at their end", covered(9, 8'000, [](Draws& draws) {
                       const auto share = 0.05 + 0.2 * draws.uniform();
                       statistics::Answers answers{400, 0, 0};
                       for (int at = 0; at < 400; ++at) {
                           const bool is_dissatisfied = draws.yes(share);
                           if (!is_dissatisfied && draws.yes(0.5)) continue;
                           ++answers.answered;
                           answers.yes += is_dissatisfied ? 1U : 0U;
                       }
                       return holds(statistics::no_assumption_bounds(answers).interval, share);
                   }));
}

struct World {
    double share;            ///< of the customers who are dissatisfied
    double speaks;           ///< of those who write
    double messages_each;    ///< of those who write, on average
    double log_spread;       ///< how unequally
    std::uint64_t campaign;  ///< messages by a handful of people
    std::uint64_t asked;
};

struct Words {
    Proportion wrong;
    Proportion known;
};

/// Draws a world's messages and survey and holds the word to what is true of it.
Words words_in(const World& world, std::uint64_t seed, int worlds) {
    constexpr std::uint64_t customers = 4'000;
    constexpr double many = 0.05;
    Draws draws(seed);
    Words words;
    for (int at = 0; at < worlds; ++at) {
        voices::VerdictInput input;
        input.base = customers;
        input.many = many;
        input.messages = world.campaign;
        for (auto left = draws.binomial(customers, world.share * world.speaks); left > 0; --left)
            input.messages +=
                1 + draws.poisson((world.messages_each - 1) * std::exp(world.log_spread * draws.normal()));
        const auto yes = draws.binomial(world.asked, world.share);
        input.survey = {world.asked, world.asked, yes};
        if (world.asked > 0) {
            input.evidence = voices::Evidence::calibration;
            const std::vector<statistics::Stratum> strata{{"", 1, {yes, world.asked}}};
            input.share = statistics::post_stratified(strata).interval;
        }
        const auto word = voices::verdict_of(input).word;
        const bool is_loud = static_cast<double>(input.messages) >= many * customers;
        const bool is_many = world.share > many;
        const auto truth = is_many ? (is_loud ? voices::Word::loud_many : voices::Word::quiet_many)
                                   : (is_loud ? voices::Word::loud_few : voices::Word::few);
        words.known.add(word != voices::Word::not_known);
        words.wrong.add(word != voices::Word::not_known && word != truth);
    }
    return words;
}

TEST(Verdict, IsWrongInFivePercentOfTheWorldsAtMost) {
    const std::vector<std::pair<const char*, World>> worlds{
        {"silent majority: 15 %, one in fifty writes", {0.15, 0.02, 1.2, 0.5, 0, 300}},
        {"loud few: 1 %, heavy tails", {0.01, 0.5, 30, 1.5, 0, 400}},
        {"campaign: 2 %, 2,000 messages of a handful", {0.02, 0.1, 1.2, 0.5, 2'000, 500}},
        {"loud and many: 20 %", {0.20, 0.5, 3, 1, 0, 200}},
        {"few and quiet: 1 %", {0.01, 0.1, 1.2, 0.5, 0, 500}},
        {"hardly many: 5.5 %", {0.055, 0.1, 1.5, 1, 0, 300}},
        {"hardly few: 4.5 %", {0.045, 0.1, 1.5, 1, 0, 300}},
        {"too little asked: 8 %, 20 answers", {0.08, 0.1, 1.5, 1, 0, 20}}};
    std::uint64_t seed = 100;
    for (const auto& [name, world] : worlds) {
        const auto words = words_in(world, seed++, 2'000);
        fmt::print("word:     {:<58} wrong {:.1f} %, known {:.1f} % of {}\n", name, 100 * words.wrong.share(),
                   100 * words.known.share(), words.wrong.total);
        EXPECT_LE(words.wrong.share(), 0.05) << name;
    }
    // What can be known is known, and with too little data it says so.
    EXPECT_GT(words_in(worlds[0].second, 200, 500).known.share(), 0.95);
    EXPECT_GT(words_in(worlds[1].second, 201, 500).known.share(), 0.95);
    EXPECT_GT(words_in(worlds[2].second, 202, 500).known.share(), 0.9);
    EXPECT_LT(words_in(worlds[7].second, 203, 500).known.share(), 0.2);
    auto unasked = worlds[0].second;
    unasked.asked = 0;
    EXPECT_EQ(words_in(unasked, 204, 100).known.count, 0U);
}

}  // namespace
}  // namespace konsequenz
