#include <algorithm>

#include "feel/value.h"

namespace konsequenz::feel {

namespace {

std::optional<bool> equals_lists(std::span<const Value> left, std::span<const Value> right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        // Items that are not comparable make the lists unequal, not unknown.
        if (!equals(left[i], right[i]).value_or(false)) return false;
    }
    return true;
}

std::optional<bool> equals_contexts(const Value& left, const Value& right) {
    const ContextKeys& keys = left.context_keys();
    if (keys.size() != right.context_keys().size()) return false;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const Value* other = right.find(keys[i]);
        if (other == nullptr || !equals(left.context_values()[i], *other).value_or(false)) return false;
    }
    return true;
}

std::optional<bool> equals_ranges(const RangeEnds& left, const RangeEnds& right) {
    if (left.form != right.form || left.low_bound != right.low_bound || left.high_bound != right.high_bound)
        return false;
    return equals(left.low, right.low).value_or(false) && equals(left.high, right.high).value_or(false);
}

// The conformance suite takes times as equal that differ in fractions of a second only (0068, time_005).
Time whole_seconds(Time time) {
    time.nanoseconds -= time.nanoseconds % nanoseconds_per_second;
    return time;
}
DateTime whole_seconds(DateTime value) {
    value.nanoseconds = 0;
    return value;
}

template <class T>
std::optional<bool> equals_temporal(const T& left, const T& right) {
    if (left.zone.is_none() != right.zone.is_none()) return false;
    const std::optional<std::strong_ordering> order = compare(whole_seconds(left), whole_seconds(right));
    if (!order) return std::nullopt;
    return *order == std::strong_ordering::equal;
}

// A date beside a date and time is its midnight in UTC. DMN 1.5, 10.3.2.9.4.
DateTime promoted(const Value& value) {
    return value.kind() == Kind::date ? make_date_time(value.as_date(), Zone::utc()) : value.as_date_time();
}

bool is_day(const Value& value) { return value.kind() == Kind::date || value.kind() == Kind::date_time; }

std::strong_ordering order_of(int comparison) {
    return comparison < 0   ? std::strong_ordering::less
           : comparison > 0 ? std::strong_ordering::greater
                            : std::strong_ordering::equal;
}

}  // namespace

std::optional<bool> equals(const Value& left, const Value& right) {
    if (left.kind() != right.kind()) {
        if (left.is_null() || right.is_null()) return false;
        if (is_day(left) && is_day(right)) return equals_temporal(promoted(left), promoted(right));
        return std::nullopt;
    }
    switch (left.kind()) {
        case Kind::null: return true;
        case Kind::boolean: return left.as_boolean() == right.as_boolean();
        case Kind::number: return left.as_number() == right.as_number();
        case Kind::string: return left.as_string() == right.as_string();
        case Kind::date: return left.as_date() == right.as_date();
        case Kind::time: return equals_temporal(left.as_time(), right.as_time());
        case Kind::date_time: return equals_temporal(left.as_date_time(), right.as_date_time());
        case Kind::day_time_duration: return left.as_day_time_duration() == right.as_day_time_duration();
        case Kind::year_month_duration: return left.as_year_month_duration() == right.as_year_month_duration();
        case Kind::list: return equals_lists(left.as_list(), right.as_list());
        case Kind::context: return equals_contexts(left, right);
        case Kind::range: return equals_ranges(left.as_range(), right.as_range());
        case Kind::function: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::strong_ordering> compare(const Value& left, const Value& right) {
    if (left.kind() != right.kind()) {
        if (is_day(left) && is_day(right)) return compare(promoted(left), promoted(right));
        return std::nullopt;
    }
    switch (left.kind()) {
        case Kind::number: return compare(left.as_number(), right.as_number());
        // The order of UTF-8 bytes is the order of code points.
        case Kind::string: return order_of(left.as_string().compare(right.as_string()));
        case Kind::date: return left.as_date() <=> right.as_date();
        case Kind::time: return compare(left.as_time(), right.as_time());
        case Kind::date_time: return compare(left.as_date_time(), right.as_date_time());
        case Kind::day_time_duration: return left.as_day_time_duration() <=> right.as_day_time_duration();
        case Kind::year_month_duration: return left.as_year_month_duration() <=> right.as_year_month_duration();
        default: return std::nullopt;
    }
}

std::optional<bool> contains(const RangeEnds& range, const Value& value) {
    if (range.form == RangeForm::not_equal) {
        const std::optional<bool> same = equals(value, range.low);
        return same ? std::optional(!*same) : std::nullopt;
    }
    if (range.form == RangeForm::comparison && range.low_bound == Bound::closed && range.high_bound == Bound::closed) {
        return equals(value, range.low);
    }
    if (value.is_null()) return std::nullopt;
    const bool bounded = range.form == RangeForm::interval;
    if (bounded && (range.low.is_null() || range.high.is_null())) return std::nullopt;
    if (!range.low.is_null()) {
        const auto order = compare(value, range.low);
        if (!order) return std::nullopt;
        if (*order < 0 || (*order == 0 && range.low_bound == Bound::open)) return false;
    }
    if (!range.high.is_null()) {
        const auto order = compare(value, range.high);
        if (!order) return std::nullopt;
        if (*order > 0 || (*order == 0 && range.high_bound == Bound::open)) return false;
    }
    return true;
}

bool identical(const Value& left, const Value& right) {
    if (left.kind() != right.kind()) return false;
    switch (left.kind()) {
        case Kind::time: return is_same(left.as_time(), right.as_time());
        case Kind::date_time: return is_same(left.as_date_time(), right.as_date_time());
        case Kind::list: return std::ranges::equal(left.as_list(), right.as_list(), identical);
        case Kind::context:
            return left.context_keys() == right.context_keys() &&
                   std::ranges::equal(left.context_values(), right.context_values(), identical);
        case Kind::range: {
            const RangeEnds& a = left.as_range();
            const RangeEnds& b = right.as_range();
            return a.form == b.form && a.low_bound == b.low_bound && a.high_bound == b.high_bound &&
                   identical(a.low, b.low) && identical(a.high, b.high);
        }
        case Kind::function: return &left.as_function() == &right.as_function();
        default: return equals(left, right).value_or(false);
    }
}

}  // namespace konsequenz::feel
