// How fast FEEL's 34-digit numbers calculate: inline where coefficients are small, by Intel's library where they are
// not, and binary doubles beside them as the measure of what is lost by being exact.
#include <benchmark/benchmark.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "feel/number.h"

namespace {

using konsequenz::feel::Number;  // its functions are found beside it

constexpr std::size_t count = 1024;  // fits the first-level cache

// Amounts of money with two decimals: the everyday case.
std::vector<Number> amounts(std::uint32_t seed) {
    std::mt19937 random(seed);
    std::vector<Number> numbers;
    for (std::size_t i = 0; i < count; ++i)
        numbers.push_back(Number::from_parts(random() % 2 == 0, random() % 10'000'000, -2));
    return numbers;
}

// Numbers of 34 digits, which no inline path takes.
std::vector<Number> long_numbers(std::uint32_t seed) {
    std::mt19937_64 random(seed);
    std::vector<Number> numbers;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string digits = "1." +
                                   std::to_string(random() % 9'000'000'000'000'000ULL + 1'000'000'000'000'000ULL) +
                                   std::to_string(random() % 9'000'000'000'000'000ULL + 1'000'000'000'000'000ULL) + "1";
        numbers.push_back(Number::parse(digits).value());
    }
    return numbers;
}

std::vector<double> doubles(std::uint32_t seed) {
    std::vector<double> numbers;
    for (const Number& number : amounts(seed)) numbers.push_back(number.to_double());
    return numbers;
}

template <class Numbers, class Operation>
void run(benchmark::State& state, const Numbers& left, const Numbers& right, Operation operation) {
    for (auto _ : state) {
        for (std::size_t i = 0; i < count; ++i) {
            auto result = operation(left[i], right[i]);
            benchmark::DoNotOptimize(result);
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

constexpr auto add_numbers = [](const Number& a, const Number& b) { return add(a, b); };
constexpr auto multiply_numbers = [](const Number& a, const Number& b) { return multiply(a, b); };
constexpr auto divide_numbers = [](const Number& a, const Number& b) { return divide(a, b); };
constexpr auto less_numbers = [](const Number& a, const Number& b) { return a < b; };

void number_add(benchmark::State& state) { run(state, amounts(1), amounts(2), add_numbers); }
void number_multiply(benchmark::State& state) { run(state, amounts(1), amounts(2), multiply_numbers); }
void number_divide(benchmark::State& state) { run(state, amounts(1), amounts(2), divide_numbers); }
void number_less(benchmark::State& state) { run(state, amounts(1), amounts(2), less_numbers); }
void number_add_34_digits(benchmark::State& state) { run(state, long_numbers(1), long_numbers(2), add_numbers); }
void number_multiply_34_digits(benchmark::State& state) {
    run(state, long_numbers(1), long_numbers(2), multiply_numbers);
}
void number_less_34_digits(benchmark::State& state) { run(state, long_numbers(1), long_numbers(2), less_numbers); }
void double_add(benchmark::State& state) {
    run(state, doubles(1), doubles(2), [](double a, double b) { return a + b; });
}

void number_parse(benchmark::State& state) {
    const std::array<std::string, 4> texts = {"5000.00", "17", "-3.25", "123456789.125"};
    for (auto _ : state) {
        for (const std::string& text : texts) {
            auto number = Number::parse(text);
            benchmark::DoNotOptimize(number);
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(texts.size()));
}

void number_print(benchmark::State& state) {
    const std::vector<Number> numbers = amounts(1);
    for (auto _ : state) {
        for (const Number& number : numbers) {
            auto text = to_string(number);
            benchmark::DoNotOptimize(text);
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

BENCHMARK(number_add);
BENCHMARK(number_multiply);
BENCHMARK(number_divide);
BENCHMARK(number_less);
BENCHMARK(number_add_34_digits);
BENCHMARK(number_multiply_34_digits);
BENCHMARK(number_less_34_digits);
BENCHMARK(double_add);
BENCHMARK(number_parse);
BENCHMARK(number_print);

}  // namespace
