// The backtest's measure and remedy against those of src/facts and src/ruling, for every contact.
#include "backtest/judging.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <map>

#include "backtest/collector.h"
#include "backtest/history_file.h"
#include "backtest/test_histories.h"

namespace konsequenz::backtest {
namespace {

using namespace testing_histories;

/// What the columns give each contact, by its id.
std::map<std::string, Decided> by_columns(const History& history, const standard::Standard& standard, bool by_book,
                                          WalkCounts& counts) {
    const Prepared prepared(standard);
    Judging judging(prepared);
    std::map<std::string, Decided> decided;
    for (std::size_t at = 0; at < history.block_count(); ++at) {
        const auto block = history.read(at, prepared.reading.wanted()).value();
        std::vector<Decided> found;
        if (by_book) {
            Codebook codebook(prepared.reading);
            Decisions decisions(prepared.reading);
            const auto situations = walk_by_book(codebook, block);
            decisions.decide_new(codebook);
            for (const auto situation : situations) found.push_back(decisions.at(situation));
        } else {
            found = judging.decide(block);
        }
        const auto whole = history.read(at, Wanted::everything()).value();
        std::size_t contact = 0;
        for (std::size_t row = 0; row < whole.rows(); ++row) {
            if (whole.type[row] == 0)
                decided[std::string(whole.ids.at(static_cast<std::uint32_t>(row) + 1))] = found[contact++];
        }
    }
    counts = judging.counts();
    return decided;
}

struct Law {
    std::uint64_t contacts = 0;
    std::uint64_t late_customers = 0;
    std::uint64_t without_outcome = 0;
    std::map<std::uint16_t, std::uint64_t> measures;
};

void expect_the_same(const standard::Standard& standard, const std::vector<Arrived>& history, std::size_t block_rows,
                     Law& law) {
    const auto wanted = by_the_scalar_path(standard, history);
    Collector collector;
    collect(history, collector, block_rows);
    for (const bool by_book : {false, true}) {
        WalkCounts counts;
        const auto found = by_columns(collector, standard, by_book, counts);
        ASSERT_EQ(found.size(), wanted.size());
        std::size_t contact = 0;
        for (const auto& [record, ruled] : history) {
            if (record.type() != record::Type::contact) continue;
            const auto& own = found.at(record.id);
            ASSERT_EQ(own.measure, wanted[contact].measure) << record.id << (by_book ? " by the book" : "");
            ASSERT_EQ(own.remedy, wanted[contact].remedy) << record.id << (by_book ? " by the book" : "");
            ++contact;
        }
        law.late_customers += counts.late_customers;
    }
    law.contacts += wanted.size();
    for (const auto& each : wanted) {
        ++law.measures[each.measure];
        if (each.measure == no_outcome) ++law.without_outcome;
    }
}

const std::vector<Order> orders = {Order::of_time, Order::late, Order::any};

TEST(Judging, GivesTheShippedStandardsRulings) {
    const auto seed = number_from("KONSEQUENZ_SEED", 1);
    for (const char* id : {"fair-and-firm", "executive"}) {
        const auto standard = shipped(KONSEQUENZ_SOURCE_DIR, id);
        Law law;
        for (std::uint32_t round = 0; round < 40; ++round) {
            HistoryMaker maker(seed * 1000 + round);
            const auto history = maker.make(200, 1 + static_cast<int>(round % 7), orders[round % 3]);
            ASSERT_NO_FATAL_FAILURE(expect_the_same(standard, history, 60, law)) << id << ", round " << round;
        }
        EXPECT_GT(law.contacts, 3000U);
        EXPECT_GT(law.late_customers, 20U);
        EXPECT_EQ(law.measures.size(), standard.measures.size()) << "every measure comes";
    }
}

TEST(Judging, GivesTheRulingsOfStandardsMadeAtRandom) {
    const auto seed = number_from("KONSEQUENZ_SEED", 1);
    Law law;
    std::map<std::string, int> reasons;
    for (std::uint32_t round = 0; round < 150; ++round) {
        StandardMaker standards(seed * 7919 + round);
        const auto standard = standards.make();
        HistoryMaker maker(seed * 1000 + round);
        const auto history = maker.make(80, 1 + static_cast<int>(round % 4), orders[round % 3]);
        ASSERT_NO_FATAL_FAILURE(expect_the_same(standard, history, 30, law)) << "round " << round << "\n"
                                                                             << standards.text();
    }
    EXPECT_GT(law.contacts, 5'000U);
    EXPECT_GT(law.without_outcome, 100U);
    EXPECT_LT(law.without_outcome, law.contacts / 2);
    EXPECT_EQ(law.measures.size(), 4U);
}

TEST(Judging, CountsFactsToTheLastRecord) {
    const auto seed = number_from("KONSEQUENZ_SEED", 1);
    Law law;
    for (std::uint32_t round = 0; round < 150; ++round) {
        StandardMaker standards(seed * 104'729 + round);
        const auto standard = standards.make_of_facts();
        HistoryMaker maker(seed * 1000 + round);
        const auto history = maker.make(120, 1 + static_cast<int>(round % 3), orders[round % 3]);
        ASSERT_NO_FATAL_FAILURE(expect_the_same(standard, history, 30, law)) << "round " << round;
    }
    for (std::uint16_t measure = 0; measure < 3; ++measure) EXPECT_GT(law.measures[measure], law.contacts / 20);
}

}  // namespace
}  // namespace konsequenz::backtest
