#include "base/calendar.h"

#include <fmt/format.h>

namespace konsequenz {

bool is_leap_year(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int32_t days_in_month(std::int64_t year, std::int32_t month) {
    constexpr std::int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

std::int64_t days_from_civil(CivilDate date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

CivilDate civil_from_days(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t day_of_era = days - era * 146097;
    const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const auto day = static_cast<std::int32_t>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    const auto month = static_cast<std::int32_t>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::int32_t weekday_from_days(std::int64_t days) {
    const auto sunday_based = (days >= -4 ? (days + 4) % 7 : (days + 5) % 7 + 6);
    return static_cast<std::int32_t>(sunday_based == 0 ? 7 : sunday_based);
}

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

/// Reads fixed-width digits and separators from the front of a text.
struct Reader {
    std::string_view rest;
    bool ok = true;

    std::int32_t digits(std::size_t width) {
        std::int32_t number = 0;
        if (rest.size() < width) ok = false;
        for (std::size_t at = 0; ok && at < width; ++at) {
            if (rest[at] < '0' || rest[at] > '9')
                ok = false;
            else
                number = number * 10 + (rest[at] - '0');
        }
        if (ok) rest.remove_prefix(width);
        return number;
    }
    void expect(std::string_view any_of) {
        if (rest.empty() || !any_of.contains(rest.front()))
            ok = false;
        else
            rest.remove_prefix(1);
    }
    std::int64_t fraction_ns() {
        if (rest.empty() || rest.front() != '.') return 0;
        rest.remove_prefix(1);
        std::int64_t fraction = 0;
        std::int64_t unit = second_ns;
        std::size_t count = 0;
        for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1), ++count) {
            unit /= 10;
            fraction += (rest.front() - '0') * unit;
        }
        if (count == 0 || count > 9) ok = false;
        return fraction;
    }
    std::int32_t offset_minutes() {
        if (!rest.empty() && (rest.front() == 'Z' || rest.front() == 'z')) {
            rest.remove_prefix(1);
            return 0;
        }
        const bool is_west = !rest.empty() && rest.front() == '-';
        expect("+-");
        const auto hours = digits(2);
        expect(":");
        const auto minutes = digits(2);
        if (hours > 23 || minutes > 59) ok = false;
        return (is_west ? -1 : 1) * (hours * 60 + minutes);
    }
};

std::unexpected<Error> time_failure(std::string_view text, std::string_view mend) {
    return fail("base.time", fmt::format("is `{}`: {}", text, mend));
}

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
    Reader reader{text};
    CivilDate date;
    date.year = reader.digits(4);
    reader.expect("-");
    date.month = reader.digits(2);
    reader.expect("-");
    date.day = reader.digits(2);
    reader.expect("Tt ");
    const auto hour = reader.digits(2);
    reader.expect(":");
    const auto minute = reader.digits(2);
    reader.expect(":");
    const auto second = reader.digits(2);
    const auto fraction_ns = reader.fraction_ns();
    const auto offset_minutes = reader.offset_minutes();
    if (!reader.ok || !reader.rest.empty()) {
        return time_failure(text, "expected an RFC 3339 time with offset, as 2026-01-31T09:30:00+01:00");
    }
    if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > days_in_month(date.year, date.month)) {
        return time_failure(text, "there is no such day in the calendar");
    }
    if (hour > 23 || minute > 59 || second > 59)
        return time_failure(text, "there is no such time of day (leap seconds are not taken)");
    if (date.year < 1678 || date.year > 2261) return time_failure(text, "the year must lie between 1678 and 2261");
    const auto seconds = days_from_civil(date) * 86400 + hour * 3600 + minute * 60 + second - offset_minutes * 60;
    return Instant{seconds * second_ns + fraction_ns, offset_minutes};
}

namespace {

/// A number below 10^count with its leading zeros. A history holds millions of times, and fmt reads its pattern each
/// time.
void append_digits(std::string& text, std::int64_t number, std::size_t count) {
    text.append(count, '0');
    for (auto digit = text.rbegin(); number > 0; ++digit, number /= 10) *digit = static_cast<char>('0' + number % 10);
}

}  // namespace

std::string to_string(const Instant& instant) {
    std::int64_t seconds = instant.utc_ns / second_ns;
    std::int64_t fraction_ns = instant.utc_ns % second_ns;
    if (fraction_ns < 0) {
        fraction_ns += second_ns;
        --seconds;
    }
    seconds += instant.offset_minutes * 60;
    const auto days = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400;
    const auto of_day = seconds - days * 86400;
    const auto date = civil_from_days(days);
    std::string text;
    if (date.year >= 0 && date.year <= 9999)
        append_digits(text, date.year, 4);
    else
        text = fmt::format("{:04}", date.year);
    append_digits(text += '-', date.month, 2);
    append_digits(text += '-', date.day, 2);
    append_digits(text += 'T', of_day / 3600, 2);
    append_digits(text += ':', of_day / 60 % 60, 2);
    append_digits(text += ':', of_day % 60, 2);
    if (fraction_ns != 0) {
        append_digits(text += '.', fraction_ns, 9);
        while (text.back() == '0') text.pop_back();
    }
    if (instant.offset_minutes == 0) return text += 'Z';
    const auto offset = instant.offset_minutes < 0 ? -instant.offset_minutes : instant.offset_minutes;
    append_digits(text += instant.offset_minutes < 0 ? '-' : '+', offset / 60, 2);
    append_digits(text += ':', offset % 60, 2);
    return text;
}

}  // namespace konsequenz
