#include "backtest/input_codes.h"

#include <algorithm>
#include <utility>

#include "backtest/combinations.h"
#include "backtest/record_words.h"
#include "ruling/inputs.h"

namespace konsequenz::backtest {
namespace {

using record::Type;

Type type_of(Input input) {
    switch (input) {
        case Input::order: return Type::order;
        case Input::customer: return Type::customer;
        default: return Type::contact;
    }
}

/// Fields with few values, whatever comes.
bool has_few_values(std::string_view field) {
    return field == "direction" || field == "public" || field == "acts" || field == "stage" || field == "vip";
}

}  // namespace

InputCodes::InputCodes(const Reading& reading, Input input) : reading_(reading), input_(input) {}

std::uint32_t InputCodes::code_of(const record::Record& contact, const facts::Known& known) {
    key_.clear();
    for (const auto& field : reading_.input(input_).fields) {
        const auto value = ruling::field_value(field.field, contact, known);
        if (field.is_value)
            append_key(key_, value);
        else
            key_.push_back(static_cast<char>(value.kind()));
    }
    return values_.number_of(key_, ruling::input_value(to_string(input_), contact, known));
}

unsigned InputCodes::bits() const {
    switch (input_) {
        case Input::conduct: return 11;
        case Input::circumstances: return 5;
        case Input::finding: return 6;
        default: break;
    }
    const auto& fields = reading_.input(input_).fields;
    const bool has_few = std::ranges::all_of(fields, [](const ReadField& field) {
        return !field.is_value || has_few_values(standard::input_fields()[field.field].field);
    });
    // Of a contact: 2 directions, 2 publicities, 64 sets of acts, and whether each of three is there.
    return has_few ? 11 : 32;
}

std::uint32_t InputCodes::of_row(const Block& block, std::size_t type_row) {
    // The row's time and id are none of the input's business, so that any row of the block will do for them.
    const auto type = static_cast<std::uint8_t>(type_of(input_));
    const auto row = static_cast<std::size_t>(std::ranges::find(block.type, type) - block.type.begin());
    auto record = record_at(block, 0, row, type_row);
    facts::Known known;
    if (input_ == Input::contact) return code_of(record, known);
    if (input_ == Input::order) known.order = std::get<record::Order>(std::move(record.body));
    if (input_ == Input::customer) known.customer = std::get<record::Customer>(std::move(record.body));
    record.body = record::Contact();
    return code_of(record, known);
}

std::vector<std::uint32_t> InputCodes::of_rows(const Block& block) {
    FieldSet by_value;
    FieldSet by_presence;
    for (const auto& field : reading_.input(input_).fields)
        (field.is_value ? by_value : by_presence) |= columns_of(input_, standard::input_fields()[field.field].field);
    const auto rows = block.rows_of_type[static_cast<std::size_t>(type_of(input_))];
    std::vector<Codes> columns;
    for (std::size_t field = 0; field < field_count; ++field) {
        const auto& column = block.columns[field];
        if ((!by_value[field] && !by_presence[field]) || column.width() == 0) continue;
        Codes codes{column.expanded(), std::uint64_t{block.words_of(static_cast<Field>(field)).size()} + 1};
        if (!by_value[field]) {
            for (auto& code : codes.rows) code = code == absent ? 0 : 1;
            codes.below = 2;
        }
        columns.push_back(std::move(codes));
    }
    auto combined = combine(columns, rows);
    std::vector<std::uint32_t> made;
    made.reserve(combined.first.size());
    for (const auto row : combined.first) made.push_back(of_row(block, row));
    for (auto& code : combined.rows) code = made[code];
    return std::move(combined.rows);
}

std::uint32_t number_of(const record::Circumstances& circumstances) {
    const std::uint32_t asked = circumstances.asked ? (*circumstances.asked ? 2 : 1) : 0;
    const std::uint32_t kind = circumstances.kind ? static_cast<std::uint32_t>(*circumstances.kind) + 1 : 0;
    return asked * 7 + kind;
}

record::Circumstances circumstances_of_number(std::uint32_t number) {
    record::Circumstances made;
    if (number / 7 > 0) made.asked = number / 7 == 2;
    if (number % 7 > 0) made.kind = static_cast<record::CircumstanceKind>(number % 7 - 1);
    return made;
}

std::uint32_t number_of_merits(const record::Finding& finding) {
    return 1 + (static_cast<std::uint32_t>(finding.result) * 2 + (finding.manifestly_unfounded ? 1U : 0U)) * 6 +
           static_cast<std::uint32_t>(finding.fault);
}

record::Finding finding_of_number(std::uint32_t number) {
    record::Finding made;
    number -= 1;
    made.fault = static_cast<record::Fault>(number % 6);
    made.manifestly_unfounded = number / 6 % 2 == 1;
    made.result = static_cast<record::Merits>(number / 12);
    return made;
}

}  // namespace konsequenz::backtest
