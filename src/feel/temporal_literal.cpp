#include "feel/temporal_literal.h"

namespace konsequenz::feel {

Value temporal_literal(std::string_view text) {
    if (text.starts_with('P') || text.starts_with("-P")) {
        const std::optional<Duration> duration = parse_duration(text);
        if (!duration) return {};
        return duration->is_year_month ? Value::duration(duration->year_month) : Value::duration(duration->day_time);
    }
    if (const std::optional<Date> date = parse_date(text)) return Value::date(*date);
    if (const std::optional<Time> time = parse_time(text)) return Value::time(*time);
    if (const std::optional<DateTime> value = parse_date_time(text)) return Value::date_time(*value);
    return {};
}

}  // namespace konsequenz::feel
