// The law "columns = rows": a table over columns gives each row what the engine gives it by itself, and the same rules.
#include "dmn/columns.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "dmn/test_models.h"

namespace konsequenz::dmn {
namespace {

using namespace testing_models;
using feel::Value;
using rc::gen::elementOf;

struct Words {
    std::string type;
    std::string values;  ///< of the input clause
    std::vector<std::string> cells;
    std::vector<std::string> inputs;
};

const std::vector<Words>& words() {
    static const std::vector<Words> all = {
        {"number",
         "",
         {"-", "< 10", ">= 10", "[2..5]", "(2..5)", "]5..20[", "3", "3, 7, 11", "not(3, 7)", "-4.5", "[-10..-1]",
          "0.25", "not([0..9])", "? > 3 and ? < 8", "null"},
         {"-20", "-4.5", "-4.50", "-1", "0", "0.25", "2", "2.000", "3", "4", "5", "5.1", "7", "10", "11", "20", "1e30",
          "[3]", "null"}},
        {"string",
         "",
         {"-", "\"red\"", "\"red\", \"green\"", "not(\"red\")", "\"a text of more than sixteen bytes\"",
          "starts with(?, \"r\")"},
         {"\"red\"", "\"green\"", "\"rose\"", "\"\"", "\"a text of more than sixteen bytes\"",
          "\"a text of more than sixteen byteS\"", "null"}},
        {"boolean", "", {"-", "true", "false", "not(true)"}, {"true", "false", "null"}},
        {"date",
         "",
         {"-", "< @\"2026-01-01\"", "[@\"2025-01-01\"..@\"2026-06-30\"]", "?.month = 6"},
         {"@\"2024-06-01\"", "@\"2025-06-01\"", "@\"2026-01-01\"", "@\"2027-01-01\"", "null"}},
        {"tLevel", "", {"-", "1", "> 2", "[2..3]", "2, 4"}, {"0", "1", "2", "3", "4", "5", "\"x\"", "null"}},
        {"string",
         "\"light\", \"dark\"",
         {"-", "\"light\"", "not(\"light\")"},
         {"\"light\"", "\"dark\"", "\"none\"", "null"}},
        {"", "", {"-", "3", "\"red\"", "true", "> 2"}, {"3", "2", "\"red\"", "true", "false", "null", "[1, 2]"}},
    };
    return all;
}

struct MadeTable {
    TableText text;
    std::vector<std::size_t> words;
};

MadeTable made_table() {
    MadeTable made;
    TableText& text = made.text;
    text.hit_policy = *elementOf(std::vector<std::string>{"UNIQUE", "ANY", "PRIORITY", "FIRST", "FIRST", "COLLECT",
                                                          "RULE ORDER", "OUTPUT ORDER"});
    if (text.hit_policy == "COLLECT")
        text.aggregation = *elementOf(std::vector<std::string>{"", "SUM", "COUNT", "MIN"});
    const std::size_t inputs = *rc::gen::inRange<std::size_t>(0, 7);
    for (std::size_t at = 0; at < inputs; ++at) {
        made.words.push_back(*rc::gen::inRange<std::size_t>(0, words().size()));
        text.inputs.push_back(
            {fmt::format("a{}", at), words()[made.words.back()].type, words()[made.words.back()].values});
    }
    text.outputs = {{.values = "3, 1, 2, 4", .default_value = *elementOf(std::vector<std::string>{"", "", "4"})}};
    const int rules = *rc::gen::inRange(0, 3) == 0 ? *rc::gen::inRange(0, 300) : *rc::gen::inRange(0, 9);
    for (int rule = 0; rule < rules; ++rule) {
        std::vector<std::string> cells;
        for (const std::size_t of : made.words) cells.push_back(*elementOf(words()[of].cells));
        cells.push_back(*elementOf(std::vector<std::string>{"1", "2", "2.0", "3"}));
        text.rules.push_back(std::move(cells));
    }
    return made;
}

std::string model_of(const MadeTable& made) {
    std::string content =
        "<itemDefinition "
        "name=\"tLevel\"><typeRef>number</typeRef><allowedValues><text>[1..4]</text></allowedValues></"
        "itemDefinition>\n";
    std::vector<std::string> required;
    for (std::size_t at = 0; at < made.words.size(); ++at) {
        required.push_back(fmt::format("a{}", at));
        content += input(required.back(), words()[made.words[at]].type);
    }
    return content + decision("d", required, table(made.text), *elementOf(std::vector<std::string>{"", "Any"}));
}

/// Rows made at random, as codes into each column's whole dictionary.
struct MadeRows {
    std::vector<std::vector<Value>> dictionaries;
    std::vector<std::vector<std::uint32_t>> codes;
    std::vector<std::vector<std::uint8_t>> short_codes;
    std::size_t count;

