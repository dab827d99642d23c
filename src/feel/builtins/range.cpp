// Range functions: 10.3.4.7, after Allen's interval algebra.
//
// A range is seen as what lies between two cuts of the line of values: a cut runs just before or just behind a value,
// or at either end of the line. A point lies between the cuts before and behind itself. So every row of the standard's
// table, with its four cases of open and closed ends, becomes one or two comparisons of cuts.
#include "feel/builtins/tables.h"

namespace konsequenz::feel::builtins {

namespace {

enum class Side : std::int8_t { start_of_line, before, behind, end_of_line };

struct Cut {
    const Value* value = nullptr;  ///< none at the ends of the line
    Side side = Side::start_of_line;
};

struct Span {
    Cut low;
    Cut high;
};

std::optional<std::strong_ordering> order(const Cut& left, const Cut& right) {
    const bool left_at_end = left.value == nullptr;
    const bool right_at_end = right.value == nullptr;
    if (left_at_end || right_at_end)
        return left_at_end && right_at_end ? left.side <=> right.side
               : (left_at_end ? left.side == Side::start_of_line : right.side == Side::end_of_line)
                   ? std::strong_ordering::less
                   : std::strong_ordering::greater;
    const std::optional<std::strong_ordering> values = compare(*left.value, *right.value);
    if (!values || *values != 0) return values;
    return left.side <=> right.side;
}

// nullopt where an interval's end is unknown or the range is no interval.
std::optional<Span> span_of(const Value& value) {
    if (!value.is_range()) return Span{{&value, Side::before}, {&value, Side::behind}};
    const RangeEnds& ends = value.as_range();
    if (ends.form == RangeForm::not_equal) return std::nullopt;
    if (ends.form == RangeForm::interval && (ends.low.is_null() || ends.high.is_null())) return std::nullopt;
    Span span{{nullptr, Side::start_of_line}, {nullptr, Side::end_of_line}};
    if (!ends.low.is_null()) span.low = {&ends.low, ends.low_bound == Bound::closed ? Side::before : Side::behind};
    if (!ends.high.is_null()) span.high = {&ends.high, ends.high_bound == Bound::closed ? Side::behind : Side::before};
    return span;
}

// The order of each pair of cuts that a relation may look at.
struct Orders {
    std::strong_ordering lows;         ///< the first's low to the second's low
    std::strong_ordering highs;        ///< high to high
    std::strong_ordering high_to_low;  ///< the first's high to the second's low
    std::strong_ordering low_to_high;  ///< the first's low to the second's high
    bool touches_before = false;       ///< the first ends in the very value the second begins with
    bool touches_after = false;
};

// Whether a high and a low cut both hold the same value.
bool touches(const Cut& high, const Cut& low) {
    return high.value != nullptr && low.value != nullptr && high.side == Side::behind && low.side == Side::before &&
           compare(*high.value, *low.value) == std::strong_ordering::equal;
}

std::optional<Orders> orders_of(const Span& first, const Span& second) {
    const auto lows = order(first.low, second.low);
    const auto highs = order(first.high, second.high);
    const auto high_to_low = order(first.high, second.low);
    const auto low_to_high = order(first.low, second.high);
    if (!lows || !highs || !high_to_low || !low_to_high) return std::nullopt;
    return Orders{
        *lows, *highs, *high_to_low, *low_to_high, touches(first.high, second.low), touches(second.high, first.low)};
}

using Relation = bool (*)(const Orders& orders);

bool is_before(const Orders& o) { return o.high_to_low <= 0; }
bool is_after(const Orders& o) { return o.low_to_high >= 0; }
bool is_meeting(const Orders& o) { return o.touches_before; }
bool is_met(const Orders& o) { return o.touches_after; }
bool is_overlapping(const Orders& o) { return !is_before(o) && !is_after(o); }
bool is_overlapping_before(const Orders& o) { return is_overlapping(o) && o.lows < 0 && o.highs <= 0; }
bool is_overlapping_after(const Orders& o) { return is_overlapping(o) && o.lows > 0 && o.highs >= 0; }
bool is_finishing(const Orders& o) { return o.highs == 0 && o.lows >= 0; }
bool is_finished(const Orders& o) { return o.highs == 0 && o.lows <= 0; }
bool is_including(const Orders& o) { return o.lows <= 0 && o.highs >= 0; }
bool is_within(const Orders& o) { return o.lows >= 0 && o.highs <= 0; }
bool is_starting(const Orders& o) { return o.lows == 0 && o.highs <= 0; }
bool is_started(const Orders& o) { return o.lows == 0 && o.highs >= 0; }
bool is_coinciding(const Orders& o) { return o.lows == 0 && o.highs == 0; }

template <Relation relation>
Value related(Call& call) {
    const std::optional<Span> first = span_of(call[0]);
    const std::optional<Span> second = span_of(call[1]);
    const std::optional<Orders> orders = first && second ? orders_of(*first, *second) : std::nullopt;
    if (!orders) return call.null("feel.not-comparable", "the two cannot be compared");
    return Value::boolean(relation(*orders));
}

constexpr Parameter points[] = {{"point1", comparable}, {"point2", comparable}};
constexpr Parameter point_and_range[] = {{"point", comparable}, {"range", kinds::range}};
constexpr Parameter range_and_point[] = {{"range", kinds::range}, {"point", comparable}};
constexpr Parameter ranges[] = {{"range1", kinds::range}, {"range2", kinds::range}};

constexpr Builtin table[] = {
    {"before", points, related<is_before>, TypeKind::boolean},
    {"before", point_and_range, related<is_before>, TypeKind::boolean},
    {"before", range_and_point, related<is_before>, TypeKind::boolean},
    {"before", ranges, related<is_before>, TypeKind::boolean},
    {"after", points, related<is_after>, TypeKind::boolean},
    {"after", point_and_range, related<is_after>, TypeKind::boolean},
    {"after", range_and_point, related<is_after>, TypeKind::boolean},
    {"after", ranges, related<is_after>, TypeKind::boolean},
    {"meets", ranges, related<is_meeting>, TypeKind::boolean},
    {"met by", ranges, related<is_met>, TypeKind::boolean},
    {"overlaps", ranges, related<is_overlapping>, TypeKind::boolean},
    {"overlaps before", ranges, related<is_overlapping_before>, TypeKind::boolean},
    {"overlaps after", ranges, related<is_overlapping_after>, TypeKind::boolean},
    {"finishes", point_and_range, related<is_finishing>, TypeKind::boolean},
    {"finishes", ranges, related<is_finishing>, TypeKind::boolean},
    {"finished by", range_and_point, related<is_finished>, TypeKind::boolean},
    {"finished by", ranges, related<is_finished>, TypeKind::boolean},
    {"includes", range_and_point, related<is_including>, TypeKind::boolean},
    {"includes", ranges, related<is_including>, TypeKind::boolean},
    {"during", point_and_range, related<is_within>, TypeKind::boolean},
    {"during", ranges, related<is_within>, TypeKind::boolean},
    {"starts", point_and_range, related<is_starting>, TypeKind::boolean},
    {"starts", ranges, related<is_starting>, TypeKind::boolean},
    {"started by", range_and_point, related<is_started>, TypeKind::boolean},
    {"started by", ranges, related<is_started>, TypeKind::boolean},
    {"coincides", points, related<is_coinciding>, TypeKind::boolean},
    {"coincides", ranges, related<is_coinciding>, TypeKind::boolean},
};

}  // namespace

std::span<const Builtin> range_table() { return table; }

}  // namespace konsequenz::feel::builtins
