// The law of `check`: what geometry says of a table is what trying out every input says, for random small tables.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "dmn/test_models.h"
#include "proof/table_check.h"
#include "proof/test_tables.h"

namespace konsequenz::proof {
namespace {

using dmn::HitPolicy;
using feel::Value;
namespace made = dmn::testing_models;
using testing_tables::Column;
using testing_tables::Maker;

constexpr std::pair<HitPolicy, const char*> policies[] = {{HitPolicy::unique, "UNIQUE"},
                                                          {HitPolicy::any, "ANY"},
                                                          {HitPolicy::priority, "PRIORITY"},
                                                          {HitPolicy::first, "FIRST"},
                                                          {HitPolicy::collect, "COLLECT"},
                                                          {HitPolicy::rule_order, "RULE ORDER"},
                                                          {HitPolicy::output_order, "OUTPUT ORDER"}};

struct Made {
    std::vector<Column> columns;
    made::TableText text;
    HitPolicy policy = HitPolicy::unique;
    std::shared_ptr<const dmn::Engine> engine;
};

Made make(std::uint32_t seed) {
    Maker maker(seed);
    Made table;
    std::vector<Column> left = testing_tables::all_columns();
    const auto count = 2 + maker.below(2);
    std::string inputs;
    std::vector<std::string> names;
    while (table.columns.size() < count) {
        const auto at = maker.below(left.size());
        table.columns.push_back(left[at]);
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
        const Column& column = table.columns.back();
        names.push_back(column.name);
        inputs += made::input(column.name, column.type);
        table.text.inputs.push_back({column.name, column.type, column.values});
    }
    const auto& [policy, name] = policies[maker.below(std::size(policies))];
    table.policy = policy;
    table.text.hit_policy = name;
    table.text.outputs = {{"", "string", "\"a\", \"b\", \"c\"", ""}};
    const auto rules = 1 + maker.below(6);
    for (std::size_t rule = 0; rule < rules; ++rule) {
        std::vector<std::string> row;
        for (const Column& column : table.columns) row.push_back(maker.cell(column));
        row.push_back(fmt::format("\"{}\"", "abc"[maker.below(3)]));
        table.text.rules.push_back(std::move(row));
    }
    table.engine = made::sound(inputs + made::decision("out", names, made::table(table.text), "Any"));
    return table;
}

/// An input and the rules that match it, as the evaluator has it.
struct Tried {
    std::vector<Value> inputs;
    std::vector<std::uint32_t> rules;
};

std::vector<Tried> try_all(const Made& table) {
    std::vector<std::vector<Value>> points;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        points.emplace_back();
        for (const auto& point : table.columns[column].points) points.back().push_back(made::value(point));
        const bool names_null = std::ranges::any_of(
            table.text.rules, [&](const auto& row) { return row[column].find("null") != std::string::npos; });
        if (names_null) points.back().emplace_back();
    }
    std::vector<Tried> all;
    std::vector<std::size_t> turn(points.size());
    for (std::size_t next = 0; next < turn.size();) {
        Tried tried;
        for (std::size_t column = 0; column < turn.size(); ++column)
            tried.inputs.push_back(points[column][turn[column]]);
        dmn::Trace trace;
        Value result;
        const std::size_t decision = 0;
        table.engine->evaluate({&decision, 1}, tried.inputs, {&result, 1}, trace);
        tried.rules = trace.tables.at(0).rules;
        all.push_back(std::move(tried));
        for (next = 0; next < turn.size() && ++turn[next] == points[next].size(); ++next) turn[next] = 0;
    }
    return all;
}

std::string shown(const Made& table) {
    std::string text = table.text.hit_policy + "\n";
    for (const Column& column : table.columns) text += column.name + " | ";
    for (const auto& row : table.text.rules) text += fmt::format("\n{}", fmt::join(row, " | "));
    return text;
}

bool has_rule(const Tried& tried, std::size_t rule) {
    return std::ranges::find(tried.rules, static_cast<std::uint32_t>(rule)) != tried.rules.end();
}

void compare_gaps(const Made& table, const TableChecks& checks, const std::vector<Tried>& all) {
    const TableShape& shape = checks.shapes().front();
    const auto gaps = checks.gaps(shape);
    EXPECT_TRUE(gaps.is_complete);
    if (!takes_one_rule(table.policy)) {
        EXPECT_TRUE(gaps.items.empty());
        return;
    }
    for (const TableGap& gap : gaps.items) EXPECT_TRUE(gap.is_certain);
    for (const Tried& tried : all) {
        const bool is_reported = std::ranges::any_of(
            gaps.items, [&](const TableGap& gap) { return shape.contains(gap.region, tried.inputs); });
        EXPECT_EQ(is_reported, tried.rules.empty()) << fmt::format("{}", fmt::join(tried.rules, " "));
    }
}

void compare_overlaps(const Made& table, const TableChecks& checks, const std::vector<Tried>& all) {
    const TableShape& shape = checks.shapes().front();
    const bool is_any = table.policy == HitPolicy::any;
    std::set<std::pair<std::size_t, std::size_t>> expected;
    for (const Tried& tried : all) {
        for (const auto first : tried.rules) {
            for (const auto second : tried.rules) {
                const bool is_fault = table.policy == HitPolicy::unique ||
                                      (is_any && table.text.rules[first].back() != table.text.rules[second].back());
                if (first < second && is_fault) expected.emplace(first, second);
            }
        }
    }
    std::set<std::pair<std::size_t, std::size_t>> found;
    for (const TableOverlap& overlap : checks.overlaps(shape).items) {
        found.emplace(overlap.first, overlap.second);
        EXPECT_TRUE(overlap.is_certain);
        for (const Tried& tried : all) {
            EXPECT_EQ(shape.contains(overlap.region, tried.inputs),
                      has_rule(tried, overlap.first) && has_rule(tried, overlap.second));
        }
    }
    EXPECT_EQ(found, expected);
}

void compare_dead(const Made& table, const TableChecks& checks, const std::vector<Tried>& all) {
    const TableShape& shape = checks.shapes().front();
    std::set<std::size_t> silent;  // dead, or with a cell that nothing passes
    for (const std::size_t rule : checks.dead_rules(shape)) silent.insert(rule);
    for (const OpenCell& closed : shape.closed) silent.insert(closed.rule);
    std::set<std::size_t> expected;
    for (std::size_t rule = 0; rule < table.text.rules.size(); ++rule) {
        const bool speaks = std::ranges::any_of(all, [&](const Tried& tried) {
            if (!has_rule(tried, rule)) return false;
            if (table.policy == HitPolicy::first) return tried.rules.front() == rule;
            if (table.policy != HitPolicy::priority) return true;
            return std::ranges::none_of(tried.rules, [&](std::uint32_t other) {
                const auto rank = [&](std::size_t of) { return std::pair(table.text.rules[of].back(), of); };
                return rank(other) < rank(rule);
            });
        });
        if (!speaks) expected.insert(rule);
    }
    EXPECT_EQ(silent, expected);
}

TEST(TableLaw, GeometryIsTryingOutEverything) {
    const std::uint32_t first = testing_tables::first_seed();
    for (std::uint32_t seed = first; seed < first + 1'500 && !testing::Test::HasFailure(); ++seed) {
        const Made table = make(seed);
        SCOPED_TRACE(fmt::format("seed {}\n{}", seed, shown(table)));
        const Space space = Space::of(*table.engine);
        const TableChecks checks(*table.engine, space, NullCounts::where_named);
        const auto all = try_all(table);
        compare_gaps(table, checks, all);
        compare_overlaps(table, checks, all);
        compare_dead(table, checks, all);
    }
}

}  // namespace
}  // namespace konsequenz::proof
