#include "dmn/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cassert>

namespace konsequenz::dmn {

using feel::Value;

namespace {
constexpr std::size_t columns_few = 16;
}

/// What one evaluation holds of its inputs; on the stack where columns are few.
struct TableLogic::Row {
    explicit Row(std::size_t column_count) : count(column_count) {
        if (count <= columns_few) return;
        many_bits.resize(count);
        many_values.resize(count);
        many_scratch.resize(count);
        bits = many_bits.data();
        values = many_values.data();
        scratch = many_scratch.data();
    }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

    std::size_t count;
    std::array<const std::uint64_t*, columns_few> few_bits;  // written by read_inputs before any use
    std::array<const Value*, columns_few> few_values;
    std::array<Value, columns_few> few_scratch;
    std::vector<const std::uint64_t*> many_bits;
    std::vector<const Value*> many_values;
    std::vector<Value> many_scratch;
    const std::uint64_t** bits = few_bits.data();  ///< nullptr: the index does not know the value's kind
    const Value** values = few_values.data();
    Value* scratch = few_scratch.data();
    std::size_t known = 0;  ///< columns with bits
    bool must_verify = false;
};

const Value& TableLogic::read_input(Frame& frame, const TableColumn& column, Value& scratch) const {
    if (column.direct.slot) {
        const Value* value = &frame.slots[*column.direct.slot];
        for (const std::string& member : column.direct.path) {
            value = value->is_context() ? value->find(member) : nullptr;
            if (value == nullptr) break;
        }
        if (value != nullptr && (value->is_null() || column.type.is_free() || column.type.is_plainly(*value)))
            return *value;
    }
    scratch = coerce(column.program.evaluate(frame.slots.first(program_.scope_size), frame.run), column.type,
                     column.program.text(), frame.run);
    return scratch;
}

bool TableLogic::is_allowed(Frame& frame, const TableColumn& column, const Value& value) const {
    if (!column.allowed || value.is_null()) return true;
    const ColumnIndex& index = column.allowed->index;
    const std::uint32_t row = index.find(value);
    if (row != ColumnIndex::no_row && !index.has_open_tests()) return (index.row(row)[1] & 1U) != 0;
    frame.slots[program_.scope_size] = value;
    return column.allowed->cells.tests.front()
        .evaluate(frame.slots.first(program_.scope_size + 1), frame.run)
        .is_true();
}

bool TableLogic::read_inputs(Frame& frame, Row& row) const {
    row.must_verify = program_.has_open_tests;
    for (std::size_t at = 0; at < row.count; ++at) {
        const TableColumn& column = program_.columns[at];
        const Value& value = read_input(frame, column, row.scratch[at]);
        row.values[at] = &value;
        if (!is_allowed(frame, column, value)) [[unlikely]] {
            frame.run.note("dmn.not-allowed",
                           fmt::format("the input `{}` of the table `{}` is {}: its input values do not list that",
                                       column.program.text(), program_.owner, feel::to_string(value)));
            return false;
        }
        const std::uint32_t found = column.index.find(value);
        row.bits[at] = found == ColumnIndex::no_row ? nullptr : column.index.row(found);
        row.known += found == ColumnIndex::no_row ? 0 : 1;
        row.must_verify = row.must_verify || found == ColumnIndex::no_row;
    }
    return true;
}

bool TableLogic::verify(Frame& frame, const Row& row, std::uint32_t rule) const {
    for (std::size_t at = 0; at < row.count; ++at) {
        const TableColumn& column = program_.columns[at];
        const std::uint32_t test = column.cells.of_rule[rule];
        if (row.bits[at] != nullptr && !column.index.is_open(test)) continue;
        frame.slots[program_.scope_size] = *row.values[at];
        if (!column.cells.tests[test].evaluate(frame.slots.first(program_.scope_size + 1), frame.run).is_true())
            return false;
    }
    return true;
}

// Calls on_match for each matching rule in ascending order until it says false.
template <class OnMatch>
void TableLogic::each_match(Frame& frame, const Row& row, OnMatch on_match) const {
    const RowLayout& layout = program_.layout;
    std::array<const std::uint64_t*, columns_few> few;
    std::vector<const std::uint64_t*> many;
    if (row.count > columns_few) many.resize(row.count);
    const std::uint64_t** known = many.empty() ? few.data() : many.data();
    std::size_t count = 0;
    for (std::size_t at = 0; at < row.count; ++at) {
        if (row.bits[at] != nullptr) known[count++] = row.bits[at];
    }
    for (std::size_t group = 0; group < layout.summary_words; ++group) {
        const std::size_t words_here = std::min<std::size_t>(64, layout.words - group * 64);
        std::uint64_t summary = words_here == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << words_here) - 1;
        for (std::size_t at = 0; at < count; ++at) summary &= known[at][group];
        for (; summary != 0; summary &= summary - 1) {
            const std::size_t word = group * 64 + static_cast<std::size_t>(std::countr_zero(summary));
            const std::size_t rules_here = std::min<std::size_t>(64, layout.rules - word * 64);
            std::uint64_t bits = rules_here == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << rules_here) - 1;
            for (std::size_t at = 0; at < count; ++at) bits &= known[at][layout.summary_words + word];
            for (; bits != 0; bits &= bits - 1) {
                const auto rule =
                    static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
                if (row.must_verify && !verify(frame, row, rule)) continue;
                if (!on_match(rule)) return;
            }
        }
    }
}

Value TableLogic::run(Frame& frame) const {
    Row row(program_.columns.size());
    if (!read_inputs(frame, row)) return {};
    return frame.trace == nullptr ? result(frame, row) : traced(frame, row);
}

Value TableLogic::result(Frame& frame, const Row& row) const {
    if (program_.hit_policy == HitPolicy::first || program_.hit_policy == HitPolicy::unique)
        return first_or_unique(frame, row);
    std::vector<std::uint32_t> matches;
    each_match(frame, row, [&](std::uint32_t rule) {
        matches.push_back(rule);
        return true;
    });
    std::vector<std::uint32_t> chosen;
    return by_policy(frame, matches, chosen);
}

Value TableLogic::first_or_unique(Frame& frame, const Row& row) const {
    constexpr std::uint32_t none = ColumnIndex::no_row;
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
    for (std::size_t at = 0; at < row.count; ++at) trace.inputs.push_back(row.values[at]->owned());
    each_match(frame, row, [&](std::uint32_t rule) {
        trace.rules.push_back(rule);
        return true;
    });
    Value value = by_policy(frame, trace.rules, trace.chosen);
    frame.trace->tables.push_back(std::move(trace));
    return value;
}

}  // namespace konsequenz::dmn
