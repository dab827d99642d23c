#include "dmn/quick_table.h"

#include <algorithm>
#include <array>

#include "dmn/state.h"

namespace konsequenz::dmn {

using feel::Kind;
using feel::Value;

namespace {

constexpr std::uint32_t all_kinds = feel::kinds::any.bits;
constexpr std::uint32_t scalar_kinds = (feel::one_kind(Kind::year_month_duration).bits << 1) - 1;

/// The kinds of values that are of the type as they are; never contexts, lists or ranges, whose parts would have to be
/// asked.
std::uint32_t kinds_of(const feel::Type& type) {
    if (type.is_any()) return all_kinds;
    const auto kind = static_cast<unsigned>(type.kind());
    const bool is_scalar = kind >= static_cast<unsigned>(feel::TypeKind::boolean) &&
                           kind <= static_cast<unsigned>(feel::TypeKind::year_month_duration);
    return is_scalar ? feel::one_kind(static_cast<Kind>(kind - 1)).bits : 0;
}

bool is_allowed(const ColumnIndex& index, const Value& value) {
    const std::uint32_t place = index.find(value);
    return place != ColumnIndex::no_place && (*index.row(place) & 1U) != 0;
}

}  // namespace

// A constrained type becomes checks, each an index with one rule.
bool QuickTable::add_type(Column& made, const CheckedType& type) {
    made.kinds &= kinds_of(type.type) | feel::kinds::null.bits;
    if (!type.constraint) return true;
    made.kinds &= scalar_kinds;
    for (const feel::Expression& test : type.constraint->tests) {
        const ColumnIndex& index = indexes_.emplace_back(one_rule(test), RowLayout(1), ColumnIndex::Rows::a_place);
        if (index.has_open_tests()) return false;
        made.checks.push_back(&index);
    }
    return true;
}

bool QuickTable::add_column(const TableColumn& column, const Body& body, std::span<const InputNode> inputs) {
    if (!column.direct.slot || *column.direct.slot >= body.requirements.size()) return false;
    const Source& source = body.requirements[*column.direct.slot];
    if (source.kind != Source::Kind::input && source.kind != Source::Kind::decision) return false;
    Column made{.index = &column.index, .source = source.index, .path = &column.direct.path};
    made.is_decision = source.kind == Source::Kind::decision;
    made.is_given = !made.is_decision && made.path->empty();
    const Kind indexed = column.index.kind();
    made.kinds = indexed == Kind::null ? all_kinds : feel::one_kind(indexed).bits | feel::kinds::null.bits;
    // Entries of an input are read from its converted value; an input that is read whole is checked right here.
    if (made.is_given && !add_type(made, inputs[source.index].type)) return false;
    if (!add_type(made, column.type)) return false;
    if (column.allowed) {
        if (column.allowed->index.has_open_tests()) return false;
        made.checks.push_back(&column.allowed->index);
    }
    needs_session_ = needs_session_ || !made.is_given;
    if (column.index.has_blocks()) block_columns_.push_back(columns_.size());
    columns_.push_back(std::move(made));
    return true;
}

const Value* QuickTable::fixed(const std::optional<Value>& value, const CheckedType& result) {
    if (!value) return nullptr;
    if (result.is_free() || value->is_null() || result.is_plainly(*value)) return &*value;
    if (!result.is_fixed()) return nullptr;
    feel::Run run;
    return &converted_.emplace_back(coerce_slowly(*value, result, "the result", run));
}

void QuickTable::add_results(const CheckedType& result) {
    for (std::size_t rule = 0; rule < program_.rules.size(); ++rule) {
        const bool is_open = std::ranges::any_of(program_.columns, [&](const TableColumn& column) {
            return column.index.is_open(column.cells.of_rule[rule]);
        });
        values_.push_back(is_open ? nullptr : fixed(program_.rules[rule].constant, result));
    }
    no_match_ = fixed(program_.no_match, result);
}

std::unique_ptr<const QuickTable> QuickTable::create(const Body& body, std::span<const InputNode> inputs) {
    const auto* table = dynamic_cast<const TableLogic*>(body.logic.get());
    if (table == nullptr) return nullptr;
    const TableProgram& program = table->program();
    const bool knows_policy = program.hit_policy == HitPolicy::first || program.hit_policy == HitPolicy::unique ||
                              (program.hit_policy == HitPolicy::any && !program.results.empty()) ||
                              (program.hit_policy == HitPolicy::priority && !program.places.empty());
    if (!knows_policy || program.columns.size() > columns_max) return nullptr;
    std::unique_ptr<QuickTable> made(new QuickTable(program));
    for (const TableColumn& column : program.columns) {
        if (!made->add_column(column, body, inputs)) return nullptr;
    }
    made->add_results(body.result);
    return made;
}

/// What the rules that match come to, one after the other in ascending order.
class QuickTable::Choice {
  public:
    explicit Choice(const QuickTable& table) : table_(table), value_(table.no_match_) {}

