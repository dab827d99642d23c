#include "record/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "base/json_writer.h"
#include "record/time_format.h"
#include "record/values.h"

namespace konsequenz::record {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// Length of the UTF-8 sequence at the start of a text (RFC 3629); 0 where there is none.
std::size_t sequence_bytes(std::string_view text) {
    const auto byte = [&](std::size_t at) -> unsigned {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const auto follows = [&](std::size_t at, unsigned low, unsigned high) {
        return byte(at) >= low && byte(at) <= high;
    };
    const auto first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1, 0x80, 0xBF) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const auto low = first == 0xE0 ? 0xA0U : 0x80U;
        const auto high = first == 0xED ? 0x9FU : 0xBFU;
        return follows(1, low, high) && follows(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const auto low = first == 0xF0 ? 0x90U : 0x80U;
        const auto high = first == 0xF4 ? 0x8FU : 0xBFU;
        return follows(1, low, high) && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

bool is_utf_8(std::string_view text) {
    while (!text.empty()) {
        const auto count = sequence_bytes(text);
        if (count == 0) return false;
        text.remove_prefix(count);
    }
    return true;
}

/// The characters of windows-1252 from 0x80 to 0x9F; 0 where it has none.
constexpr std::array<std::uint16_t, 32> windows_1252_characters{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append_character(std::string& out, unsigned code) {
    if (code < 0x800) {
        out += static_cast<char>(0xC0U | code >> 6U);
    } else {
        out += static_cast<char>(0xE0U | code >> 12U);
        out += static_cast<char>(0x80U | (code >> 6U & 0x3FU));
    }
    out += static_cast<char>(0x80U | (code & 0x3FU));
}

std::string json_string(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
}

/// A number in the mapping's notation as a plain decimal; a thousands mark is taken only before groups of three digits.
Result<std::string> plain_number(const MappedField& field, std::string_view text) {
    std::string plain;
    std::size_t group_digits = 0;
    bool has_mark = false;
    bool after_decimal = false;
    bool is_right = true;
    for (const char byte : text) {
        const bool is_mark = field.thousands != '\0' && byte == field.thousands;
        if (is_mark || byte == field.decimal) {
            is_right = is_right && !after_decimal && (!has_mark || group_digits == 3) && (!is_mark || group_digits > 0);
            has_mark = has_mark || is_mark;
            after_decimal = after_decimal || !is_mark;
            group_digits = 0;
            if (!is_mark) plain += '.';
            continue;
        }
        is_right = is_right && (is_digit(byte) || (byte == '-' && plain.empty()));
        if (is_digit(byte)) ++group_digits;
        plain += byte;
    }
    if (has_mark && !after_decimal && group_digits != 3) is_right = false;
    if (is_right && plain.find_first_of("0123456789") != std::string::npos) return plain;
    const auto form = field.thousands == '\0' ? fmt::format("1234{}56", field.decimal)
                                              : fmt::format("1{}234{}56", field.thousands, field.decimal);
    return fail("record.bad-value", fmt::format("is {}: expected a number written as {}", quoted(text), form));
}

Result<std::string> convert_boolean(const MappedField& field, std::string_view value) {
    if (std::ranges::find(field.yes, value) != field.yes.end()) return "true";
    if (std::ranges::find(field.no, value) != field.no.end()) return "false";
    return fail("record.bad-value",
                fmt::format("is {}: the mapping knows it neither as yes (`{}`) nor as no (`{}`)", quoted(value),
                            fmt::join(field.yes, "`, `"), fmt::join(field.no, "`, `")));
}

/// What a cell's word means; the cell itself where the mapping has no words.
Result<std::string> meaning_of(const MappedField& field, std::string_view value) {
    if (field.words.empty()) return std::string(value);
    const auto found =
        std::ranges::find(field.words, value, [](const auto& word) -> std::string_view { return word.first; });
    if (found != field.words.end()) return found->second;
    if (field.otherwise) return *field.otherwise;
    return fail("record.bad-value", fmt::format("is {}: the mapping's `words` do not have it", quoted(value)));
}

Result<std::string> convert_list(const MappedField& field, std::string_view value) {
    std::string json = "[";
    for (std::size_t from = 0; from <= value.size();) {
        const auto end = std::min(value.find(field.split, from), value.size());
        const auto item = trimmed(value.substr(from, end - from));
        from = end + field.split.size();
        if (item.empty()) continue;
        const auto meaning = TRY(meaning_of(field, item));
        if (meaning.empty()) continue;
        if (json.size() > 1) json += ',';
        json += json_string(meaning);
    }
    return json + "]";
}

Result<std::string> convert_integer(const MappedField& field, std::string_view value, Origin origin) {
    const auto plain = origin == Origin::table ? TRY(plain_number(field, value)) : std::string(value);
    const auto digits = std::string_view(plain).substr(plain.starts_with('-') ? 1 : 0);
    const bool is_json = !digits.empty() && is_digit(digits.front()) && is_digit(digits.back()) &&
                         (digits.size() == 1 || digits[0] != '0' || digits[1] == '.') &&
                         std::ranges::all_of(digits, [](char byte) { return is_digit(byte) || byte == '.'; });
    if (is_json) return plain;
    return fail("record.bad-value", fmt::format("is {}: expected a whole number", quoted(value)));
}

Result<std::string> convert_time(const MappedField& field, std::string_view value, Origin origin) {
    if (origin == Origin::mapping || field.format.empty()) return json_string(value);
    return json_string(konsequenz::to_string(TRY(parse_time(value, field.format, field.offset_minutes))));
}

Result<std::string> convert_present(const MappedField& field, std::string_view value, Origin origin) {
    switch (field.kind) {
        case FieldKind::boolean:
            if (origin == Origin::mapping && (value == "true" || value == "false")) return std::string(value);
            return convert_boolean(field, value);
        case FieldKind::integer: return convert_integer(field, value, origin);
        case FieldKind::amount:
            return json_string(origin == Origin::table ? TRY(plain_number(field, value)) : std::string(value));
        case FieldKind::time: return convert_time(field, value, origin);
        case FieldKind::list: return convert_list(field, value);
        case FieldKind::text:
        case FieldKind::word:
        case FieldKind::object: break;
    }
    return json_string(value);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Result<std::string> decode_cell(std::string cell, Encoding encoding) {
    if (encoding == Encoding::utf_8) {
        if (is_utf_8(cell)) return cell;
        return fail("record.encoding",
                    "is not valid UTF-8: export it as UTF-8, or set encoding = \"windows-1252\" in the mapping");
    }
    std::string decoded;
    for (const char letter : cell) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < 0x80) {
            decoded += letter;
            continue;
        }
        const unsigned code = byte < 0xA0 ? windows_1252_characters.at(byte - 0x80U) : byte;
        if (code == 0)
            return fail("record.encoding",
                        fmt::format("holds the byte 0x{:02X}, which windows-1252 does not have", byte));
        append_character(decoded, code);
    }
    return decoded;
}

Result<std::optional<std::string>> convert_value(const MappedField& field, std::string_view value, Origin origin) {
    if (trimmed(value).empty() && field.path != "text") {
        if (!field.empty) return std::nullopt;
        return TRY(convert_present(field, *field.empty, Origin::mapping));
    }
    if (value.empty() && field.empty) return TRY(convert_present(field, *field.empty, Origin::mapping));
    // Blanks around a cell say nothing, except in a text, which stays as it was written.
    const auto read = field.path == "text" ? value : trimmed(value);
    if (field.kind == FieldKind::list) return TRY(convert_list(field, read));
    const auto meaning = TRY(meaning_of(field, read));
    return TRY(convert_present(field, meaning, field.words.empty() ? origin : Origin::mapping));
}

}  // namespace konsequenz::record
