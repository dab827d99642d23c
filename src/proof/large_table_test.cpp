// A table of a thousand rules over seven inputs, cut out of the whole so that it has neither gap nor overlap, and then
// with some that are known.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <set>

#include "dmn/test_models.h"
#include "proof/prove.h"
#include "proof/table_check.h"

namespace konsequenz::proof {
namespace {

namespace made = dmn::testing_models;

/// An interval [low, high) of whole numbers a column, out of [0, side).
struct Cuboid {
    std::vector<std::pair<int, int>> sides;
};

class Cutter {
  public:
    static constexpr std::size_t columns = 7;
    static constexpr int side = 1'000;

    explicit Cutter(std::uint32_t seed) : random_(seed) {}

    /// The whole, cut in two again and again at random places of random columns.
    std::vector<Cuboid> cut(std::size_t count) {
        std::vector<Cuboid> parts = {{std::vector(columns, std::pair(0, side))}};
        while (parts.size() < count) {
            const auto at = below(parts.size());
            const auto column = below(columns);
            auto& [low, high] = parts[at].sides[column];
            if (high - low < 2) continue;
            const int place = low + 1 + static_cast<int>(below(static_cast<std::size_t>(high - low - 1)));
            Cuboid upper = parts[at];
            upper.sides[column].first = place;
            high = place;
            parts.push_back(std::move(upper));
        }
        return parts;
    }

    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

  private:
    std::mt19937 random_;
};

std::string cell(const std::pair<int, int>& side) {
    if (side.first == 0 && side.second == Cutter::side) return "-";
    if (side.first == 0) return fmt::format("< {}", side.second);
    if (side.second == Cutter::side) return fmt::format(">= {}", side.first);
    return fmt::format("[{}..{})", side.first, side.second);
}

std::shared_ptr<const dmn::Engine> engine_of(const std::vector<Cuboid>& rules) {
    std::string inputs;
    std::vector<std::string> names;
    made::TableText text;
    for (std::size_t column = 0; column < Cutter::columns; ++column) {
        names.push_back(fmt::format("x{}", column));
        inputs += made::input(names.back(), "number");
        text.inputs.push_back({names.back(), "number", ""});
    }
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
        std::vector<std::string> row;
        for (const auto& side : rules[rule].sides) row.push_back(cell(side));
        row.push_back(std::to_string(rule));
        text.rules.push_back(std::move(row));
    }
    return made::sound(inputs + made::decision("out", names, made::table(text), "number"));
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(LargeTable, WithoutGapsAndOverlapsHasNone) {
    const auto engine = engine_of(Cutter(7).cut(1'000));
    const Space space = Space::of(*engine);
    const auto start = std::chrono::steady_clock::now();
    const TableChecks checks(*engine, space, NullCounts::where_named);
    const TableShape& shape = checks.shapes().front();
    const auto gaps = checks.gaps(shape);
    EXPECT_TRUE(gaps.is_complete);
    EXPECT_TRUE(gaps.items.empty());
    EXPECT_TRUE(checks.overlaps(shape).items.empty());
    RecordProperty("milliseconds", static_cast<int>(seconds_since(start) * 1'000));
    fmt::print("1,000 rules over 7 inputs: gaps and overlaps in {:.0f} ms\n", seconds_since(start) * 1'000);
}

TEST(LargeTable, PlantedFaultsAreFoundAndNothingElse) {
    Cutter cutter(11);
    std::vector<Cuboid> rules = cutter.cut(1'010);
    std::vector<Cuboid> removed(rules.end() - 10, rules.end());
    rules.resize(1'000);
    for (std::size_t copy = 0; copy < 5; ++copy) rules.push_back(rules[cutter.below(1'000)]);
    const auto engine = engine_of(rules);
    const Space space = Space::of(*engine);
    const auto start = std::chrono::steady_clock::now();
    const TableChecks checks(*engine, space, NullCounts::where_named);
    const TableShape& shape = checks.shapes().front();
    const auto gaps = checks.gaps(shape);
    const auto overlaps = checks.overlaps(shape);
    fmt::print("with 10 gaps and 5 overlaps: {:.0f} ms\n", seconds_since(start) * 1'000);
    EXPECT_TRUE(gaps.is_complete);
    ASSERT_FALSE(gaps.items.empty());
    for (const Cuboid& gap : removed) {
        std::vector<feel::Value> inside;
        for (const auto& side : gap.sides) inside.push_back(feel::Value::number(side.first));
        EXPECT_TRUE(std::ranges::any_of(gaps.items,
                                        [&](const TableGap& found) { return shape.contains(found.region, inside); }));
    }
    for (const TableGap& gap : gaps.items) {
        const auto values = shape.witness(gap.region);
        const auto inside = [&](const Cuboid& cuboid) {
            for (std::size_t column = 0; column < Cutter::columns; ++column) {
                const double value = values[column].as_number().to_double();
                const auto& [low, high] = cuboid.sides[column];
                if ((low > 0 && value < low) || (high < Cutter::side && value >= high)) return false;
            }
            return true;
        };
        EXPECT_TRUE(std::ranges::any_of(removed, inside));
    }
    std::set<std::size_t> doubled;
    for (const TableOverlap& overlap : overlaps.items) doubled.insert(overlap.second);
    for (std::size_t copy = 1'000; copy < 1'005; ++copy) EXPECT_TRUE(doubled.contains(copy));
    for (const TableOverlap& overlap : overlaps.items) EXPECT_GE(overlap.second, 1'000U);
}

standard::Standard standard_of(const std::vector<Cuboid>& rules) {
    standard::Standard standard;
    standard.engine = engine_of(rules);
    std::string known = "x0 != null";
    for (std::size_t column = 1; column < Cutter::columns; ++column) known += fmt::format(" and x{} != null", column);
    standard.assumptions.push_back({known, {}});
    standard.guarantees.resize(2);
    standard.guarantees[0].kind = standard::GuaranteeKind::complete_and_unique;
    standard.guarantees[0].outputs = {"out"};
    standard.guarantees[1].kind = standard::GuaranteeKind::always;
    standard.guarantees[1].condition = "if x0 < 300 and x1 >= 500 then out >= 0 else out < 1000";
    return standard;
}

TEST(LargeTable, ItsGuaranteesAreProved) {
    const standard::Standard standard = standard_of(Cutter(7).cut(1'000));
    const auto start = std::chrono::steady_clock::now();
    for (const Verdict& verdict : prove(standard)) EXPECT_EQ(verdict.state, State::proved) << verdict.why;
    fmt::print("uniqueness and a condition of 1,000 rules by the solver: {:.2f} s\n", seconds_since(start));
}

TEST(LargeTable, AFaultyOneIsRefuted) {
    Cutter cutter(11);
    std::vector<Cuboid> rules = cutter.cut(1'010);
    rules.resize(1'000);
    rules.push_back(rules[5]);
    const standard::Standard standard = standard_of(rules);
    for (const Verdict& verdict : prove(standard)) EXPECT_EQ(verdict.state, State::refuted) << verdict.why;
}

}  // namespace
}  // namespace konsequenz::proof