    MadeRows(const MadeTable& made, std::size_t rows) : count(rows) {
        for (const std::size_t of : made.words) {
            std::vector<Value>& dictionary = dictionaries.emplace_back();
            for (const std::string& text : words()[of].inputs) dictionary.push_back(value(text));
            const auto code = rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(dictionary.size()));
            codes.push_back(*rc::gen::container<std::vector<std::uint32_t>>(rows, code));
            short_codes.emplace_back(codes.back().begin(), codes.back().end());
        }
    }
    std::vector<TableColumns::Dictionary> views() const { return {dictionaries.begin(), dictionaries.end()}; }
    /// Of one width or the other.
    std::vector<Column> columns() const {
        std::vector<Column> made;
        for (std::size_t at = 0; at < codes.size(); ++at) {
            if (at % 3 == 1) made.emplace_back(Codes8(short_codes[at]));
            if (at % 3 != 1) made.emplace_back(Codes32(codes[at]));
        }
        return made;
    }
    std::vector<Value> row(std::size_t at) const {
        std::vector<Value> values;
        for (std::size_t column = 0; column < codes.size(); ++column)
            values.push_back(dictionaries[column][codes[column][at]]);
        return values;
    }
};

RC_GTEST_PROP(TableColumns, GiveWhatTheEngineGivesEachRow, ()) {
    const MadeTable made = made_table();
    const std::string model = model_of(made);
    RC_LOG() << model;
    const EngineResult engine = compile(model, Faults::tolerate);
    RC_ASSERT(engine.has_value());
    const MadeRows rows(made, 700);
    const auto columns = TableColumns::create(*engine, 0, rows.views());
    if (!columns) RC_FAIL(to_string(columns.error()));
    std::vector<std::uint32_t> numbers(rows.count);
    const auto collected = columns->collect(rows.columns(), numbers);
    RC_ASSERT(collected.has_value());
    std::vector<std::uint32_t> fixed(rows.count);
    const bool has_fixed = !columns->outcomes().empty();
    RC_ASSERT(columns->evaluate(rows.columns(), fixed).has_value() == has_fixed);
    for (std::size_t at = 0; at < rows.count; ++at) {
        Trace trace;
        Value expected;
        const std::size_t decision = 0;
        (*engine)->evaluate(std::span(&decision, 1), rows.row(at), std::span(&expected, 1), trace);
        const Outcome& outcome = (*collected)[numbers[at]];
        RC_ASSERT(to_string(outcome.value) == to_string(expected));
        RC_ASSERT(trace.tables.empty() == (outcome.kind == Outcome::Kind::refused));
        RC_ASSERT((trace.tables.empty() || outcome.rules == trace.tables[0].rules));
        if (!has_fixed) continue;
        const Outcome& one = columns->outcomes()[fixed[at]];
        RC_ASSERT(one.kind == outcome.kind);
        RC_ASSERT(to_string(one.value) == to_string(expected));
        RC_ASSERT((trace.tables.empty() || one.rules == trace.tables[0].chosen));
    }
}

/// `d` over `a`, with these cells, whose outputs are the rules' numbers.
std::shared_ptr<const Engine> one_column(const std::string& type, const std::vector<std::string>& cells) {
    TableText text{.hit_policy = "FIRST", .inputs = {{"a", type, ""}}};
    for (const std::string& cell : cells) text.rules.push_back({cell, std::to_string(text.rules.size() + 1)});
    return sound(input("a", type) + decision("d", {"a"}, table(text)));
}

std::vector<std::string> decided(const std::shared_ptr<const Engine>& engine, const Column& column, std::size_t count) {
    const TableColumns::Dictionary none;
    const auto columns = TableColumns::create(engine, 0, std::span(&none, 1));
    if (!columns) throw std::runtime_error(to_string(columns.error()));
    std::vector<std::uint32_t> rows(count);
    if (const auto done = columns->evaluate(std::span(&column, 1), rows); !done)
        throw std::runtime_error(to_string(done.error()));
    std::vector<std::string> texts;
    for (const std::uint32_t row : rows) texts.push_back(to_string(columns->outcomes()[row].value));
    return texts;
}

using Texts = std::vector<std::string>;

TEST(TableColumns, ReadPlainColumnsWithoutADictionary) {
    const auto numbers = one_column("number", {"0.1", "< 0.3", "[0.3..2)", "10000000000000001", "> 5"});
    const std::vector<double> doubles = {
        0.1,   0.30000000000000004, 0.3,     0.2, -1e300, 2, 1.9999999999999998, 1e16, 1e16 + 2,
        1e300, std::nan(""),        HUGE_VAL};
    EXPECT_EQ(decided(numbers, Doubles{doubles}, doubles.size()),
              (Texts{"1", "3", "3", "2", "2", "null", "3", "5", "5", "5", "null", "null"}));
    const std::vector<std::int64_t> integers = {0, 1, 2, 6, -7, 10000000000000001, Integers::null};
    EXPECT_EQ(decided(numbers, Integers{integers}, integers.size()), (Texts{"2", "3", "null", "5", "2", "4", "null"}));
    const std::vector<std::uint8_t> truths = {0, 1, 2};
    EXPECT_EQ(decided(one_column("boolean", {"true", "false"}), Truths{truths}, 3), (Texts{"2", "1", "null"}));
    const std::vector<std::int32_t> days = {0, 20454, 20455, Days::null};
    EXPECT_EQ(decided(one_column("date", {"< @\"2026-01-01\"", "@\"2026-01-02\""}), Days{days}, 4),
              (Texts{"1", "null", "2", "null"}));
}

// Bounds of their own for thousands of rules: the engine's index has blocks, the columns' a row for each place.
TEST(TableColumns, OfManyBoundsGiveWhatTheEngineGives) {
    std::vector<std::string> cells;
    for (int rule = 0; rule < 3'000; ++rule) cells.push_back(fmt::format("({}..{}.5]", 3 * rule, 3 * rule + 1));
    const auto engine = one_column("number", cells);
    std::vector<double> doubles;
    for (int key = -3; key < 9'100; key += 2) doubles.push_back(key + (key % 3) * 0.25);
    const Texts found = decided(engine, Doubles{doubles}, doubles.size());
    for (std::size_t at = 0; at < doubles.size(); ++at) {
        const Value input = Value::number(*feel::Number::from_double(doubles[at]));
        ASSERT_EQ(found[at], to_string(engine->evaluate(0, std::span(&input, 1)))) << doubles[at];
    }
}

TEST(TableColumns, DoublesAreTheirShortestDecimals) {
    // The engine is asked with that decimal, the column with the double: points that no double is, and such as are.
    const auto engine = one_column("number", {"< 0.1", "0.1", "[0.2..0.30000000000000001]", "0.30000000000000004",
                                              "12345678901234567890", "[1e22..1e23)"});
    std::vector<double> doubles;
    for (const double near :
         {0.1, 0.2, 0.3, 0.30000000000000004, 12345678901234567890.0, 1e22, 1e23, 0.0, -0.0, 5e-324}) {
        doubles.insert(doubles.end(), {std::nextafter(near, -1e300), near, std::nextafter(near, 1e300)});
    }
    Texts expected;
    for (const double number : doubles) {
        const Value slot = Value::number(*feel::Number::from_double(number));
        expected.push_back(to_string(engine->evaluate(0, std::span(&slot, 1))));
    }
    EXPECT_EQ(decided(engine, Doubles{doubles}, doubles.size()), expected);
}

std::string refusal(const std::shared_ptr<const Engine>& engine,
                    std::span<const TableColumns::Dictionary> dictionaries) {
    const auto columns = TableColumns::create(engine, 0, dictionaries);
    return columns ? "" : columns.error().code;
}

TEST(TableColumns, RefuseWhatOnlyARowCanSay) {
    const std::vector<Value> dictionary = {Value::number(1), Value::number(2)};
    const std::vector<TableColumns::Dictionary> one = {dictionary};
    const std::vector<TableColumns::Dictionary> none = {{}};
    EXPECT_EQ(refusal(one_column("number", {"1"}), one), "");
    EXPECT_EQ(refusal(one_column("number", {"1"}), {}), "dmn.columns");
    EXPECT_EQ(refusal(one_column("number", {"? * ? = 4"}), one), "");
    EXPECT_EQ(refusal(one_column("number", {"? * ? = 4"}), none), "dmn.columns");
    EXPECT_EQ(refusal(sound(decision("d", {}, literal("1"))), {}), "dmn.columns");
    const auto with_other = [](std::string_view cell, std::string_view output) {
        const TableText text{.inputs = {{"a", "number", ""}}, .rules = {{std::string(cell), std::string(output)}}};
        return sound(input("a", "number") + input("b", "number") + decision("d", {"a", "b"}, table(text)));
    };
    EXPECT_EQ(refusal(with_other("> b", "1"), one), "dmn.columns");
    EXPECT_EQ(refusal(with_other("1", "b"), one), "dmn.columns");
}

TEST(TableColumns, RefuseColumnsThatDoNotFit) {
    const std::vector<Value> dictionary = {Value::number(1), Value::number(2)};
    const std::vector<TableColumns::Dictionary> dictionaries = {dictionary};
    const auto columns = TableColumns::create(one_column("number", {"1"}), 0, dictionaries);
    ASSERT_TRUE(columns);
    std::vector<std::uint32_t> rows(3);
    const auto code_of = [&](std::vector<Column> data) {
        const auto done = columns->evaluate(data, rows);
        return done ? std::string() : done.error().code;
    };
    const std::vector<std::uint32_t> good = {0, 1, 1};
    const std::vector<std::uint32_t> unknown = {0, 2, 1};
    const std::vector<std::uint32_t> far = {0, 1, 4000000000};
    const std::vector<std::uint8_t> short_unknown = {0, 1, 255};
    const std::vector<std::int64_t> integers = {0, 1, 2};
    EXPECT_EQ(code_of({Codes32(good)}), "");
    EXPECT_EQ(code_of({Codes32(unknown)}), "dmn.columns");
    EXPECT_EQ(code_of({Codes32(far)}), "dmn.columns");
    EXPECT_EQ(code_of({Codes8(short_unknown)}), "dmn.columns");
    EXPECT_EQ(code_of({Codes32(std::span(good).first(2))}), "dmn.columns");
    EXPECT_EQ(code_of({Integers{integers}}), "dmn.columns");
    EXPECT_EQ(code_of({}), "dmn.columns");
}

}  // namespace
}  // namespace konsequenz::dmn
