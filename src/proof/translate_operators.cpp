// Operators and tests as formulas: DMN 1.5, tables 45 to 55.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "proof/reading.h"

namespace konsequenz::proof {

using feel::Operator;
using feel::TypeKind;

namespace {

bool is_duration(TypeKind kind) { return kind == TypeKind::day_time_duration || kind == TypeKind::year_month_duration; }

/// Of a date's unit, the day.
constexpr std::int64_t nanoseconds_per_day = 86'400 * feel::nanoseconds_per_second;

std::optional<Operation> operation_of(Operator sign) {
    switch (sign) {
        case Operator::add: return Operation::sum;
        case Operator::subtract: return Operation::difference;
        case Operator::multiply: return Operation::product;
        case Operator::divide: return Operation::quotient;
        default: return std::nullopt;
    }
}

}  // namespace

Result<Symbol> Translator::Reading::make(const feel::Negation& node, Id id) {
    const Symbol operand = TRY(read(node.operand));
    if (operand.kind == TypeKind::null) return symbols_.null();
    if (operand.kind != TypeKind::number && !is_duration(operand.kind)) return refuse(id, "`-`");
    Symbol negated = operand;
    negated.term = formulas_.arithmetic(Operation::difference, formulas_.number(std::int64_t{0}), operand.term);
    return negated;
}

Result<Symbol> Translator::Reading::make(const feel::Binary& node, Id id) {
    if (node.sign == Operator::disjunction || node.sign == Operator::conjunction) {
        const Truth left = truth_of(TRY(read(node.left)));
        const bool is_and = node.sign == Operator::conjunction;
        if (is_and ? formulas_.is_yes(left.no) : formulas_.is_yes(left.yes)) return symbol_of(left);
        const Truth right = truth_of(TRY(read(node.right)));
        if (is_and) return symbol_of({formulas_.both(left.yes, right.yes), formulas_.either(left.no, right.no)});
        return symbol_of({formulas_.either(left.yes, right.yes), formulas_.both(left.no, right.no)});
    }
    const Symbol left = TRY(read(node.left));
    const Symbol right = TRY(read(node.right));
    if (node.sign >= Operator::add) return arithmetic(node.sign, left, right, id);
    return compared(node.sign, left, right, id);
}

Result<Symbol> Translator::Reading::compared(Operator sign, const Symbol& left, const Symbol& right, Id id) {
    std::optional<Symbol> result;
    switch (sign) {
        case Operator::equal: result = symbols_.equals(left, right); break;
        case Operator::not_equal:
            result = symbols_.equals(left, right);
            if (result && result->kind == TypeKind::boolean) result->term = formulas_.negation(result->term);
            break;
        case Operator::less: result = symbols_.ordered(false, left, right); break;
        case Operator::less_equal: result = symbols_.ordered(true, left, right); break;
        case Operator::greater: result = symbols_.ordered(false, right, left); break;
        default: result = symbols_.ordered(true, right, left); break;
    }
    if (!result) return refuse(id, "a comparison of this kind of values");
    return *std::move(result);
}

Result<Symbol> Translator::Reading::arithmetic(Operator sign, const Symbol& left, const Symbol& right, Id id) {
    if (left.kind == TypeKind::null || right.kind == TypeKind::null) return symbols_.null();
    if (left.kind == TypeKind::number && right.kind == TypeKind::number) return of_numbers(sign, left, right, id);
    const Term is_null = formulas_.either(left.is_null, right.is_null);
    const bool is_sum = sign == Operator::add || sign == Operator::subtract;
    Symbol result = left;
    result.is_null = is_null;
    if (is_sum && left.kind == right.kind && is_duration(left.kind)) {
        result.term = formulas_.arithmetic(*operation_of(sign), left.term, right.term);
        return result;
    }
    if (sign == Operator::subtract && left.kind == TypeKind::date && right.kind == TypeKind::date) {
        result.kind = TypeKind::day_time_duration;
        result.term =
            formulas_.arithmetic(Operation::product, formulas_.arithmetic(Operation::difference, left.term, right.term),
                                 formulas_.number(nanoseconds_per_day));
        return result;
    }
    return refuse(id, "arithmetic with these kinds of values");
}

Result<Symbol> Translator::Reading::of_numbers(Operator sign, const Symbol& left, const Symbol& right, Id id) {
    if (sign == Operator::power) return power(left, right, id);
    Symbol result = symbols_.number(formulas_.arithmetic(*operation_of(sign), left.term, right.term));
    result.is_null = formulas_.either(left.is_null, right.is_null);
    if (sign == Operator::divide) {
        const Term is_zero = formulas_.equal(right.term, formulas_.number(std::int64_t{0}));
        result.is_null = formulas_.either(result.is_null, is_zero);
    }
    return result;
}

Result<Symbol> Translator::Reading::power(const Symbol& base, const Symbol& exponent, Id id) {
    const auto number = formulas_.constant(exponent.term);
    const auto times = number ? number->to_int64() : std::nullopt;
    if (!times || *times < 0 || *times > 4) return refuse(id, "a power other than 0 to 4");
    Symbol result = base;
    result.is_null = formulas_.either(base.is_null, exponent.is_null);
    result.term = formulas_.number(std::int64_t{1});
    for (std::int64_t time = 0; time < *times; ++time)
        result.term = formulas_.arithmetic(Operation::product, result.term, base.term);
    return result;
}

Result<Symbol> Translator::Reading::make(const feel::Between& node, Id id) {
    const Symbol value = TRY(read(node.value));
    const Symbol above = TRY(compared(Operator::greater_equal, value, TRY(read(node.low)), id));
    const Symbol below = TRY(compared(Operator::less_equal, value, TRY(read(node.high)), id));
    const Term is_null = formulas_.either(above.is_null, below.is_null);
    if (above.kind == TypeKind::null || below.kind == TypeKind::null) return symbols_.null();
    return symbols_.truth(is_null, formulas_.both(above.term, below.term));
}

bool Translator::Reading::names_input(Id id) const {
    if (std::holds_alternative<feel::Input>(tree_[id].content)) return true;
    return std::ranges::any_of(feel::children(tree_[id]), [this](Id child) { return names_input(child); });
}

Result<Symbol> Translator::Reading::make(const feel::In& node, Id) {
    const Symbol value = TRY(read(node.value));
    std::vector<Term> yes;
    std::vector<Term> no;
    for (const Id each : node.tests) {
        const Truth truth = TRY(test(each, value, false));
        yes.push_back(truth.yes);
        no.push_back(truth.no);
    }
    return symbol_of({formulas_.disjunction(yes), formulas_.conjunction(no)});
}

Result<Term> Translator::Reading::tests() {
    const auto& node = std::get<feel::UnaryTests>(tree_[tree_.root()].content);
    if (node.tests.empty()) return formulas_.truth(true);
    std::vector<Term> yes;
    std::vector<Term> no;
    for (const Id each : node.tests) {
        const Truth truth = TRY(test(each, *input_, true));
        yes.push_back(truth.yes);
        no.push_back(truth.no);
    }
    return node.negated ? formulas_.conjunction(no) : formulas_.disjunction(yes);
}

Result<Translator::Reading::Truth> Translator::Reading::test(Id id, const Symbol& input, bool is_unary) {
    const auto& content = tree_[id].content;
    if (const auto* comparison = std::get_if<feel::Comparison>(&content))
        return truth_of(TRY(compared(comparison->sign, input, TRY(read(comparison->operand)), id)));
    if (const auto* interval = std::get_if<feel::Interval>(&content)) return test_interval(*interval, input, id);
    const Symbol value = TRY(read(id));
    if (!is_unary) return test_value(value, input, id);
    // A condition that names the input is true or false by itself; so is a true beside an input that is no boolean.
    const bool is_truth = value.kind == TypeKind::boolean || value.kind == TypeKind::null;
    if (names_input(id) && is_truth) return truth_of(value);
    Truth truth = TRY(test_value(value, input, id));
    if (names_input(id) || value.kind != TypeKind::boolean || input.kind == TypeKind::boolean) return truth;
    const Term by_itself = symbols_.is_true(value);
    return Truth{formulas_.either(by_itself, truth.yes), formulas_.both(formulas_.negation(by_itself), truth.no)};
}

Result<Translator::Reading::Truth> Translator::Reading::test_interval(const feel::Interval& interval,
                                                                      const Symbol& input, Id id) {
    const Symbol low = TRY(read(interval.low));
    const Symbol high = TRY(read(interval.high));
    const Symbol above = TRY(compared(
        interval.low_bound == feel::Bound::closed ? Operator::greater_equal : Operator::greater, input, low, id));
    const Symbol below = TRY(
        compared(interval.high_bound == feel::Bound::closed ? Operator::less_equal : Operator::less, input, high, id));
    const Truth first = truth_of(above);
    const Truth second = truth_of(below);
    const auto is_known = [&](const Truth& truth) { return formulas_.either(truth.yes, truth.no); };
    const Term are_known = formulas_.both(is_known(first), is_known(second));
    Truth inside{formulas_.both(first.yes, second.yes),
                 formulas_.both(are_known, formulas_.negation(formulas_.both(first.yes, second.yes)))};
    if (low.kind != high.kind || low.kind == TypeKind::null) return refuse(id, "the interval");
    // An interval the wrong way round is null, which only null equals.
    const Symbol right_way = TRY(compared(Operator::less_equal, low, high, id));
    const Term is_wrong = symbols_.is_false(right_way);
    if (formulas_.is_no(is_wrong)) return inside;
    return Truth{formulas_.choice(is_wrong, input.is_null, inside.yes),
                 formulas_.choice(is_wrong, formulas_.negation(input.is_null), inside.no)};
}

Result<Translator::Reading::Truth> Translator::Reading::test_value(const Symbol& value, const Symbol& input, Id id) {
    if (value.kind != TypeKind::list) return truth_of(TRY(compared(Operator::equal, input, value, id)));
    if (input.kind == TypeKind::list || !formulas_.is_no(value.is_null)) return refuse(id, "a list as a test");
    std::vector<Term> parts;
    for (const SymbolItem& item : value.items) {
        const Symbol same = TRY(compared(Operator::equal, input, item.value, id));
        parts.push_back(formulas_.both(item.is_there, symbols_.is_true(same)));
    }
    const Term any = formulas_.disjunction(parts);
    return Truth{any, formulas_.negation(any)};
}

}  // namespace konsequenz::proof
