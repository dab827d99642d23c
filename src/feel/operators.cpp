#include "feel/operators.h"

#include <fmt/format.h>

#include <algorithm>

namespace konsequenz::feel {

namespace {

constexpr unsigned pair_of(Kind left, Kind right) {
    return static_cast<unsigned>(left) << 8 | static_cast<unsigned>(right);
}
unsigned pair_of(const Value& left, const Value& right) { return pair_of(left.kind(), right.kind()); }

template <class T>
Value in_range(const std::optional<T>& result, Value (*make)(const T&), Run& run, SourceRange range) {
    if (result) return make(*result);
    return run.note("feel.out-of-range", "the result is out of range", range);
}
Value in_range(const std::optional<Date>& result, Run& run, SourceRange range) {
    return in_range<Date>(result, [](const Date& date) { return Value::date(date); }, run, range);
}
Value in_range(const std::optional<DateTime>& result, Run& run, SourceRange range) {
    return in_range<DateTime>(result, [](const DateTime& value) { return Value::date_time(value); }, run, range);
}
Value in_range(const std::optional<DayTimeDuration>& result, Run& run, SourceRange range) {
    return in_range<DayTimeDuration>(
        result, [](const DayTimeDuration& value) { return Value::duration(value); }, run, range);
}
Value in_range(const std::optional<YearMonthDuration>& result, Run& run, SourceRange range) {
    return in_range<YearMonthDuration>(
        result, [](const YearMonthDuration& value) { return Value::duration(value); }, run, range);
}
Value in_range(const std::optional<Number>& result, Run& run, SourceRange range) {
    return in_range<Number>(result, [](const Number& value) { return Value::number(value); }, run, range);
}

Value misfit(Operator sign, const Value& left, const Value& right, Run& run, SourceRange range) {
    if (!run.takes_notes()) return {};
    return run.note("feel.operands",
                    fmt::format("`{}` has no meaning between {} and {}", to_string(sign), to_string(left.kind()),
                                to_string(right.kind())),
                    range);
}

const Number billion = Number::from(nanoseconds_per_second);

// A duration in nanoseconds: at most 29 digits, so exact.
std::optional<Number> total(const DayTimeDuration& duration) {
    const std::optional<Number> seconds = multiply(Number::from(duration.seconds), billion);
    return seconds ? add(*seconds, Number::from(duration.nanoseconds)) : std::nullopt;
}

// Parts of a nanosecond are cut off.
std::optional<DayTimeDuration> day_time_of(const std::optional<Number>& nanoseconds) {
    const std::optional<Number> whole = nanoseconds ? round_to_scale(*nanoseconds, 0, Rounding::down) : std::nullopt;
    const std::optional<Number> quotient = whole ? divide(*whole, billion) : std::nullopt;
    if (!quotient) return std::nullopt;
    const Number seconds = floor(*quotient);
    const std::optional<Number> cut = multiply(seconds, billion);
    const std::optional<Number> rest = cut ? subtract(*whole, *cut) : std::nullopt;
    const std::optional<std::int64_t> whole_seconds = seconds.to_int64();
    const std::optional<std::int64_t> rest_nanoseconds = rest ? rest->to_int64() : std::nullopt;
    if (!whole_seconds || !rest_nanoseconds) return std::nullopt;
    return DayTimeDuration{*whole_seconds, static_cast<std::int32_t>(*rest_nanoseconds)};
}

std::optional<YearMonthDuration> year_month_of(const std::optional<Number>& months) {
    const std::optional<Number> whole = months ? round_to_scale(*months, 0, Rounding::down) : std::nullopt;
    const std::optional<std::int64_t> count = whole ? whole->to_int64() : std::nullopt;
    return count ? std::optional(YearMonthDuration{*count}) : std::nullopt;
}

DateTime as_date_time(const Value& day) {
    return day.kind() == Kind::date ? make_date_time(day.as_date(), Zone::utc()) : day.as_date_time();
}

Value sum(const Value& left, const Value& right, Run& run, SourceRange range) {
    using K = Kind;
    switch (pair_of(left, right)) {
        case pair_of(K::number, K::number): return in_range(add(left.as_number(), right.as_number()), run, range);
        case pair_of(K::string, K::string): {
            const std::size_t size = left.as_string().size() + right.as_string().size();
            if (size > Run::string_size_max || !run.spend(static_cast<std::int64_t>(size / 64))) {
                return run.note("feel.too-long", "the string or the evaluation gets too long", range);
            }
            std::string text;
            text.reserve(size);
            text += left.as_string();
            text += right.as_string();
            return Value::string(std::move(text));
        }
        case pair_of(K::day_time_duration, K::day_time_duration):
            return in_range(add(left.as_day_time_duration(), right.as_day_time_duration()), run, range);
        case pair_of(K::year_month_duration, K::year_month_duration):
            return in_range(add(left.as_year_month_duration(), right.as_year_month_duration()), run, range);
        case pair_of(K::date, K::day_time_duration):
            return in_range(add(left.as_date(), right.as_day_time_duration()), run, range);
        case pair_of(K::date, K::year_month_duration):
            return in_range(add(left.as_date(), right.as_year_month_duration()), run, range);
        case pair_of(K::date_time, K::day_time_duration):
            return in_range(add(left.as_date_time(), right.as_day_time_duration()), run, range);
        case pair_of(K::date_time, K::year_month_duration):
            return in_range(add(left.as_date_time(), right.as_year_month_duration()), run, range);
        case pair_of(K::time, K::day_time_duration):
            return Value::time(add(left.as_time(), right.as_day_time_duration()));
        case pair_of(K::day_time_duration, K::date):
        case pair_of(K::day_time_duration, K::date_time):
        case pair_of(K::day_time_duration, K::time):
        case pair_of(K::year_month_duration, K::date):
        case pair_of(K::year_month_duration, K::date_time): return sum(right, left, run, range);
        default: return misfit(Operator::add, left, right, run, range);
    }
}

Value difference_of(const Value& left, const Value& right, Run& run, SourceRange range) {
    using K = Kind;
    switch (pair_of(left, right)) {
        case pair_of(K::number, K::number): return in_range(subtract(left.as_number(), right.as_number()), run, range);
        case pair_of(K::date, K::date): return Value::duration(difference(left.as_date(), right.as_date()));
        case pair_of(K::date_time, K::date_time):
        case pair_of(K::date, K::date_time):
        case pair_of(K::date_time, K::date): {
            const std::optional<DayTimeDuration> result = difference(as_date_time(left), as_date_time(right));
            if (result) return Value::duration(*result);
            return run.note("feel.zone", "only one of the two has a time zone", range);
        }
        case pair_of(K::time, K::time): {
            const std::optional<DayTimeDuration> result = difference(left.as_time(), right.as_time());
            if (result) return Value::duration(*result);
            return run.note("feel.zone", "only one of the two has a time zone", range);
        }
        case pair_of(K::day_time_duration, K::day_time_duration):
            return in_range(subtract(left.as_day_time_duration(), right.as_day_time_duration()), run, range);
        case pair_of(K::year_month_duration, K::year_month_duration):
            return in_range(subtract(left.as_year_month_duration(), right.as_year_month_duration()), run, range);
        case pair_of(K::date, K::day_time_duration):
        case pair_of(K::date_time, K::day_time_duration):
        case pair_of(K::time, K::day_time_duration):
        case pair_of(K::date, K::year_month_duration):
        case pair_of(K::date_time, K::year_month_duration): {
            const Value opposite = negated(right, run, range);
            return opposite.is_null() ? Value() : sum(left, opposite, run, range);
        }
        default: return misfit(Operator::subtract, left, right, run, range);
    }
}

Value product(const Value& left, const Value& right, Run& run, SourceRange range) {
    using K = Kind;
    switch (pair_of(left, right)) {
        case pair_of(K::number, K::number): return in_range(multiply(left.as_number(), right.as_number()), run, range);
        case pair_of(K::day_time_duration, K::number): {
            const std::optional<Number> nanoseconds = total(left.as_day_time_duration());
            return in_range(day_time_of(nanoseconds ? multiply(*nanoseconds, right.as_number()) : std::nullopt), run,
                            range);
        }
        case pair_of(K::year_month_duration, K::number):
            return in_range(
                year_month_of(multiply(Number::from(left.as_year_month_duration().months), right.as_number())), run,
                range);
        case pair_of(K::number, K::day_time_duration):
        case pair_of(K::number, K::year_month_duration): return product(right, left, run, range);
        default: return misfit(Operator::multiply, left, right, run, range);
    }
}

Value divided(const std::optional<Number>& left, const std::optional<Number>& right, Run& run, SourceRange range) {
    if (right && right->is_zero()) return run.note("feel.division-by-zero", "the divisor is zero", range);
    return in_range(left && right ? divide(*left, *right) : std::nullopt, run, range);
}

Value quotient(const Value& left, const Value& right, Run& run, SourceRange range) {
    using K = Kind;
    switch (pair_of(left, right)) {
        case pair_of(K::number, K::number): return divided(left.as_number(), right.as_number(), run, range);
        case pair_of(K::day_time_duration, K::day_time_duration):
            return divided(total(left.as_day_time_duration()), total(right.as_day_time_duration()), run, range);
        case pair_of(K::year_month_duration, K::year_month_duration):
            return divided(Number::from(left.as_year_month_duration().months),
                           Number::from(right.as_year_month_duration().months), run, range);
        case pair_of(K::day_time_duration, K::number): {
            const Value result = divided(total(left.as_day_time_duration()), right.as_number(), run, range);
            return result.is_null() ? Value() : in_range(day_time_of(result.as_number()), run, range);
        }
        case pair_of(K::year_month_duration, K::number): {
            const Value result =
                divided(Number::from(left.as_year_month_duration().months), right.as_number(), run, range);
            return result.is_null() ? Value() : in_range(year_month_of(result.as_number()), run, range);
        }
        default: return misfit(Operator::divide, left, right, run, range);
    }
}

}  // namespace

Value arithmetic(Operator sign, const Value& left, const Value& right, Run& run, SourceRange range) {
    switch (sign) {
        case Operator::add: return sum(left, right, run, range);
        case Operator::subtract: return difference_of(left, right, run, range);
        case Operator::multiply: return product(left, right, run, range);
        case Operator::divide: return quotient(left, right, run, range);
        case Operator::power:
            if (!left.is_number() || !right.is_number()) return misfit(sign, left, right, run, range);
            return in_range(power(left.as_number(), right.as_number()), run, range);
        default: break;
    }
    assert(false && "no arithmetic operator");
    return {};
}

Value negated(const Value& operand, Run& run, SourceRange range) {
    switch (operand.kind()) {
        case Kind::number: return Value::number(negate(operand.as_number()));
        case Kind::day_time_duration: return in_range(negate(operand.as_day_time_duration()), run, range);
        case Kind::year_month_duration: return in_range(negate(operand.as_year_month_duration()), run, range);
        default: break;
    }
    if (!run.takes_notes()) return {};
    return run.note("feel.operands", fmt::format("`-` has no meaning for {}", to_string(operand.kind())), range);
}

Value item_at(std::span<const Value> items, const Number& index, Run& run, SourceRange range) {
    const std::optional<std::int64_t> place = index.to_int64();
    const auto size = static_cast<std::int64_t>(items.size());
    if (place && *place >= 1 && *place <= size) return items[static_cast<std::size_t>(*place - 1)];
    if (place && *place <= -1 && *place >= -size) return items[static_cast<std::size_t>(size + *place)];
    if (!run.takes_notes()) return {};
    return run.note("feel.index", fmt::format("there is no item {} in a list of {}", to_string(index), size), range);
}

std::optional<bool> passes(const Value& input, const Value& test) {
    if (test.is_range()) {
        if (input.is_range()) return equals(input, test);
        return contains(test.as_range(), input);
    }
    if (!test.is_list()) return equals(input, test);
    for (const Value& item : test.as_list()) {
        if (equals(input, item).value_or(false)) return true;
        if (item.is_range() && contains(item.as_range(), input).value_or(false)) return true;
    }
    return input.is_list() && equals(input, test).value_or(false);
}

Value make_interval(const Value& low, const Value& high, Bound low_bound, Bound high_bound, Run& run,
                    SourceRange range) {
    if (low.is_null() && high.is_null()) return run.note("feel.interval", "both ends of the interval are null", range);
    if (!low.is_null() && !high.is_null()) {
        const bool fits = low.kind() == high.kind();
        const std::optional<std::strong_ordering> order = fits ? compare(low, high) : std::nullopt;
        if (!order) return run.note("feel.interval", "the ends of the interval cannot be compared", range);
        if (*order > 0) return run.note("feel.interval", "the lower end of the interval is above the upper one", range);
    }
    return Value::range({low, high, low_bound, high_bound, RangeForm::interval});
}

Value make_comparison(Operator sign, const Value& operand, Run& run, SourceRange range) {
    using F = RangeForm;
    if (sign == Operator::equal) return Value::range({operand, operand, Bound::closed, Bound::closed, F::comparison});
    if (sign == Operator::not_equal) return Value::range({operand, {}, Bound::open, Bound::open, F::not_equal});
    if (!compare(operand, operand)) return run.note("feel.interval", "there is no order for this comparison", range);
    switch (sign) {
        case Operator::less: return Value::range({{}, operand, Bound::open, Bound::open, F::comparison});
        case Operator::less_equal: return Value::range({{}, operand, Bound::open, Bound::closed, F::comparison});
        case Operator::greater: return Value::range({operand, {}, Bound::open, Bound::open, F::comparison});
        default: return Value::range({operand, {}, Bound::closed, Bound::open, F::comparison});
    }
}

std::optional<bool> compared(Operator sign, const Value& left, const Value& right) {
    if (sign == Operator::equal) return equals(left, right);
    if (sign == Operator::not_equal) {
        const std::optional<bool> same = equals(left, right);
        return same ? std::optional(!*same) : std::nullopt;
    }
    const std::optional<std::strong_ordering> order = compare(left, right);
    if (!order) return std::nullopt;
    switch (sign) {
        case Operator::less: return *order < 0;
        case Operator::less_equal: return *order <= 0;
        case Operator::greater: return *order > 0;
        default: return *order >= 0;
    }
}

}  // namespace konsequenz::feel
