// Calendar functions: 10.3.4.11; now and today: 10.3.4.13.
#include <array>

#include "feel/builtins/tables.h"

namespace konsequenz::feel::builtins {

namespace {

constexpr std::array<std::string_view, 7> day_names = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

Date date_in(const Value& value) {
    return value.kind() == Kind::date ? value.as_date() : date_of(value.as_date_time());
}

Value day_of_week(Call& call) {
    return Value::string(day_names[static_cast<std::size_t>(weekday(date_in(call[0])) - 1)]);
}

Value month_of_year(Call& call) {
    return Value::string(month_names[static_cast<std::size_t>(civil(date_in(call[0])).month - 1)]);
}

Value day_number(Call& call) { return Value::number(std::int64_t{day_of_year(date_in(call[0]))}); }
Value week_number(Call& call) { return Value::number(std::int64_t{week_of_year(date_in(call[0]))}); }

Value no_clock(Call& call) {
    return call.null(
        "feel.no-clock",
        "there is no clock here: the time must come in as an input, so that the same input gives the same answer");
}

Value now_value(Call& call) {
    const std::optional<DateTime>& now = call.run().environment().now;
    return now ? Value::date_time(*now) : no_clock(call);
}

Value today_value(Call& call) {
    const std::optional<DateTime>& now = call.run().environment().now;
    return now ? Value::date(date_of(*now)) : no_clock(call);
}

constexpr Parameter one_date[] = {{"date", kinds::date | kinds::date_time}};

constexpr Builtin table[] = {
    {"day of week", one_date, day_of_week, TypeKind::string},
    {"month of year", one_date, month_of_year, TypeKind::string},
    {"day of year", one_date, day_number, TypeKind::number},
    {"week of year", one_date, week_number, TypeKind::number},
    {"now", {}, now_value, TypeKind::date_time},
    {"today", {}, today_value, TypeKind::date},
};

}  // namespace

std::span<const Builtin> temporal_table() { return table; }

}  // namespace konsequenz::feel::builtins
