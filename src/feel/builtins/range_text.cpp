#include "feel/builtins/range_text.h"

#include "feel/cursor.h"
#include "feel/temporal_literal.h"

namespace konsequenz::feel::builtins {

namespace {

std::optional<Value> string_end(Cursor& cursor) {
    std::string content;
    if (cursor.peek() != '"' || cursor.take_string(content) != StringFault::none) return std::nullopt;
    return Value::string(std::move(content));
}

// The text in `name("…")`, behind the name.
std::optional<std::string> bracketed_text(Cursor& cursor) {
    if (!cursor.take("(")) return std::nullopt;
    const std::optional<Value> content = string_end(cursor);
    if (!content || !cursor.take(")")) return std::nullopt;
    return std::string(content->as_string());
}

template <class T, class Make>
std::optional<Value> made(const std::optional<T>& parsed, Make make) {
    if (!parsed) return std::nullopt;
    return make(*parsed);
}

std::optional<Value> function_end(Cursor& cursor) {
    const bool date_and_time = cursor.match_name("date and time").has_value();
    if (date_and_time) {
        cursor.go_to(*cursor.match_name("date and time"));
        const std::optional<std::string> text = bracketed_text(cursor);
        return text ? made(parse_date_time(*text), [](const DateTime& value) { return Value::date_time(value); })
                    : std::nullopt;
    }
    if (cursor.take_word("date")) {
        const std::optional<std::string> text = bracketed_text(cursor);
        return text ? made(parse_date(*text), [](const Date& value) { return Value::date(value); }) : std::nullopt;
    }
    if (cursor.take_word("time")) {
        const std::optional<std::string> text = bracketed_text(cursor);
        return text ? made(parse_time(*text), [](const Time& value) { return Value::time(value); }) : std::nullopt;
    }
    if (!cursor.take_word("duration")) return std::nullopt;
    const std::optional<std::string> text = bracketed_text(cursor);
    return text ? made(parse_duration(*text),
                       [](const Duration& value) {
                           return value.is_year_month ? Value::duration(value.year_month)
                                                      : Value::duration(value.day_time);
                       })
                : std::nullopt;
}

std::optional<Value> range_end(Cursor& cursor) {
    if (cursor.peek() == '"') return string_end(cursor);
    if (cursor.take("@")) {
        const std::optional<Value> text = string_end(cursor);
        if (!text) return std::nullopt;
        Value value = temporal_literal(text->as_string());
        return value.is_null() ? std::nullopt : std::optional(std::move(value));
    }
    const bool negative = cursor.take("-");
    const std::string_view digits = cursor.take_number();
    if (digits.empty()) return negative ? std::nullopt : function_end(cursor);
    const std::optional<Number> number = Number::parse(digits);
    if (!number) return std::nullopt;
    return Value::number(negative ? negate(*number) : *number);
}

}  // namespace

std::optional<Value> parse_range(std::string_view text) {
    if (!is_valid_utf8(text)) return std::nullopt;
    Cursor cursor(text);
    RangeEnds ends;
    if (cursor.take("[")) {
        ends.low_bound = Bound::closed;
    } else if (cursor.take("(") || cursor.take("]")) {
        ends.low_bound = Bound::open;
    } else {
        return std::nullopt;
    }
    const std::optional<Value> low = range_end(cursor);
    if (!low || !cursor.take("..")) return std::nullopt;
    const std::optional<Value> high = range_end(cursor);
    if (!high) return std::nullopt;
    if (cursor.take("]")) {
        ends.high_bound = Bound::closed;
    } else if (cursor.take(")") || cursor.take("[")) {
        ends.high_bound = Bound::open;
    } else {
        return std::nullopt;
    }
    if (!cursor.at_end() || low->kind() != high->kind()) return std::nullopt;
    const std::optional<std::strong_ordering> order = compare(*low, *high);
    if (!order || *order > 0) return std::nullopt;
    ends.low = *low;
    ends.high = *high;
    return Value::range(std::move(ends));
}

}  // namespace konsequenz::feel::builtins
