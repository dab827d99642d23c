#include "backtest/fact_codes.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "dmn/state.h"
#include "dmn/table.h"

namespace konsequenz::backtest {
namespace {

using feel::Value;

bool names(const feel::Expression& expression, std::string_view variable) {
    return std::ranges::any_of(expression.reads(), [&](const std::string& path) {
        return std::string_view(path).substr(0, path.find('.')) == variable;
    });
}

bool is_plain_number(const dmn::CheckedType& type) {
    return type.is_free() || (type.constraint == nullptr && type.type.kind() == feel::TypeKind::number);
}

/// Whether cells, outputs or defaults ask for the fact, beside the columns that it is the value of.
bool reads_it_elsewhere(const dmn::TableProgram& table, std::string_view fact) {
    const auto is_named = [&](const feel::Expression& expression) { return names(expression, fact); };
    for (const auto& column : table.columns) {
        if (std::ranges::any_of(column.cells.tests, is_named)) return true;
        if (column.allowed && std::ranges::any_of(column.allowed->cells.tests, is_named)) return true;
    }
    for (const auto& rule : table.rules) {
        if (std::ranges::any_of(rule.outputs, is_named)) return true;
    }
    return std::ranges::any_of(table.outputs, [&](const dmn::TableOutput& output) {
        return output.default_value && is_named(*output.default_value);
    });
}

/// Adds the places of all columns that are just this fact; false where the table reads it in another way.
bool add_places(const dmn::TableProgram& table, std::size_t slot, std::string_view fact,
                std::vector<const dmn::ColumnIndex*>& places) {
    if (reads_it_elsewhere(table, fact)) return false;
    for (const auto& column : table.columns) {
        if (!names(column.program, fact)) continue;
        const bool is_plain = column.direct.slot == slot && column.direct.path.empty() &&
                              is_plain_number(column.type) && !column.index.has_open_tests() &&
                              (!column.allowed || !column.allowed->index.has_open_tests());
        if (!is_plain) return false;
        places.push_back(&column.index);
        if (column.allowed) places.push_back(&column.allowed->index);
    }
    return true;
}

}  // namespace

FactCodes::FactCodes(const Reading& reading, std::size_t index) {
    const auto& read = reading.facts()[index];
    const auto& name = reading.standard().facts[read.fact].name;
    const auto& state = reading.standard().engine->state();
    if (reading.standard().facts[read.fact].kind == standard::FactKind::share) shares_.resize(shares_count);
    // The latest value may be of any kind.
    is_exact_ = !is_plain_number(state.inputs[read.slot].type) ||
                reading.standard().facts[read.fact].kind == standard::FactKind::latest;
    for (const auto decision : reading.decisions()) {
        const auto& body = state.decisions[decision].body;
        for (std::size_t slot = 0; slot < body.requirements.size() && !is_exact_; ++slot) {
            const auto& source = body.requirements[slot];
            if (source.kind == dmn::Source::Kind::group) is_exact_ = true;
            if (source.kind != dmn::Source::Kind::input || source.index != read.slot) continue;
            const auto* table = dynamic_cast<const dmn::TableLogic*>(body.logic.get());
            is_exact_ = table == nullptr || !add_places(table->program(), slot, name, places_);
        }
    }
    if (is_exact_) return;
    std::size_t classes = 2;  // one for null, one for what an index does not know
    for (const auto* place : places_) classes += place->place_count();
    bits_ = static_cast<unsigned>(std::bit_width(classes));
}

std::uint32_t FactCodes::of_value(const Value& value) {
    if (is_exact_ || !(value.is_number() || value.is_null())) return values_.number_of(value);
    key_.assign(1, '\xff');
    for (const auto* index : places_) {
        const auto place = value.is_null() ? UINT32_MAX - 1 : index->find(value);
        key_.append(reinterpret_cast<const char*>(&place), sizeof place);
    }
    return values_.number_of(key_, value);
}

std::uint32_t FactCodes::learn_count(std::uint32_t count) {
    const auto code = of_value(Value::number(std::int64_t{count}));
    if (count > known_max) return code;
    if (by_count_.size() <= count) by_count_.resize(count + 1, unknown);
    return by_count_[count] = code;
}

std::uint32_t FactCodes::learn_share(std::uint32_t part, std::uint32_t whole) {
    const auto share = whole == 0 ? Value::number(std::int64_t{0})
                                  : Value::number(feel::divide(feel::Number::from(std::int64_t{part}),
                                                               feel::Number::from(std::int64_t{whole})));
    const auto code = of_value(share);
    shares_[slot_of(part, whole)] = {part, whole, code};
    return code;
}

}  // namespace konsequenz::backtest
