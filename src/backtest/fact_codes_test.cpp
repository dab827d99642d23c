// Which values of a fact are told apart: by every place that a table's cells make, and all of them where more is asked.
#include "backtest/fact_codes.h"

#include <gtest/gtest.h>

#include "dmn/test_models.h"

namespace konsequenz::backtest {
namespace {

using namespace dmn::testing_models;
using feel::Value;

standard::Standard standard_with(const std::string& measure_logic, const std::string& fact_type = "number",
                                 standard::FactKind kind = standard::FactKind::count) {
    standard::Standard made;
    made.facts.emplace_back();
    made.facts.back().name = "f";
    made.facts.back().kind = kind;
    made.engine = sound(
        "<itemDefinition name=\"tSmall\"><typeRef>number</typeRef><allowedValues><text>0, 1</text>"
        "</allowedValues></itemDefinition>\n" +
        input("f", fact_type) + input("conduct") + decision("measure", {"f", "conduct"}, measure_logic, "") +
        decision("remedy", {}, literal("1")));
    return made;
}

TableText plain_table() {
    return {.hit_policy = "FIRST", .inputs = {{"f", "", ""}}, .rules = {{"< 2", "\"a\""}, {"[3..5)", "\"b\""}}};
}

bool tells_all_apart(const standard::Standard& standard) {
    const Reading reading(standard);
    return FactCodes(reading, 0).tells_all_apart();
}

TEST(FactCodes, PutsValuesTogetherThatNoCellTellsApart) {
    const auto standard = standard_with(table(plain_table()), "number", standard::FactKind::share);
    const Reading reading(standard);
    FactCodes codes(reading, 0);
    EXPECT_FALSE(codes.tells_all_apart());
    EXPECT_EQ(codes.of_count(0), codes.of_count(1));
    EXPECT_NE(codes.of_count(1), codes.of_count(2));
    EXPECT_NE(codes.of_count(2), codes.of_value(Value::number(feel::Number::parse("2.5"))));
    EXPECT_NE(codes.of_count(3), codes.of_count(2));
    EXPECT_NE(codes.of_count(5), codes.of_count(4));
    EXPECT_EQ(codes.of_count(6), codes.of_count(100'000));
    EXPECT_EQ(codes.of_share(1, 3), codes.of_share(0, 0));
    EXPECT_EQ(codes.of_share(1, 3), codes.of_count(0));
    EXPECT_NE(codes.of_value(Value()), codes.of_count(0));
    EXPECT_LT(codes.values().size(), std::size_t{1} << codes.bits());
}

TEST(FactCodes, TellsAllApartWhereMoreIsAsked) {
    EXPECT_FALSE(tells_all_apart(standard_with(table(plain_table()))));
    EXPECT_FALSE(tells_all_apart(standard_with(table(plain_table()), "")));
    auto asked = plain_table();
    asked.inputs.push_back({"f * 3", "", ""});
    asked.rules = {{"< 2", "-", "\"a\""}, {"-", "> 2", "\"b\""}};
    EXPECT_TRUE(tells_all_apart(standard_with(table(asked)))) << "another column works with it";
    asked = plain_table();
    asked.rules.push_back({"-", "f"});
    EXPECT_TRUE(tells_all_apart(standard_with(table(asked)))) << "an output gives it on";
    asked = plain_table();
    asked.inputs.push_back({"conduct.severity", "", ""});
    asked.rules = {{"< 2", "> f", "\"a\""}};
    EXPECT_TRUE(tells_all_apart(standard_with(table(asked)))) << "another column's cell compares with it";
    asked = plain_table();
    asked.rules = {{"odd(?)", "\"a\""}};
    EXPECT_TRUE(tells_all_apart(standard_with(table(asked)))) << "a cell is no plain test";
    asked = plain_table();
    asked.outputs.front().default_value = "f";
    EXPECT_TRUE(tells_all_apart(standard_with(table(asked)))) << "the default gives it on";
    EXPECT_TRUE(tells_all_apart(standard_with(literal("f + 1")))) << "no table reads it";
    EXPECT_TRUE(tells_all_apart(standard_with(table(plain_table()), "tSmall"))) << "its type allows few values";
    EXPECT_TRUE(tells_all_apart(standard_with(table(plain_table()), "number", standard::FactKind::latest)))
        << "the latest value may be of any kind";
}

TEST(FactCodes, HeedsWhatAColumnAllows) {
    auto asked = plain_table();
    asked.inputs.front().values = "< 10";
    const auto standard = standard_with(table(asked));
    const Reading reading(standard);
    FactCodes codes(reading, 0);
    EXPECT_FALSE(codes.tells_all_apart());
    EXPECT_EQ(codes.of_count(6), codes.of_count(9));
    EXPECT_NE(codes.of_count(9), codes.of_count(11));
}

}  // namespace
}  // namespace konsequenz::backtest
