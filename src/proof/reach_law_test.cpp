// The law of what hangs together: of a table that reads another one, a gap is reported where the model as a whole has
// one, and nowhere else.
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "dmn/test_models.h"
#include "proof/table_check.h"
#include "proof/test_tables.h"

namespace konsequenz::proof {
namespace {

using feel::Value;
using testing_tables::Column;
using testing_tables::Maker;
namespace made = dmn::testing_models;

/// Two inputs; `first` over both, `second` over the first decision and both inputs again.
struct Made {
    std::vector<Column> columns;
    std::string shown;
    std::shared_ptr<const dmn::Engine> engine;
};

made::TableText text_of(Maker& maker, const std::vector<Column>& columns, std::size_t rules, std::string& shown) {
    made::TableText text;
    text.outputs = {{"", "string", "", ""}};
    for (const Column& column : columns) text.inputs.push_back({column.name, column.type, column.values});
    for (std::size_t rule = 0; rule < rules; ++rule) {
        std::vector<std::string> row;
        for (const Column& column : columns) {
            row.push_back(maker.cell(column));
            // A null that is named counts, and none is tried here.
            if (row.back().starts_with("null")) row.back() = maker.constant(column);
        }
        row.push_back(fmt::format("\"{}\"", "abc"[maker.below(3)]));
        shown += fmt::format("\n{}", fmt::join(row, " | "));
        text.rules.push_back(std::move(row));
    }
    shown += "\n";
    return text;
}

Made make(std::uint32_t seed) {
    Maker maker(seed);
    Made model;
    std::vector<Column> left = testing_tables::all_columns();
    while (model.columns.size() < 2) {
        const auto at = maker.below(left.size());
        model.columns.push_back(left[at]);
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
    }
    std::string inputs;
    std::vector<std::string> names;
    for (const Column& column : model.columns) {
        names.push_back(column.name);
        inputs += made::input(column.name, column.type);
    }
    auto first = text_of(maker, model.columns, 1 + maker.below(4), model.shown);
    first.hit_policy = "FIRST";
    first.rules.push_back({"-", "-", "\"c\""});
    const Column decided{"first", "string", "", {"\"a\"", "\"b\"", "\"c\""}, false};
    auto second = text_of(maker, {decided, model.columns[0], model.columns[1]}, 2 + maker.below(5), model.shown);
    auto required = names;
    required.emplace_back("#first");
    model.engine = made::sound(inputs + made::decision("first", names, made::table(first), "string") +
                               made::decision("second", required, made::table(second), "Any"));
    return model;
}

/// The values of the second table's columns for every input, where they are allowed, and which rules matched.
std::vector<dmn::TableTrace> try_all(const Made& model) {
    std::vector<dmn::TableTrace> all;
    const std::size_t second = model.engine->find_decision("second").value();
    const std::size_t table = model.engine->decisions()[second].table.value();
    for (const auto& one : model.columns[0].points) {
        for (const auto& two : model.columns[1].points) {
            const std::vector<Value> inputs = {made::value(one), made::value(two)};
            dmn::Trace trace;
            Value result;
            model.engine->evaluate({&second, 1}, inputs, {&result, 1}, trace);
            all.push_back(*std::ranges::find(trace.tables, table, &dmn::TableTrace::table));
        }
    }
    return all;
}

void compare(const Made& model) {
    const Space space = Space::of(*model.engine);
    const TableChecks checks(*model.engine, space, NullCounts::where_named);
    const std::size_t second = model.engine->find_decision("second").value();
    const TableShape& shape = checks.shapes()[model.engine->decisions()[second].table.value()];
    const auto gaps = checks.gaps(shape).items;
    const auto all = try_all(model);
    for (const dmn::TableTrace& tried : all) {
        const bool is_reported =
            std::ranges::any_of(gaps, [&](const TableGap& gap) { return shape.contains(gap.region, tried.inputs); });
        EXPECT_EQ(is_reported, tried.rules.empty()) << fmt::format("{}", fmt::join(tried.rules, " "));
    }
    for (const TableGap& gap : gaps) {
        EXPECT_TRUE(gap.is_certain);
        EXPECT_TRUE(std::ranges::any_of(all, [&](const dmn::TableTrace& tried) {
            return shape.contains(gap.region, tried.inputs);
        })) << in_words(shape, gap.region, Language::english);
    }
    for (const TableOverlap& overlap : checks.overlaps(shape).items) {
        EXPECT_TRUE(overlap.is_certain);
        EXPECT_TRUE(std::ranges::any_of(
            all, [&](const dmn::TableTrace& tried) { return shape.contains(overlap.region, tried.inputs); }));
    }
}

TEST(ReachLaw, WhatTheModelNeverGivesIsNoGapOfIt) {
    const std::uint32_t first = testing_tables::first_seed();
    for (std::uint32_t seed = first; seed < first + 600 && !testing::Test::HasFailure(); ++seed) {
        const Made model = make(seed);
        SCOPED_TRACE(fmt::format("seed {}: {}, {}{}", seed, model.columns[0].name, model.columns[1].name, model.shown));
        compare(model);
    }
}

TEST(ReachLaw, WhatAFormulaGivesIsNotDecided) {
    // Samples of what cells tell apart need not hit what a formula makes of them.
    const auto engine = made::sound(
        made::input("x", "number") + made::decision("a", {"x"}, made::literal("x * 2"), "number") +
        made::decision("b", {"#a"},
                       made::table({.inputs = {{"a", "number", ""}}, .rules = {{"< 3", "1"}, {"> 3", "2"}}}),
                       "number"));
    const Space space = Space::of(*engine);
    const TableChecks checks(*engine, space, NullCounts::where_named);
    const auto gaps = checks.gaps(checks.shapes().front());
    ASSERT_EQ(gaps.items.size(), 1U);
    EXPECT_FALSE(gaps.items.front().is_certain) << "x would have to be 1.5, which no cell names";
}

}  // namespace
}  // namespace konsequenz::proof
