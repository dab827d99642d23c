#include "voices/period.h"

#include <fmt/format.h>

#include <array>

#include "base/calendar.h"

namespace konsequenz::voices {
namespace {

constexpr std::array<std::string_view, 4> names{"week", "month", "quarter", "year"};
/// 1969-12-29 was a Monday.
constexpr std::int64_t monday_before_epoch = -3;

std::int64_t floor_divide(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

/// Digits only, as many as are wanted, from the front of a text that is made shorter by them.
std::optional<std::int32_t> take_number(std::string_view& text, std::size_t digits_min, std::size_t digits_max) {
    std::int32_t number = 0;
    std::size_t at = 0;
    for (; at < digits_max && at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
        number = number * 10 + (text[at] - '0');
    if (at < digits_min) return std::nullopt;
    text.remove_prefix(at);
    return number;
}

bool take_dash(std::string_view& text) {
    if (!text.starts_with('-')) return false;
    text.remove_prefix(1);
    return true;
}

bool is_day(const CivilDate& date) {
    return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

}  // namespace

std::string_view to_string(PeriodKind kind) { return names.at(static_cast<std::size_t>(kind)); }

std::optional<PeriodKind> parse_period_kind(std::string_view text) {
    for (std::size_t at = 0; at < names.size(); ++at) {
        if (names.at(at) == text) return static_cast<PeriodKind>(at);
    }
    return std::nullopt;
}

std::int64_t period_of(PeriodKind kind, std::int64_t day) {
    if (kind == PeriodKind::week) return floor_divide(day - monday_before_epoch, 7);
    const auto date = civil_from_days(day);
    if (kind == PeriodKind::month) return date.year * 12 + date.month - 1;
    if (kind == PeriodKind::quarter) return date.year * 4 + (date.month - 1) / 3;
    return date.year;
}

std::int64_t first_day(PeriodKind kind, std::int64_t period) {
    if (kind == PeriodKind::week) return period * 7 + monday_before_epoch;
    const std::int64_t each = kind == PeriodKind::month ? 12 : kind == PeriodKind::quarter ? 4 : 1;
    const auto year = floor_divide(period, each);
    const auto month = static_cast<std::int32_t>((period - year * each) * (12 / each) + 1);
    return days_from_civil({year, month, 1});
}

std::string period_name(PeriodKind kind, std::int64_t period) {
    const auto first = first_day(kind, period);
    const auto date = civil_from_days(first);
    switch (kind) {
        case PeriodKind::week: {
            // The year of a week is that of its Thursday.
            const auto year = civil_from_days(first + 3).year;
            const auto week = (first + 3 - days_from_civil({year, 1, 1})) / 7 + 1;
            return fmt::format("{:04}-W{:02}", year, week);
        }
        case PeriodKind::month: return fmt::format("{:04}-{:02}", date.year, date.month);
        case PeriodKind::quarter: return fmt::format("{:04}-Q{}", date.year, (date.month - 1) / 3 + 1);
        case PeriodKind::year: return fmt::format("{:04}", date.year);
    }
    return {};
}

std::optional<std::int64_t> day_of_time(std::string_view time) {
    CivilDate date;
    const auto year = take_number(time, 4, 4);
    if (!year || !take_dash(time)) return std::nullopt;
    const auto month = take_number(time, 2, 2);
    if (!month || !take_dash(time)) return std::nullopt;
    const auto day = take_number(time, 2, 2);
    if (!day || (!time.starts_with('T') && !time.starts_with('t') && !time.starts_with(' '))) return std::nullopt;
    date = {*year, *month, *day};
    if (!is_day(date)) return std::nullopt;
    return days_from_civil(date);
}

std::optional<std::int64_t> day_of_date(std::string_view date) {
    CivilDate day{0, 1, 1};
    const auto year = take_number(date, 4, 4);
    if (!year) return std::nullopt;
    day.year = *year;
    for (auto* part : {&day.month, &day.day}) {
        if (date.empty()) break;
        if (!take_dash(date)) return std::nullopt;
        const auto number = take_number(date, 1, 2);
        if (!number) return std::nullopt;
        *part = *number;
    }
    if (!date.empty() || !is_day(day)) return std::nullopt;
    return days_from_civil(day);
}

}  // namespace konsequenz::voices
