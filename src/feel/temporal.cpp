#include "feel/temporal.h"

#include <algorithm>

#include "base/calendar.h"
#include "feel/zones.h"

namespace konsequenz::feel {

namespace {

std::int64_t first_day() {
    static const std::int64_t day = days_from_civil({-year_limit, 1, 1});
    return day;
}

std::int64_t last_day() {
    static const std::int64_t day = days_from_civil({year_limit, 12, 31});
    return day;
}

constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

constexpr std::int64_t floor_modulo(std::int64_t value, std::int64_t divisor) {
    const std::int64_t rest = value % divisor;
    return rest < 0 ? rest + divisor : rest;
}

std::optional<Date> in_range(std::int64_t days) {
    if (days < first_day() || days > last_day()) return std::nullopt;
    return Date{days};
}

std::optional<DateTime> in_range(const DateTime& value) {
    if (!in_range(floor_divide(value.seconds, seconds_per_day))) return std::nullopt;
    return value;
}

std::optional<DayTimeDuration> in_range(const DayTimeDuration& duration) {
    if (duration.seconds < -duration_seconds_max || duration.seconds > duration_seconds_max) return std::nullopt;
    return duration;
}

std::optional<YearMonthDuration> in_range(const YearMonthDuration& duration) {
    if (duration.months < -duration_months_max || duration.months > duration_months_max) return std::nullopt;
    return duration;
}

// Brings the nanoseconds of a sum or difference back between 0 and a second.
constexpr DayTimeDuration carried(std::int64_t seconds, std::int64_t nanoseconds) {
    return {seconds + floor_divide(nanoseconds, nanoseconds_per_second),
            static_cast<std::int32_t>(floor_modulo(nanoseconds, nanoseconds_per_second))};
}

}  // namespace

std::optional<std::int32_t> offset_seconds(const DateTime& value) {
    if (value.zone.is_none()) return std::nullopt;
    return zones::offset_at_local(value.zone, value.seconds);
}

std::optional<std::int32_t> offset_seconds(const Time& value) {
    if (value.zone.is_none()) return std::nullopt;
    return zones::offset_at_local(value.zone, value.nanoseconds / nanoseconds_per_second);
}

std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < -year_limit || year > year_limit || month < 1 || month > 12 || day < 1) return std::nullopt;
    const auto month_small = static_cast<std::int32_t>(month);
    if (day > days_in_month(year, month_small)) return std::nullopt;
    return Date{days_from_civil({year, month_small, static_cast<std::int32_t>(day)})};
}

YearMonthDay civil(const Date& date) {
    const CivilDate parts = civil_from_days(date.days);
    return {parts.year, parts.month, parts.day};
}

std::int32_t weekday(const Date& date) { return weekday_from_days(date.days); }

std::int32_t day_of_year(const Date& date) {
    return static_cast<std::int32_t>(date.days - days_from_civil({civil(date).year, 1, 1})) + 1;
}

std::int32_t week_of_year(const Date& date) {
    // ISO 8601: a week belongs to the year that has its Thursday.
    const Date thursday{date.days + 4 - weekday(date)};
    return (day_of_year(thursday) - 1) / 7 + 1;
}

std::optional<Time> make_time(std::int64_t hour, std::int64_t minute, std::int64_t second, std::int64_t nanosecond,
                              Zone zone) {
    const auto within = [](std::int64_t value, std::int64_t end) { return value >= 0 && value < end; };
    if (!within(hour, 24) || !within(minute, 60) || !within(second, 60) ||
        !within(nanosecond, nanoseconds_per_second)) {
        return std::nullopt;
    }
    return Time{((hour * 60 + minute) * 60 + second) * nanoseconds_per_second + nanosecond, zone};
}

std::int64_t utc_nanoseconds(const Time& time) {
    return time.nanoseconds - offset_seconds(time).value_or(0) * nanoseconds_per_second;
}

DateTime make_date_time(const Date& date, const Time& time) {
    return {date.days * seconds_per_day + time.nanoseconds / nanoseconds_per_second,
            static_cast<std::int32_t>(time.nanoseconds % nanoseconds_per_second), time.zone};
}

