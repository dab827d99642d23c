// List functions that give one value of many: 10.3.4.4. Each takes a list, or the items as its arguments.
#include <algorithm>

#include "feel/builtins/tables.h"

namespace konsequenz::feel::builtins {

namespace {

constexpr const char* numbers_only = "every item must be a number";

// The items, whether they came as a list or one by one.
std::span<const Value> items_of(const Call& call) {
    return call.size() == 1 && call[0].is_list() ? call[0].as_list() : call.arguments();
}

bool all_numbers(std::span<const Value> items) { return std::ranges::all_of(items, &Value::is_number); }

// The numbers of a call that needs at least one; nullopt where it has none or something else.
std::optional<std::vector<Number>> some_numbers(const Call& call) {
    const std::span<const Value> items = items_of(call);
    if (items.empty() || !all_numbers(items)) return std::nullopt;
    std::vector<Number> numbers;
    numbers.reserve(items.size());
    for (const Value& item : items) numbers.push_back(item.as_number());
    return numbers;
}

Value need_numbers(Call& call) {
    return call.null("feel.argument", "one number at least, and nothing else, is needed");
}

Value count_items(Call& call) { return Value::number(static_cast<std::int64_t>(call[0].as_list().size())); }

// min and max: of any kind that has an order.
template <bool greatest>
Value extreme(Call& call) {
    const std::span<const Value> items = items_of(call);
    if (items.empty()) return call.null("feel.empty-list", "an empty list has no least and no greatest item");
    const Value* best = &items.front();
    for (const Value& item : items) {
        const std::optional<std::strong_ordering> order = compare(item, *best);
        if (!order) return call.null("feel.not-comparable", "the items cannot all be compared");
        if (greatest ? *order > 0 : *order < 0) best = &item;
    }
    return *best;
}

std::optional<Number> total(const std::vector<Number>& numbers) {
    std::optional<Number> sum = Number{};
    for (const Number& number : numbers) {
        if (!sum) return sum;
        sum = add(*sum, number);
    }
    return sum;
}

std::optional<Number> average(const std::vector<Number>& numbers) {
    const std::optional<Number> sum = total(numbers);
    return sum ? divide(*sum, Number::from(static_cast<std::int64_t>(numbers.size()))) : sum;
}

Value number_or_null(Call& call, const std::optional<Number>& number) {
    if (number) return Value::number(*number);
    return call.null("feel.no-number", "there is no such number of 34 digits");
}

Value sum_of(Call& call) {
    const auto numbers = some_numbers(call);
    return numbers ? number_or_null(call, total(*numbers)) : need_numbers(call);
}

Value mean_of(Call& call) {
    const auto numbers = some_numbers(call);
    return numbers ? number_or_null(call, average(*numbers)) : need_numbers(call);
}

Value product_of(Call& call) {
    const auto numbers = some_numbers(call);
    if (!numbers) return need_numbers(call);
    std::optional<Number> product = Number::from(1);
    for (const Number& number : *numbers) {
        if (product) product = multiply(*product, number);
    }
    return number_or_null(call, product);
}

Value median_of(Call& call) {
    auto numbers = some_numbers(call);
    if (!numbers) return need_numbers(call);
    std::ranges::sort(*numbers, [](const Number& left, const Number& right) { return left < right; });
    const std::size_t middle = numbers->size() / 2;
    if (numbers->size() % 2 == 1) return Value::number((*numbers)[middle]);
    return number_or_null(call, average({(*numbers)[middle - 1], (*numbers)[middle]}));
}

// stddev: the sample's standard deviation, so that one number has none.
Value standard_deviation(Call& call) {
    const auto numbers = some_numbers(call);
    if (!numbers || numbers->size() < 2)
        return call.null("feel.argument", "two numbers at least, and nothing else, are needed");
    const std::optional<Number> mean = average(*numbers);
    std::optional<Number> squares = Number{};
    for (const Number& number : *numbers) {
        const std::optional<Number> distance = mean ? subtract(number, *mean) : std::nullopt;
        const std::optional<Number> square = distance ? multiply(*distance, *distance) : std::nullopt;
        squares = squares && square ? add(*squares, *square) : std::nullopt;
    }
    const std::optional<Number> variance =
        squares ? divide(*squares, Number::from(static_cast<std::int64_t>(numbers->size()) - 1)) : squares;
    return number_or_null(call, variance ? square_root(*variance) : variance);
}

// mode: the most frequent numbers in ascending order.
Value mode_of(Call& call) {
    const std::span<const Value> items = items_of(call);
    if (call.size() == 0 || !all_numbers(items)) return call.null("feel.argument", numbers_only);
    std::vector<Value> sorted(items.begin(), items.end());
    std::ranges::stable_sort(
        sorted, [](const Value& left, const Value& right) { return left.as_number() < right.as_number(); });
    std::vector<Value> modes;
    std::size_t most = 0;
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::size_t end = begin + 1;
        while (end < sorted.size() && sorted[end].as_number() == sorted[begin].as_number()) ++end;
        if (end - begin > most) {
            most = end - begin;
            modes.clear();
        }
        if (end - begin == most) modes.push_back(sorted[begin]);
        begin = end;
    }
    return Value::list(std::move(modes));
}

// all: the conjunction of the items; any: their disjunction. In three-valued logic null says nothing unless another
// item decides; an item that is neither boolean nor null makes it null.
template <bool deciding>
Value decided_by(Call& call) {
    const std::span<const Value> items = items_of(call);
    if (call.size() == 0) return call.null("feel.arity", "one argument at least is needed");
    bool unknown = false;
    bool decided = false;
    for (const Value& item : items) {
        if (!item.is_boolean() && !item.is_null()) return call.null("feel.argument", "every item must be a boolean");
        if (item.is_null()) {
            unknown = true;
        } else if (item.as_boolean() == deciding) {
            decided = true;
        }
    }
    if (decided) return Value::boolean(deciding);
    if (unknown) return call.null("feel.argument", "an item is null, and no other one decides");
    return Value::boolean(!deciding);
}

constexpr Parameter one_list[] = {{"list", kinds::list}};
constexpr Parameter many_items[] = {{"c", kinds::any, variadic}};
constexpr Parameter many_numbers[] = {{"n", kinds::any, variadic}};
constexpr Parameter many_booleans[] = {{"b", kinds::any, variadic}};

constexpr Builtin table[] = {
    {"count", one_list, count_items, TypeKind::number},
    {"min", one_list, extreme<false>, TypeKind::any, Returns::first_element},
    {"min", many_items, extreme<false>, TypeKind::any, Returns::first_element},
    {"max", one_list, extreme<true>, TypeKind::any, Returns::first_element},
    {"max", many_items, extreme<true>, TypeKind::any, Returns::first_element},
    {"sum", one_list, sum_of, TypeKind::number},
    {"sum", many_numbers, sum_of, TypeKind::number},
    {"mean", one_list, mean_of, TypeKind::number},
    {"mean", many_numbers, mean_of, TypeKind::number},
    {"product", one_list, product_of, TypeKind::number},
    {"product", many_numbers, product_of, TypeKind::number},
    {"median", one_list, median_of, TypeKind::number},
    {"median", many_numbers, median_of, TypeKind::number},
    {"stddev", one_list, standard_deviation, TypeKind::number},
    {"stddev", many_numbers, standard_deviation, TypeKind::number},
    {"mode", one_list, mode_of, TypeKind::number, Returns::list_of_kind},
    {"mode", many_numbers, mode_of, TypeKind::number, Returns::list_of_kind},
    {"all", one_list, decided_by<false>, TypeKind::boolean},
    {"all", many_booleans, decided_by<false>, TypeKind::boolean},
    {"any", one_list, decided_by<true>, TypeKind::boolean},
    {"any", many_booleans, decided_by<true>, TypeKind::boolean},
};

}  // namespace

std::span<const Builtin> aggregation_table() { return table; }

}  // namespace konsequenz::feel::builtins
