#include "proof/scale.h"

#include <algorithm>

namespace konsequenz::proof {
namespace {

using feel::Number;
using feel::TypeKind;
using feel::Value;

using Wide = feel::Signed128;

constexpr Wide second_ns = feel::nanoseconds_per_second;

/// Where a temporal value stands, in the smallest steps of its kind.
Wide position(const Value& value) {
    switch (value.kind()) {
        case feel::Kind::date: return value.as_date().days;
        case feel::Kind::time: return value.as_time().nanoseconds;
        case feel::Kind::date_time: return value.as_date_time().seconds * second_ns + value.as_date_time().nanoseconds;
        case feel::Kind::day_time_duration:
            return value.as_day_time_duration().seconds * second_ns + value.as_day_time_duration().nanoseconds;
        case feel::Kind::year_month_duration: return value.as_year_month_duration().months;
        default: return 0;
    }
}

/// The value of the kind at this position; of times in the zone of a neighbour.
std::optional<Value> at_position(TypeKind kind, Wide position, feel::Zone zone) {
    auto seconds = position / second_ns;
    auto nanoseconds = position % second_ns;
    if (nanoseconds < 0) {
        nanoseconds += second_ns;
        --seconds;
    }
    const auto whole = static_cast<std::int64_t>(seconds);
    const auto rest = static_cast<std::int32_t>(nanoseconds);
    switch (kind) {
        case TypeKind::date: return Value::date({static_cast<std::int64_t>(position)});
        case TypeKind::time:
            if (position < 0 || position >= feel::nanoseconds_per_day) return std::nullopt;
            return Value::time({static_cast<std::int64_t>(position), zone});
        case TypeKind::date_time: return Value::date_time({whole, rest, zone});
        case TypeKind::day_time_duration: return Value::duration(feel::DayTimeDuration{whole, rest});
        case TypeKind::year_month_duration:
            return Value::duration(feel::YearMonthDuration{static_cast<std::int64_t>(position)});
        default: return std::nullopt;
    }
}

feel::Zone zone_of(const Value& value) {
    if (value.kind() == feel::Kind::time) return value.as_time().zone;
    if (value.kind() == feel::Kind::date_time) return value.as_date_time().zone;
    return feel::Zone::none();
}

std::optional<Number> number_between(bool is_whole, const Value& low, const Value& high) {
    if (low.is_null() && high.is_null()) return Number::from(0);
    if (low.is_null()) return feel::subtract(feel::ceiling(high.as_number()), Number::from(1));
    const auto next = feel::add(feel::floor(low.as_number()), Number::from(1));
    if (high.is_null()) return next;
    // A whole number is the better example, where there is one.
    if (next && compare(*next, high.as_number()) < 0) return next;
    if (is_whole) return std::nullopt;
    const auto sum = feel::add(low.as_number(), high.as_number());
    return sum ? feel::divide(*sum, Number::from(2)) : std::nullopt;
}

bool is_above(const Value& value, const Value& low) {
    if (low.is_null()) return true;
    const auto order = feel::compare(value, low);
    return order && *order > 0;
}

}  // namespace

bool has_scale(TypeKind kind) {
    return kind == TypeKind::number || kind == TypeKind::date || kind == TypeKind::time ||
           kind == TypeKind::date_time || kind == TypeKind::day_time_duration || kind == TypeKind::year_month_duration;
}

bool share_scale(TypeKind kind, std::span<const Value> values) {
    const feel::Zone zone = values.empty() ? feel::Zone::none() : zone_of(values.front());
    if (zone.is_iana()) return false;
    return std::ranges::all_of(values, [&](const Value& value) {
        return feel::type_of(value).kind() == kind && zone_of(value) == zone &&
               feel::compare(value, values.front()).has_value();
    });
}

std::optional<Value> between(TypeKind kind, bool is_whole, const Value& low, const Value& high) {
    std::optional<Value> found;
    if (kind == TypeKind::number) {
        const auto number = number_between(is_whole, low, high);
        if (number) found = Value::number(*number);
    } else {
        const feel::Zone zone = low.is_null() ? (high.is_null() ? feel::Zone::none() : zone_of(high)) : zone_of(low);
        const Wide step = kind == TypeKind::date_time || kind == TypeKind::day_time_duration ? second_ns : 1;
        Wide at = 0;
        if (!low.is_null() && !high.is_null())
            at = (position(low) + position(high)) / 2 + ((position(low) + position(high)) % 2 < 0 ? -1 : 0);
        else if (!low.is_null())
            at = position(low) + step;
        else if (!high.is_null())
            at = position(high) - step;
        found = at_position(kind, at, zone);
    }
    if (!found || !is_above(*found, low) || (!high.is_null() && !is_above(high, *found))) return std::nullopt;
    return found;
}

}  // namespace konsequenz::proof