    /// Takes the next rule that matches; whether another one could matter.
    bool operator()(std::uint32_t rule) {
        const TableProgram& program = table_.program_;
        const Value* found = table_.values_[rule];
        if (chosen_ == none || found == nullptr) {
            chosen_ = rule;
            value_ = found;
        } else if (program.hit_policy == HitPolicy::priority) {
            if (program.places[rule] < program.places[chosen_]) chosen_ = rule;
            value_ = table_.values_[chosen_];
        } else if (program.hit_policy == HitPolicy::unique || program.results[chosen_] != program.results[rule]) {
            value_ = &table_.null_;
        }
        return found != nullptr && program.hit_policy != HitPolicy::first;
    }
    [[nodiscard]] const Value* value() const { return value_; }

  private:
    const QuickTable& table_;
    static constexpr std::uint32_t none = 0xffffffffU;
    std::uint32_t chosen_ = none;
    const Value* value_;
};

// The place of the column's value; no_place where it is out of the ordinary.
inline std::uint32_t QuickTable::place_of(std::span<const Value> inputs, Session* session, const Column& column) const {
    const Value* value = nullptr;
    if (column.is_given) [[likely]] {
        value = &inputs[column.source];
    } else {
        const Value& root = column.is_decision ? session->decision(column.source) : session->input(column.source);
        value = follow(root, *column.path);
        if (value == nullptr) return ColumnIndex::no_place;
    }
    const ColumnIndex& index = *column.index;
    if (value->is_null()) return index.null_place();
    if ((column.kinds >> static_cast<unsigned>(value->kind()) & 1U) == 0) [[unlikely]]
        return ColumnIndex::no_place;
    for (const ColumnIndex* check : column.checks) {
        if (!is_allowed(*check, *value)) [[unlikely]]
            return ColumnIndex::no_place;
    }
    return index.find_known(*value);
}

const Value* QuickTable::find(std::span<const Value> inputs, Session* session) const {
    if (program_.layout.words != 1) return find_of_many(inputs, session);
    Choice choice(*this);
    std::uint64_t bits = low_bits(program_.layout.rules);
    for (const Column& column : columns_) {
        const std::uint32_t place = place_of(inputs, session, column);
        if (place == ColumnIndex::no_place) [[unlikely]]
            return nullptr;
        bits &= *column.index->row(place);
    }
    each_bit(bits, 0, choice);
    return choice.value();
}

// Of no rules, or more than a word has bits.
const Value* QuickTable::find_of_many(std::span<const Value> inputs, Session* session) const {
    Choice choice(*this);
    RowPointers rows(columns_.size());
    std::array<std::uint32_t, columns_max> places;  // written as far as columns_ goes
    for (std::size_t at = 0; at < columns_.size(); ++at) {
        places[at] = place_of(inputs, session, columns_[at]);
        if (places[at] == ColumnIndex::no_place) [[unlikely]]
            return nullptr;
        rows.push_back(columns_[at].index->row(places[at]));
    }
    const auto passes = [&](std::uint32_t rule) {
        return std::ranges::all_of(block_columns_, [&](std::size_t at) {
            return columns_[at].index->passes(program_.columns[at].cells.of_rule[rule], places[at]);
        });
    };
    scan(program_.layout, rows.rows(), [&](std::uint32_t rule) { return !passes(rule) || choice(rule); });
    return choice.value();
}

}  // namespace konsequenz::dmn
