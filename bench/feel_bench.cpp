// FEEL: from text to a program (parse, check, compile), and what a program costs to run.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "feel/expression.h"

namespace konsequenz::bench {
namespace {

using feel::Expression;
using feel::Scope;
using feel::TypeKind;
using feel::Value;

struct Sample {
    std::string_view name;
    std::string_view text;
};

constexpr std::array samples = std::to_array<Sample>({
    {"arithmetic", "amount * 1.19 + fee - 5"},
    {"comparison", "amount > 100 and fee < 10 or name = \"anna\""},
    {"conditional", "if amount > 1000 then \"high\" else if amount > 100 then \"middle\" else \"low\""},
    {"path", "contact.severity + contact.count"},
    {"text", "upper case(substring(name, 1, 2))"},
    {"date", "day + @\"P3D\" > @\"2026-01-10\""},
    {"sum", "sum(numbers) / count(numbers)"},
    {"filter", "count(numbers[item > 3])"},
    {"iteration", "for n in numbers return n * n"},
    {"quantified", "some n in numbers satisfies n > 7"},
});

Scope scope() {
    return Scope({{"amount", TypeKind::number},
                  {"fee", TypeKind::number},
                  {"name", TypeKind::string},
                  {"day", TypeKind::date},
                  {"contact", TypeKind::context},
                  {"numbers", TypeKind::list}});
}

std::vector<Value> slots() {
    std::vector<Value> numbers;
    for (int number = 0; number < 10; ++number) numbers.push_back(Value::number(number));
    std::vector<feel::ContextEntry> contact = {
        {"id", Value::string("c-17")}, {"severity", Value::number(3)}, {"count", Value::number(2)}};
    return {Value::number(250),
            Value::number(5),
            Value::string("anna"),
            Value::date({.days = 20'460}),
            Value::context(std::move(contact)),
            Value::list(std::move(numbers))};
}

Expression must_compile(std::string_view text) {
    auto expression = Expression::compile(text, scope());
    if (!expression) std::abort();
    return std::move(*expression);
}

void feel_compile(benchmark::State& state, std::string_view text) {
    const Scope variables = scope();
    for (auto _ : state) {
        auto expression = Expression::compile(text, variables);
        benchmark::DoNotOptimize(expression);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void feel_evaluate(benchmark::State& state, std::string_view text) {
    const Expression expression = must_compile(text);
    const std::vector<Value> values = slots();
    if (expression.evaluate(values).is_null()) std::abort();
    for (auto _ : state) {
        Value value = expression.evaluate(values);
        benchmark::DoNotOptimize(value);
    }
    state.SetItemsProcessed(state.iterations());
}

void feel_compile_unary_tests(benchmark::State& state, std::string_view text) {
    for (auto _ : state) {
        auto tests = Expression::compile_unary_tests(text, TypeKind::number, Scope());
        benchmark::DoNotOptimize(tests);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void feel_evaluate_unary_tests(benchmark::State& state, std::string_view text) {
    const auto tests = Expression::compile_unary_tests(text, TypeKind::number, Scope());
    if (!tests) std::abort();
    const Value input = Value::number(7);
    for (auto _ : state) {
        Value value = tests->evaluate(std::span(&input, 1));
        benchmark::DoNotOptimize(value);
    }
    state.SetItemsProcessed(state.iterations());
}

// A long text: how parsing grows with it.
void feel_compile_long(benchmark::State& state) {
    std::string text = "amount";
    for (std::int64_t term = 1; term < state.range(0); ++term) text += " + fee * " + std::to_string(term);
    feel_compile(state, text);
}
BENCHMARK(feel_compile_long)->Arg(10)->Arg(100)->Arg(500);

[[maybe_unused]] const bool registered = [] {
    for (const Sample& sample : samples) {
        benchmark::RegisterBenchmark(("feel_compile/" + std::string(sample.name)).c_str(), feel_compile, sample.text);
        benchmark::RegisterBenchmark(("feel_evaluate/" + std::string(sample.name)).c_str(), feel_evaluate, sample.text);
    }
    for (const std::string_view tests : {"[1..10]", "< 5, > 20, 7", "not(3, 4)"}) {
        benchmark::RegisterBenchmark(("feel_compile_unary_tests/" + std::string(tests)).c_str(),
                                     feel_compile_unary_tests, tests);
        benchmark::RegisterBenchmark(("feel_evaluate_unary_tests/" + std::string(tests)).c_str(),
                                     feel_evaluate_unary_tests, tests);
    }
    return true;
}();

}  // namespace
}  // namespace konsequenz::bench
