// The stretches of time that voices are counted in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace konsequenz::voices {

enum class PeriodKind : std::uint8_t { week, month, quarter, year };

/// "week", "month", "quarter", "year".
[[nodiscard]] std::string_view to_string(PeriodKind kind);
[[nodiscard]] std::optional<PeriodKind> parse_period_kind(std::string_view text);

/// Periods of one kind are numbered without gaps; `day` counts from 1970-01-01.
[[nodiscard]] std::int64_t period_of(PeriodKind kind, std::int64_t day);
/// The first day of a period.
[[nodiscard]] std::int64_t first_day(PeriodKind kind, std::int64_t period);
/// "2026-W09" (ISO 8601), "2026-03", "2026-Q1", "2026".
[[nodiscard]] std::string period_name(PeriodKind kind, std::int64_t period);

/// The day that a date begins a text with, as `2026-03-02T09:15:00+01:00`; nothing where no date of the calendar does.
/// With `2026-3` or `2026` alone it is the first day of that.
[[nodiscard]] std::optional<std::int64_t> day_of_time(std::string_view time);
[[nodiscard]] std::optional<std::int64_t> day_of_date(std::string_view date);

}  // namespace konsequenz::voices
