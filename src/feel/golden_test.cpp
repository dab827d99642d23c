// Runs golden/feel/*.feel: text cases written in FEEL itself; golden/feel/README.md tells their form.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "feel/expression.h"
#include "feel/syntax.h"

namespace konsequenz::feel {
namespace {

namespace fs = std::filesystem;

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

// The scope that a `% {…}` line sets: one variable an entry, typed as its value.
struct Given {
    Scope scope;
    std::vector<Value> slots;
};

Given given(const std::string& text, const std::string& where) {
    Given result;
    const Result<Expression> context = Expression::compile(text, Scope{});
    if (!context) {
        ADD_FAILURE() << where << to_string(context.error());
        return result;
    }
    const Value value = context->evaluate({});
    for (std::size_t i = 0; i < value.context_keys().size(); ++i) {
        result.scope.add(value.context_keys()[i], type_of(value.context_values()[i]));
        result.slots.push_back(value.context_values()[i]);
    }
    return result;
}

// The outcome as a case writes it: the value's text, `null because code`, or `error code line:column`.
std::string outcome(const Result<Expression>& expression, std::span<const Value> slots) {
    if (!expression) {
        const Error& error = expression.error();
        return "error " + error.code + " " + std::to_string(error.where.line) + ":" +
               std::to_string(error.where.column);
    }
    Environment environment;
    environment.now = parse_date_time("2026-01-02T03:04:05Z");
    const Evaluation evaluation = expression->evaluate_with_notes(slots, environment);
    feel::Run without_notes(environment);
    EXPECT_EQ(to_string(expression->evaluate(slots, without_notes)), to_string(evaluation.value)) << expression->text();
    if (!evaluation.value.is_null() || evaluation.notes.empty()) return to_string(evaluation.value);
    return "null because " + evaluation.notes.back().code;
}

void check_print(const Result<Expression>& expression, const Result<Expression>& again, const std::string& where) {
    if (!expression) return;
    ASSERT_TRUE(again) << where << print(expression->tree()) << ": " << to_string(again.error());
    EXPECT_TRUE(same(expression->tree(), again->tree())) << where << print(expression->tree());
}

void run_case(const Given& world, const std::string& line, const std::string& where) {
    const std::size_t arrow = line.rfind(" => ");
    ASSERT_NE(arrow, std::string::npos) << where << "a case has ` => `";
    std::string text = trimmed(line.substr(0, arrow));
    const std::string wanted = trimmed(line.substr(arrow + 4));
    const std::size_t bar = text.find(" | ");
    if (bar == std::string::npos) {
        const Result<Expression> expression = Expression::compile(text, world.scope);
        EXPECT_EQ(outcome(expression, world.slots), wanted) << where << text;
        if (expression) check_print(expression, Expression::compile(print(expression->tree()), world.scope), where);
        return;
    }
    // input | unary tests
    const Value input = Expression::compile(text.substr(0, bar), world.scope)->evaluate(world.slots);
    const Type type = input.is_null() ? Type() : type_of(input);
    text = trimmed(text.substr(bar + 3));
    std::vector<Value> slots = world.slots;
    slots.push_back(input);
    const Result<Expression> tests = Expression::compile_unary_tests(text, type, world.scope);
    EXPECT_EQ(outcome(tests, slots), wanted) << where << text;
    if (tests) check_print(tests, Expression::compile_unary_tests(print(tests->tree()), type, world.scope), where);
}

TEST(FeelGolden, EveryCaseGivesItsOutcome) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(KONSEQUENZ_SOURCE_DIR) / "golden" / "feel")) {
        if (entry.path().extension() == ".feel") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    std::size_t count = 0;
    for (const fs::path& file : files) {
        std::ifstream in(file);
        Given world;
        std::string line;
        for (int number = 1; std::getline(in, line); ++number) {
            const std::string where = file.filename().string() + ":" + std::to_string(number) + ": ";
            if (trimmed(line).empty() || line.starts_with('#')) continue;
            if (line.starts_with('%')) {
                world = trimmed(line) == "%" ? Given() : given(line.substr(1), where);
                continue;
            }
            run_case(world, line, where);
            ++count;
        }
    }
    EXPECT_GE(count, 250U) << "golden/feel is where the cases stand";
}

}  // namespace
}  // namespace konsequenz::feel
