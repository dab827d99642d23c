// Conversion functions: 10.3.4.1.
#include <algorithm>

#include "feel/builtins/range_text.h"
#include "feel/builtins/tables.h"

namespace konsequenz::feel::builtins {

namespace {

Value no_text_of(Call& call, const char* what) {
    if (!call.run().takes_notes()) return {};
    return call.null("feel.conversion", '`' + std::string(call[0].as_string()) + "` is no " + what);
}

// date(from)
Value date_from(Call& call) {
    const Value& from = call[0];
    if (from.kind() == Kind::date) return from;
    if (from.kind() == Kind::date_time) return Value::date(date_of(from.as_date_time()));
    const std::optional<Date> date = parse_date(from.as_string());
    return date ? Value::date(*date) : no_text_of(call, "date");
}

// date(year, month, day)
Value date_of_parts(Call& call) {
    const std::optional<std::int64_t> year = call[0].as_number().to_int64();
    const std::optional<std::int64_t> month = call[1].as_number().to_int64();
    const std::optional<std::int64_t> day = call[2].as_number().to_int64();
    const std::optional<Date> date = year && month && day ? make_date(*year, *month, *day) : std::nullopt;
    return value_or_null(call, date, "there is no such day", [](const Date& made) { return Value::date(made); });
}

// time(from); a date comes in as its midnight in UTC.
Value time_from(Call& call) {
    const Value& from = call[0];
    if (from.kind() == Kind::time) return from;
    if (from.kind() == Kind::date_time) return Value::time(time_of(from.as_date_time()));
    const std::optional<Time> time = parse_time(from.as_string());
    return time ? Value::time(*time) : no_text_of(call, "time");
}

// The zone of an offset given as a duration: whole seconds, at most 18 hours.
std::optional<Zone> zone_of_offset(const Value& offset) {
    if (offset.is_null()) return Zone::none();
    const DayTimeDuration duration = offset.as_day_time_duration();
    constexpr std::int64_t limit = 18 * 3600;
    if (duration.nanoseconds != 0 || duration.seconds < -limit || duration.seconds > limit) return std::nullopt;
    return Zone::offset(static_cast<std::int32_t>(duration.seconds));
}

// time(hour, minute, second, offset); the second may have a fraction.
Value time_of_parts(Call& call) {
    const std::optional<std::int64_t> hour = call[0].as_number().to_int64();
    const std::optional<std::int64_t> minute = call[1].as_number().to_int64();
    const Number second = floor(call[2].as_number());
    const std::optional<Number> fraction = subtract(call[2].as_number(), second);
    const std::optional<DayTimeDuration> nanoseconds = fraction ? day_time_duration(*fraction) : std::nullopt;
    const std::optional<Zone> zone = zone_of_offset(call[3]);
    std::optional<Time> time;
    if (hour && minute && second.to_int64() && nanoseconds && zone && nanoseconds->seconds == 0) {
        time = make_time(*hour, *minute, *second.to_int64(), nanoseconds->nanoseconds, *zone);
    }
    return value_or_null(call, time, "there is no such time of day",
                         [](const Time& made) { return Value::time(made); });
}

// date and time(from)
Value date_time_from(Call& call) {
    const std::optional<DateTime> value = parse_date_time(call[0].as_string());
    return value ? Value::date_time(*value) : no_text_of(call, "date and time");
}

// date and time(date, time)
Value date_time_of_parts(Call& call) {
    const Date date = call[0].kind() == Kind::date ? call[0].as_date() : date_of(call[0].as_date_time());
    return Value::date_time(make_date_time(date, call[1].as_time()));
}

Value duration_from(Call& call) {
    const std::optional<Duration> duration = parse_duration(call[0].as_string());
    if (!duration) return no_text_of(call, "duration");
    return duration->is_year_month ? Value::duration(duration->year_month) : Value::duration(duration->day_time);
}

// years and months duration(from, to): whole months between the days, whatever the time of day.
Value months_between(Call& call) {
    const auto day = [](const Value& value) {
        return value.kind() == Kind::date ? value.as_date() : date_of(value.as_date_time());
    };
    return Value::duration(whole_months_between(day(call[0]), day(call[1])));
}

Value number_from(Call& call) {
    const std::optional<Number> number = Number::parse(call[0].as_string());
    return number ? Value::number(*number) : no_text_of(call, "number");
}

// number(from, grouping separator, decimal separator)
Value number_from_grouped(Call& call) {
    const std::string_view grouping = call[1].is_null() ? std::string_view() : call[1].as_string();
    const std::string_view point = call[2].is_null() ? std::string_view(".") : call[2].as_string();
    const bool grouping_known = call[1].is_null() || grouping == " " || grouping == "," || grouping == ".";
    if (!grouping_known || (point != "." && point != ",") || grouping == point) {
        return call.null("feel.conversion",
                         "the grouping separator must be a space, comma or point, the decimal separator comma or "
                         "point, and they must differ");
    }
    std::string plain;
    for (const char c : call[0].as_string()) {
        if (!grouping.empty() && c == grouping[0]) continue;
        if (c == '.' && point == ",") return no_text_of(call, "number");
        plain += c == point[0] ? '.' : c;
    }
    const std::optional<Number> number = Number::parse(plain);
    return number ? Value::number(*number) : no_text_of(call, "number");
}

// string(from): the value's text without the quotes or the @ of a literal.
Value string_from(Call& call) {
    const Value& from = call[0];
    switch (from.kind()) {
        case Kind::null: return call.null("feel.conversion", "null has no text");
        case Kind::string: return from;
        case Kind::date: return Value::string(to_string(from.as_date()));
        case Kind::time: return Value::string(to_string(from.as_time()));
        case Kind::date_time: return Value::string(to_string(from.as_date_time()));
        case Kind::day_time_duration: return Value::string(to_string(from.as_day_time_duration()));
        case Kind::year_month_duration: return Value::string(to_string(from.as_year_month_duration()));
        default: return Value::string(to_string(from));
    }
}

Value range_from(Call& call) {
    std::optional<Value> range = parse_range(call[0].as_string());
    return range ? *std::move(range) : no_text_of(call, "range");
}

constexpr Kinds day = kinds::date | kinds::date_time;
constexpr Kinds maybe_string = kinds::string | kinds::null;

constexpr Parameter from_text[] = {{"from", kinds::string}};
constexpr Parameter from_any[] = {{"from", kinds::any}};
constexpr Parameter date_source[] = {{"from", kinds::string | day}};
constexpr Parameter date_parts[] = {{"year", kinds::number}, {"month", kinds::number}, {"day", kinds::number}};
constexpr Parameter time_source[] = {{"from", kinds::string | kinds::time | kinds::date_time}};
constexpr Parameter time_parts[] = {{"hour", kinds::number},
                                    {"minute", kinds::number},
                                    {"second", kinds::number},
                                    {"offset", kinds::day_time_duration | kinds::null, optional}};
constexpr Parameter date_time_parts[] = {{"date", day}, {"time", kinds::time}};
constexpr Parameter two_days[] = {{"from", day}, {"to", day}};
constexpr Parameter grouped[] = {
    {"from", kinds::string}, {"grouping separator", maybe_string}, {"decimal separator", maybe_string}};

constexpr Builtin table[] = {
    {"date", date_source, date_from, TypeKind::date},
    {"date", date_parts, date_of_parts, TypeKind::date},
    {"date and time", from_text, date_time_from, TypeKind::date_time},
    {"date and time", date_time_parts, date_time_of_parts, TypeKind::date_time},
    {"time", time_source, time_from, TypeKind::time},
    {"time", time_parts, time_of_parts, TypeKind::time},
    {"number", from_text, number_from, TypeKind::number},
    {"number", grouped, number_from_grouped, TypeKind::number},
    {"string", from_any, string_from, TypeKind::string},
    {"duration", from_text, duration_from, TypeKind::any},
    {"years and months duration", two_days, months_between, TypeKind::year_month_duration},
    {"range", from_text, range_from, TypeKind::range},
};

}  // namespace

std::span<const Builtin> conversion_table() { return table; }

}  // namespace konsequenz::feel::builtins
