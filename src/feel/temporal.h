// FEEL dates, times and durations: small values, their texts, arithmetic and order.
//
// Lexical forms are those of XML Schema with the extensions of DMN 1.5, 10.3.2.3: years -999999999 to 999999999,
// times with `Z`, an offset `+hh:mm[:ss]` or a zone `@Area/City` of the system's IANA database.
// Nothing here reads a clock. An operation that has no result in range gives nullopt, which FEEL shows as null.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "feel/number.h"

namespace konsequenz::feel {

inline constexpr std::int64_t seconds_per_day = 86'400;
inline constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
inline constexpr std::int64_t nanoseconds_per_day = seconds_per_day * nanoseconds_per_second;
inline constexpr std::int64_t year_limit = 999'999'999;
/// No duration is longer; some twelve thousand million years.
inline constexpr std::int64_t duration_seconds_max = 400'000'000'000'000'000;
inline constexpr std::int64_t duration_months_max = 400'000'000'000'000'000;

/// No zone, a fixed offset from UTC in seconds, or an IANA zone by its place in the process-wide table of zones met.
struct Zone {
    std::int32_t code = none_code;

    static constexpr std::int32_t none_code = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int32_t first_iana_code = 1 << 20;

    [[nodiscard]] static constexpr Zone none() { return {}; }
    [[nodiscard]] static constexpr Zone utc() { return {0}; }
    /// Offsets of at most ±18 hours.
    [[nodiscard]] static constexpr Zone offset(std::int32_t seconds) { return {seconds}; }
    /// The zone `Area/City` of the system's database; nullopt where the database has none of this name.
    [[nodiscard]] static std::optional<Zone> find(std::string_view name);

    [[nodiscard]] constexpr bool is_none() const { return code == none_code; }
    [[nodiscard]] constexpr bool is_iana() const { return code >= first_iana_code; }
    [[nodiscard]] constexpr bool is_offset() const { return !is_none() && !is_iana(); }

    constexpr bool operator==(const Zone&) const = default;
};

struct Date {
    std::int64_t days = 0;  ///< since 1970-01-01

    auto operator<=>(const Date&) const = default;
};

struct Time {
    std::int64_t nanoseconds = 0;  ///< of the local day, below one day
    Zone zone;
};

/// A local date and time. Where the zone is none, it stands for no instant.
struct DateTime {
    std::int64_t seconds = 0;      ///< local seconds since 1970-01-01T00:00:00
    std::int32_t nanoseconds = 0;  ///< 0 to 999,999,999
    Zone zone;
};

/// seconds + nanoseconds·10^-9; nanoseconds are never negative, so -0.5 s is {-1, 500,000,000}.
struct DayTimeDuration {
    std::int64_t seconds = 0;
    std::int32_t nanoseconds = 0;  ///< 0 to 999,999,999

    auto operator<=>(const DayTimeDuration&) const = default;
};

struct YearMonthDuration {
    std::int64_t months = 0;

    auto operator<=>(const YearMonthDuration&) const = default;
};

struct YearMonthDay {
    std::int64_t year = 1970;
    std::int32_t month = 1;
    std::int32_t day = 1;
};

// --- zones ---

/// `Europe/Berlin` for an IANA zone, `UTC` and `+01:00` style for offsets, empty for none.
[[nodiscard]] std::string to_string(const Zone& zone);
/// Seconds east of UTC at this local date and time; nullopt for no zone.
/// A local time that occurs twice takes the earlier instant's offset; one that is skipped, the offset before the gap.
[[nodiscard]] std::optional<std::int32_t> offset_seconds(const DateTime& value);
/// As above for a time of day: fixed offsets only have one; an IANA zone takes the offset of 1970-01-01.
[[nodiscard]] std::optional<std::int32_t> offset_seconds(const Time& value);

// --- dates ---

/// nullopt where no such day exists or the year is beyond the limit.
[[nodiscard]] std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day);
[[nodiscard]] YearMonthDay civil(const Date& date);
/// `-?YYYY-MM-DD`, four to nine digits of year without needless leading zeros.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::string to_string(const Date& date);
/// 1 = Monday to 7 = Sunday.
[[nodiscard]] std::int32_t weekday(const Date& date);
[[nodiscard]] std::int32_t day_of_year(const Date& date);
/// ISO 8601 week number.
[[nodiscard]] std::int32_t week_of_year(const Date& date);

// --- times ---

/// hour 0–23, minute 0–59, second 0–59, nanosecond below 10^9; nullopt beyond them.
[[nodiscard]] std::optional<Time> make_time(std::int64_t hour, std::int64_t minute, std::int64_t second,
                                            std::int64_t nanosecond, Zone zone);
