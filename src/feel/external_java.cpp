#include "feel/external_java.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "feel/cursor.h"
#include "feel/text.h"

namespace konsequenz::feel::java {

namespace {

constexpr std::int64_t width_max = 10'000;

// One `%[index$][flags][width][.precision]conversion`.
struct Directive {
    std::optional<std::size_t> index;
    bool left = false, zero = false, plus = false, space = false, groups = false, brackets = false;
    std::size_t width = 0;
    std::optional<std::size_t> precision;
    char conversion = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::size_t> take_count(std::string_view pattern, std::size_t& position) {
    std::size_t value = 0;
    const std::size_t start = position;
    while (position < pattern.size() && is_digit(pattern[position])) {
        value = value * 10 + static_cast<std::size_t>(pattern[position++] - '0');
        if (value > width_max) return std::nullopt;
    }
    return position == start ? std::nullopt : std::optional(value);
}

bool* flag_of(Directive& directive, char c) {
    switch (c) {
        case '-': return &directive.left;
        case '0': return &directive.zero;
        case '+': return &directive.plus;
        case ' ': return &directive.space;
        case ',': return &directive.groups;
        case '(': return &directive.brackets;
        default: return nullptr;
    }
}

// Behind the percent sign.
std::optional<Directive> take_directive(std::string_view pattern, std::size_t& position) {
    Directive directive;
    std::size_t ahead = position;
    if (const auto index = take_count(pattern, ahead);
        index && *index > 0 && ahead < pattern.size() && pattern[ahead] == '$') {
        directive.index = *index - 1;
        position = ahead + 1;
    }
    for (bool* flag = nullptr; position < pattern.size() && (flag = flag_of(directive, pattern[position])) != nullptr;
         ++position) {
        if (*flag) return std::nullopt;
        *flag = true;
    }
    if (position < pattern.size() && is_digit(pattern[position])) {
        const auto width = take_count(pattern, position);
        if (!width) return std::nullopt;
        directive.width = *width;
    }
    if (position < pattern.size() && pattern[position] == '.') {
        directive.precision = take_count(pattern, ++position);
        if (!directive.precision) return std::nullopt;
    }
    if (position == pattern.size()) return std::nullopt;
    directive.conversion = pattern[position++];
    if ((directive.left || directive.zero) && directive.width == 0) return std::nullopt;
    if ((directive.left && directive.zero) || (directive.plus && directive.space)) return std::nullopt;
    return directive;
}

std::string padded(std::string text, const Directive& directive) {
    const std::size_t length = text::length(text);
    if (length >= directive.width) return text;
    text.insert(directive.left ? text.size() : 0, directive.width - length, ' ');
    return text;
}

void group_thousands(std::string& digits) {
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    for (std::size_t place = whole; place > 3;) {
        place -= 3;
        digits.insert(place, 1, ',');
    }
}

// Sign, grouping and padding round the digits of a number's absolute value.
std::string signed_text(std::string digits, bool negative, const Directive& directive) {
    if (directive.groups) group_thousands(digits);
    std::string prefix =
        negative ? (directive.brackets ? "(" : "-") : (directive.plus ? "+" : (directive.space ? " " : ""));
    const std::string suffix = negative && directive.brackets ? ")" : "";
    const std::size_t length = prefix.size() + digits.size() + suffix.size();
    if (directive.zero && length < directive.width) digits.insert(0, directive.width - length, '0');
    return padded(prefix + digits + suffix, directive);
}

std::string plain_text(const Value& value) {
    if (value.is_string()) return std::string(value.as_string());
    switch (value.kind()) {
        case Kind::date: return to_string(value.as_date());
        case Kind::time: return to_string(value.as_time());
        case Kind::date_time: return to_string(value.as_date_time());
        case Kind::day_time_duration: return to_string(value.as_day_time_duration());
        case Kind::year_month_duration: return to_string(value.as_year_month_duration());
        default: return to_string(value);
    }
}

// %d: whole numbers only. %f: rounded half up, six digits unless told otherwise.
std::optional<std::string> decimal_text(const Value& value, const Directive& directive) {
    if (!value.is_number()) return std::nullopt;
    const Number& number = value.as_number();
    if (directive.conversion == 'd') {
        if (!number.is_integer() || directive.precision) return std::nullopt;
        return signed_text(to_string(absolute(number)), number.is_negative(), directive);
    }
    const std::size_t places = directive.precision.value_or(6);
    const std::optional<Number> rounded =
        round_to_scale(absolute(number), static_cast<std::int64_t>(places), Rounding::half_up);
    if (!rounded) return std::nullopt;
    std::string digits = to_string(*rounded);
    const std::size_t point = digits.find('.');
    const std::size_t present = point == std::string::npos ? 0 : digits.size() - point - 1;
    if (places > 0 && point == std::string::npos) digits += '.';
    digits.append(places - present, '0');
    return signed_text(std::move(digits), number.is_negative(), directive);
}

// %x and %o of a whole number of 64 bits; negative ones as two's complement, as Java's Long.
std::optional<std::string> radix_text(const Value& value, const Directive& directive) {
    const std::optional<std::int64_t> number = value.is_number() ? value.as_number().to_int64() : std::nullopt;
    if (!number || directive.precision || directive.plus || directive.space || directive.groups || directive.brackets)
        return std::nullopt;
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<std::uint64_t>(*number),
                                   directive.conversion == 'o' ? 8 : 16)
                         .ptr;
    std::string digits = signed_text({buffer.data(), end}, false, directive);
    return directive.conversion == 'X' ? text::upper_case(digits) : digits;
}

std::optional<std::string> character_text(const Value& value) {
    if (value.is_null()) return "null";
    if (value.is_string() && text::length(value.as_string()) == 1) return std::string(value.as_string());
    const std::optional<std::int64_t> code = value.is_number() ? value.as_number().to_int64() : std::nullopt;
    if (!code || *code < 0 || *code > 0x10ffff || (*code >= 0xd800 && *code <= 0xdfff)) return std::nullopt;
    std::string character;
    append_utf8(character, static_cast<char32_t>(*code));
    return character;
}

std::optional<std::string> general_text(const Value& value, const Directive& directive) {
    if (directive.zero || directive.plus || directive.space || directive.groups || directive.brackets)
        return std::nullopt;
    std::optional<std::string> text;
    switch (directive.conversion) {
        case 's':
        case 'S': text = plain_text(value); break;
        case 'b':
        case 'B': text = value.is_null() || value.is_false() ? "false" : "true"; break;
        default: text = directive.precision ? std::nullopt : character_text(value);
    }
    if (!text) return std::nullopt;
    if (directive.precision)
        text = *text::substring(*text + " ", 1,
                                static_cast<std::int64_t>(std::min(*directive.precision, text::length(*text))));
    if (directive.conversion == 'S' || directive.conversion == 'B') text = text::upper_case(*text);
    return padded(*std::move(text), directive);
}

std::optional<std::string> directive_text(const Value& value, const Directive& directive) {
    constexpr std::string_view general = "sSbBc";
    constexpr std::string_view numeric = "dfxXo";
    if (general.contains(directive.conversion)) return general_text(value, directive);
    if (!numeric.contains(directive.conversion)) return std::nullopt;
    if (value.is_null()) return padded("null", directive);
    return directive.conversion == 'd' || directive.conversion == 'f' ? decimal_text(value, directive)
                                                                      : radix_text(value, directive);
}

// The shortest digits of a real and where its point stands: d.ddd · 10^exponent.
template <class Real>
std::string real_text(Real value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
    if (value == 0) return std::signbit(value) ? "-0.0" : "0.0";
    const Real magnitude = std::fabs(value);
    const bool plain = magnitude >= static_cast<Real>(1e-3) && magnitude < static_cast<Real>(1e7);
    std::array<char, 64> buffer;
    const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format).ptr;
    std::string text(buffer.data(), end);
    if (plain) return text.contains('.') ? text : text + ".0";
    const std::size_t mark = text.find('e');
    std::string digits = text.substr(0, mark);
    if (!digits.contains('.')) digits += ".0";
    int exponent = 0;
    const char* const exponent_begin = text.data() + mark + (text[mark + 1] == '+' ? 2 : 1);
    std::from_chars(exponent_begin, text.data() + text.size(), exponent);
    return digits + 'E' + std::to_string(exponent);
}

template <class Real>
std::optional<Number> shortest_number(Real value) {
    if (!std::isfinite(value)) return std::nullopt;
    std::array<char, 64> buffer;
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
    return Number::parse({buffer.data(), end});
}

}  // namespace

