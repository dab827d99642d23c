// The page of a backtest: well formed, in both languages, from nowhere but itself, with nothing that a record can
// break.
#include "report/backtest_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_page.h"

namespace konsequenz::report {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

standard::Standard some_standard() {
    standard::Standard made;
    made.id = "fair <& firm";
    made.version = "2";
    made.languages = {"en", "de"};
    for (const char* id : {"none", "notice", "end"}) {
        made.measures.push_back(
            {.id = id, .title = {{"en", std::string("The ") + id}, {"de", std::string("Das ") + id}}});
    }
    made.remedies.push_back({.id = "answer", .title = {{"en", "Answer"}, {"de", "Antwort"}}});
    return made;
}

backtest::Backtest some_backtest() {
    backtest::Backtest made;
    made.comparison.contacts = 1'000;
    made.comparison.customers = 90;
    made.comparison.changed_measures = 12;
    made.comparison.milder = 7;
    made.comparison.harsher = 4;
    made.comparison.changed_remedies = 3;
    made.comparison.customers_changed = 9;
    made.comparison.measures = {
        {{"none", "none"}, 988}, {{"notice", "none"}, 7}, {{"none", "end"}, 4}, {{"", "end"}, 1}};
    made.comparison.remedies = {{{"answer", "none"}, 3}};
    made.comparison.months = {{2026 * 12, {.contacts = 500, .milder = 7}},
                              {2026 * 12 + 3, {.contacts = 500, .harsher = 4, .other = 1, .remedies = 3}}};
    return made;
}

TEST(BacktestPage, IsWellFormedBilingualAndSelfContained) {
    const auto standard = some_standard();
    const auto result = some_backtest();
    const backtest::Backtest nothing;
    backtest::ContactCase contact;
    contact.contact.id = "c-<1>";
    contact.contact.body = record::Contact{};
    contact.changed = {.number = 0,
                       .measure_before = "notice",
                       .measure_after = "none",
                       .remedy_before = "answer",
                       .remedy_after = "",
                       .direction = backtest::Direction::milder};
    BacktestView view{.before = nullptr, .after = &standard, .source = "k.db", .backtest = &result, .customers = {}};
    view.customers.push_back(
        {.customer = "k & co", .contacts = 30, .changes = 12, .changed = {{&contact, {{"de", {"Ein <Grund>"}}}, {}}}});
    for (const auto* shown : {&result, &nothing}) {
        view.backtest = shown;
        const auto html = backtest_html(view);
        const PageReader page(html);
        EXPECT_THAT(page.faults(), IsEmpty());
        EXPECT_THAT(broken_references(page), IsEmpty());
        EXPECT_THAT(network_uses(page), IsEmpty());
        EXPECT_THAT(html, HasSubstr("Ein &lt;Grund&gt;"));
        EXPECT_THAT(html, Not(HasSubstr("c-<1>")));
    }
}

TEST(BacktestPage, SaysHowManyAndForWhom) {
    const auto standard = some_standard();
    const auto result = some_backtest();
    const BacktestView view{
        .before = &standard, .after = &standard, .source = "k.db", .backtest = &result, .customers = {}};
    const auto html = backtest_html(view);
    EXPECT_THAT(html, HasSubstr("12 of 1,000\u00A0contacts would have had another measure: 7 milder, 4 harsher."));
    EXPECT_THAT(html,
                HasSubstr("12 von 1.000\u00A0Kontakten hätten eine andere Maßnahme gehabt: 7 milder, 4 strenger."));
    EXPECT_THAT(html, HasSubstr("The notice → The none"));
    EXPECT_THAT(html, HasSubstr("keine Entscheidung → Das end"));
}

}  // namespace
}  // namespace konsequenz::report
