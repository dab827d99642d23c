#include "backtest/contributions.h"

#include <algorithm>
#include <string_view>

#include "backtest/combinations.h"
#include "backtest/record_words.h"

namespace konsequenz::backtest {
namespace {

using feel::Value;
using record::Type;
using standard::Fact;
using standard::FactKind;

const feel::Expression* pointer(const std::optional<feel::Expression>& expression) {
    return expression ? &*expression : nullptr;
}

bool same(const feel::Expression* one, const feel::Expression* other) {
    if (one == nullptr || other == nullptr) return one == other;
    return one->text() == other->text();
}

bool holds(const feel::Expression* condition, std::span<const Value> slots) {
    return condition == nullptr || condition->evaluate(slots).is_true();
}

}  // namespace

CountPlan::CountPlan(const Reading& reading) : reading_(reading) {
    for (const auto& read : reading.facts()) {
        const auto& fact = reading.standard().facts[read.fact];
        FactPlan made{.kind = fact.kind};
        if (fact.kind == FactKind::count || fact.kind == FactKind::share)
            made.matching = counter_of({fact.of_type, fact.window_ns, pointer(fact.where), pointer(fact.of)});
        if (fact.kind == FactKind::share)
            made.all = counter_of({fact.of_type, fact.window_ns, nullptr, pointer(fact.of)});
        if (fact.kind == FactKind::latest || fact.kind == FactKind::sum) {
            made.taken = static_cast<std::uint32_t>(taken_.size());
            taken_.push_back({read.fact});
        }
        facts_.push_back(made);
    }
}

std::uint32_t CountPlan::counter_of(const Counter& counter) {
    // A record for which `of` holds, and which nothing else is asked of, is one for which `where` says the same.
    const auto* where = counter.where;
    const auto* of = counter.of;
    if (where == nullptr) std::swap(where, of);
    const auto found = std::ranges::find_if(counters_, [&](const Counter& known) {
        return known.type == counter.type && known.window_ns == counter.window_ns && same(known.where, where) &&
               same(known.of, of);
    });
    if (found != counters_.end()) return static_cast<std::uint32_t>(found - counters_.begin());
    counters_.push_back({counter.type, counter.window_ns, where, of});
    return static_cast<std::uint32_t>(counters_.size() - 1);
}

Contributions::Contributions(const CountPlan& plan, const Block& block, Values& values)
    : plan_(plan), block_(block), values_(values) {
    values_.number_of(Value());  // null is 0
    number_of(0, std::vector<std::uint32_t>(plan.taken().size(), 0));
    for (std::size_t type = 0; type < type_count; ++type) rows_[type].assign(block.rows_of_type[type], 0);
    for (std::size_t customer = 0; customer < block.customer_count(); ++customer) {
        for (auto row = block.customer_begin[customer]; row < block.customer_begin[customer + 1]; ++row) {
            if (!plan.reading().type(static_cast<Type>(block.type[row])).is_read) continue;
            main_rows_[block.type[row]].push_back(row);
            customers_[block.type[row]].push_back(static_cast<std::uint32_t>(customer));
        }
    }
    for (std::size_t type = 0; type < type_count; ++type) {
        if (plan.reading().type(static_cast<Type>(type)).is_read && block.rows_of_type[type] > 0)
            read_type(static_cast<Type>(type));
    }
}

// The rows of a type by what its facts read of them.
std::vector<std::uint32_t> Contributions::alike(Type type, std::vector<std::uint32_t>& first) const {
    const auto& read = plan_.reading().type(type);
    const auto rows = block_.rows_of_type[static_cast<std::size_t>(type)];
    std::vector<Codes> columns;
    for (std::size_t field = 0; field < field_count; ++field) {
        if (!read.fields[field] || info(static_cast<Field>(field)).type != type) continue;
        const auto& column = block_.columns[field];
        if (column.width() == 0) continue;
        columns.push_back({column.expanded(), std::uint64_t{block_.words_of(static_cast<Field>(field)).size()} + 1});
    }
    if (read.is_unlike) {
        Codes each{std::vector<std::uint32_t>(rows), rows};
        for (std::uint32_t row = 0; row < rows; ++row) each.rows[row] = row;
        columns.push_back(std::move(each));
    }
    auto combined = combine(columns, rows);
    first = std::move(combined.first);
    return std::move(combined.rows);
}

void Contributions::read_type(Type type) {
    std::vector<std::uint32_t> first;
    auto kinds = alike(type, first);
    if (type == Type::contact) {
        contact_kind_ = std::move(kinds);
        kind_first_ = std::move(first);
        read_contacts();
        return;
    }
    std::vector<std::uint32_t> made;
    made.reserve(first.size());
    for (const auto row : first) made.push_back(ask(type, row, {}));
    auto& rows = rows_[static_cast<std::size_t>(type)];
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = made[kinds[row]];
}

void Contributions::read_contacts() {
    auto& rows = rows_[static_cast<std::size_t>(Type::contact)];
    const auto conducts = plan_.reading().type(Type::contact).reads_conduct
                              ? assessed_conducts(block_)
                              : std::vector<std::uint32_t>(rows.size(), 0);
    constexpr auto unknown = UINT32_MAX;
    std::vector<std::uint32_t> known(kind_first_.size() <= 256 ? kind_first_.size() * conduct_count : 0, unknown);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (known.empty()) {
            rows[row] = corrected(row, conducts[row]);
            continue;
        }
        auto& made = known[contact_kind_[row] * std::size_t{conduct_count} + conducts[row]];
        if (made == unknown) made = corrected(row, conducts[row]);
        rows[row] = made;
    }
}

