// Decision tables by their number of rules: a decision from slots, from JSON, with a trace; loading and compiling them;
// columns of rows.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "base/json.h"
#include "dmn/columns.h"
#include "dmn/load.h"
#include "made_tables.h"

namespace konsequenz::bench {
namespace {

using feel::Value;

constexpr std::size_t row_count = 4096;

std::size_t rules_of(const benchmark::State& state) { return static_cast<std::size_t>(state.range(0)); }

void count_items(benchmark::State& state, std::size_t items) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items));
}

void decide(benchmark::State& state, Bounds bounds) {
    const auto engine = made_engine(rules_of(state), bounds);
    const auto rows = made_rows(row_count);
    for (auto _ : state) {
        for (const std::vector<Value>& row : rows) {
            Value value = engine->evaluate(0, row);
            benchmark::DoNotOptimize(value);
        }
    }
    count_items(state, rows.size());
}
void table_slots(benchmark::State& state) { decide(state, Bounds::shared); }
void table_slots_own_bounds(benchmark::State& state) { decide(state, Bounds::own); }

void table_trace(benchmark::State& state) {
    const auto engine = made_engine(rules_of(state));
    const auto rows = made_rows(row_count);
    const std::size_t decision = 0;
    for (auto _ : state) {
        for (const std::vector<Value>& row : rows) {
            Value value;
            dmn::Trace trace;
            engine->evaluate(std::span(&decision, 1), row, std::span(&value, 1), trace);
            benchmark::DoNotOptimize(trace);
        }
    }
    count_items(state, rows.size());
}

void table_json(benchmark::State& state) {
    const auto engine = made_engine(rules_of(state));
    const auto rows = made_json_rows(row_count);
    JsonParser parser;
    std::vector<Value> slots(engine->inputs().size());
    for (auto _ : state) {
        for (const std::string& row : rows) {
            const auto object = parser.parse(row);
            if (!object || !engine->bind(*object, slots)) std::abort();
            Value value = engine->evaluate(0, slots);
            benchmark::DoNotOptimize(value);
        }
    }
    count_items(state, rows.size());
}

void load(benchmark::State& state, Bounds bounds) {
    const std::string xml = made_model(rules_of(state), bounds);
    for (auto _ : state) {
        const auto model = dmn::load_model(xml, "made.dmn", {});
        auto engine = dmn::Engine::compile(*model);
        benchmark::DoNotOptimize(engine);
    }
    count_items(state, rules_of(state));
}
void table_load_and_compile(benchmark::State& state) { load(state, Bounds::shared); }
void table_load_and_compile_own_bounds(benchmark::State& state) { load(state, Bounds::own); }

void table_load(benchmark::State& state) {
    const std::string xml = made_model(rules_of(state));
    for (auto _ : state) {
        auto model = dmn::load_model(xml, "made.dmn", {});
        benchmark::DoNotOptimize(model);
    }
    count_items(state, rules_of(state));
}

/// Rows as columns: each with its dictionary, and codes of 32 bits for a million rows.
struct CodedRows {
    static constexpr std::size_t count = 1'000'000;
    std::vector<std::vector<Value>> dictionaries;
    std::vector<std::vector<std::uint32_t>> codes;

    CodedRows() {
        const auto rows = made_rows(row_count);
        dictionaries.resize(rows.front().size());
        codes.resize(dictionaries.size());
        for (std::size_t column = 0; column < codes.size(); ++column) {
            std::vector<Value>& dictionary = dictionaries[column];
            for (const std::vector<Value>& row : rows) {
                const auto known = std::ranges::find_if(
                    dictionary, [&](const Value& other) { return feel::identical(other, row[column]); });
                codes[column].push_back(static_cast<std::uint32_t>(known - dictionary.begin()));
                if (known == dictionary.end()) dictionary.push_back(row[column]);
            }
            for (std::size_t at = 0; codes[column].size() < count; ++at) codes[column].push_back(codes[column][at]);
        }
    }
    [[nodiscard]] std::vector<dmn::TableColumns::Dictionary> views() const {
        return {dictionaries.begin(), dictionaries.end()};
    }
    [[nodiscard]] std::vector<dmn::Column> columns() const {
        std::vector<dmn::Column> made;
        for (const auto& column : codes) made.emplace_back(dmn::Codes32(column));
        return made;
    }
};

void table_columns(benchmark::State& state) {
    static const CodedRows rows;
    const auto table = dmn::TableColumns::create(made_engine(rules_of(state)), 0, rows.views());
    if (!table) std::abort();
    const std::vector<dmn::Column> columns = rows.columns();
    std::vector<std::uint32_t> outcomes(CodedRows::count);
    for (auto _ : state) {
        if (!table->evaluate(columns, outcomes)) std::abort();
        benchmark::DoNotOptimize(outcomes.data());
    }
    count_items(state, outcomes.size());
}

void table_columns_create(benchmark::State& state) {
    static const CodedRows rows;
    const auto engine = made_engine(rules_of(state));
    for (auto _ : state) {
        auto table = dmn::TableColumns::create(engine, 0, rows.views());
        benchmark::DoNotOptimize(table);
    }
}

void sizes(benchmark::internal::Benchmark* benchmark) {
    for (const int rules : {12, 100, 1'000, 10'000}) benchmark->Arg(rules);
}

BENCHMARK(table_slots)->Apply(sizes);
BENCHMARK(table_slots_own_bounds)->Apply(sizes);
BENCHMARK(table_trace)->Apply(sizes);
BENCHMARK(table_json)->Apply(sizes);
BENCHMARK(table_load)->Apply(sizes)->Unit(benchmark::kMillisecond);
BENCHMARK(table_load_and_compile)->Apply(sizes)->Unit(benchmark::kMillisecond);
BENCHMARK(table_load_and_compile_own_bounds)->Apply(sizes)->Unit(benchmark::kMillisecond);
BENCHMARK(table_columns)->Apply(sizes)->Unit(benchmark::kMillisecond);
BENCHMARK(table_columns_create)->Apply(sizes)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace konsequenz::bench