DateTime make_date_time(const Date& date, Zone zone) { return {date.days * seconds_per_day, 0, zone}; }

Date date_of(const DateTime& value) { return {floor_divide(value.seconds, seconds_per_day)}; }

Time time_of(const DateTime& value) {
    return {floor_modulo(value.seconds, seconds_per_day) * nanoseconds_per_second + value.nanoseconds, value.zone};
}

std::int64_t utc_seconds(const DateTime& value) { return value.seconds - offset_seconds(value).value_or(0); }

std::optional<std::strong_ordering> compare(const Time& left, const Time& right) {
    if (left.zone.is_none() != right.zone.is_none()) return std::nullopt;
    if (left.zone == right.zone) return left.nanoseconds <=> right.nanoseconds;
    return utc_nanoseconds(left) <=> utc_nanoseconds(right);
}

std::optional<std::strong_ordering> compare(const DateTime& left, const DateTime& right) {
    if (left.zone.is_none() != right.zone.is_none()) return std::nullopt;
    const std::strong_ordering seconds = left.zone == right.zone && !left.zone.is_iana()
                                             ? left.seconds <=> right.seconds
                                             : utc_seconds(left) <=> utc_seconds(right);
    return seconds != 0 ? seconds : left.nanoseconds <=> right.nanoseconds;
}

bool is_same(const Time& left, const Time& right) {
    return left.nanoseconds == right.nanoseconds && left.zone == right.zone;
}

bool is_same(const DateTime& left, const DateTime& right) {
    return left.seconds == right.seconds && left.nanoseconds == right.nanoseconds && left.zone == right.zone;
}

DayTimeParts parts(const DayTimeDuration& duration) {
    const bool negative = duration.seconds < 0;
    const bool borrows = negative && duration.nanoseconds != 0;
    const std::int64_t magnitude = negative ? -(duration.seconds + (borrows ? 1 : 0)) : duration.seconds;
    const std::int32_t nanoseconds =
        borrows ? static_cast<std::int32_t>(nanoseconds_per_second) - duration.nanoseconds : duration.nanoseconds;
    const std::int64_t sign = negative ? -1 : 1;
    return {sign * (magnitude / seconds_per_day), sign * (magnitude / 3600 % 24), sign * (magnitude / 60 % 60),
            sign * (magnitude % 60), static_cast<std::int32_t>(sign) * nanoseconds};
}

Number total_seconds(const DayTimeDuration& duration) {
    const Signed128 total = Signed128{duration.seconds} * nanoseconds_per_second + duration.nanoseconds;
    return Number::from_parts(total < 0, static_cast<Unsigned128>(total < 0 ? -total : total), -9);
}

std::optional<DayTimeDuration> day_time_duration(const Number& seconds) {
    const Number whole = floor(seconds);
    const std::optional<std::int64_t> whole_seconds = whole.to_int64();
    if (!whole_seconds) return std::nullopt;
    const std::optional<Number> fraction = subtract(seconds, whole);
    const std::optional<Number> scaled =
        fraction ? multiply(*fraction, Number::from(nanoseconds_per_second)) : fraction;
    const std::optional<Number> rounded = scaled ? round_to_scale(*scaled, 0, Rounding::half_even) : scaled;
    const std::optional<std::int64_t> nanoseconds = rounded ? rounded->to_int64() : std::nullopt;
    if (!nanoseconds) return std::nullopt;
    if (!in_range(DayTimeDuration{*whole_seconds, 0})) return std::nullopt;
    return in_range(carried(*whole_seconds, *nanoseconds));
}

std::optional<YearMonthDuration> year_month_duration(const Number& months) {
    const std::optional<Number> whole = round_to_scale(months, 0, Rounding::down);
    const std::optional<std::int64_t> count = whole ? whole->to_int64() : std::nullopt;
    if (!count) return std::nullopt;
    return in_range(YearMonthDuration{*count});
}

