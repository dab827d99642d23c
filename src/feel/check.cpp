#include "feel/check.h"

#include <algorithm>
#include <array>

namespace konsequenz::feel {

namespace {

using K = TypeKind;

struct Row {
    Operator sign;
    TypeKind left, right, result;
};

// DMN 1.5, tables 45 to 53. Comparisons and equality are told apart below.
constexpr std::array<Row, 38> arithmetic_rows = {{
    {Operator::add, K::number, K::number, K::number},
    {Operator::add, K::string, K::string, K::string},
    {Operator::add, K::day_time_duration, K::day_time_duration, K::day_time_duration},
    {Operator::add, K::year_month_duration, K::year_month_duration, K::year_month_duration},
    {Operator::add, K::date, K::day_time_duration, K::date},
    {Operator::add, K::date, K::year_month_duration, K::date},
    {Operator::add, K::date_time, K::day_time_duration, K::date_time},
    {Operator::add, K::date_time, K::year_month_duration, K::date_time},
    {Operator::add, K::time, K::day_time_duration, K::time},
    {Operator::add, K::day_time_duration, K::date, K::date},
    {Operator::add, K::year_month_duration, K::date, K::date},
    {Operator::add, K::day_time_duration, K::date_time, K::date_time},
    {Operator::add, K::year_month_duration, K::date_time, K::date_time},
    {Operator::add, K::day_time_duration, K::time, K::time},
    {Operator::subtract, K::number, K::number, K::number},
    {Operator::subtract, K::date, K::date, K::day_time_duration},
    {Operator::subtract, K::date_time, K::date_time, K::day_time_duration},
    {Operator::subtract, K::date, K::date_time, K::day_time_duration},
    {Operator::subtract, K::date_time, K::date, K::day_time_duration},
    {Operator::subtract, K::time, K::time, K::day_time_duration},
    {Operator::subtract, K::day_time_duration, K::day_time_duration, K::day_time_duration},
    {Operator::subtract, K::year_month_duration, K::year_month_duration, K::year_month_duration},
    {Operator::subtract, K::date, K::day_time_duration, K::date},
    {Operator::subtract, K::date, K::year_month_duration, K::date},
    {Operator::subtract, K::date_time, K::day_time_duration, K::date_time},
    {Operator::subtract, K::date_time, K::year_month_duration, K::date_time},
    {Operator::subtract, K::time, K::day_time_duration, K::time},
    {Operator::multiply, K::number, K::number, K::number},
    {Operator::multiply, K::number, K::day_time_duration, K::day_time_duration},
    {Operator::multiply, K::number, K::year_month_duration, K::year_month_duration},
    {Operator::multiply, K::day_time_duration, K::number, K::day_time_duration},
    {Operator::multiply, K::year_month_duration, K::number, K::year_month_duration},
    {Operator::divide, K::number, K::number, K::number},
    {Operator::divide, K::day_time_duration, K::number, K::day_time_duration},
    {Operator::divide, K::year_month_duration, K::number, K::year_month_duration},
    {Operator::divide, K::day_time_duration, K::day_time_duration, K::number},
    {Operator::divide, K::year_month_duration, K::year_month_duration, K::number},
    {Operator::power, K::number, K::number, K::number},
}};

bool may_be(const Type& type, TypeKind kind) { return type.is_any() || type.kind() == kind; }

std::optional<Type> type_of_arithmetic(Operator sign, const Type& left, const Type& right) {
    std::optional<TypeKind> result;
    for (const Row& row : arithmetic_rows) {
        if (row.sign != sign || !may_be(left, row.left) || !may_be(right, row.right)) continue;
        if (result && *result != row.result) return Type();
        result = row.result;
    }
    if (!result) return std::nullopt;
    return Type(*result);
}

bool is_day(const Type& type) { return type.kind() == K::date || type.kind() == K::date_time; }

bool is_ordered(const Type& type) {
    return type.is_any() || (type.kind() >= K::number && type.kind() <= K::year_month_duration);
}

struct Property {
    TypeKind owner;
    std::string_view name;
    TypeKind type;
};

// DMN 1.5, table 65 and 10.3.2.7. A range's start and end have the range's element type: any stands for it here.
constexpr std::array<Property, 28> properties = {{
    {K::date, "year", K::number},
    {K::date, "month", K::number},
    {K::date, "day", K::number},
    {K::date, "weekday", K::number},
    {K::date_time, "year", K::number},
    {K::date_time, "month", K::number},
    {K::date_time, "day", K::number},
    {K::date_time, "weekday", K::number},
    {K::date_time, "hour", K::number},
    {K::date_time, "minute", K::number},
    {K::date_time, "second", K::number},
    {K::date_time, "time offset", K::day_time_duration},
    {K::date_time, "timezone", K::string},
    {K::time, "hour", K::number},
    {K::time, "minute", K::number},
    {K::time, "second", K::number},
    {K::time, "time offset", K::day_time_duration},
    {K::time, "timezone", K::string},
    {K::day_time_duration, "days", K::number},
    {K::day_time_duration, "hours", K::number},
    {K::day_time_duration, "minutes", K::number},
    {K::day_time_duration, "seconds", K::number},
    {K::year_month_duration, "years", K::number},
    {K::year_month_duration, "months", K::number},
    {K::range, "start", K::any},
    {K::range, "end", K::any},
    {K::range, "start included", K::boolean},
    {K::range, "end included", K::boolean},
}};

}  // namespace

std::optional<Type> type_of_binary(Operator sign, const Type& left, const Type& right) {
    switch (sign) {
        case Operator::disjunction:
        case Operator::conjunction: return Type(K::boolean);
        case Operator::equal:
        case Operator::not_equal:
            if (!overlaps(left, right) && !(is_day(left) && is_day(right))) return std::nullopt;
            return Type(K::boolean);
        case Operator::less:
        case Operator::less_equal:
        case Operator::greater:
        case Operator::greater_equal: {
            const bool fits =
                left.is_any() || right.is_any() || left.kind() == right.kind() || (is_day(left) && is_day(right));
            if (!is_ordered(left) || !is_ordered(right) || !fits) return std::nullopt;
            return Type(K::boolean);
        }
        default: return type_of_arithmetic(sign, left, right);
    }
}

std::optional<Type> type_of_negation(const Type& operand) {
    switch (operand.kind()) {
        case K::any: return Type();
        case K::number:
        case K::day_time_duration:
        case K::year_month_duration: return operand;
        default: return std::nullopt;
    }
}

std::optional<Type> type_of_path(const Type& base, std::string_view member) {
    if (base.is_any()) return Type();
    if (base.kind() == K::context) {
        if (!base.has_parts()) return Type();
        const Type* found = base.find(member);
        return found != nullptr ? std::optional(*found) : std::nullopt;
    }
    if (base.kind() == K::list) {
        const std::optional<Type> item = type_of_path(base.element(), member);
        return item ? Type::list(*item) : Type(K::list);
    }
    for (const Property& property : properties) {
        if (property.owner != base.kind() || property.name != member) continue;
        return base.kind() == K::range && property.type == K::any ? base.element() : Type(property.type);
    }
    return std::nullopt;
}

std::optional<Type> type_of_filter(const Type& base, const Type& condition) {
    const Type item = base.kind() == K::list ? base.element() : base;
    switch (condition.kind()) {
        case K::number: return item;
        case K::boolean:
            if (base.is_any()) return Type(K::list);
            return base.kind() == K::list ? base : Type::list(base);
        case K::any: return Type();
        default: return std::nullopt;
    }
}

Type type_of_item(const Type& domain) {
    if (domain.kind() == K::list || domain.kind() == K::range) return domain.element();
    return domain;
}

Type type_of_builtin(const Builtin& builtin, std::span<const Type> arguments) {
    switch (builtin.returns) {
        case Returns::kind: return builtin.result;
        case Returns::list_of_kind: return Type::list(builtin.result);
        case Returns::first_type: return arguments.empty() ? Type() : arguments.front();
        case Returns::first_element: return arguments.empty() ? Type() : type_of_item(arguments.front());
    }
    return {};
}

bool may_pass(const Type& input, const Type& test) {
    const bool is_scalar = input.kind() >= K::boolean && input.kind() <= K::year_month_duration;
    if (!is_scalar || test.kind() == K::boolean) return true;
    if (test.kind() == K::list || test.kind() == K::range) return may_pass(input, test.element());
    return overlaps(input, test) || (is_day(input) && is_day(test));
}

std::span<const std::string_view> properties_of(TypeKind kind) {
    static constexpr std::array<std::string_view, 3> spaced = {"time offset", "start included", "end included"};
    const std::span<const std::string_view> all = spaced;
    switch (kind) {
        case K::any: return all;
        case K::time:
        case K::date_time: return all.first(1);
        case K::range: return all.subspan(1);
        default: return {};
    }
}

bool may_accept(Kinds accepts, const Type& argument) {
    if (argument.is_any() || argument.kind() == K::null) return true;
    const auto kind = static_cast<Kind>(static_cast<unsigned>(argument.kind()) - 1);
    if (accepts.has(kind) || accepts.has(Kind::list)) return true;
    if (kind == Kind::list) return may_accept(accepts, argument.element());
    return kind == Kind::date && accepts.has(Kind::date_time);
}

}  // namespace konsequenz::feel
