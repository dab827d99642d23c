// The proleptic Gregorian calendar over any 64-bit year, and instants as RFC 3339 writes them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace konsequenz {

struct CivilDate {
    std::int64_t year = 1970;
    std::int32_t month = 1;  ///< 1 to 12
    std::int32_t day = 1;    ///< 1 to 31

    auto operator<=>(const CivilDate&) const = default;
};

[[nodiscard]] bool is_leap_year(std::int64_t year);
[[nodiscard]] std::int32_t days_in_month(std::int64_t year, std::int32_t month);
/// Days since 1970-01-01. Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
[[nodiscard]] std::int64_t days_from_civil(CivilDate date);
[[nodiscard]] CivilDate civil_from_days(std::int64_t days);
/// 1 = Monday to 7 = Sunday (ISO 8601).
[[nodiscard]] std::int32_t weekday_from_days(std::int64_t days);

/// A moment with the offset it was written in. Ordered and compared by the moment.
struct Instant {
    std::int64_t utc_ns = 0;          ///< nanoseconds since 1970-01-01T00:00:00Z
    std::int32_t offset_minutes = 0;  ///< for display only

    auto operator<=>(const Instant& other) const { return utc_ns <=> other.utc_ns; }
    bool operator==(const Instant& other) const { return utc_ns == other.utc_ns; }
};

/// RFC 3339 date-time with offset, years 1678 to 2261 (what 64-bit nanoseconds hold), up to nine decimals of a second.
/// Errors: base.time, naming what is wrong.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);
/// RFC 3339, in its own offset, decimals only where needed.
[[nodiscard]] std::string to_string(const Instant& instant);

}  // namespace konsequenz