// Durations within their limits cannot overflow 64 bits when two of them are added.
std::optional<DayTimeDuration> add(const DayTimeDuration& left, const DayTimeDuration& right) {
    return in_range(carried(left.seconds + right.seconds, std::int64_t{left.nanoseconds} + right.nanoseconds));
}

std::optional<DayTimeDuration> subtract(const DayTimeDuration& left, const DayTimeDuration& right) {
    return in_range(carried(left.seconds - right.seconds, std::int64_t{left.nanoseconds} - right.nanoseconds));
}

std::optional<DayTimeDuration> negate(const DayTimeDuration& duration) { return subtract({}, duration); }

std::optional<YearMonthDuration> add(const YearMonthDuration& left, const YearMonthDuration& right) {
    return in_range(YearMonthDuration{left.months + right.months});
}

std::optional<YearMonthDuration> subtract(const YearMonthDuration& left, const YearMonthDuration& right) {
    return in_range(YearMonthDuration{left.months - right.months});
}

std::optional<YearMonthDuration> negate(const YearMonthDuration& duration) {
    return YearMonthDuration{-duration.months};
}

std::optional<Date> add(const Date& date, const DayTimeDuration& duration) {
    // The date stands for its midnight; what falls on the day before or after is that day.
    return in_range(floor_divide(date.days * seconds_per_day + duration.seconds, seconds_per_day));
}

std::optional<Date> add(const Date& date, const YearMonthDuration& duration) {
    const YearMonthDay parts = civil(date);
    const std::int64_t months = parts.year * 12 + parts.month - 1 + duration.months;
    const std::int64_t year = floor_divide(months, 12);
    if (year < -year_limit || year > year_limit) return std::nullopt;
    const auto month = static_cast<std::int32_t>(floor_modulo(months, 12)) + 1;
    return make_date(year, month, std::min(parts.day, days_in_month(year, month)));
}

std::optional<DateTime> add(const DateTime& value, const DayTimeDuration& duration) {
    const DayTimeDuration sum =
        carried(utc_seconds(value) + duration.seconds, std::int64_t{value.nanoseconds} + duration.nanoseconds);
    if (!in_range(floor_divide(sum.seconds, seconds_per_day))) return std::nullopt;
    return in_range(DateTime{sum.seconds + zones::offset_at_utc(value.zone, sum.seconds), sum.nanoseconds, value.zone});
}

std::optional<DateTime> add(const DateTime& value, const YearMonthDuration& duration) {
    const std::optional<Date> date = add(date_of(value), duration);
    if (!date) return std::nullopt;
    return make_date_time(*date, time_of(value));
}

Time add(const Time& time, const DayTimeDuration& duration) {
    const std::int64_t within_day =
        floor_modulo(duration.seconds, seconds_per_day) * nanoseconds_per_second + duration.nanoseconds;
    return {(time.nanoseconds + within_day) % nanoseconds_per_day, time.zone};
}

std::optional<DayTimeDuration> difference(const DateTime& left, const DateTime& right) {
    if (left.zone.is_none() != right.zone.is_none()) return std::nullopt;
    return carried(utc_seconds(left) - utc_seconds(right), std::int64_t{left.nanoseconds} - right.nanoseconds);
}

std::optional<DayTimeDuration> difference(const Time& left, const Time& right) {
    if (left.zone.is_none() != right.zone.is_none()) return std::nullopt;
    return carried(0, utc_nanoseconds(left) - utc_nanoseconds(right));
}

DayTimeDuration difference(const Date& left, const Date& right) {
    return {(left.days - right.days) * seconds_per_day, 0};
}

YearMonthDuration whole_months_between(const Date& from, const Date& to) {
    const YearMonthDay start = civil(from);
    const YearMonthDay end = civil(to);
    std::int64_t months = (end.year - start.year) * 12 + end.month - start.month;
    if (months > 0 && end.day < start.day) --months;
    if (months < 0 && end.day > start.day) ++months;
    return {months};
}

}  // namespace konsequenz::feel
