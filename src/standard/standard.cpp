#include "standard/standard.h"

#include <algorithm>

namespace konsequenz::standard {

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::int64_t day_s = 86'400;

}  // namespace

Instant add(Instant moment, const CalendarSpan& span) {
    const std::int64_t offset_ns = moment.offset_minutes * 60 * second_ns;
    const std::int64_t local_ns = moment.utc_ns + offset_ns;
    const std::int64_t day_ns = day_s * second_ns;
    const std::int64_t day = local_ns >= 0 ? local_ns / day_ns : (local_ns - day_ns + 1) / day_ns;
    auto date = civil_from_days(day);
    const std::int64_t month_index = date.year * 12 + date.month - 1 + span.months;
    date.year = month_index >= 0 ? month_index / 12 : (month_index - 11) / 12;
    date.month = static_cast<std::int32_t>(month_index - date.year * 12 + 1);
    date.day = std::min(date.day, days_in_month(date.year, date.month));
    const std::int64_t moved_day = days_from_civil(date) + span.days;
    return {moved_day * day_ns + (local_ns - day * day_ns) - offset_ns, moment.offset_minutes};
}

std::string_view to_string(Needs needs) {
    switch (needs) {
        case Needs::nobody: return "nobody";
        case Needs::finding: return "finding";
        case Needs::reviewer: return "reviewer";
        case Needs::two_reviewers: return "two reviewers";
    }
    return "";
}

std::string_view to_string(GuaranteeKind kind) {
    switch (kind) {
        case GuaranteeKind::always: return "always";
        case GuaranteeKind::never: return "never";
        case GuaranteeKind::monotone: return "monotone";
        case GuaranteeKind::independent: return "independent";
        case GuaranteeKind::complete_and_unique: return "complete_and_unique";
        case GuaranteeKind::reachable: return "reachable";
    }
    return "";
}

const Measure* Standard::find_measure(std::string_view measure_id) const {
    const auto found = std::find_if(measures.begin(), measures.end(),
                                    [&](const Measure& measure) { return measure.id == measure_id; });
    return found == measures.end() ? nullptr : &*found;
}

const Principle* Standard::find_principle(std::string_view principle_id) const {
    const auto found = std::find_if(principles.begin(), principles.end(),
                                    [&](const Principle& principle) { return principle.id == principle_id; });
    return found == principles.end() ? nullptr : &*found;
}

}  // namespace konsequenz::standard