std::optional<std::string> format(std::string_view pattern, std::span<const Value> arguments) {
    std::string text;
    std::size_t next = 0;
    for (std::size_t position = 0; position < pattern.size();) {
        const char c = pattern[position++];
        if (c != '%') {
            text += c;
            continue;
        }
        const std::optional<Directive> directive = take_directive(pattern, position);
        if (!directive) return std::nullopt;
        if (directive->conversion == 'n') {
            text += '\n';
        } else if (directive->conversion == '%') {
            text += padded("%", *directive);
        } else {
            const std::size_t index = directive->index ? *directive->index : next++;
            if (index >= arguments.size()) return std::nullopt;
            const std::optional<std::string> part = directive_text(arguments[index], *directive);
            if (!part) return std::nullopt;
            text += *part;
        }
    }
    return text;
}

std::string to_text(double value) { return real_text(value); }
std::string to_text(float value) { return real_text(value); }
std::optional<Number> to_number(double value) { return shortest_number(value); }
std::optional<Number> to_number(float value) { return shortest_number(value); }

std::optional<std::int64_t> parse_integer(std::string_view text, std::int64_t least, std::int64_t greatest) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < least || value > greatest)
        return std::nullopt;
    return value;
}

template <class Real>
std::optional<Real> parse_real(std::string_view text) {
    constexpr std::string_view white = " \t\n\v\f\r";
    const std::size_t begin = std::min(text.find_first_not_of(white), text.size());
    text = text.substr(begin, text.find_last_not_of(white) + 1 - begin);
    constexpr std::string_view suffixes = "fFdD";
    if (!text.empty() && suffixes.contains(text.back())) text.remove_suffix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    // What std::from_chars reads beyond decimal digits (inf, nan) is no number of FEEL's.
    if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return std::nullopt;
    Real value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

template std::optional<double> parse_real<double>(std::string_view text);
template std::optional<float> parse_real<float>(std::string_view text);

}  // namespace konsequenz::feel::java
