#include "record/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

#include "base/toml.h"

namespace konsequenz::record {

std::string Path::render() const {
    if (index >= 0) return fmt::format("{}[{}]", parent == nullptr ? "" : parent->render(), index);
    return parent == nullptr ? std::string(name) : fmt::format("{}.{}", parent->render(), name);
}

namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }
bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool is_letter(char byte) { return is_lower(byte) || is_upper(byte); }

/// Unicode's control characters (category Cc): U+0000 to U+001F and U+007F to U+009F.
bool is_control_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte != 0xC2 || at + 1 >= text.size()) return false;
    return static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

std::uint32_t code_of_control(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte == 0xC2 ? static_cast<unsigned char>(text[at + 1]) : byte;
}

enum class LineBreaks : std::uint8_t { refused, taken };

/// Whether each of eight bytes is printable ASCII. A borrow or carry between bytes begins only at one that is not.
bool is_printable_ascii(std::uint64_t bytes) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    return ((bytes | (bytes - ones * 0x20U) | (bytes + ones)) & highs) == 0;
}

/// Position of the first control character that is not allowed, or npos.
std::size_t find_control(std::string_view text, LineBreaks breaks) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (std::uint64_t bytes = 0; at + sizeof bytes <= text.size(); at += sizeof bytes) {
            std::memcpy(&bytes, text.data() + at, sizeof bytes);
            if (!is_printable_ascii(bytes)) break;
        }
        if (at == text.size()) break;
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte < 0x7F) continue;
        if (breaks == LineBreaks::taken && (byte == '\t' || byte == '\n' || byte == '\r')) continue;
        if (is_control_at(text, at)) return at;
    }
    return std::string_view::npos;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return !is_continuation(byte); }));
}

}  // namespace

std::string quoted(std::string_view text) {
    constexpr std::size_t shown_bytes_max = 60;
    auto end = std::min(text.size(), shown_bytes_max);
    while (end < text.size() && end > 0 && is_continuation(text[end])) --end;
    std::string shown = "`";
    for (std::size_t at = 0; at < end; ++at) {
        if (!is_control_at(text, at)) {
            shown += text[at];
            continue;
        }
        shown += fmt::format("\\u{:04x}", code_of_control(text, at));
        if (static_cast<unsigned char>(text[at]) == 0xC2) ++at;
    }
    return shown + (end < text.size() ? "…`" : "`");
}

std::unexpected<Error> failure_at(const Path& path, std::string_view code, std::string message) {
    return fail(std::string(code), std::move(message), Place{.field = path.render()});
}

Result<void> expect_kind(JsonValue value, const Path& path, JsonKind expected) {
    if (value.kind() == expected) return {};
    const std::string_view mend = value.is_null() ? "; leave the field out where nothing is known" : "";
    return failure_at(path, "record.wrong-type",
                      fmt::format("is {}: expected {}{}", to_string(value.kind()), to_string(expected), mend));
}

