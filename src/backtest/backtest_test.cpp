// A whole run against a plain recount from the scalar path's rulings, whatever the threads and blocks.
#include "backtest/backtest.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "backtest/cases.h"
#include "backtest/test_histories.h"

namespace konsequenz::backtest {
namespace {

using namespace testing_histories;

std::string measure_of(const standard::Standard& standard, Decided decided) {
    return decided.measure == no_outcome ? "" : standard.measures[decided.measure].id;
}
std::string remedy_of(const standard::Standard& standard, Decided decided) {
    return decided.remedy == no_outcome ? "" : standard.remedies[decided.remedy].id;
}

struct Told {
    std::map<std::string, std::string> changes;  ///< by contact
    Backtest result;
};

Told told(const History& history, const standard::Standard* before, const standard::Standard& after, unsigned threads) {
    Told told;
    std::vector<std::string> order;
    Options options{.threads = threads, .customers_max = 1'000};
    options.sink = [&](const Change& change) -> Result<void> {
        told.changes[std::string(change.contact)] =
            fmt::format("{} {} {}→{} {}→{} {}", change.customer, to_string(change.time), change.measure_before,
                        change.measure_after, change.remedy_before, change.remedy_after, to_string(change.direction));
        return {};
    };
    told.result = run(history, before, after, options).value();
    return told;
}

TEST(Backtest, CountsAsAPlainRecountDoes) {
    const auto fair = shipped("fair-and-firm");
    const auto executive = shipped("executive");
    HistoryMaker maker(number_from("KONSEQUENZ_SEED", 1));
    auto history = maker.make(1'500, 40, Order::late);
    const auto before = by_the_scalar_path(fair, history);
    const auto after = by_the_scalar_path(executive, history);
    Crossed measures;
    std::map<std::string, std::pair<std::string, std::string>> changed;
    std::set<std::string> customers;
    std::size_t contact = 0;
    for (auto& [record, ruled] : history) {
        if (record.type() != record::Type::contact) continue;
        ruled.measure = measure_of(fair, before[contact]);
        ruled.remedy = remedy_of(fair, before[contact]);
        const auto now = measure_of(executive, after[contact]);
        ++measures[{ruled.measure, now}];
        if (ruled.measure != now || ruled.remedy != remedy_of(executive, after[contact])) {
            changed[record.id] = {ruled.measure, now};
            customers.insert(record.customer);
        }
        ++contact;
    }
    Collector collector;
    collect(history, collector, 90);
    Collector large;
    collect(history, large, 100'000);
    const auto by_log = told(collector, nullptr, executive, 1);
    EXPECT_EQ(by_log.result.comparison.contacts, contact);
    EXPECT_EQ(by_log.result.comparison.measures, measures);
    EXPECT_EQ(by_log.result.comparison.customers_changed, customers.size());
    ASSERT_EQ(by_log.changes.size(), changed.size());
    for (const auto& [id, pair] : changed)
        EXPECT_NE(by_log.changes.at(id).find(fmt::format(" {}→{} ", pair.first, pair.second)), std::string::npos);
    EXPECT_GT(changed.size(), 100U);
    for (const auto* source : {&collector, &large}) {
        for (const unsigned threads : {1U, 4U}) {
            for (const auto* standard : {static_cast<const standard::Standard*>(nullptr), &fair}) {
                const auto other = told(*source, standard, executive, threads);
                EXPECT_EQ(other.changes, by_log.changes);
                EXPECT_EQ(other.result.comparison.measures, measures);
                EXPECT_EQ(other.result.comparison.months, by_log.result.comparison.months);
                EXPECT_EQ(other.result.comparison.changed_customers.size(), customers.size());
            }
        }
    }
}

TEST(Backtest, ExaminesEachCustomerWithTheSameResult) {
    const auto fair = shipped("fair-and-firm");
    const auto executive = shipped("executive");
    HistoryMaker maker(7);
    Collector collector;
    collect(maker.make(800, 20, Order::any), collector, 90);
    const auto result = run(collector, &fair, executive, {.threads = 2, .customers_max = 5}).value();
    ASSERT_EQ(result.comparison.changed_customers.size(), 5U);
    const auto cases = examine(collector, &fair, executive, result.comparison.changed_customers);
    ASSERT_TRUE(cases) << to_string(cases.error());
    for (const auto& customer : *cases) {
        EXPECT_FALSE(customer.changed.empty());
        for (const auto& contact : customer.changed) EXPECT_TRUE(contact.before && contact.after);
    }
    // A result that does not fit is found.
    auto wrong = result.comparison.changed_customers;
    wrong[2].contacts.front().measure_after = "restrict";
    EXPECT_EQ(examine(collector, &fair, executive, wrong).error().code, "backtest.differs");
}

TEST(Backtest, EndsWithTheSinksError) {
    const auto executive = shipped("executive");
    HistoryMaker maker(7);
    Collector collector;
    collect(maker.make(800, 20, Order::of_time), collector, 50);
    Options options{.threads = 3};
    options.sink = [](const Change&) -> Result<void> { return fail("test.full", "no room"); };
    EXPECT_EQ(run(collector, nullptr, executive, options).error().code, "test.full");
}

TEST(Backtest, OfNothingIsNothing) {
    const auto executive = shipped("executive");
    Collector collector;
    collector.finish();
    EXPECT_EQ(run(collector, nullptr, executive, {}).value().comparison.contacts, 0U);
}

}  // namespace
}  // namespace konsequenz::backtest
