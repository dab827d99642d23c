// The statistics against R, with the packages vegan and survey, on made-up cases. Without them the test is skipped, and
// says so.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <random>
#include <sstream>

#include "base/files.h"
#include "statistics/bounds.h"
#include "statistics/control_chart.h"
#include "statistics/distributions.h"
#include "statistics/diversity.h"
#include "statistics/unseen.h"
#include "statistics/weighting.h"

namespace konsequenz::statistics {
namespace {

using Values = std::map<std::string, double>;

std::string output_of(const std::string& command) {
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return {};
    std::string output;
    std::array<char, 4096> buffer{};
    for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        output.append(buffer.data(), size);
    const int status = ::pclose(pipe);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? output : std::string();
}

bool has_r() {
    return !output_of("Rscript -e 'suppressMessages({library(vegan); library(survey)}); cat(1)' 2>/dev/null").empty();
}

std::string join(const std::string& name, const std::vector<double>& numbers) {
    auto line = name;
    for (const auto number : numbers) line += fmt::format(" {:.17g}", number);
    return line + "\n";
}

/// The cases, and what we say of them.
struct Cases {
    std::string text;
    Values ours;
    std::mt19937_64 random{2026};

    double uniform(double low, double high) {
        return low + (high - low) * static_cast<double>(random() >> 11U) / 9007199254740992.0;
    }

    void add_counts(int number) {
        const auto name = fmt::format("counts.{}", number);
        std::vector<double> counts;
        std::map<std::uint64_t, std::uint64_t> units;
        const auto people = 3 + random() % 200;
        for (std::uint64_t person = 0; person < people; ++person) {
            // Heavy tails: a few write hundreds of times as often as the rest.
            const auto count = std::max(1.0, std::floor(std::pow(uniform(0.001, 1), -0.9)));
            counts.push_back(count);
            ++units[static_cast<std::uint64_t>(count)];
        }
        text += join(name, counts);
        Frequencies frequencies;
        for (const auto& [count, number_of] : units) frequencies.push_back({count, number_of});
        ours[name + ".hill1"] = effective_number(frequencies, 1);
        ours[name + ".hill2"] = effective_number(frequencies, 2);
        ours[name + ".hill3"] = effective_number(frequencies, 3);
        ours[name + ".gini"] = gini(frequencies);
        const auto bound = chao(frequencies);
        ours[name + ".chao"] = bound.total;
        if (units[1] > 1 && units[2] > 0)
            ours[name + ".chao_error"] =
                multinomial_error(bound, static_cast<double>(units[1]), static_cast<double>(units[2]));
    }

    /// The standard error behind the interval, as vegan has it. Its variance (delta method) takes the numbers of people
    /// by how often they wrote as multinomial out of all there are; ours, EstimateS's, does not, and is larger by
    /// (d - f0)²/S, with d = Σ f ∂f0/∂f.
    static double multinomial_error(const Unseen& bound, double once, double twice) {
        const double seen = bound.total - bound.unseen;
        const double log_spread = std::log((bound.interval.high - seen) / bound.unseen) / 1.959963984540054;
        const double variance = std::expm1(log_spread * log_spread) * bound.unseen * bound.unseen;
        const double derived =
            once * (2 * once - 1) / (2 * (twice + 1)) - twice * once * (once - 1) / (2 * (twice + 1) * (twice + 1));
        return std::sqrt(variance - (derived - bound.unseen) * (derived - bound.unseen) / bound.total);
    }

    void add_weighted(int number) {
        const auto name = fmt::format("weighted.{}", number);
        std::vector<double> numbers;
        std::vector<SeenUnit> units;
        for (int unit = 0; unit < 20; ++unit) {
            units.push_back({std::floor(uniform(0, 5)), uniform(0.02, 0.98)});
            numbers.push_back(units.back().value);
            numbers.push_back(units.back().probability);
        }
        text += join(name, numbers);
        ours[name + ".total"] = horvitz_thompson(units).value;
        ours[name + ".total_variance"] = horvitz_thompson(units).variance;
        ours[name + ".mean"] = hajek_mean(units).value;
        ours[name + ".mean_variance"] = hajek_mean(units).variance;
    }