namespace {

bool is_touchpoint(std::string_view text) {
    return !text.empty() && is_lower(text[0]) && std::ranges::all_of(text, [](char byte) {
        return is_lower(byte) || is_digit(byte) || byte == '-' || byte == '_';
    });
}

/// The syntax of BCP 47 without its registry: subtags of 1 to 8 letters and digits, the first of 2 to 8 letters.
bool is_language(std::string_view text) {
    for (std::size_t subtag = 0;; ++subtag) {
        const auto dash = text.find('-');
        const auto part = text.substr(0, dash);
        if (part.empty() || part.size() > 8 || (subtag == 0 && part.size() < 2)) return false;
        if (!std::ranges::all_of(part, [&](char byte) { return is_letter(byte) || (subtag > 0 && is_digit(byte)); })) {
            return false;
        }
        if (dash == std::string_view::npos) return true;
        text.remove_prefix(dash + 1);
    }
}

Result<void> check_amount(std::string_view text, const Path& path) {
    constexpr std::ptrdiff_t digits_max = 34;
    auto rest = text;
    if (rest.starts_with('-')) rest.remove_prefix(1);
    const auto dot = rest.find('.');
    const auto whole = rest.substr(0, dot);
    const bool has_fraction = dot != std::string_view::npos;
    const auto fraction = has_fraction ? rest.substr(dot + 1) : std::string_view{};
    const bool is_plain = !whole.empty() && std::ranges::all_of(whole, is_digit) &&
                          (whole.size() == 1 || whole[0] != '0') && std::ranges::all_of(fraction, is_digit) &&
                          (!has_fraction || !fraction.empty());
    if (!is_plain) {
        return failure_at(path, "record.bad-value",
                          fmt::format("is {}: expected a plain decimal, as 5000.00", quoted(text)));
    }
    if (std::ranges::count_if(rest, is_digit) > digits_max) {
        return failure_at(path, "record.precision",
                          fmt::format("is {}: at most {} digits are kept exactly", quoted(text), digits_max));
    }
    if (text.starts_with('-') && rest.find_first_not_of("0.") == std::string_view::npos) {
        return failure_at(path, "record.bad-value", fmt::format("is {}: write zero without a minus", quoted(text)));
    }
    return {};
}

Result<void> check_shape(std::string_view text, const Path& path, Shape shape) {
    const auto refuse = [&](std::string_view expected) {
        return failure_at(path, "record.bad-value", fmt::format("is {}: expected {}", quoted(text), expected));
    };
    switch (shape) {
        case Shape::line:
        case Shape::lines: return {};
        case Shape::identifier:
            if (text.starts_with(' ') || text.ends_with(' ')) return refuse("no space at its start or end");
            return {};
        case Shape::touchpoint:
            if (!is_touchpoint(text)) return refuse("a lower-case word, as email or phone");
            return {};
        case Shape::language:
            if (!is_language(text)) return refuse("a BCP 47 language tag, as de or en-US");
            return {};
        case Shape::currency:
            if (text.size() != 3 || !std::ranges::all_of(text, is_upper)) {
                return refuse("a currency of three capital letters, as EUR");
            }
            return {};
        case Shape::amount: return check_amount(text, path);
    }
    return {};
}

}  // namespace

Result<std::string> read_text(JsonValue value, const Path& path, const Limits& limits) {
    TRY_VOID(expect_kind(value, path, JsonKind::string));
    const auto text = value.text();
    if (text.size() < limits.characters_min) {
        return failure_at(path, "record.out-of-range",
                          "is empty: give it a value, or leave the field out if it is optional");
    }
    // A character has at least one byte, so that only texts with many bytes need counting.
    if (text.size() > limits.characters_max && count_characters(text) > limits.characters_max) {
        return failure_at(
            path, "record.out-of-range",
            fmt::format("has {} characters: at most {} are taken", count_characters(text), limits.characters_max));
    }
    const bool has_lines = limits.shape == Shape::lines;
    const auto control = find_control(text, has_lines ? LineBreaks::taken : LineBreaks::refused);
    if (control != std::string_view::npos) {
        return failure_at(path, "record.bad-value",
                          fmt::format("holds the control character U+{:04X}: {}", code_of_control(text, control),
                                      has_lines ? "of these only tab and line breaks are taken" : "remove it"));
    }
    TRY_VOID(check_shape(text, path, limits.shape));
    return std::string(text);
}

Result<bool> read_boolean(JsonValue value, const Path& path) {
    TRY_VOID(expect_kind(value, path, JsonKind::boolean));
    return value.as_boolean();
}

