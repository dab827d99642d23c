// The statistics of consistency against R and Python, on tables drawn at random with a seed. Where a program is not
// installed the test says so and is skipped.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "base/files.h"
#include "statistics/agreement.h"
#include "statistics/bootstrap.h"
#include "statistics/exact.h"
#include "statistics/funnel.h"
#include "statistics/inequality.h"
#include "statistics/mantel_haenszel.h"
#include "statistics/random.h"

namespace konsequenz::statistics {
namespace {

/// What a program prints of a script: one number a line.
std::vector<double> numbers_of(const std::string& program, const std::string& script) {
    const auto path =
        std::filesystem::path(testing::TempDir()) / fmt::format("konsequenz-reference-{}.txt", ::getpid());
    EXPECT_TRUE(write_file(path, script));
    const auto command = fmt::format("{} {} 2>&1", program, path.string());
    FILE* pipe = ::popen(command.c_str(), "r");
    std::string output;
    char buffer[4096];
    for (std::size_t size = 0; pipe != nullptr && (size = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
        output.append(buffer, size);
    if (pipe != nullptr) ::pclose(pipe);
    std::filesystem::remove(path);
    std::vector<double> numbers;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty()) continue;
        char* end = nullptr;
        const double number = std::strtod(line.c_str(), &end);
        if (end != line.c_str() && *end == '\0')
            numbers.push_back(number);
        else
            ADD_FAILURE() << program << " says: " << line;
    }
    return numbers;
}

bool answers(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }

void expect_near(const std::vector<double>& ours, const std::vector<double>& theirs) {
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t at = 0; at < ours.size(); ++at)
        EXPECT_NEAR(ours[at], theirs[at], 1e-9 * std::max(1.0, std::abs(theirs[at]))) << "figure " << at;
}

std::vector<FourfoldTable> some_strata(Random& random) {
    std::vector<FourfoldTable> strata;
    for (int at = 0; at < 7; ++at) {
        const auto drawn = [&] {
            const auto total = 3 + random.below(60);
            return Proportion{1 + random.below(total - 1), total};
        };
        const auto exposed = drawn();
        strata.push_back({exposed, drawn()});
    }
    return strata;
}

/// A table of R, filled column by column: exposed with and without the event, then others.
std::string r_array(const std::vector<FourfoldTable>& strata) {
    std::vector<std::uint64_t> cells;
    for (const auto& stratum : strata) {
        for (const auto* side : {&stratum.exposed, &stratum.others}) {
            cells.push_back(side->count);
            cells.push_back(side->total - side->count);
        }
    }
    return fmt::format("array(c({}), dim=c(2,2,{}))", fmt::join(cells, ","), strata.size());
}

TEST(AgainstR, OddsRatiosExactIntervalsTestsAndAdjustedValues) {
    if (!answers("Rscript --version"))
        GTEST_SKIP() << "R IS NOT INSTALLED: nothing was compared (apt-get install r-base-core)";
    Random random(41);
    std::string script =
        "say <- function(...) cat(sprintf('%.17g', c(...)), sep='\\n')\nend <- function() cat('\\n')\n";
    std::vector<double> ours;
    std::vector<double> p_values;
    for (int run = 0; run < 20; ++run) {
        const auto strata = some_strata(random);
        const auto ratio = mantel_haenszel(strata).value();
        // R leaves the correction out where it is greater than the difference; we take that difference for 0.
        script += fmt::format(
            "x <- {}; m <- mantelhaen.test(x); plain <- mantelhaen.test(x, correct=FALSE)\n"
            "say(m$estimate, m$conf.int, if (m$statistic == plain$statistic) 1 else m$p.value); end()\n",
            r_array(strata));
        ours.insert(ours.end(), {ratio.value, ratio.interval.low, ratio.interval.high, ratio.p_value});
        p_values.push_back(ratio.p_value);
        const auto& one = strata.front().exposed;
        const auto& other = strata.front().others;
        const auto interval = clopper_pearson(one);
        script += fmt::format("say(binom.test({}, {})$conf.int); end()\n", one.count, one.total);
        ours.insert(ours.end(), {interval.low, interval.high});
        script += fmt::format("say(fisher.test(matrix(c({},{},{},{}), 2))$p.value); end()\n", one.count,
                              one.total - one.count, other.count, other.total - other.count);
        ours.push_back(fisher_exact(one, other));
    }
    script += fmt::format("say(p.adjust(c({}), 'BH')); end()\n", fmt::join(p_values, ","));
    for (const double adjusted : benjamini_hochberg(p_values)) ours.push_back(adjusted);
    expect_near(ours, numbers_of("Rscript", script));
}

TEST(AgainstR, FunnelLimitsByTheirFormula) {
    if (!answers("Rscript --version"))
        GTEST_SKIP() << "R IS NOT INSTALLED: nothing was compared (apt-get install r-base-core)";
    std::string script =
        "limit <- function(n, t, p) { r <- qbinom(p, n, t); while (r > 0 && pbinom(r - 1, n, t) > p) r <- r - 1\n"
        "  while (pbinom(r, n, t) <= p) r <- r + 1\n"
        "  a <- (pbinom(r, n, t) - p) / dbinom(r, n, t); min(1, max(0, (r - a) / n)) }\n";
    std::vector<double> ours;
    Random random(6);
    for (int run = 0; run < 40; ++run) {
        const auto total = 1 + random.below(3000);
        const double target = 0.01 + 0.6 * random.share();
        const auto warning = funnel_limits(target, total, Funnel::warning);
        const auto alarm = funnel_limits(target, total, Funnel::alarm);
        ours.insert(ours.end(), {warning.low, warning.high, alarm.low, alarm.high});
        script += fmt::format("for (p in c(.025,.975,.001,.999)) cat(sprintf('%.17g\\n', limit({}, {:.17g}, p)))\n",
                              total, target);
    }
    expect_near(ours, numbers_of("Rscript", script));
}

Ratings some_ratings(Random& random) {
    Ratings ratings(9, 4, 11);
    for (std::size_t which = 0; which < 9; ++which) {
        for (std::size_t rater = 0; rater < 4; ++rater)
            ratings.set(which, rater, static_cast<std::int32_t>(which / 2 + random.below(4) + rater));
    }
    return ratings;
}

TEST(AgainstR, MeanSquaresAndIntraclassCorrelation) {
    if (!answers("Rscript --version"))
        GTEST_SKIP() << "R IS NOT INSTALLED: nothing was compared (apt-get install r-base-core)";
    Random random(19);
    std::string script;
    std::vector<double> ours;
    for (int run = 0; run < 5; ++run) {
        const auto ratings = some_ratings(random);
        const auto table = two_way(ratings, all_cases(ratings)).value();
        ours.insert(ours.end(),
                    {table.between_cases, table.between_raters, table.rest, intraclass_correlation(table).value()});
        std::vector<std::int32_t> cells;
        for (std::size_t rater = 0; rater < 4; ++rater) {
            for (std::size_t which = 0; which < 9; ++which) cells.push_back(ratings.at(which, rater));
        }
        script += fmt::format(
            "x <- matrix(c({}), ncol=4); d <- data.frame(y=as.vector(x), c=factor(row(x)), r=factor(col(x)))\n"
            "m <- summary(aov(y ~ c + r, d))[[1]][['Mean Sq']]\n"
            "cat(sprintf('%.17g\\n', c(m, (m[1]-m[3])/(m[1]+3*m[3]+4*(m[2]-m[3])/9))), sep='')\n",
            fmt::join(cells, ","));
    }
    expect_near(ours, numbers_of("Rscript", script));
}

TEST(AgainstStatsmodels, StratifiedOddsRatiosAndScoreIntervals) {
    const std::string python = "/usr/bin/python3";
    if (!answers(python + " -c 'import statsmodels.stats.contingency_tables'"))
        GTEST_SKIP() << "STATSMODELS IS NOT INSTALLED: nothing was compared (apt-get install python3-statsmodels)";
    Random random(77);
    std::string script =
        "import warnings; warnings.simplefilter('ignore')\nimport numpy as np\n"
        "from statsmodels.stats.contingency_tables import StratifiedTable\n";
    std::vector<double> ours;
    for (int run = 0; run < 10; ++run) {
        const auto strata = some_strata(random);
        const auto ratio = mantel_haenszel(strata).value();
        ours.insert(ours.end(), {ratio.value, ratio.interval.low, ratio.interval.high, ratio.p_value});
        script += "t = StratifiedTable([";
        for (const auto& stratum : strata)
            script += fmt::format("np.array([[{},{}],[{},{}]]),", stratum.exposed.count,
                                  stratum.exposed.total - stratum.exposed.count, stratum.others.count,
                                  stratum.others.total - stratum.others.count);
        script +=
            "])\nprint(repr(t.oddsratio_pooled)); [print(repr(x)) for x in t.oddsratio_pooled_confint()]\n"
            "print(repr(t.test_null_odds(correction=True).pvalue))\n";
    }
    expect_near(ours, numbers_of(python, script));
}

/// Each draws its own samples, so that the ends agree as well as 20,000 draws fix them.
TEST(AgainstScipy, BootstrapIntervals) {
    const std::string python = "/usr/bin/python3";
    if (!answers(python + " -c 'import scipy.stats; scipy.stats.bootstrap'"))
        GTEST_SKIP() << "SCIPY IS NOT INSTALLED: nothing was compared (apt-get install python3-scipy)";
    Random random(12);
    std::string script =
        "import numpy as np\nfrom scipy.stats import bootstrap\n"
        "def gini(x, axis=-1):\n"
        "    x = np.sort(x, axis=axis); n = x.shape[axis]\n"
        "    return np.sum((2 * np.arange(1, n + 1) - n - 1) * x, axis=axis) / (n * np.sum(x, axis=axis))\n";
    std::vector<double> ours;
    std::vector<double> widths;
    for (int run = 0; run < 4; ++run) {
        std::vector<double> values;
        values.reserve(40);
        for (int at = 0; at < 40; ++at) values.push_back(-std::log(1 - random.share()) * 10);
        const auto interval = bootstrap_interval(values.size(),
                                                 [&](std::span<const std::size_t> drawn) {
                                                     std::vector<double> sample;
                                                     for (const auto place : drawn) sample.push_back(values[place]);
                                                     std::ranges::sort(sample);
                                                     return gini_of_amounts(sample);
                                                 },
                                                 {.draws = 20'000});
        ASSERT_TRUE(interval);
        ours.insert(ours.end(), {interval->low, interval->high});
        widths.insert(widths.end(), 2, interval->high - interval->low);
        script += fmt::format(
            "i = bootstrap((np.array([{:.17g}]),), gini, n_resamples=20000, method='BCa', random_state={})\n"
            "print(i.confidence_interval.low); print(i.confidence_interval.high)\n",
            fmt::join(values, ","), run);
    }
    const auto theirs = numbers_of(python, script);
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t at = 0; at < ours.size(); ++at) EXPECT_NEAR(ours[at], theirs[at], 0.02 * widths[at]) << at;
}

}  // namespace
}  // namespace konsequenz::statistics
