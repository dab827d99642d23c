// From records and rulings to a history: what is equal, what is a trait, what was done with a ruling.
#include "consistency/collector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "consistency/consistency.h"
#include "consistency/test_history.h"

namespace konsequenz::consistency {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Book {
  public:
    explicit Book(CollectOptions options = {}) : collector_(options) {}
    void add(const record::Record& record) { collector_.add(record); }
    void rule(const record::Record& contact, const Ruled& ruled = {}) {
        collector_.add(contact);
        const auto added = collector_.add_ruling(ruling_json(contact, ruled));
        ASSERT_TRUE(added) << to_string(added.error());
    }
    Collector& collector() { return collector_; }
    History finish() { return collector_.finish(); }

  private:
    Collector collector_;
};

bool has(const Case& each, Trait trait) { return each.traits.test(static_cast<std::size_t>(trait)); }

TEST(Collector, PutsEqualFactsIntoOneSituationWhateverSomebodyIs) {
    Book book;
    record::Customer famous;
    famous.vip = true;
    famous.group = "gold";
    book.add({"m-1", day(0), "k-2", famous});
    auto loud = contact("c-2", "k-2", 2);
    std::get<record::Contact>(loud.body).publicity = record::Publicity::is_public;
    std::get<record::Contact>(loud.body).reach = 250'000;
    book.rule(contact("c-1", "k-1", 1));
    book.rule(loud);
    book.rule(contact("c-3", "k-3", 3), {.facts = R"({"notices_180d":1})"});
    book.rule(contact("c-4", "k-4", 4), {.severity = 3});
    const auto history = book.finish();
    ASSERT_THAT(history.cases, SizeIs(4));
    EXPECT_EQ(history.cases[0].situation, history.cases[1].situation);
    EXPECT_THAT(history.situations, SizeIs(3));
    EXPECT_EQ(history.situations[0].kind, history.situations[2].kind) << "they differ in numbers alone";
    EXPECT_THAT(history.situations[1].numbers, ElementsAre(2, 1));
    EXPECT_TRUE(has(history.cases[1], Trait::in_public));
    EXPECT_TRUE(has(history.cases[1], Trait::wide_reach));
    EXPECT_TRUE(has(history.cases[1], Trait::famous));
    EXPECT_FALSE(has(history.cases[0], Trait::famous));
    EXPECT_EQ(history.groups[history.cases[1].group], "gold");
    for (const auto& [name, value] : history.situations[0].values()) {
        EXPECT_THAT(name, testing::Not(HasSubstr("reach")));
        EXPECT_THAT(value, testing::Not(HasSubstr("gold")));
    }
}

TEST(Collector, KnowsMeritsAndCircumstancesAsTheyWereAtTheContact) {
    Book book;
    auto about = contact("c-1", "k-1", 1);
    std::get<record::Contact>(about.body).subject = record::Subject{{}, {}, "delivery"};
    record::Finding finding;
    finding.subject = record::Subject{{}, {}, "delivery"};
    finding.result = record::Merits::founded;
    finding.fault = record::Fault::company;
    finding.by = "r-1";
    book.rule(about);
    book.add({"f-1", day(2), "k-1", finding});
    auto again = contact("c-2", "k-1", 3);
    std::get<record::Contact>(again.body).subject = record::Subject{{}, {}, "delivery"};
    std::get<record::Contact>(again.body).circumstances =
        record::Circumstances{true, record::CircumstanceKind::distress};
    book.rule(again);
    const auto history = book.finish();
    EXPECT_THAT(history.situations[0].key, HasSubstr("finding.result=open\n"));
    EXPECT_THAT(history.situations[1].key, HasSubstr("finding.result=founded\nfinding.fault=company\n"));
    EXPECT_THAT(history.situations[1].key, HasSubstr("circumstances.asked=true\ncircumstances.kind=distress\n"));
}

TEST(Collector, MarksTheGreatestTenthOfSpendersByCurrency) {
    Book book;
    for (int at = 0; at < 40; ++at) {
        record::Customer customer;
        customer.spend =
            record::Money{fmt::format("{}.50", at < 20 ? 100 + at : 1'000'000 + at), at < 20 ? "EUR" : "JPY"};
        book.add({fmt::format("m-{}", at), day(0), fmt::format("k-{}", at), customer});
        book.rule(contact(fmt::format("c-{}", at), fmt::format("k-{}", at), 1));
    }
    const auto history = book.finish();
    std::vector<std::string> spenders;
    for (const auto& each : history.cases) {
        if (has(each, Trait::big_spender)) spenders.push_back(each.contact);
    }
    EXPECT_THAT(spenders, ElementsAre("c-18", "c-19", "c-38", "c-39"));
}

TEST(Collector, MarksWhoWroteOftenLately) {
    Book book;
    for (int at = 0; at < 7; ++at) book.rule(contact(fmt::format("c-{}", at), "k-1", at));
    book.rule(contact("c-late", "k-1", 200));
    const auto history = book.finish();
    EXPECT_FALSE(has(history.cases[4], Trait::frequent));
    EXPECT_TRUE(has(history.cases[5], Trait::frequent));
    EXPECT_FALSE(has(history.cases[7], Trait::frequent));
}

TEST(Collector, TakesTheLatestDeviationAndPassesOverWhatIsNotInForce) {
    Book book;
    const auto first = contact("c-1", "k-1", 1);
    book.rule(first, {.measure = "restrict"});
    book.rule(contact("c-2", "k-2", 2), {.is_in_force = false});
    book.add(deviation("d-1", first, "none", "e-1", "agent", 5));
    book.add(deviation("d-2", first, "end", "e-2", "agent", 3));
    book.add(deviation("d-3", contact("c-9", "k-9", 1), "end", "e-2", "agent"));
    const auto history = book.finish();
    ASSERT_THAT(history.cases, SizeIs(1));
    EXPECT_EQ(history.not_in_force, 1U);
    EXPECT_EQ(history.measures[history.cases[0].given_measure], "none");
    EXPECT_TRUE(history.is_milder(history.cases[0]));
    EXPECT_EQ(history.departures[2].subject, no_index);
}

TEST(Collector, ReadsRulingsByReference) {
    Book book;
    const auto one = contact("c-1", "k-1", 1);
    const auto whole = ruling_json(one, {.measure = "restrict"});
    const auto from = whole.find(R"("standard")");
    const auto until = whole.find(R"(,"assessment")");
    const auto outcome = whole.substr(from, until - from);
    const auto reference = whole.substr(0, from) + R"("outcome":"abc")" + whole.substr(until);
    book.add(one);
    EXPECT_EQ(book.collector().add_ruling(reference).error().code, "consistency.unknown-outcome");
    book.add(one);
    ASSERT_TRUE(book.collector().add_outcome("abc", outcome));
    ASSERT_TRUE(book.collector().add_ruling(reference));
    const auto history = book.finish();
    EXPECT_EQ(history.measures[history.outcome_of(history.cases[0]).measure], "restrict");
    EXPECT_THAT(history.outcomes[0].measure_principles, SizeIs(1));
}

TEST(Collector, RefusesWhatIsNoRulingAndARulingWithoutItsContact) {
    Book book;
    EXPECT_EQ(book.collector().add_ruling("[]").error().code, "consistency.not-a-ruling");
    EXPECT_EQ(book.collector().add_ruling(R"({"contact":"c"})").error().code, "consistency.not-a-ruling");
    EXPECT_EQ(book.collector().add_ruling(ruling_json(contact("c-1", "k-1", 1), {})).error().code,
              "consistency.unknown-contact");
    EXPECT_EQ(book.collector().add_outcome("x", "{}").error().code, "consistency.not-an-outcome");
}

TEST(Consistency, OfNothingIsSaidAsNothing) {
    Book book;
    const auto found = find_consistency(book.finish());
    const auto json = to_json(found);
    JsonParser parser;
    ASSERT_TRUE(parser.parse(json));
    EXPECT_THAT(json, HasSubstr(R"("cases":0)"));
    EXPECT_THAT(found.twins.shown, IsEmpty());
}

TEST(Consistency, NamesNoExecutiveAndNoEmployeeWhoDidNotAsk) {
    Book book;
    for (int at = 0; at < 12; ++at) {
        const auto each =
            contact(fmt::format("c-{}", at), fmt::format("k-{}", at), at, fmt::format("worker-{}", at % 6));
        book.rule(each);
        if (at == 3) book.add(deviation("d-1", each, "none", "boss-7", "chief executive"));
    }
    auto found = find_consistency(book.finish(), {.team = {.person = "worker-2"}});
    const auto json = to_json(found);
    EXPECT_THAT(json, testing::Not(HasSubstr("boss-7")));
    EXPECT_THAT(json, HasSubstr("chief executive"));
    for (const int other : {0, 1, 3, 4, 5}) EXPECT_THAT(json, testing::Not(HasSubstr(fmt::format("worker-{}", other))));
    EXPECT_THAT(json, HasSubstr(R"("own":{"employee":"worker-2")"));
}

}  // namespace
}  // namespace konsequenz::consistency