namespace {

/// A JSON number as digits times a power of ten, without trailing zeros; no digits where it is zero.
struct ExactNumber {
    std::string digits;
    std::int64_t exponent = 0;
    bool is_negative = false;
};

std::int64_t read_exponent(std::string_view text) {
    constexpr std::int64_t far = std::int64_t{1} << 40;  // beyond any length of a line
    const bool is_negative = text.starts_with('-');
    std::int64_t exponent = 0;
    for (const char byte : text) {
        if (is_digit(byte)) exponent = std::min(far, exponent * 10 + (byte - '0'));
    }
    return is_negative ? -exponent : exponent;
}

ExactNumber read_number(std::string_view text) {
    ExactNumber number;
    if (text.starts_with('-')) {
        number.is_negative = true;
        text.remove_prefix(1);
    }
    const auto mark = text.find_first_of("eE");
    if (mark != std::string_view::npos) number.exponent = read_exponent(text.substr(mark + 1));
    bool after_dot = false;
    for (const char byte : text.substr(0, mark)) {
        if (byte == '.') {
            after_dot = true;
            continue;
        }
        if (after_dot) --number.exponent;
        if (byte != '0' || !number.digits.empty()) number.digits += byte;
    }
    while (number.digits.ends_with('0')) {
        number.digits.pop_back();
        ++number.exponent;
    }
    return number;
}

}  // namespace

Result<std::int64_t> read_integer(JsonValue value, const Path& path, std::int64_t min, std::int64_t max) {
    TRY_VOID(expect_kind(value, path, JsonKind::number));
    auto number = read_number(value.text());
    std::int64_t integer = 0;
    if (!number.digits.empty()) {
        if (number.exponent < 0) {
            return failure_at(path, "record.wrong-type",
                              fmt::format("is {}: expected a whole number", quoted(value.text())));
        }
        constexpr std::int64_t digits_max = std::numeric_limits<std::int64_t>::digits10 + 1;
        const auto length = static_cast<std::int64_t>(number.digits.size());
        const bool is_short = length <= digits_max && number.exponent <= digits_max - length;
        if (is_short) number.digits.append(static_cast<std::size_t>(number.exponent), '0');
        if (number.is_negative) number.digits.insert(0, "-");
        const auto end = number.digits.data() + number.digits.size();
        if (!is_short || std::from_chars(number.digits.data(), end, integer).ec != std::errc{}) {
            return failure_at(path, "record.precision",
                              fmt::format("is {}: whole numbers are kept exactly up to 64 bits", quoted(value.text())));
        }
    }
    if (integer >= min && integer <= max) return integer;
    if (max == std::numeric_limits<std::int64_t>::max()) {
        return failure_at(path, "record.out-of-range", fmt::format("is {}: expected {} or more", integer, min));
    }
    return failure_at(path, "record.out-of-range", fmt::format("is {}: expected {} to {}", integer, min, max));
}

Result<Instant> read_time(JsonValue value, const Path& path) {
    TRY_VOID(expect_kind(value, path, JsonKind::string));
    constexpr std::size_t time_bytes_max = 64;  // the longest that can be right has 35
    const auto text = value.text();
    if (text.size() > time_bytes_max || find_control(text, LineBreaks::refused) != std::string_view::npos) {
        constexpr std::string_view mend = "expected an RFC 3339 time with offset, as 2026-01-31T09:30:00+01:00";
        return failure_at(path, "record.time", fmt::format("is {}: {}", quoted(text), mend));
    }
    auto instant = parse_instant(text);
    if (!instant) return failure_at(path, "record.time", std::move(instant).error().message);
    return *instant;
}

std::unexpected<Error> no_such_word(const Path& path, std::string_view code, std::string_view given,
                                    const std::vector<std::string_view>& words) {
    const auto meant = nearest(given.substr(0, 100), words);
    if (!meant.empty()) {
        return failure_at(path, code, fmt::format("is {}: did you mean `{}`", quoted(given), meant));
    }
    return failure_at(path, code, fmt::format("is {}: expected one of `{}`", quoted(given), fmt::join(words, "`, `")));
}

}  // namespace konsequenz::record
