// Numeric functions: 10.3.4.5.
#include "feel/builtins/tables.h"

namespace konsequenz::feel::builtins {

namespace {

constexpr const char* no_such_number = "there is no such number of 34 digits";

Value number_or_null(Call& call, const std::optional<Number>& number) {
    if (number) return Value::number(*number);
    return call.null("feel.no-number", no_such_number);
}

template <Rounding rounding>
Value rounded(Call& call) {
    const std::optional<std::int64_t> scale = call[1].is_null() ? 0 : whole(call[1]);
    const std::optional<Number> result = scale ? round_to_scale(call[0].as_number(), *scale, rounding) : std::nullopt;
    if (result) return Value::number(*result);
    return call.null("feel.out-of-range", "the scale must lie between -6111 and 6176");
}

// abs(n): of numbers and of durations.
Value absolute_value(Call& call) {
    const Value& value = call[0];
    if (value.kind() == Kind::number) return Value::number(absolute(value.as_number()));
    if (value.kind() == Kind::day_time_duration) {
        const DayTimeDuration duration = value.as_day_time_duration();
        if (duration >= DayTimeDuration{}) return value;
        return value_or_null(call, negate(duration), "the duration is too long",
                             [](const DayTimeDuration& positive) { return Value::duration(positive); });
    }
    const YearMonthDuration duration = value.as_year_month_duration();
    return duration.months >= 0 ? value : Value::duration(YearMonthDuration{-duration.months});
}

Value modulo_of(Call& call) {
    if (call[1].as_number().is_zero()) return call.null("feel.division-by-zero", "the divisor is 0");
    return number_or_null(call, modulo(call[0].as_number(), call[1].as_number()));
}

Value square_root_of(Call& call) { return number_or_null(call, square_root(call[0].as_number())); }
Value logarithm_of(Call& call) { return number_or_null(call, natural_logarithm(call[0].as_number())); }
Value exponential_of(Call& call) { return number_or_null(call, exponential(call[0].as_number())); }

template <bool odd>
Value has_parity(Call& call) {
    const Number& number = call[0].as_number();
    const std::optional<Number> rest = modulo(absolute(number), Number::from(2));
    return Value::boolean(rest && *rest == Number::from(odd ? 1 : 0));
}

constexpr Parameter scaled[] = {{"n", kinds::number}, {"scale", kinds::number}};
constexpr Parameter maybe_scaled[] = {{"n", kinds::number}, {"scale", kinds::number, optional}};
constexpr Parameter measured[] = {{"n", kinds::number | kinds::day_time_duration | kinds::year_month_duration}};
constexpr Parameter division[] = {{"dividend", kinds::number}, {"divisor", kinds::number}};
constexpr Parameter one_number[] = {{"number", kinds::number}};

constexpr Builtin table[] = {
    {"decimal", scaled, rounded<Rounding::half_even>, TypeKind::number},
    {"floor", maybe_scaled, rounded<Rounding::floor>, TypeKind::number},
    {"ceiling", maybe_scaled, rounded<Rounding::ceiling>, TypeKind::number},
    {"round up", scaled, rounded<Rounding::up>, TypeKind::number},
    {"round down", scaled, rounded<Rounding::down>, TypeKind::number},
    {"round half up", scaled, rounded<Rounding::half_up>, TypeKind::number},
    {"round half down", scaled, rounded<Rounding::half_down>, TypeKind::number},
    {"abs", measured, absolute_value, TypeKind::any, Returns::first_type},
    {"modulo", division, modulo_of, TypeKind::number},
    {"sqrt", one_number, square_root_of, TypeKind::number},
    {"log", one_number, logarithm_of, TypeKind::number},
    {"exp", one_number, exponential_of, TypeKind::number},
    {"odd", one_number, has_parity<true>, TypeKind::boolean},
    {"even", one_number, has_parity<false>, TypeKind::boolean},
};

}  // namespace

std::span<const Builtin> number_table() { return table; }

}  // namespace konsequenz::feel::builtins
