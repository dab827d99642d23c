#include "record/time_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "record/values.h"

namespace konsequenz::record {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; }

bool starts_with_word(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) return false;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (lower(text[at]) != word[at]) return false;
    }
    return true;
}

struct MonthName {
    std::string_view name;
    std::int32_t month;
};
/// Longer names first where one begins with another.
constexpr std::array month_names{
    MonthName{"january", 1},   MonthName{"januar", 1},    MonthName{"jänner", 1},    MonthName{"jan", 1},
    MonthName{"february", 2},  MonthName{"februar", 2},   MonthName{"feb", 2},       MonthName{"march", 3},
    MonthName{"märz", 3},      MonthName{"mar", 3},       MonthName{"mär", 3},       MonthName{"mrz", 3},
    MonthName{"april", 4},     MonthName{"apr", 4},       MonthName{"may", 5},       MonthName{"mai", 5},
    MonthName{"june", 6},      MonthName{"juni", 6},      MonthName{"jun", 6},       MonthName{"july", 7},
    MonthName{"juli", 7},      MonthName{"jul", 7},       MonthName{"august", 8},    MonthName{"aug", 8},
    MonthName{"september", 9}, MonthName{"sept", 9},      MonthName{"sep", 9},       MonthName{"october", 10},
    MonthName{"oktober", 10},  MonthName{"oct", 10},      MonthName{"okt", 10},      MonthName{"november", 11},
    MonthName{"nov", 11},      MonthName{"december", 12}, MonthName{"dezember", 12}, MonthName{"dec", 12},
    MonthName{"dez", 12},
};

struct Parts {
    std::int32_t year = 0;
    std::int32_t month = 0;
    std::int32_t day = 0;
    std::int32_t hour = 0;
    std::int32_t minute = 0;
    std::int32_t second = 0;
    std::string fraction;
    std::optional<bool> is_afternoon;
    std::optional<std::int32_t> offset_minutes;
    std::optional<std::int64_t> unix_seconds;
};

/// Takes what one part of a format describes from the front of a text.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}
    [[nodiscard]] std::string_view rest() const { return rest_; }

    bool literal(char byte) {
        if (rest_.empty() || rest_.front() != byte) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool number(std::size_t digits_min, std::size_t digits_max, std::int32_t& into) {
        std::size_t count = 0;
        into = 0;
        for (; count < digits_max && count < rest_.size() && is_digit(rest_[count]); ++count)
            into = into * 10 + (rest_[count] - '0');
        rest_.remove_prefix(count);
        return count >= digits_min;
    }
    bool part(char kind, Parts& parts);

  private:
    bool month_name(std::int32_t& into);
    bool day_name();
    bool half_of_day(std::optional<bool>& into);
    bool fraction(std::string& into);
    bool offset(std::optional<std::int32_t>& into);
    bool unix_seconds(std::optional<std::int64_t>& into);

    std::string_view rest_;
};

bool Scanner::month_name(std::int32_t& into) {
    for (const auto& [name, month] : month_names) {
        if (!starts_with_word(rest_, name)) continue;
        rest_.remove_prefix(name.size());
        literal('.');
        into = month;
        return true;
    }
    return false;
}

/// The day of the week says nothing that the date does not; any word will do.
bool Scanner::day_name() {
    std::size_t count = 0;
    while (count < rest_.size() && lower(rest_[count]) >= 'a' && lower(rest_[count]) <= 'z') ++count;
    rest_.remove_prefix(count);
    literal('.');
    return count >= 2;
}

bool Scanner::half_of_day(std::optional<bool>& into) {
    if (!starts_with_word(rest_, "am") && !starts_with_word(rest_, "pm")) return false;
    into = lower(rest_.front()) == 'p';
    rest_.remove_prefix(2);
    return true;
}

bool Scanner::fraction(std::string& into) {
    while (!rest_.empty() && is_digit(rest_.front()) && into.size() < 9) {
        into += rest_.front();
        rest_.remove_prefix(1);
    }
    return !into.empty();
}

