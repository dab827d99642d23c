// The page of what was checked: well formed, in both languages, from nowhere but itself, each finding once.
#include "report/check_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dmn/test_models.h"
#include "report/test_page.h"

namespace konsequenz::report {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace made = dmn::testing_models;

std::shared_ptr<const dmn::Engine> engine() {
    return made::sound(made::input("x", "number") +
                       made::decision("size", {"x"},
                                      made::table({.inputs = {{"x", "number", ""}},
                                                   .rules = {{"< 3", "\"small\""}, {"> 3", "\"<b>large\""}}}),
                                      "string"));
}

CheckedTables some(const dmn::Engine* of) {
    CheckedTables checked{"a <title>", of, {}, {}, {}};
    if (of != nullptr) {
        checked.english = {{"check.gap", proof::Level::error, "a gap & more", {"`x` is 3"}, of->decisions()[0].place},
                           {"check.dead-rule", proof::Level::warning, "a row", {}, of->tables()[0].rules[1].place}};
    }
    checked.english.push_back({"standard.text", proof::Level::note, "elsewhere", {}, {}});
    checked.german = checked.english;
    if (of != nullptr) checked.german[0].details = {"`x` ist 3"};
    checked.guarantees = {{"one", "Title & one", "proved", ""}, {"two", "Two", "refuted", "A customer …"}};
    return checked;
}

std::size_t occurrences(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST(CheckPage, IsWellFormedBilingualAndSelfContained) {
    const auto tables = engine();
    CheckedTables nothing;
    nothing.engine = tables.get();
    for (const auto& checked : {some(tables.get()), some(nullptr), nothing}) {
        const auto html = check_html(checked);
        const PageReader page(html);
        EXPECT_THAT(page.faults(), IsEmpty());
        EXPECT_THAT(broken_references(page), IsEmpty());
        EXPECT_THAT(network_uses(page), IsEmpty());
    }
}

TEST(CheckPage, TellsEachFindingOnceWhereItIs) {
    const auto tables = engine();
    const auto html = check_html(some(tables.get()));
    for (const auto* message : {"a gap &amp; more", "a row", "elsewhere"}) EXPECT_EQ(occurrences(html, message), 1U);
    EXPECT_LT(html.find("elsewhere"), html.find("a gap"));
    EXPECT_LT(html.find("a gap"), html.find("&lt; 3"));
    EXPECT_GT(html.find("a row"), html.find("&lt; 3"));
    EXPECT_THAT(html, HasSubstr("`x` is 3"));
    EXPECT_THAT(html, HasSubstr("`x` ist 3"));
    EXPECT_THAT(html, HasSubstr("bewiesen"));
    EXPECT_THAT(html, HasSubstr("widerlegt"));
}

TEST(CheckPage, EscapesWhatTheModelSays) {
    const auto tables = engine();
    const auto html = check_html(some(tables.get()));
    EXPECT_THAT(html, Not(HasSubstr("<b>large")));
    EXPECT_THAT(html, HasSubstr("a &lt;title&gt;"));
}

}  // namespace
}  // namespace konsequenz::report
