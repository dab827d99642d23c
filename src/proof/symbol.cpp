#include "proof/symbol.h"

#include <fmt/format.h>

#include <algorithm>

namespace konsequenz::proof {

using feel::TypeKind;
using feel::Value;

namespace {

/// Beyond it a number's digits would fill the solver.
constexpr int exponent_max = 300;

TypeKind kind_of(const Value& value) { return static_cast<TypeKind>(static_cast<unsigned>(value.kind()) + 1); }

bool is_scalar(TypeKind kind) {
    return kind == TypeKind::boolean || kind == TypeKind::number || kind == TypeKind::string ||
           kind == TypeKind::date || kind == TypeKind::day_time_duration || kind == TypeKind::year_month_duration;
}

bool is_ordered(TypeKind kind) { return is_scalar(kind) && kind != TypeKind::boolean && kind != TypeKind::string; }

std::optional<feel::Number> nanoseconds_of(const feel::DayTimeDuration& duration) {
    const auto seconds =
        feel::multiply(feel::Number::from(duration.seconds), feel::Number::from(feel::nanoseconds_per_second));
    return seconds ? feel::add(*seconds, feel::Number::from(duration.nanoseconds)) : std::nullopt;
}

}  // namespace

std::unexpected<Error> not_decided(std::string what, Place where) {
    return fail("proof.not-decided", std::move(what), std::move(where));
}

Symbol Symbols::null() const {
    Symbol symbol;
    symbol.is_null = formulas_.truth(true);
    return symbol;
}

Symbol Symbols::truth(Term term) const { return truth(formulas_.truth(false), term); }
Symbol Symbols::truth(Term is_null, Term term) const {
    Symbol symbol;
    symbol.kind = TypeKind::boolean;
    symbol.is_null = is_null;
    symbol.term = term;
    return symbol;
}
Symbol Symbols::number(Term term) const {
    Symbol symbol;
    symbol.kind = TypeKind::number;
    symbol.is_null = formulas_.truth(false);
    symbol.term = term;
    return symbol;
}

std::int64_t Symbols::code(std::string_view text) {
    const auto known = codes_.find(text);
    if (known != codes_.end()) return known->second;
    const auto made = static_cast<std::int64_t>(texts_.size());
    texts_.emplace_back(text);
    codes_.emplace(std::string(text), made);
    return made;
}

std::optional<std::string> Symbols::text_of(std::int64_t code) const {
    if (code < 0 || code >= static_cast<std::int64_t>(texts_.size())) return std::nullopt;
    return texts_[static_cast<std::size_t>(code)];
}

Result<Symbol> Symbols::constant(const Value& value) {
    Symbol symbol;
    symbol.kind = kind_of(value);
    symbol.is_null = formulas_.truth(false);
    switch (value.kind()) {
        case feel::Kind::null: return null();
        case feel::Kind::boolean: return truth(formulas_.truth(value.as_boolean()));
        case feel::Kind::number:
            if (std::abs(value.as_number().normalized().exponent()) > exponent_max)
                return not_decided(fmt::format("the number {} is too large or too small", feel::to_string(value)));
            symbol.term = formulas_.number(value.as_number());
            return symbol;
        case feel::Kind::string: symbol.term = formulas_.number(code(value.as_string())); return symbol;
        case feel::Kind::date: symbol.term = formulas_.number(value.as_date().days); return symbol;
        case feel::Kind::year_month_duration:
            symbol.term = formulas_.number(value.as_year_month_duration().months);
            return symbol;
        case feel::Kind::day_time_duration:
            if (const auto nanoseconds = nanoseconds_of(value.as_day_time_duration())) {
                symbol.term = formulas_.number(*nanoseconds);
                return symbol;
            }
            break;
        case feel::Kind::list:
            for (const Value& item : value.as_list())
                symbol.items.push_back({formulas_.truth(true), TRY(constant(item))});
            return symbol;
        default: break;
    }
    return not_decided(fmt::format("values like {} are not looked at", feel::to_string(value)));
}

Symbol Symbols::unknown(const InputPath& path, std::vector<Term>& facts) {
    Symbol symbol;
    symbol.kind = path.type.kind();
    if (path.type.kind() == TypeKind::list) {
        symbol = unknown_list(path);
    } else if (is_scalar(path.type.kind())) {
        symbol = unknown_scalar(path, facts);
    } else {
        symbol.undecided = path.type.is_any()
                               ? fmt::format("`{}` has no type: give it one", path.path)
                               : fmt::format("`{}` is {}, which is not looked at", path.path, to_string(path.type));
    }
    if (path.other && symbol.undecided.empty())
        symbol.undecided =
            fmt::format("the type of `{}` asks for `{}`, which is not looked at", path.path, path.other->text());
    symbol.is_null =
        path.can_be_null ? formulas_.variable(path.path + " is null", Sort::truth) : formulas_.truth(false);
    return symbol;
}

Symbol Symbols::unknown_scalar(const InputPath& path, std::vector<Term>& facts) {
    Symbol symbol;
    symbol.kind = path.type.kind();
    symbol.is_null = formulas_.truth(false);
    const bool is_whole = symbol.kind != TypeKind::number || path.is_whole;
    if (symbol.kind == TypeKind::boolean) {
        symbol.term = formulas_.variable(path.path, Sort::truth);
    } else {
        symbol.term = formulas_.variable(path.path, is_whole ? Sort::whole : Sort::rational);
    }
    if (symbol.kind == TypeKind::string)
        facts.push_back(formulas_.less_equal(formulas_.number(std::int64_t{0}), symbol.term));
    const auto hold = [&](const Result<Term>& term) {
        if (term) facts.push_back(*term);
        if (!term && symbol.undecided.empty()) symbol.undecided = term.error().message;
    };
    if (!path.values.empty()) hold(is_one_of(symbol, path.values));
    for (const feel::TestShape& shape : path.shapes) hold(is_in(symbol, shape));
    return symbol;
}

Symbol Symbols::unknown_list(const InputPath& path) {
    Symbol symbol;
    symbol.kind = TypeKind::list;
    symbol.is_loose = true;
    if (path.values.empty()) {
        symbol.undecided = fmt::format("`{}` is a list whose items are not listed in its type", path.path);
        return symbol;
    }
    for (const Value& value : path.values) {
        auto item = constant(value);
        if (!item) {
            symbol.undecided = item.error().message;
            return symbol;
        }
        const std::string name = fmt::format("{} has {}", path.path, feel::to_string(value));
        symbol.items.push_back({formulas_.variable(name, Sort::truth), *std::move(item)});
    }
    return symbol;
}

Term Symbols::is_true(const Symbol& symbol) {
    if (symbol.kind != TypeKind::boolean) return formulas_.truth(false);
    return formulas_.both(formulas_.negation(symbol.is_null), symbol.term);
}
Term Symbols::is_false(const Symbol& symbol) {
    if (symbol.kind != TypeKind::boolean) return formulas_.truth(false);
    return formulas_.both(formulas_.negation(symbol.is_null), formulas_.negation(symbol.term));
}

std::optional<Symbol> Symbols::choice(Term condition, const Symbol& then, const Symbol& otherwise) {
    if (formulas_.is_yes(condition)) return then;
    if (formulas_.is_no(condition)) return otherwise;
    const bool is_plain = then.kind != TypeKind::null && otherwise.kind != TypeKind::null;
    if ((is_plain && then.kind != otherwise.kind) || then.kind == TypeKind::function ||
        otherwise.kind == TypeKind::function || !then.undecided.empty() || !otherwise.undecided.empty())
        return std::nullopt;
    Symbol symbol = then.kind == TypeKind::null ? otherwise : then;
    symbol.is_null = formulas_.choice(condition, then.is_null, otherwise.is_null);
    if (is_scalar(symbol.kind) && is_plain) symbol.term = formulas_.choice(condition, then.term, otherwise.term);
    if (symbol.kind == TypeKind::list) {
        symbol.items.clear();
        const auto add = [&](Term guard, const Symbol& from) {
            for (const SymbolItem& item : from.items)
                symbol.items.push_back({formulas_.both(guard, item.is_there), item.value});
        };
        add(condition, then);
        add(formulas_.negation(condition), otherwise);
        symbol.is_loose = then.is_loose || otherwise.is_loose;
    }
    if (symbol.kind != TypeKind::context || !is_plain) return symbol;
    if (then.entries.size() != otherwise.entries.size()) return std::nullopt;
    for (std::size_t at = 0; at < then.entries.size(); ++at) {
        if (then.entries[at].name != otherwise.entries[at].name) return std::nullopt;
        auto entry = choice(condition, then.entries[at].value, otherwise.entries[at].value);
        if (!entry) return std::nullopt;
        symbol.entries[at].value = *std::move(entry);
    }
    return symbol;
}

std::optional<Symbol> Symbols::equals(const Symbol& left, const Symbol& right) {
    const bool is_plain = left.kind != TypeKind::null && right.kind != TypeKind::null;
    if (is_plain && left.kind == right.kind && !is_scalar(left.kind)) return std::nullopt;
    const Term no = formulas_.truth(false);
    const bool fits = is_plain && left.kind == right.kind;
    const Term same = fits ? formulas_.equal(left.term, right.term) : no;
    const Term are_both = formulas_.both(formulas_.negation(left.is_null), formulas_.negation(right.is_null));
    const Term term =
        formulas_.choice(left.is_null, right.is_null, formulas_.both(formulas_.negation(right.is_null), same));
    return truth(is_plain && !fits ? are_both : no, term);
}

std::optional<Term> Symbols::same_items(const Symbol& left, const Symbol& right) {
    if (left.items.size() != right.items.size()) return std::nullopt;
    std::vector<Term> parts;
    for (std::size_t at = 0; at < left.items.size(); ++at) {
        const SymbolItem& one = left.items[at];
        const SymbolItem& other = right.items[at];
        const auto same = identical(one.value, other.value);
        if (!same) return std::nullopt;
        parts.push_back(formulas_.equal(one.is_there, other.is_there));
        parts.push_back(formulas_.implies(one.is_there, *same));
    }
    const Term all = formulas_.conjunction(parts);
    if ((left.is_loose || right.is_loose) && !formulas_.is_yes(all)) return std::nullopt;
    return all;
}

std::optional<Term> Symbols::identical(const Symbol& left, const Symbol& right) {
    if (!left.undecided.empty() || !right.undecided.empty()) return std::nullopt;
    const Term are_null = formulas_.both(left.is_null, right.is_null);
    const bool is_plain = left.kind != TypeKind::null && right.kind != TypeKind::null;
    if (!is_plain || left.kind != right.kind) return are_null;
    std::optional<Term> same;
    if (is_scalar(left.kind)) same = formulas_.equal(left.term, right.term);
    if (left.kind == TypeKind::list) same = same_items(left, right);
    if (left.kind == TypeKind::context && left.entries.size() == right.entries.size()) {
        std::vector<Term> parts;
        for (std::size_t at = 0; at < left.entries.size(); ++at) {
            const auto part = identical(left.entries[at].value, right.entries[at].value);
            if (!part || left.entries[at].name != right.entries[at].name) return std::nullopt;
            parts.push_back(*part);
        }
        same = formulas_.conjunction(parts);
    }
    if (!same) return std::nullopt;
    const std::vector<Term> known = {formulas_.negation(left.is_null), formulas_.negation(right.is_null), *same};
    return formulas_.either(are_null, formulas_.conjunction(known));
}

std::optional<Symbol> Symbols::ordered(bool or_equal, const Symbol& left, const Symbol& right) {
    const bool is_plain = left.kind != TypeKind::null && right.kind != TypeKind::null;
    if (!is_plain || left.kind != right.kind) {
        // A date and a date and time have an order, but the latter is not looked at.
        if (left.kind == TypeKind::date_time || right.kind == TypeKind::date_time) return std::nullopt;
        return null();
    }
    if (!is_ordered(left.kind)) {
        if (left.kind == TypeKind::boolean) return null();
        return std::nullopt;
    }
    const Term term = or_equal ? formulas_.less_equal(left.term, right.term) : formulas_.less(left.term, right.term);
    return truth(formulas_.either(left.is_null, right.is_null), term);
}

Result<Term> Symbols::is_one_of(const Symbol& value, std::span<const Value> values) {
    std::vector<Term> parts;
    for (const Value& each : values) {
        const auto same = equals(value, TRY(constant(each)));
        if (!same) return not_decided(fmt::format("whether something equals {}", feel::to_string(each)));
        parts.push_back(is_true(*same));
    }
    return formulas_.disjunction(parts);
}

Result<Term> Symbols::is_in(const Symbol& value, const feel::TestShape& shape) {
    if (shape.form == feel::TestShape::Form::any) return formulas_.truth(true);
    if (!value.undecided.empty()) return not_decided(value.undecided);
    std::vector<Term> covers = {TRY(is_one_of(value, shape.constants))};
    std::vector<Term> comparable;
    for (const Value& constant : shape.constants) {
        if (constant.is_null() || kind_of(constant) == value.kind || value.kind == TypeKind::null) continue;
        comparable.push_back(value.is_null);
    }
    for (const feel::RangeEnds& interval : shape.intervals) {
        std::vector<Term> parts = {formulas_.negation(value.is_null)};
        for (const bool is_low : {true, false}) {
            const Value& end = is_low ? interval.low : interval.high;
            if (end.is_null()) continue;
            const bool is_closed = (is_low ? interval.low_bound : interval.high_bound) == feel::Bound::closed;
            const Symbol symbol = TRY(constant(end));
            const auto inside = is_low ? ordered(is_closed, symbol, value) : ordered(is_closed, value, symbol);
            if (!inside) return not_decided(fmt::format("the order of {} among texts", feel::to_string(end)));
            parts.push_back(is_true(*inside));
            comparable.push_back(formulas_.negation(inside->is_null));
        }
        covers.push_back(formulas_.conjunction(parts));
    }
    const Term covered = formulas_.disjunction(covers);
    if (!shape.negated) return covered;
    comparable.push_back(formulas_.negation(covered));
    return formulas_.conjunction(comparable);
}

}  // namespace konsequenz::proof