    void add_intervals(int number) {
        const auto count = random() % 400;
        const auto total = count + 1 + random() % 1000;
        text += join(fmt::format("poisson.{}", number), {static_cast<double>(count)});
        ours[fmt::format("poisson.{}.low", number)] = poisson_interval(count).low;
        ours[fmt::format("poisson.{}.high", number)] = poisson_interval(count).high;
        text += join(fmt::format("wilson.{}", number), {static_cast<double>(count), static_cast<double>(total)});
        ours[fmt::format("wilson.{}.low", number)] = wilson(count, total).low;
        ours[fmt::format("wilson.{}.high", number)] = wilson(count, total).high;
        const auto alpha = uniform(0.2, 50);
        const auto beta = uniform(0.2, 50);
        text += join(fmt::format("beta.{}", number), {alpha, beta, 0.975});
        ours[fmt::format("beta.{}.quantile", number)] = beta_quantile(alpha, beta, 0.975);
    }

    void add_ones(int number) {
        const auto name = fmt::format("ones.{}", number);
        Frequencies frequencies;
        std::vector<double> numbers;
        for (std::uint64_t times = 1; times <= 4; ++times) {
            frequencies.push_back({times, 1 + random() % (2000 >> times)});
            numbers.push_back(static_cast<double>(frequencies.back().units));
        }
        const auto inflation = one_inflation(frequencies);
        if (!inflation) return;
        text += join(name, numbers);
        ours[name + ".z"] = inflation->z;
        ours[name + ".expected"] = inflation->expected_ones;
        ours[name + ".without"] = unseen_without_ones(frequencies);
    }

    void add_silent(int number) {
        const auto name = fmt::format("silent.{}", number);
        const auto asked = 20 + random() % 2000;
        const auto answered = number % 10 == 0 ? asked : 10 + random() % (asked - 10);
        const Answers answers{asked, answered, 1 + random() % (answered - 1)};
        const auto bounds = no_assumption_bounds(answers);
        text += join(name, {static_cast<double>(answers.asked), static_cast<double>(answers.answered),
                            static_cast<double>(answers.yes)});
        ours[name + ".low"] = bounds.interval.low;
        ours[name + ".high"] = bounds.interval.high;
    }

    void add_chart(int number) {
        const auto name = fmt::format("chart.{}", number);
        std::vector<double> numbers;
        std::vector<Observed> periods;
        for (int period = 0; period < 12; ++period) {
            const auto exposure = std::floor(uniform(50, 900));
            periods.push_back({std::floor(exposure * uniform(0, number % 2 == 0 ? 0.05 : 0.9)), exposure});
            numbers.insert(numbers.end(), {periods.back().events, exposure});
        }
        text += join(name, numbers);
        for (const auto& [kind, word] : {std::pair(Chart::rate, "rate"), {Chart::share, "share"}}) {
            const auto chart = control_chart(periods, kind);
            const auto of = fmt::format("{}.{}", name, word);
            ours[of + ".spread"] = chart.spread;
            for (const auto& point : chart.points) {
                ours[of + ".low"] += point.limits.low;
                ours[of + ".high"] += point.limits.high;
            }
        }
    }
};

TEST(Reference, IsWhatRSays) {
    if (!has_r())
        GTEST_SKIP() << "SKIPPED: R with vegan and survey is not installed (r-base-core, r-cran-vegan, r-cran-survey)";
    Cases cases;
    for (int number = 0; number < 60; ++number) {
        cases.add_counts(number);
        cases.add_weighted(number);
        cases.add_intervals(number);
        cases.add_ones(number);
        cases.add_silent(number);
        cases.add_chart(number);
    }
    const auto path = std::filesystem::path(testing::TempDir()) / "konsequenz-statistics-cases.txt";
    ASSERT_TRUE(write_file(path, cases.text));
    const auto output =
        output_of(fmt::format("Rscript '{}/tests/statistics/reference.R' '{}'", KONSEQUENZ_SOURCE_DIR, path.string()));
    std::filesystem::remove(path);
    std::istringstream lines(output);
    std::string name;
    double theirs = 0;
    std::size_t compared = 0;
    while (lines >> name >> theirs) {
        const auto found = cases.ours.find(name);
        if (found == cases.ours.end()) continue;
        EXPECT_NEAR(found->second, theirs, 1e-9 * std::max(1.0, std::abs(theirs))) << name;
        ++compared;
    }
    fmt::print("compared {} figures with R\n", compared);
    EXPECT_EQ(compared, cases.ours.size());
}

}  // namespace
}  // namespace konsequenz::statistics
