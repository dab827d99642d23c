#include "backtest/decision_columns.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include "dmn/state.h"

namespace konsequenz::backtest {
namespace {

using dmn::Source;
using feel::Value;

void add_columns(const Source& source, const std::function<const ValueColumn*(const Source&)>& find,
                 std::vector<const ValueColumn*>& columns) {
    for (const auto& member : source.members) add_columns(member, find, columns);
    const auto* column = find(source);
    if (column != nullptr && std::ranges::find(columns, column) == columns.end()) columns.push_back(column);
}

}  // namespace

template <class Work>
std::vector<std::uint32_t> Remembered::codes(std::span<const ValueColumn* const> columns, std::size_t rows,
                                             Values& values, Work work) {
    std::vector<Codes> codes;
    codes.reserve(columns.size());
    for (const auto* column : columns) codes.push_back({column->codes, column->values.size()});
    auto combined = combine(codes, rows);
    std::vector<std::uint32_t> made;
    made.reserve(combined.first.size());
    std::vector<std::uint32_t> key(columns.size());
    for (const auto row : combined.first) {
        for (std::size_t at = 0; at < columns.size(); ++at) key[at] = columns[at]->codes[row];
        const auto found = known_.find(key);
        if (found != known_.end()) {
            made.push_back(found->second);
            continue;
        }
        made.push_back(values.number_of(work(row)));
        known_.emplace(key, made.back());
    }
    for (auto& code : combined.rows) code = made[code];
    return std::move(combined.rows);
}

DecisionColumn::DecisionColumn(std::shared_ptr<const dmn::Engine> engine, std::size_t decision)
    : engine_(std::move(engine)), decision_(decision), body_(engine_->state().decisions[decision].body) {
    read_table();
}

void DecisionColumn::read_table() {
    const auto* logic = dynamic_cast<const dmn::TableLogic*>(body_.logic.get());
    if (logic == nullptr) {
        why_ = "its logic is no decision table";
        return;
    }
    table_ = &logic->program();
    const auto name_of = [&](const Source& source) -> std::string_view {
        if (source.kind == Source::Kind::input) return engine_->inputs()[source.index].name;
        if (source.kind == Source::Kind::decision) return engine_->decisions()[source.index].name;
        return {};
    };
    for (const auto& column : table_->columns) {
        Expression made;
        std::set<std::string, std::less<>> heads;
        for (const auto& path : column.program.reads()) heads.insert(path.substr(0, path.find('.')));
        for (std::size_t at = 0; at < body_.requirements.size(); ++at) {
            const auto& source = body_.requirements[at];
            // What has no name of its own here may be read under any.
            const bool is_plain = source.kind == Source::Kind::input || source.kind == Source::Kind::decision;
            if (!is_plain || heads.contains(name_of(source))) made.requirements.push_back(at);
        }
        made.is_requirement = column.direct.slot && column.direct.path.empty() && made.requirements.size() == 1 &&
                              made.requirements.front() == *column.direct.slot;
        expressions_.push_back(std::move(made));
    }
}

const ValueColumn* DecisionColumn::column_of(const Source& source, const ValueColumns& known) {
    const auto& columns = source.kind == Source::Kind::input ? known.inputs : known.decisions;
    if (source.kind != Source::Kind::input && source.kind != Source::Kind::decision) return nullptr;
    const auto found = columns.find(source.index);
    return found == columns.end() ? nullptr : &found->second;
}

std::vector<const ValueColumn*> DecisionColumn::columns_of(std::span<const std::size_t> requirements,
                                                           const ValueColumns& known) const {
    std::vector<const ValueColumn*> columns;
    for (const auto at : requirements) {
        add_columns(body_.requirements[at], [&](const Source& source) { return column_of(source, known); }, columns);
    }
    return columns;
}

// As dmn/session.cpp fetches what a decision requires.
Value DecisionColumn::fetch(const Source& source, const ValueColumns& known, std::size_t row, feel::Run& run) const {
    const auto& state = engine_->state();
    switch (source.kind) {
        case Source::Kind::input:
        case Source::Kind::decision: {
            const auto* column = column_of(source, known);
            if (column == nullptr) return {};
            const auto& value = column->values[column->codes[row]];
            if (source.kind == Source::Kind::decision) return value;
            return dmn::coerce(value, state.inputs[source.index].type, state.input_infos[source.index].name, run);
        }
        case Source::Kind::knowledge: return state.knowledge[source.index].function;
        case Source::Kind::service: return state.services[source.index].function;
        case Source::Kind::group: break;
    }
    std::vector<Value> values;
    for (const auto& member : source.members) values.push_back(fetch(member, known, row, run));
    return Value::context(source.keys, std::move(values));
}

std::vector<Value> DecisionColumn::slots_of(std::span<const std::size_t> requirements, std::size_t slot_count,
                                            const ValueColumns& known, std::size_t row, feel::Run& run) const {
    std::vector<Value> slots(slot_count);
    for (const auto at : requirements) slots[at] = fetch(body_.requirements[at], known, row, run);
    return slots;
}

ValueColumn DecisionColumn::by_combination(const ValueColumns& known, std::size_t rows) {
    std::vector<std::size_t> all(body_.requirements.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto work = [&](std::size_t row) -> Value {
        if (!body_.logic) return {};
        feel::Run run;
        auto slots = slots_of(all, body_.slot_count, known, row, run);
        dmn::Frame frame{slots, run, nullptr};
        return dmn::coerce(body_.logic->run(frame), body_.result, body_.name, run);
    };
    auto codes = whole_.codes(columns_of(all, known), rows, values_, work);
    return {values_.all(), std::move(codes)};
}

ValueColumn DecisionColumn::expression_column(std::size_t at, const ValueColumns& known, std::size_t rows) {
    auto& expression = expressions_[at];
    if (expression.is_requirement) {
        const auto* column = column_of(body_.requirements[expression.requirements.front()], known);
        if (column != nullptr) return *column;
    }
    const auto& program = table_->columns[at].program;
    auto codes = expression.remembered.codes(
        columns_of(expression.requirements, known), rows, expression.values, [&](std::size_t row) -> Value {
            feel::Run run;
            const auto slots = slots_of(expression.requirements, table_->scope_size, known, row, run);
            return program.evaluate(slots, run);
        });
    return {expression.values.all(), std::move(codes)};
}

Result<void> DecisionColumn::prepare_table(std::span<const ValueColumn> columns) {
    std::vector<std::size_t> sizes;
    std::vector<dmn::TableColumns::Dictionary> dictionaries;
    for (const auto& column : columns) {
        sizes.push_back(column.values.size());
        dictionaries.push_back(column.values);
    }
    if (compiled_ && sizes == dictionary_sizes_) return {};
    compiled_ = TRY(dmn::TableColumns::create(engine_, decision_, dictionaries));
    dictionary_sizes_ = std::move(sizes);
    return {};
}

Result<ValueColumn> DecisionColumn::by_table(const ValueColumns& known, std::size_t rows) {
    std::vector<ValueColumn> columns;
    for (std::size_t at = 0; at < expressions_.size(); ++at) columns.push_back(expression_column(at, known, rows));
    TRY_VOID(prepare_table(columns));
    std::vector<dmn::Column> data;
    for (const auto& column : columns) data.emplace_back(dmn::Codes32(column.codes));
    std::vector<std::uint32_t> found(rows);
    std::vector<dmn::Outcome> collected;
    auto outcomes = compiled_->outcomes();
    if (outcomes.empty()) {
        collected = TRY(compiled_->collect(data, found));
        outcomes = collected;
    } else {
        TRY_VOID(compiled_->evaluate(data, found));
    }
    std::vector<std::uint32_t> codes;
    codes.reserve(outcomes.size());
    for (const auto& outcome : outcomes) codes.push_back(values_.number_of(outcome.value));
    for (auto& outcome : found) outcome = codes[outcome];
    return ValueColumn{values_.all(), std::move(found)};
}

ValueColumn DecisionColumn::evaluate(const ValueColumns& known, std::size_t rows) {
    if (why_.empty()) {
        auto column = by_table(known, rows);
        if (column) return std::move(*column);
        why_ = column.error().message;
    }
    return by_combination(known, rows);
}

}  // namespace konsequenz::backtest