/// `hh:mm:ss[.fraction][Z|±hh:mm[:ss]|@Area/City]`.
[[nodiscard]] std::optional<Time> parse_time(std::string_view text);
[[nodiscard]] std::string to_string(const Time& time);
/// Nanoseconds of the day in UTC, not folded into one day: the time's order key. Without zone, as if UTC.
[[nodiscard]] std::int64_t utc_nanoseconds(const Time& time);

// --- dates and times ---

[[nodiscard]] DateTime make_date_time(const Date& date, const Time& time);
/// Midnight of the day, in this zone.
[[nodiscard]] DateTime make_date_time(const Date& date, Zone zone = Zone::none());
/// `date` alone (midnight, no zone), or `dateTtime`.
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text);
[[nodiscard]] std::string to_string(const DateTime& value);
[[nodiscard]] Date date_of(const DateTime& value);
[[nodiscard]] Time time_of(const DateTime& value);
/// Seconds since 1970-01-01T00:00:00Z; without zone, as if UTC.
[[nodiscard]] std::int64_t utc_seconds(const DateTime& value);

// --- order and equality ---
// DMN 1.5, 10.3.2.3.4 to 10.3.2.3.6: values with and without a zone are not comparable (nullopt).

[[nodiscard]] std::optional<std::strong_ordering> compare(const Time& left, const Time& right);
[[nodiscard]] std::optional<std::strong_ordering> compare(const DateTime& left, const DateTime& right);
/// The `is` function, DMN 1.5, 10.3.4.12: same value and same zone.
[[nodiscard]] bool is_same(const Time& left, const Time& right);
[[nodiscard]] bool is_same(const DateTime& left, const DateTime& right);

// --- durations ---

struct Duration {
    bool is_year_month = false;
    DayTimeDuration day_time;
    YearMonthDuration year_month;
};

/// `-?P[nY][nM]` or `-?P[nD][T[nH][nM][n[.f]S]]`; at least one part, never both kinds.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);
/// Normalised: `P1DT2H3M4.5S`, `-P1D`, `PT0S`.
[[nodiscard]] std::string to_string(const DayTimeDuration& duration);
/// Normalised: `P1Y2M`, `-P3M`, `P0M`.
[[nodiscard]] std::string to_string(const YearMonthDuration& duration);

/// The parts of the absolute value, each with the duration's sign.
struct DayTimeParts {
    std::int64_t days = 0, hours = 0, minutes = 0, seconds = 0;
    std::int32_t nanoseconds = 0;
};
[[nodiscard]] DayTimeParts parts(const DayTimeDuration& duration);

/// The whole duration in seconds; exact.
[[nodiscard]] Number total_seconds(const DayTimeDuration& duration);
/// Rounded half even to nanoseconds; nullopt beyond duration_seconds_max.
[[nodiscard]] std::optional<DayTimeDuration> day_time_duration(const Number& seconds);
/// Cut to whole months; nullopt beyond duration_months_max.
[[nodiscard]] std::optional<YearMonthDuration> year_month_duration(const Number& months);

[[nodiscard]] std::optional<DayTimeDuration> add(const DayTimeDuration& left, const DayTimeDuration& right);
[[nodiscard]] std::optional<DayTimeDuration> subtract(const DayTimeDuration& left, const DayTimeDuration& right);
[[nodiscard]] std::optional<DayTimeDuration> negate(const DayTimeDuration& duration);
[[nodiscard]] std::optional<YearMonthDuration> add(const YearMonthDuration& left, const YearMonthDuration& right);
[[nodiscard]] std::optional<YearMonthDuration> subtract(const YearMonthDuration& left, const YearMonthDuration& right);
[[nodiscard]] std::optional<YearMonthDuration> negate(const YearMonthDuration& duration);

// --- arithmetic: DMN 1.5, 10.3.2.3 and table 45; nullopt where the result leaves the range ---

[[nodiscard]] std::optional<Date> add(const Date& date, const DayTimeDuration& duration);
/// The day is cut to the last of its month: 2024-01-31 + P1M = 2024-02-29.
[[nodiscard]] std::optional<Date> add(const Date& date, const YearMonthDuration& duration);
[[nodiscard]] std::optional<DateTime> add(const DateTime& value, const DayTimeDuration& duration);
[[nodiscard]] std::optional<DateTime> add(const DateTime& value, const YearMonthDuration& duration);
/// Wraps round midnight.
[[nodiscard]] Time add(const Time& time, const DayTimeDuration& duration);
/// nullopt where only one of the two has a zone.
[[nodiscard]] std::optional<DayTimeDuration> difference(const DateTime& left, const DateTime& right);
[[nodiscard]] std::optional<DayTimeDuration> difference(const Time& left, const Time& right);
[[nodiscard]] DayTimeDuration difference(const Date& left, const Date& right);
/// Whole months from `from` to `to`: the function years and months duration(from, to), DMN 1.5, 10.3.4.1.
[[nodiscard]] YearMonthDuration whole_months_between(const Date& from, const Date& to);

}  // namespace konsequenz::feel
