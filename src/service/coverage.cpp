#include "service/coverage.h"

#include <algorithm>
#include <numeric>

#include "ruling/inputs.h"

namespace konsequenz::service {
namespace {

using feel::Value;

bool is_dash(const feel::Expression& test) {
    const auto shape = test.shape();
    return shape && shape->form == feel::TestShape::Form::any;
}

}  // namespace

Coverage::Coverage(const standard::Standard& standard) : standard_(standard) {
    for (const auto& info : standard.engine->tables()) {
        TableCoverage table{info.owner, {}};
        auto& by_rule = cells_.emplace_back();
        for (const auto& rule : info.rules) {
            RuleCoverage covered{rule.place, std::string(rule.annotation("Principle")), false, false, {}};
            auto& cells = by_rule.emplace_back();
            for (std::size_t column = 0; column < rule.tests.size(); ++column) {
                auto& cell = covered.cells.emplace_back();
                cell.column = info.inputs[column];
                if (is_dash(rule.tests[column])) continue;
                cell.test = rule.tests[column].text();
                // Compiled anew with nothing in scope but the value tested: that is all a plain cell reads.
                auto alone = feel::Expression::compile_unary_tests(cell.test, {}, {});
                cell.is_readable = alone.has_value();
                if (alone) cells.push_back({column, std::move(*alone)});
            }
            table.rules.push_back(std::move(covered));
        }
        tables_.push_back(std::move(table));
    }
}

Coverage::Passing Coverage::passing(std::size_t table, std::size_t rule, const std::vector<Value>& inputs) const {
    Passing found;
    for (const auto& cell : cells_[table][rule]) {
        if (cell.test.evaluate(std::span(&inputs[cell.column], 1)).is_true()) continue;
        ++found.failed;
        found.column = cell.column;
    }
    return found;
}

template <class Visit>
void Coverage::visit(const dmn::TableTrace& ran, const Visit& visit) const {
    for (std::size_t rule = 0; rule < tables_[ran.table].rules.size(); ++rule) {
        const auto found = passing(ran.table, rule, ran.inputs);
        const auto index = static_cast<std::uint32_t>(rule);
        const bool fires = std::ranges::find(ran.chosen, index) != ran.chosen.end();
        // A cell that cannot be read by itself may be what keeps the rule from matching: the engine knows.
        const bool matches = std::ranges::find(ran.rules, index) != ran.rules.end();
        visit(rule, fires, matches || fires, found);
    }
}

bool Coverage::adds(const dmn::Trace& trace) const {
    bool is_new = false;
    for (const auto& ran : trace.tables) {
        visit(ran, [&](std::size_t rule, bool fires, bool matches, const Passing& found) {
            const auto& covered = tables_[ran.table].rules[rule];
            is_new = is_new || (fires && !covered.has_fired) || (matches && !covered.has_matched) ||
                     (found.failed == 1 && !covered.cells[found.column].has_failed_alone);
        });
    }
    return is_new;
}

bool Coverage::add(const dmn::Trace& trace) {
    const bool is_new = adds(trace);
    for (const auto& ran : trace.tables) {
        visit(ran, [&](std::size_t rule, bool fires, bool matches, const Passing& found) {
            auto& covered = tables_[ran.table].rules[rule];
            covered.has_fired = covered.has_fired || fires;
            covered.has_matched = covered.has_matched || matches;
            if (found.failed == 1) covered.cells[found.column].has_failed_alone = true;
        });
    }
    return is_new;
}

void Coverage::add(const MadeCase& tested, const facts::Known& known) {
    const auto inputs = engine_inputs(standard_, tested.contact, known);
    std::vector<std::size_t> decisions(standard_.engine->decisions().size());
    std::iota(decisions.begin(), decisions.end(), std::size_t{0});
    std::vector<Value> values(decisions.size());
    dmn::Trace trace;
    standard_.engine->evaluate(decisions, inputs, values, trace);
    add(trace);
}

CoverageCount Coverage::count(const TableCoverage& table) {
    CoverageCount count;
    for (const auto& rule : table.rules) {
        ++count.rules;
        if (rule.has_fired) ++count.rules_fired;
        for (const auto& cell : rule.cells) {
            if (cell.test.empty()) continue;
            ++count.cells;
            if (rule.is_covered(cell)) ++count.cells_covered;
        }
    }
    return count;
}

CoverageCount Coverage::count() const {
    CoverageCount sum;
    for (const auto& table : tables_) {
        const auto each = count(table);
        sum.rules += each.rules;
        sum.rules_fired += each.rules_fired;
        sum.cells += each.cells;
        sum.cells_covered += each.cells_covered;
    }
    return sum;
}

std::vector<Value> engine_inputs(const standard::Standard& standard, const record::Record& contact,
                                 const facts::Known& known) {
    std::vector<Value> inputs;
    for (const auto& input : standard.engine->inputs()) {
        const auto fact = std::ranges::find(standard.facts, input.name, &standard::Fact::name);
        if (fact != standard.facts.end())
            inputs.push_back(known.facts[static_cast<std::size_t>(fact - standard.facts.begin())]);
        else
            inputs.push_back(ruling::input_value(input.name, contact, known));
    }
    return inputs;
}

}  // namespace konsequenz::service