std::uint32_t Contributions::corrected(std::size_t contact_row, std::uint32_t conduct) {
    if (contact_kind_.empty()) return 0;
    if (!plan_.reading().type(Type::contact).reads_conduct) conduct = 0;
    const auto kind = contact_kind_[contact_row];
    const auto key = std::uint64_t{kind} * conduct_count + conduct;
    const auto found = by_kind_and_conduct_.find(key);
    if (found != by_kind_and_conduct_.end()) return found->second;
    const auto made = ask(Type::contact, kind_first_[kind], conduct_of_number(conduct));
    by_kind_and_conduct_.emplace(key, made);
    return made;
}

std::uint32_t Contributions::ask(Type type, std::size_t type_row, const standard::KnownConduct& known) {
    const auto at = static_cast<std::size_t>(type);
    const auto record = record_at(block_, customers_[at][type_row], main_rows_[at][type_row], type_row);
    std::vector<Value> slots;
    standard::bind_record(record, known, slots);
    std::uint64_t mask = 0;
    for (std::size_t counter = 0; counter < plan_.counters().size(); ++counter) {
        const auto& asked = plan_.counters()[counter];
        if (asked.type == type && holds(asked.of, slots) && holds(asked.where, slots))
            mask |= std::uint64_t{1} << counter;
    }
    std::vector<std::uint32_t> values;
    for (const auto& taken : plan_.taken()) {
        const auto& fact = plan_.reading().standard().facts[taken.fact];
        const bool is_taken =
            fact.of_type == type && holds(pointer(fact.of), slots) && holds(pointer(fact.where), slots);
        values.push_back(is_taken ? values_.number_of(fact.value->evaluate(slots)) : 0);
    }
    return number_of(mask, values);
}

std::uint32_t Contributions::number_of(std::uint64_t mask, const std::vector<std::uint32_t>& values) {
    std::string key(reinterpret_cast<const char*>(&mask), sizeof mask);
    key.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(std::uint32_t));
    const auto [known, is_new] = numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(masks_.size()));
    if (is_new) {
        masks_.push_back(mask);
        values_of_.insert(values_of_.end(), values.begin(), values.end());
    }
    return known->second;
}

std::vector<std::uint32_t> assessed_conducts(const Block& block) {
    const auto& column = block.column(Field::contact_conduct);
    const auto& words = block.words_of(Field::contact_conduct);
    std::vector<std::uint32_t> numbers{number_of(standard::KnownConduct{})};
    for (std::uint32_t code = 1; code <= words.size(); ++code)
        numbers.push_back(number_of(read_conduct(words.at(code))));
    std::vector<std::uint32_t> rows(block.rows_of_type[static_cast<std::size_t>(Type::contact)], numbers[0]);
    if (column.rows() != rows.size()) return rows;  // not asked for
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = numbers[column.at(row)];
    return rows;
}

}  // namespace konsequenz::backtest
