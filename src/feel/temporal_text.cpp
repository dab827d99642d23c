// The texts of temporal values, there and back.
#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "feel/temporal.h"
#include "feel/zones.h"

namespace konsequenz::feel {

namespace {

// Reads a text from left to right; each step says whether it found what it looked for.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const { return position_ == text_.size(); }
    [[nodiscard]] bool take(char c) {
        if (at_end() || text_[position_] != c) return false;
        ++position_;
        return true;
    }
    /// All digits that stand here; empty where there are none.
    [[nodiscard]] std::string_view digits() {
        const std::size_t start = position_;
        while (!at_end() && text_[position_] >= '0' && text_[position_] <= '9') ++position_;
        return text_.substr(start, position_ - start);
    }
    /// Exactly two digits.
    [[nodiscard]] std::optional<std::int64_t> two_digits() {
        const std::string_view found = digits();
        if (found.size() != 2) return std::nullopt;
        return (found[0] - '0') * 10 + (found[1] - '0');
    }
    [[nodiscard]] std::string_view rest() const { return text_.substr(position_); }
    void skip_rest() { position_ = text_.size(); }

  private:
    std::string_view text_;
    std::size_t position_ = 0;
};

// At most 18 digits fit a signed 64-bit integer.
std::optional<std::int64_t> integer(std::string_view digits) {
    if (digits.empty() || digits.size() > 18) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

// Nanoseconds of a fraction's digits; what is finer is cut off.
std::int32_t fraction_nanoseconds(std::string_view digits) {
    std::int32_t value = 0;
    for (std::size_t i = 0; i < 9; ++i) value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return value;
}

std::optional<Date> read_date(Reader& reader) {
    const bool negative = reader.take('-');
    const std::string_view year_digits = reader.digits();
    if (year_digits.size() < 4 || year_digits.size() > 9) return std::nullopt;
    if (year_digits.size() > 4 && year_digits[0] == '0') return std::nullopt;
    const std::int64_t year = *integer(year_digits);
    if (negative && year == 0) return std::nullopt;
    if (!reader.take('-')) return std::nullopt;
    const std::optional<std::int64_t> month = reader.two_digits();
    if (!month || !reader.take('-')) return std::nullopt;
    const std::optional<std::int64_t> day = reader.two_digits();
    if (!day) return std::nullopt;
    return make_date(negative ? -year : year, *month, *day);
}

constexpr std::int64_t offset_limit = 18 * 3600;

std::optional<Zone> read_zone(Reader& reader) {
    if (reader.at_end()) return Zone::none();
    if (reader.take('Z')) return Zone::utc();
    if (reader.take('@')) {
        const std::string_view name = reader.rest();
        reader.skip_rest();
        return Zone::find(name);
    }
    const bool west = reader.take('-');
    if (!west && !reader.take('+')) return std::nullopt;
    const std::optional<std::int64_t> hours = reader.two_digits();
    if (!hours || !reader.take(':')) return std::nullopt;
    const std::optional<std::int64_t> minutes = reader.two_digits();
    if (!minutes || *minutes > 59) return std::nullopt;
    std::int64_t seconds = 0;
    if (reader.take(':')) {
        const std::optional<std::int64_t> found = reader.two_digits();
        if (!found || *found > 59) return std::nullopt;
        seconds = *found;
    }
    const std::int64_t offset = *hours * 3600 + *minutes * 60 + seconds;
    if (offset > offset_limit) return std::nullopt;
    return Zone::offset(static_cast<std::int32_t>(west ? -offset : offset));
}

struct TimeOfDay {
    Time time;
    bool end_of_day = false;  ///< 24:00:00: midnight at the day's end (XML Schema part 2, 3.2.7)
};

std::optional<TimeOfDay> read_time(Reader& reader) {
    const std::optional<std::int64_t> hour = reader.two_digits();
    if (!hour || !reader.take(':')) return std::nullopt;
    const std::optional<std::int64_t> minute = reader.two_digits();
    if (!minute || !reader.take(':')) return std::nullopt;
    const std::optional<std::int64_t> second = reader.two_digits();
    if (!second) return std::nullopt;
    std::int32_t nanoseconds = 0;
    if (reader.take('.')) {
        const std::string_view fraction = reader.digits();
        if (fraction.empty()) return std::nullopt;
        nanoseconds = fraction_nanoseconds(fraction);
    }
    const std::optional<Zone> zone = read_zone(reader);
    if (!zone || !reader.at_end()) return std::nullopt;
    const bool end_of_day = *hour == 24 && *minute == 0 && *second == 0 && nanoseconds == 0;
    const std::optional<Time> time = make_time(end_of_day ? 0 : *hour, *minute, *second, nanoseconds, *zone);
    if (!time) return std::nullopt;
    return TimeOfDay{*time, end_of_day};
}

// `.5` for half a second, empty for none.
std::string fraction_text(std::int32_t nanoseconds) {
    if (nanoseconds == 0) return {};
    std::string text = fmt::format(".{:09}", nanoseconds);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

std::string offset_text(std::int32_t seconds) {
    const std::int32_t magnitude = std::abs(seconds);
    std::string text = fmt::format("{}{:02}:{:02}", seconds < 0 ? '-' : '+', magnitude / 3600, magnitude / 60 % 60);
    if (magnitude % 60 != 0) text += fmt::format(":{:02}", magnitude % 60);
    return text;
}

std::string zone_suffix(Zone zone) {
    if (zone.is_none()) return {};
    if (zone.is_iana()) return "@" + zones::name(zone);
    return zone.code == 0 ? "Z" : offset_text(zone.code);
}

// The designators of a duration in their order, with the part they stand for.
constexpr std::string_view date_designators = "YMD";
constexpr std::string_view time_designators = "HMS";

// The numbers of a duration by designator: years, months, days, hours, minutes, seconds.
struct DurationParts {
    std::array<std::optional<std::int64_t>, 6> numbers;
    std::int32_t nanoseconds = 0;
};

// Reads `number designator` pairs until none stands here; false where one is out of order or unknown.
bool read_parts(Reader& reader, std::string_view designators, std::size_t first, DurationParts& parts) {
    std::size_t next = 0;
    while (!reader.at_end() && reader.rest()[0] != 'T') {
        const std::optional<std::int64_t> number = integer(reader.digits());
        if (!number) return false;
        const bool fraction = reader.take('.');
        if (fraction) parts.nanoseconds = fraction_nanoseconds(reader.digits());
        if (reader.at_end()) return false;
        const std::size_t found = designators.find(reader.rest()[0], next);
        if (found == std::string_view::npos || (fraction && designators[found] != 'S')) return false;
        if (!reader.take(designators[found])) return false;
        parts.numbers[first + found] = *number;
        next = found + 1;
    }
    return true;
}

std::optional<std::int64_t> sum_in_range(const DurationParts& parts, std::size_t first, std::size_t last,
                                         const std::array<std::int64_t, 6>& units, std::int64_t limit) {
    Signed128 sum = 0;
    for (std::size_t i = first; i <= last; ++i) sum += Signed128{parts.numbers[i].value_or(0)} * units[i];
    if (sum > limit) return std::nullopt;
    return static_cast<std::int64_t>(sum);
}

}  // namespace

std::string to_string(const Zone& zone) {
    if (zone.is_none()) return {};
    if (zone.is_iana()) return zones::name(zone);
    return zone.code == 0 ? "UTC" : offset_text(zone.code);
}

std::optional<Date> parse_date(std::string_view text) {
    Reader reader(text);
    const std::optional<Date> date = read_date(reader);
    return reader.at_end() ? date : std::nullopt;
}

std::string to_string(const Date& date) {
    const YearMonthDay parts = civil(date);
    return fmt::format("{}{:04}-{:02}-{:02}", parts.year < 0 ? "-" : "", std::abs(parts.year), parts.month, parts.day);
}

std::optional<Time> parse_time(std::string_view text) {
    Reader reader(text);
    const std::optional<TimeOfDay> read = read_time(reader);
    if (!read) return std::nullopt;
    return read->time;
}

std::string to_string(const Time& time) {
    const std::int64_t seconds = time.nanoseconds / nanoseconds_per_second;
    return fmt::format("{:02}:{:02}:{:02}{}{}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                       fraction_text(static_cast<std::int32_t>(time.nanoseconds % nanoseconds_per_second)),
                       zone_suffix(time.zone));
}

std::optional<DateTime> parse_date_time(std::string_view text) {
    Reader reader(text);
    const std::optional<Date> date = read_date(reader);
    if (!date) return std::nullopt;
    if (reader.at_end()) return make_date_time(*date);
    if (!reader.take('T')) return std::nullopt;
    const std::optional<TimeOfDay> read = read_time(reader);
    if (!read) return std::nullopt;
    if (!read->end_of_day) return make_date_time(*date, read->time);
    const std::optional<Date> next = add(*date, DayTimeDuration{seconds_per_day, 0});
    if (!next) return std::nullopt;
    return make_date_time(*next, read->time);
}

std::string to_string(const DateTime& value) { return to_string(date_of(value)) + 'T' + to_string(time_of(value)); }

std::optional<Duration> parse_duration(std::string_view text) {
    Reader reader(text);
    const bool negative = reader.take('-');
    if (!reader.take('P')) return std::nullopt;
    DurationParts parts;
    if (!read_parts(reader, date_designators, 0, parts)) return std::nullopt;
    if (reader.take('T') && (reader.at_end() || !read_parts(reader, time_designators, 3, parts))) return std::nullopt;
    if (!reader.at_end()) return std::nullopt;
    const auto any = [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i <= last; ++i) {
            if (parts.numbers[i]) return true;
        }
        return false;
    };
    if (any(0, 1) == any(2, 5)) return std::nullopt;
    constexpr std::array<std::int64_t, 6> units{12, 1, seconds_per_day, 3600, 60, 1};
    if (any(0, 1)) {
        const std::optional<std::int64_t> months = sum_in_range(parts, 0, 1, units, duration_months_max);
        if (!months) return std::nullopt;
        return Duration{true, {}, {negative ? -*months : *months}};
    }
    const std::optional<std::int64_t> seconds = sum_in_range(parts, 2, 5, units, duration_seconds_max - 1);
    if (!seconds) return std::nullopt;
    const DayTimeDuration duration{*seconds, parts.nanoseconds};
    return Duration{false, negative ? negate(duration).value() : duration, {}};
}

std::string to_string(const DayTimeDuration& duration) {
    if (duration == DayTimeDuration{}) return "PT0S";
    const DayTimeParts found = parts(duration);
    std::string text = duration.seconds < 0 ? "-P" : "P";
    if (found.days != 0) text += fmt::format("{}D", std::abs(found.days));
    if (found.hours == 0 && found.minutes == 0 && found.seconds == 0 && found.nanoseconds == 0) return text;
    text += 'T';
    if (found.hours != 0) text += fmt::format("{}H", std::abs(found.hours));
    if (found.minutes != 0) text += fmt::format("{}M", std::abs(found.minutes));
    if (found.seconds != 0 || found.nanoseconds != 0) {
        text += fmt::format("{}{}S", std::abs(found.seconds), fraction_text(std::abs(found.nanoseconds)));
    }
    return text;
}

std::string to_string(const YearMonthDuration& duration) {
    if (duration.months == 0) return "P0M";
    const std::int64_t magnitude = std::abs(duration.months);
    std::string text = duration.months < 0 ? "-P" : "P";
    if (magnitude / 12 != 0) text += fmt::format("{}Y", magnitude / 12);
    if (magnitude % 12 != 0) text += fmt::format("{}M", magnitude % 12);
    return text;
}

}  // namespace konsequenz::feel
