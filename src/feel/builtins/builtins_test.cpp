// Runs golden/feel/builtins, and checks what holds for the tables as a whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "base/files.h"
#include "feel/expression.h"

namespace konsequenz::feel {
namespace {

// The value's text, and for a null the code of the last note.
std::string outcome(const std::string& text) {
    const Environment environment{.now = parse_date_time("2024-02-29T12:30:00@Europe/Berlin")};
    const Result<Expression> expression = Expression::compile(text, Scope{});
    if (!expression) return to_string(expression.error());
    const Evaluation evaluation = expression->evaluate_with_notes({}, environment);
    if (!evaluation.value.is_null()) return to_string(evaluation.value);
    return "null " + (evaluation.notes.empty() ? "without a note" : evaluation.notes.back().code);
}

TEST(Builtins, golden_cases) {
    const auto files = list_files(std::string(KONSEQUENZ_SOURCE_DIR) + "/golden/feel/builtins", ".feel");
    ASSERT_TRUE(files.has_value());
    int cases = 0;
    for (const auto& file : *files) {
        std::istringstream lines(read_file(file).value());
        std::string expression;
        int number = 0;
        for (std::string line; std::getline(lines, line);) {
            ++number;
            if (line.empty() || line.starts_with('#')) continue;
            if (!line.starts_with("=> ")) {
                ASSERT_TRUE(expression.empty())
                    << file << ':' << number << ": a case without a value stands before this line";
                expression = line;
                continue;
            }
            ASSERT_FALSE(expression.empty()) << file << ':' << number << ": a value without an expression";
            EXPECT_EQ(outcome(expression), line.substr(3)) << file << ':' << number << ": " << expression;
            expression.clear();
            ++cases;
        }
        EXPECT_TRUE(expression.empty()) << file << ": the last case has no value";
    }
    EXPECT_GE(cases, 240);
}

// Each function of DMN 1.5, 10.3.4, by name.
constexpr std::string_view standard_names[] = {"date",
                                               "date and time",
                                               "time",
                                               "number",
                                               "string",
                                               "duration",
                                               "years and months duration",
                                               "range",
                                               "not",
                                               "is",
                                               "substring",
                                               "string length",
                                               "upper case",
                                               "lower case",
                                               "substring before",
                                               "substring after",
                                               "replace",
                                               "contains",
                                               "starts with",
                                               "ends with",
                                               "matches",
                                               "split",
                                               "string join",
                                               "list contains",
                                               "list replace",
                                               "count",
                                               "min",
                                               "max",
                                               "sum",
                                               "mean",
                                               "all",
                                               "any",
                                               "sublist",
                                               "append",
                                               "concatenate",
                                               "insert before",
                                               "remove",
                                               "reverse",
                                               "index of",
                                               "union",
                                               "distinct values",
                                               "flatten",
                                               "product",
                                               "median",
                                               "stddev",
                                               "mode",
                                               "decimal",
                                               "floor",
                                               "ceiling",
                                               "round up",
                                               "round down",
                                               "round half up",
                                               "round half down",
                                               "abs",
                                               "modulo",
                                               "sqrt",
                                               "log",
                                               "exp",
                                               "odd",
                                               "even",
                                               "before",
                                               "after",
                                               "meets",
                                               "met by",
                                               "overlaps",
                                               "overlaps before",
                                               "overlaps after",
                                               "finishes",
                                               "finished by",
                                               "includes",
                                               "during",
                                               "starts",
                                               "started by",
                                               "coincides",
                                               "day of year",
                                               "day of week",
                                               "month of year",
                                               "week of year",
                                               "sort",
                                               "get value",
                                               "get entries",
                                               "context",
                                               "context put",
                                               "context merge",
                                               "now",
                                               "today"};

TEST(Builtins, the_library_is_complete) {
    std::set<std::string_view> present;
    for (const auto table : builtin_tables()) {
        for (const Builtin& row : table) present.insert(row.name);
    }
    EXPECT_EQ(present, (std::set<std::string_view>(std::begin(standard_names), std::end(standard_names))));
}

TEST(Builtins, rows_are_well_formed) {
    for (const auto table : builtin_tables()) {
        for (const Builtin& row : table) {
            bool optional_before = false;
            std::set<std::string_view> names;
            for (const Parameter& parameter : row.parameters) {
                EXPECT_TRUE(names.insert(parameter.name).second)
                    << row.name << " has two parameters " << parameter.name;
                EXPECT_FALSE(optional_before && parameter.presence == Presence::required) << row.name;
                optional_before |= parameter.presence == Presence::optional;
                if (&parameter != &row.parameters.back()) {
                    EXPECT_NE(parameter.presence, Presence::variadic) << row.name;
                }
            }
        }
    }
}

TEST(Builtins, without_a_clock_there_is_no_now) {
    for (const char* text : {"now()", "today()"}) {
        const Evaluation evaluation = Expression::compile(text, Scope{}).value().evaluate_with_notes({});
        EXPECT_TRUE(evaluation.value.is_null());
        ASSERT_EQ(evaluation.notes.size(), 1U);
        EXPECT_EQ(evaluation.notes[0].code, "feel.no-clock");
    }
}

TEST(Builtins, tell_many_items_apart_in_linear_time) {
    EXPECT_EQ(outcome("count(distinct values(for i in 1..30000 return i))"), "30000");
    EXPECT_EQ(outcome("count(union(for i in 1..20000 return string(i), for i in 10001..30000 return string(i)))"),
              "30000");
}

}  // namespace
}  // namespace konsequenz::feel
