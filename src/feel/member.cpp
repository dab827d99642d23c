#include <fmt/format.h>

#include "feel/operators.h"

namespace konsequenz::feel {

namespace {

Value no_member(const Value& base, std::string_view member, Run& run, SourceRange range) {
    if (!run.takes_notes()) return {};
    return run.note("feel.member", fmt::format("{} has no member `{}`", to_string(base.kind()), member), range);
}

std::optional<Value> of_day(const Date& date, std::string_view member) {
    if (member == "year") return Value::number(civil(date).year);
    if (member == "month") return Value::number(std::int64_t{civil(date).month});
    if (member == "day") return Value::number(std::int64_t{civil(date).day});
    if (member == "weekday") return Value::number(std::int64_t{weekday(date)});
    return std::nullopt;
}

// The zone of an offset is no name: `timezone` is null for it, and so is `time offset` without any zone.
std::optional<Value> of_zone(Zone zone, std::optional<std::int32_t> offset, std::string_view member) {
    if (member == "time offset") return offset ? Value::duration(DayTimeDuration{*offset, 0}) : Value();
    if (member == "timezone") return zone.is_iana() ? Value::string(to_string(zone)) : Value();
    return std::nullopt;
}

// The seconds' fraction is part of the second.
Value second_of(std::int64_t nanoseconds_of_minute) {
    const std::int64_t whole = nanoseconds_of_minute / nanoseconds_per_second;
    const std::int64_t fraction = nanoseconds_of_minute % nanoseconds_per_second;
    if (fraction == 0) return Value::number(whole);
    return Value::number(Number::from_parts(false, static_cast<Unsigned128>(nanoseconds_of_minute), -9).normalized());
}

std::optional<Value> of_time(std::int64_t nanoseconds_of_day, std::string_view member) {
    constexpr std::int64_t minute = 60 * nanoseconds_per_second;
    if (member == "hour") return Value::number(nanoseconds_of_day / (60 * minute));
    if (member == "minute") return Value::number(nanoseconds_of_day / minute % 60);
    if (member == "second") return second_of(nanoseconds_of_day % minute);
    return std::nullopt;
}

std::optional<Value> of_day_time(const DayTimeDuration& duration, std::string_view member) {
    const DayTimeParts split = parts(duration);
    if (member == "days") return Value::number(split.days);
    if (member == "hours") return Value::number(split.hours);
    if (member == "minutes") return Value::number(split.minutes);
    if (member != "seconds") return std::nullopt;
    if (split.nanoseconds == 0) return Value::number(split.seconds);
    return Value::number(
        add(Number::from(split.seconds),
            Number::from_parts(split.nanoseconds < 0,
                               static_cast<Unsigned128>(split.nanoseconds < 0 ? -split.nanoseconds : split.nanoseconds),
                               -9)));
}

std::optional<Value> of_year_month(const YearMonthDuration& duration, std::string_view member) {
    if (member == "years") return Value::number(duration.months / 12);
    if (member == "months") return Value::number(duration.months % 12);
    return std::nullopt;
}

std::optional<Value> of_range(const RangeEnds& ends, std::string_view member) {
    const bool interval = ends.form != RangeForm::not_equal;
    if (member == "start") return interval ? ends.low : Value();
    if (member == "end") return interval ? ends.high : Value();
    if (member == "start included") return Value::boolean(ends.low_bound == Bound::closed);
    if (member == "end included") return Value::boolean(ends.high_bound == Bound::closed);
    return std::nullopt;
}

// DMN 1.5, table 65.
std::optional<Value> property(const Value& base, std::string_view member) {
    switch (base.kind()) {
        case Kind::date: return of_day(base.as_date(), member);
        case Kind::time: {
            const Time& time = base.as_time();
            if (std::optional<Value> found = of_time(time.nanoseconds, member)) return found;
            return of_zone(time.zone, offset_seconds(time), member);
        }
        case Kind::date_time: {
            const DateTime& value = base.as_date_time();
            if (std::optional<Value> found = of_day(date_of(value), member)) return found;
            if (std::optional<Value> found = of_time(time_of(value).nanoseconds, member)) return found;
            return of_zone(value.zone, offset_seconds(value), member);
        }
        case Kind::day_time_duration: return of_day_time(base.as_day_time_duration(), member);
        case Kind::year_month_duration: return of_year_month(base.as_year_month_duration(), member);
        case Kind::range: return of_range(base.as_range(), member);
        default: return std::nullopt;
    }
}

}  // namespace

Value member_of(const Value& base, std::string_view member, Run& run, SourceRange range) {
    if (base.is_context()) {
        const Value* found = base.find(member);
        return found != nullptr ? *found : no_member(base, member, run, range);
    }
    if (base.is_list()) {
        if (!run.spend(static_cast<std::int64_t>(base.as_list().size()))) {
            return run.note("feel.too-long", "the evaluation takes too many steps", range);
        }
        std::vector<Value> found;
        found.reserve(base.as_list().size());
        for (const Value& item : base.as_list()) found.push_back(member_of(item, member, run, range));
        return Value::list(std::move(found));
    }
    if (std::optional<Value> found = property(base, member)) return *std::move(found);
    return no_member(base, member, run, range);
}

}  // namespace konsequenz::feel
