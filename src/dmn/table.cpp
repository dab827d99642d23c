#include "dmn/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace konsequenz::dmn {

using feel::Value;

/// What one evaluation holds of its inputs; on the stack where columns are few.
struct TableLogic::Row {
    explicit Row(std::size_t column_count) : known(column_count), converted(column_count) {
        if (column_count > columns_few) {
            many_places.resize(column_count);
            many_values.resize(column_count);
            places = many_places.data();
            values = many_values.data();
        }
    }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

    static constexpr std::size_t columns_few = 16;
    std::array<std::uint32_t, columns_few> few_places;  // written by read_inputs before any use
    std::array<const Value*, columns_few> few_values;
    std::vector<std::uint32_t> many_places;
    std::vector<const Value*> many_values;
    std::uint32_t* places = few_places.data();  ///< no_place: the index does not know the value's kind
    const Value** values = few_values.data();
    RowPointers known;  ///< the bits of the places that are there
    Cells converted;    ///< values that do not lie in the frame
    bool must_verify = false;
};

TableLogic::TableLogic(TableProgram program) : program_(std::move(program)) { prepare_policy(); }

const Value& TableLogic::read_input(Frame& frame, Row& row, std::size_t at) const {
    const TableColumn& column = program_.columns[at];
    if (column.direct.slot) {
        const Value* value = follow(frame.slots[*column.direct.slot], column.direct.path);
        if (value != nullptr && (value->is_null() || column.type.is_free() || column.type.is_plainly(*value)))
            return *value;
    }
    return row.converted.put(at, coerce(column.program.evaluate(frame.slots.first(program_.scope_size), frame.run),
                                        column.type, column.program.text(), frame.run));
}

bool TableLogic::is_allowed(Frame& frame, const TableColumn& column, const Value& value) const {
    if (!column.allowed || value.is_null()) return true;
    const ColumnIndex& index = column.allowed->index;
    const std::uint32_t place = index.find(value);
    if (place != ColumnIndex::no_place && !index.has_open_tests()) return (*index.row(place) & 1U) != 0;
    frame.slots[program_.scope_size] = value;
    return column.allowed->cells.tests.front()
        .evaluate(frame.slots.first(program_.scope_size + 1), frame.run)
        .is_true();
}

bool TableLogic::read_inputs(Frame& frame, Row& row) const {
    row.must_verify = program_.must_verify;
    for (std::size_t at = 0; at < program_.columns.size(); ++at) {
        const TableColumn& column = program_.columns[at];
        const Value& value = read_input(frame, row, at);
        row.values[at] = &value;
        if (!is_allowed(frame, column, value)) [[unlikely]] {
            frame.run.note("dmn.not-allowed",
                           fmt::format("the input `{}` of the table `{}` is {}: its input values do not list that",
                                       column.program.text(), program_.owner, feel::to_string(value)));
            return false;
        }
        const std::uint32_t place = column.index.find(value);
        row.places[at] = place;
        if (place == ColumnIndex::no_place)
            row.must_verify = true;
        else
            row.known.push_back(column.index.row(place));
    }
    return true;
}

bool TableLogic::verify(Frame& frame, const Row& row, std::uint32_t rule) const {
    for (std::size_t at = 0; at < program_.columns.size(); ++at) {
        const TableColumn& column = program_.columns[at];
        const std::uint32_t test = column.cells.of_rule[rule];
        if (row.places[at] != ColumnIndex::no_place && !column.index.is_open(test)) {
            if (column.index.has_blocks() && !column.index.passes(test, row.places[at])) return false;
            continue;
        }
        frame.slots[program_.scope_size] = *row.values[at];
        if (!column.cells.tests[test].evaluate(frame.slots.first(program_.scope_size + 1), frame.run).is_true())
            return false;
    }
    return true;
}

// Calls on_match for each matching rule in ascending order until it says false.
template <class OnMatch>
void TableLogic::each_match(Frame& frame, const Row& row, OnMatch on_match) const {
    scan(program_.layout, row.known.rows(),
         [&](std::uint32_t rule) { return (row.must_verify && !verify(frame, row, rule)) || on_match(rule); });
}

Value TableLogic::run(Frame& frame) const {
    Row row(program_.columns.size());
    if (!read_inputs(frame, row)) return {};
    return frame.trace == nullptr ? result(frame, row) : traced(frame, row);
}

Value TableLogic::result(Frame& frame, const Row& row) const {
    if (program_.hit_policy == HitPolicy::first || program_.hit_policy == HitPolicy::unique)
        return first_or_unique(frame, row);
    RuleList rules;
    each_match(frame, row, [&](std::uint32_t rule) {
        rules.push_back(rule);
        return true;
    });
    return by_policy(frame, rules);
}

Value TableLogic::first_or_unique(Frame& frame, const Row& row) const {
    constexpr std::uint32_t none = 0xffffffffU;
    const bool must_be_unique = program_.hit_policy == HitPolicy::unique;
    std::uint32_t first = none;
    std::uint32_t second = none;
    each_match(frame, row, [&](std::uint32_t rule) {
        (first == none ? first : second) = rule;
        return must_be_unique && second == none;
    });
    if (first == none) return no_match(frame);
    if (second != none) [[unlikely]]
        return overlap(frame, first, second);
    return output_of(frame, first);
}

Value TableLogic::traced(Frame& frame, const Row& row) const {
    TableTrace trace{.table = program_.number};
    for (std::size_t at = 0; at < program_.columns.size(); ++at) trace.inputs.push_back(row.values[at]->owned());
    RuleList rules;
    each_match(frame, row, [&](std::uint32_t rule) {
        rules.push_back(rule);
        return true;
    });
    trace.rules.assign(rules.rules().begin(), rules.rules().end());
    Value value = by_policy(frame, rules);
    trace.chosen.assign(rules.rules().begin(), rules.rules().end());
    if (frame.trace->tables.size() == Trace::entries_max) frame.trace->tables.pop_back();
    frame.trace->tables.push_back(std::move(trace));
    return value;
}

}  // namespace konsequenz::dmn
