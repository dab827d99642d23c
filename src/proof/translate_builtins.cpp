// Built-in functions as formulas: DMN 1.5, 10.3.4.
#include <fmt/format.h>

#include <algorithm>

#include "proof/reading.h"

namespace konsequenz::proof {

using feel::Operator;
using feel::TypeKind;

namespace {

/// The items of a call that takes a list or its items one by one.
std::vector<SymbolItem> items_in(const std::vector<Symbol>& arguments, Term always) {
    if (arguments.size() == 1 && arguments.front().kind == TypeKind::list) return arguments.front().items;
    std::vector<SymbolItem> items;
    for (const Symbol& argument : arguments) items.push_back({always, argument});
    return items;
}

}  // namespace

Result<Symbol> Translator::Reading::call_builtin(std::string_view name, std::vector<Symbol> arguments, Id id) {
    if (arguments.empty()) return refuse(id, "a call without arguments");
    const Symbol& first = arguments.front();
    const Term always = formulas_.truth(true);
    const Term is_null = first.kind == TypeKind::list && arguments.size() == 1 ? first.is_null : formulas_.truth(false);
    if (name == "not" && arguments.size() == 1) return symbol_of(opposite(truth_of(first)));
    if (name == "list contains" && arguments.size() == 2) return list_contains(first, arguments[1], id);
    if (name == "count" && arguments.size() == 1) return count(first, id);
    if (name == "sum") return sum(items_in(arguments, always), is_null, id);
    if (name == "min" || name == "max") return extreme(items_in(arguments, always), is_null, name == "max", id);
    if (name == "all" || name == "any") return decided(items_in(arguments, always), is_null, name == "any", id);
    if (arguments.size() != 1 || first.kind != TypeKind::number)
        return refuse(id, fmt::format("the function `{}`", name));
    Symbol result = first;
    const Term zero = formulas_.number(std::int64_t{0});
    const auto opposite_of = [&](Term term) { return formulas_.arithmetic(Operation::difference, zero, term); };
    if (name == "abs") {
        result.term = formulas_.choice(formulas_.less(first.term, zero), opposite_of(first.term), first.term);
    } else if (name == "floor") {
        result.term = formulas_.floor(first.term);
    } else if (name == "ceiling") {
        result.term = opposite_of(formulas_.floor(opposite_of(first.term)));
    } else {
        return refuse(id, fmt::format("the function `{}`", name));
    }
    return result;
}

Result<Symbol> Translator::Reading::list_contains(const Symbol& list, const Symbol& element, Id id) {
    if (list.kind == TypeKind::null) return symbols_.null();
    if (list.kind != TypeKind::list) return refuse(id, "`list contains` of what is no list");
    std::vector<Term> parts;
    for (const SymbolItem& item : list.items) {
        const auto same = symbols_.equals(item.value, element);
        if (!same) return refuse(id, "`list contains` of this kind of items");
        parts.push_back(formulas_.both(item.is_there, symbols_.is_true(*same)));
    }
    return symbols_.truth(list.is_null, formulas_.disjunction(parts));
}

Result<Symbol> Translator::Reading::count(const Symbol& list, Id id) {
    if (list.kind == TypeKind::null) return symbols_.null();
    if (list.kind != TypeKind::list || list.is_loose) return refuse(id, "`count` of a list that is not fixed");
    const Term one = formulas_.number(std::int64_t{1});
    const Term zero = formulas_.number(std::int64_t{0});
    Term total = zero;
    for (const SymbolItem& item : list.items)
        total = formulas_.arithmetic(Operation::sum, total, formulas_.choice(item.is_there, one, zero));
    Symbol result = symbols_.number(total);
    result.is_null = list.is_null;
    return result;
}

Result<Symbol> Translator::Reading::sum(std::span<const SymbolItem> items, Term is_null, Id id) {
    Term total = formulas_.number(std::int64_t{0});
    std::vector<Term> nulls = {is_null};
    std::vector<Term> any;
    for (const SymbolItem& item : items) {
        if (item.value.kind != TypeKind::number) return refuse(id, "a sum of what may be no numbers");
        nulls.push_back(formulas_.both(item.is_there, item.value.is_null));
        any.push_back(item.is_there);
        const Term part = formulas_.choice(item.is_there, item.value.term, formulas_.number(std::int64_t{0}));
        total = formulas_.arithmetic(Operation::sum, total, part);
    }
    nulls.push_back(formulas_.negation(formulas_.disjunction(any)));
    Symbol result = symbols_.number(total);
    result.is_null = formulas_.disjunction(nulls);
    return result;
}

Result<Symbol> Translator::Reading::extreme(std::span<const SymbolItem> items, Term is_null, bool greatest, Id id) {
    Symbol best = symbols_.null();
    std::vector<Term> nulls = {is_null};
    Term any = formulas_.truth(false);
    for (const SymbolItem& item : items) {
        if (item.value.kind != TypeKind::number && item.value.kind != TypeKind::date)
            return refuse(id, "the least or greatest of this kind of values");
        if (best.kind != TypeKind::null && best.kind != item.value.kind) return symbols_.null();
        nulls.push_back(formulas_.both(item.is_there, item.value.is_null));
        Term is_better = item.is_there;
        if (best.kind != TypeKind::null) {
            const Term order =
                greatest ? formulas_.less(best.term, item.value.term) : formulas_.less(item.value.term, best.term);
            is_better = formulas_.both(item.is_there, formulas_.either(formulas_.negation(any), order));
        }
        Symbol plain = item.value;
        plain.is_null = formulas_.truth(false);
        best = best.kind == TypeKind::null ? plain : TRY(choose(is_better, plain, best, id));
        any = formulas_.either(any, item.is_there);
    }
    nulls.push_back(formulas_.negation(any));
    best.is_null = formulas_.disjunction(nulls);
    return best;
}

// all: the conjunction; any: the disjunction; three-valued.
Result<Symbol> Translator::Reading::decided(std::span<const SymbolItem> items, Term is_null, bool deciding, Id id) {
    std::vector<Term> deciders;
    std::vector<Term> unknowns;
    for (const SymbolItem& item : items) {
        if (item.value.kind != TypeKind::boolean && item.value.kind != TypeKind::null)
            return refuse(id, "a condition that is no boolean");
        const Truth truth = truth_of(item.value);
        deciders.push_back(formulas_.both(item.is_there, deciding ? truth.yes : truth.no));
        unknowns.push_back(formulas_.both(item.is_there, formulas_.negation(formulas_.either(truth.yes, truth.no))));
    }
    const Term is_decided = formulas_.disjunction(deciders);
    const Term is_open = formulas_.both(formulas_.negation(is_decided), formulas_.disjunction(unknowns));
    return symbols_.truth(formulas_.either(is_null, is_open), deciding ? is_decided : formulas_.negation(is_decided));
}

}  // namespace konsequenz::proof
