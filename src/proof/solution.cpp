#include "proof/solution.h"

#include <fmt/format.h>

#include <algorithm>

namespace konsequenz::proof {

using feel::TypeKind;
using feel::Value;

namespace {

Value duration_of(std::int64_t nanoseconds) {
    std::int64_t seconds = nanoseconds / feel::nanoseconds_per_second;
    std::int64_t rest = nanoseconds % feel::nanoseconds_per_second;
    if (rest < 0) {
        rest += feel::nanoseconds_per_second;
        --seconds;
    }
    return Value::duration(feel::DayTimeDuration{seconds, static_cast<std::int32_t>(rest)});
}

Value value_of(const Solver& solver, const Symbols& symbols, const Symbol& symbol, const InputPath& path) {
    if (!symbol.undecided.empty()) return path.usual;
    const auto truth_of = [&](Term term) { return std::get<bool>(solver.value_of(term)); };
    if (truth_of(symbol.is_null)) return {};
    if (symbol.kind == TypeKind::boolean) return Value::boolean(truth_of(symbol.term));
    if (symbol.kind == TypeKind::list) {
        std::vector<Value> items;
        for (std::size_t at = 0; at < symbol.items.size(); ++at) {
            if (truth_of(symbol.items[at].is_there)) items.push_back(path.values[at]);
        }
        return Value::list(std::move(items));
    }
    const feel::Number number = std::get<SolvedNumber>(solver.value_of(symbol.term)).value;
    const std::int64_t whole = number.to_int64().value_or(0);
    switch (symbol.kind) {
        case TypeKind::number: return Value::number(number);
        case TypeKind::string:
            if (auto text = symbols.text_of(whole)) return Value::string(std::move(*text));
            return Value::string(fmt::format("another text {}", whole));
        case TypeKind::date: return Value::date({whole});
        case TypeKind::year_month_duration: return Value::duration(feel::YearMonthDuration{whole});
        case TypeKind::day_time_duration: return duration_of(whole);
        default: return {};
    }
}

Term is_usual(Symbols& symbols, const Symbol& symbol, const InputPath& path) {
    Formulas& formulas = symbols.formulas();
    if (symbol.kind == TypeKind::list && path.usual.is_list() && path.usual.as_list().empty()) {
        std::vector<Term> absent = {formulas.negation(symbol.is_null)};
        for (const SymbolItem& item : symbol.items) absent.push_back(formulas.negation(item.is_there));
        return formulas.conjunction(absent);
    }
    const auto constant = symbols.constant(path.usual);
    return (constant ? symbols.identical(symbol, *constant) : std::nullopt).value_or(formulas.truth(true));
}

/// What is wished of an input, dearest first.
std::vector<Term> wishes(const World& world, std::size_t at) {
    constexpr std::size_t values_max = 12;
    constexpr std::int64_t count_max = 5;
    Symbols& symbols = world.symbols();
    const InputPath& path = world.space().paths[at];
    const Symbol& symbol = world.path(at);
    if (!symbol.undecided.empty()) return {};
    std::vector<Value> values;
    if (symbol.kind != TypeKind::list && path.values.size() <= values_max) values = path.values;
    for (std::int64_t count = 1; path.values.empty() && path.is_whole && count <= count_max; ++count)
        values.push_back(Value::number(count));
    std::vector<Term> wishes = {is_usual(symbols, symbol, path)};
    for (const Value& value : values) {
        const auto constant = symbols.constant(value);
        const auto same = constant ? symbols.identical(symbol, *constant) : std::nullopt;
        if (same) wishes.push_back(*same);
    }
    return wishes;
}

/// Whether a path of the second world is the same unknown as that of the first.
bool is_shared(const World& first, const World& second, std::size_t at) {
    const auto known = first.space().find(second.space().paths[at].path);
    if (!known) return false;
    const Symbol& one = first.path(*known);
    const Symbol& other = second.path(at);
    const bool has_same_items =
        std::ranges::equal(one.items, other.items, {}, &SymbolItem::is_there, &SymbolItem::is_there);
    return one.term == other.term && one.is_null == other.is_null && has_same_items;
}

}  // namespace

Assignment assignment_of(const Solver& solver, const World& world) {
    Assignment assignment;
    for (std::size_t at = 0; at < world.space().paths.size(); ++at)
        assignment.push_back(value_of(solver, world.symbols(), world.path(at), world.space().paths[at]));
    return assignment;
}

void make_small(Solver& solver, std::span<const Term> first, std::span<const World* const> worlds,
                std::vector<Term>& kept) {
    const auto try_one_of = [&](std::span<const Term> wishes) {
        for (const Term wish : wishes) {
            kept.push_back(wish);
            if (solver.check(kept) == Answer::satisfiable) return;
            kept.pop_back();
        }
    };
    for (const Term wish : first) try_one_of(std::span(&wish, 1));
    for (const World* world : worlds) {
        for (std::size_t at = 0; at < world->space().paths.size(); ++at) {
            if (world == worlds.front() || !is_shared(*worlds.front(), *world, at)) try_one_of(wishes(*world, at));
        }
    }
}

}  // namespace konsequenz::proof