bool Scanner::offset(std::optional<std::int32_t>& into) {
    const auto end = std::min(rest_.size(), rest_.find_first_not_of("+-:0123456789Zz"));
    into = parse_offset(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return into.has_value();
}

bool Scanner::unix_seconds(std::optional<std::int64_t>& into) {
    std::int64_t seconds = 0;
    std::size_t count = 0;
    for (; count < 11 && count < rest_.size() && is_digit(rest_[count]); ++count)
        seconds = seconds * 10 + (rest_[count] - '0');
    rest_.remove_prefix(count);
    into = seconds;
    return count > 0;
}

bool Scanner::part(char kind, Parts& parts) {
    switch (kind) {
        case 'Y': return number(4, 4, parts.year);
        case 'm': return number(1, 2, parts.month);
        case 'd': return number(1, 2, parts.day);
        case 'H': return number(1, 2, parts.hour);
        case 'I': return number(1, 2, parts.hour) && parts.hour >= 1 && parts.hour <= 12;
        case 'p': return half_of_day(parts.is_afternoon);
        case 'M': return number(2, 2, parts.minute);
        case 'S': return number(2, 2, parts.second);
        case 'f': return fraction(parts.fraction);
        case 'z': return offset(parts.offset_minutes);
        case 'b':
        case 'B': return month_name(parts.month);
        case 'a':
        case 'A': return day_name();
        case 's': return unix_seconds(parts.unix_seconds);
        case '%': return literal('%');
        default: return false;
    }
}

bool has_part(std::string_view format, std::string_view kinds) {
    for (std::size_t at = 0; at + 1 < format.size(); ++at) {
        if (format[at] != '%') continue;
        if (kinds.contains(format[at + 1])) return true;
        ++at;
    }
    return false;
}

std::unexpected<Error> bad_format(std::string message) { return fail("record.bad-format", std::move(message)); }

}  // namespace

std::optional<std::int32_t> parse_offset(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    const bool has_colon = text.size() == 6 && text[3] == ':';
    if (!has_colon && text.size() != 5) return std::nullopt;
    if (text[0] != '+' && text[0] != '-') return std::nullopt;
    const auto minutes_at = has_colon ? std::size_t{4} : std::size_t{3};
    for (const auto at : {std::size_t{1}, std::size_t{2}, minutes_at, minutes_at + 1}) {
        if (!is_digit(text[at])) return std::nullopt;
    }
    const auto hours = (text[1] - '0') * 10 + (text[2] - '0');
    const auto minutes = (text[minutes_at] - '0') * 10 + (text[minutes_at + 1] - '0');
    if (hours > 23 || minutes > 59) return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

Result<void> check_time_format(std::string_view format, std::optional<std::int32_t> offset_minutes) {
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%') continue;
        const auto kind = ++at < format.size() ? format[at] : ' ';
        if (!std::string_view("YmdHIpMSfzbBaAs%").contains(kind)) {
            return bad_format(
                fmt::format("`%{}` is not known: use %Y %m %d %H %I %p %M %S %f %z %b %B %a %A %s %%", kind));
        }
    }
    if (has_part(format, "s")) return {};
    if (!has_part(format, "Y") || !has_part(format, "mbB") || !has_part(format, "d")) {
        return bad_format("needs a year %Y, a month %m or %b, and a day %d");
    }
    if (has_part(format, "I") != has_part(format, "p")) return bad_format("%I and %p go together, as in `%I:%M %p`");
    if (!has_part(format, "z") && !offset_minutes) {
        return bad_format("says nothing of the offset from UTC: add %z, or `offset` beside it, as offset = \"+01:00\"");
    }
    return {};
}

Result<Instant> parse_time(std::string_view text, std::string_view format, std::optional<std::int32_t> offset_minutes) {
    Parts parts;
    Scanner scanner(text);
    bool is_right = true;
    for (std::size_t at = 0; is_right && at < format.size(); ++at) {
        const bool is_part = format[at] == '%' && at + 1 < format.size();
        is_right = is_part ? scanner.part(format[++at], parts) : scanner.literal(format[at]);
    }
    if (!is_right || !scanner.rest().empty()) {
        return fail("record.time", fmt::format("is {}: expected the form `{}`", quoted(text), format));
    }
    constexpr std::int64_t unix_seconds_max = 9'000'000'000;  // within what an instant holds
    if (parts.unix_seconds) {
        if (*parts.unix_seconds > unix_seconds_max)
            return fail("record.time", fmt::format("is {}: too many seconds for a time", quoted(text)));
        return Instant{*parts.unix_seconds * 1'000'000'000, offset_minutes.value_or(0)};
    }
    if (parts.is_afternoon) parts.hour = parts.hour % 12 + (*parts.is_afternoon ? 12 : 0);
    const auto offset = parts.offset_minutes.value_or(offset_minutes.value_or(0));
    const auto distance = offset < 0 ? -offset : offset;
    const auto fraction = parts.fraction.empty() ? std::string() : "." + parts.fraction;
    auto instant = parse_instant(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{}{:02}:{:02}", parts.year,
                                             parts.month, parts.day, parts.hour, parts.minute, parts.second, fraction,
                                             offset < 0 ? '-' : '+', distance / 60, distance % 60));
    if (!instant) return fail("record.time", instant.error().message);
    return *instant;
}

}  // namespace konsequenz::record
