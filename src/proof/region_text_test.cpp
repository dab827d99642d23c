// Regions in words: what is said is what is meant, in both languages.
#include "proof/region_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dmn/test_models.h"
#include "proof/table_check.h"

namespace konsequenz::proof {
namespace {

using testing::ElementsAre;
namespace made = dmn::testing_models;

/// The gaps of a table with one input, in words.
std::vector<std::string> gaps(const std::string& type, const std::string& values, const std::vector<std::string>& cells,
                              Language language = Language::english) {
    made::TableText text{.inputs = {{"x", type, values}}, .rules = {}};
    for (const auto& cell : cells) text.rules.push_back({cell, "1"});
    const auto engine = made::sound(made::input("x", type) + made::decision("out", {"x"}, made::table(text), "Any"));
    const Space space = Space::of(*engine);
    const TableChecks checks(*engine, space, NullCounts::where_named);
    std::vector<std::string> words;
    for (const TableGap& gap : checks.gaps(checks.shapes().front()).items)
        words.push_back(in_words(checks.shapes().front(), gap.region, language));
    return words;
}

TEST(RegionText, OfNumbers) {
    EXPECT_THAT(gaps("number", "", {"> 3"}), ElementsAre("`x` is 3 or less"));
    EXPECT_THAT(gaps("number", "", {">= 3"}), ElementsAre("`x` is less than 3"));
    EXPECT_THAT(gaps("number", "", {"< 3", "> 3"}), ElementsAre("`x` is 3"));
    EXPECT_THAT(gaps("number", "", {"< 1", "> 3"}), ElementsAre("`x` is from 1 to 3"));
    EXPECT_THAT(gaps("number", "", {"<= 1", "> 3"}), ElementsAre("`x` is more than 1 but at most 3"));
    EXPECT_THAT(gaps("number", "", {"< 1", ">= 3"}), ElementsAre("`x` is 1 or more but less than 3"));
    EXPECT_THAT(gaps("number", "", {"<= 1", ">= 3"}), ElementsAre("`x` is between 1 and 3, neither included"));
    EXPECT_THAT(gaps("number", "", {"3"}), ElementsAre("`x` is not 3"));
    EXPECT_THAT(gaps("number", "", {"3", "5"}), ElementsAre("`x` is neither 3 nor 5"));
    EXPECT_THAT(gaps("number", "", {"(0..3]"}), ElementsAre("`x` is 0 or less or more than 3"));
    EXPECT_THAT(gaps("number", "", {"not(null)"}), ElementsAre("`x` is null"));
    EXPECT_THAT(gaps("number", "0, 1, 2, 3, 4", {"> 2"}), ElementsAre("`x` is 2 or less"));
    EXPECT_THAT(gaps("number", "0, 1, 2, 3, 4", {"< 1", "> 3"}), ElementsAre("`x` is from 1 to 3"));
    EXPECT_THAT(gaps("number", "[0..10]", {"< 4"}), ElementsAre("`x` is 4 or more"));
    EXPECT_THAT(gaps("number", "0, 1, 2, 3, 4", {"(1..2)", "[0..1]", "[2..4]"}), ElementsAre());
}

TEST(RegionText, OfWordsAndTruth) {
    EXPECT_THAT(gaps("string", "\"a\", \"b\", \"c\"", {"\"a\""}), ElementsAre("`x` is \"b\" or \"c\""));
    EXPECT_THAT(gaps("string", "\"a\", \"b\", \"c\", \"d\"", {"\"a\""}), ElementsAre("`x` is not \"a\""));
    EXPECT_THAT(gaps("string", "", {"\"a\""}), ElementsAre("`x` is not \"a\""));
    EXPECT_THAT(gaps("string", "", {"\"a\"", "\"b\""}), ElementsAre("`x` is neither \"a\" nor \"b\""));
    // Three of the four parts are named, and the fourth is all other words: what is left is not all but one.
    EXPECT_THAT(gaps("string", "", {"not(\"a\", \"b\")", "\"c\""}), ElementsAre("`x` is \"a\" or \"b\""));
    EXPECT_THAT(gaps("string", "", {"null", "\"a\""}), ElementsAre("`x` is not \"a\""));
    EXPECT_THAT(gaps("boolean", "", {"true"}), ElementsAre("`x` is false"));
    EXPECT_THAT(gaps("boolean", "", {}), ElementsAre("always"));
}

TEST(RegionText, OfTime) {
    EXPECT_THAT(gaps("date", "", {"< @\"2024-01-10\""}), ElementsAre("`x` is @\"2024-01-10\" or later"));
    EXPECT_THAT(gaps("date", "", {">= @\"2024-01-10\""}), ElementsAre("`x` is before @\"2024-01-10\""));
    EXPECT_THAT(gaps("date", "", {"<= @\"2024-01-10\"", ">= @\"2024-01-11\""}), ElementsAre());
    EXPECT_THAT(gaps("dayTimeDuration", "", {"<= @\"PT1H\""}), ElementsAre("`x` is more than @\"PT1H\""));
    EXPECT_THAT(gaps("yearMonthDuration", "", {"<= @\"P1M\"", ">= @\"P3M\""}), testing::SizeIs(1));
    EXPECT_THAT(gaps("yearMonthDuration", "", {"<= @\"P1M\"", ">= @\"P2M\""}), ElementsAre());
    EXPECT_THAT(gaps("time", "", {"< @\"12:00:00\"", "> @\"12:00:00\""}), ElementsAre("`x` is @\"12:00:00\""));
    EXPECT_THAT(gaps("time", "", {">= @\"00:00:00\""}), ElementsAre());
}

TEST(RegionText, InGerman) {
    EXPECT_THAT(gaps("number", "", {"> 3"}, Language::german), ElementsAre("`x` ist 3 oder weniger"));
    EXPECT_THAT(gaps("string", "", {"\"a\"", "\"b\""}, Language::german),
                ElementsAre("`x` ist weder \"a\" noch \"b\""));
    EXPECT_THAT(gaps("date", "", {"< @\"2024-01-10\""}, Language::german),
                ElementsAre("`x` ist @\"2024-01-10\" oder später"));
    EXPECT_THAT(gaps("boolean", "", {}, Language::german), ElementsAre("immer"));
}

}  // namespace
}  // namespace konsequenz::proof
