#include "feel/cursor.h"

#include <algorithm>
#include <array>

namespace konsequenz::feel {

CodePoint code_point_at(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return {};
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned char>(offset + i < text.size() ? text[offset + i] : 0);
    };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    if (first < 0xe0) return {static_cast<char32_t>((first & 0x1fU) << 6 | (byte(1) & 0x3fU)), 2};
    if (first < 0xf0) {
        return {static_cast<char32_t>((first & 0x0fU) << 12 | (byte(1) & 0x3fU) << 6 | (byte(2) & 0x3fU)), 3};
    }
    return {static_cast<char32_t>((first & 0x07U) << 18 | (byte(1) & 0x3fU) << 12 | (byte(2) & 0x3fU) << 6 |
                                  (byte(3) & 0x3fU)),
            4};
}

bool is_valid_utf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto first = static_cast<unsigned char>(text[i]);
        if (first < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || i + length > text.size()) return false;
        for (std::size_t k = 1; k < length; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xc0U) != 0x80U) return false;
        }
        const char32_t code = code_point_at(text, i).code;
        if ((length == 3 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) ||
            (length == 4 && (code < 0x10000 || code > 0x10ffff))) {
            return false;
        }
        i += length;
    }
    return true;
}

void append_utf8(std::string& out, char32_t code) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | code >> 6);
        put(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    } else {
        put(0xf0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3f));
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    }
}

// Grammar rules 61 and 62.
bool is_white_space(char32_t code) {
    return code == 0x20 || (code >= 0x09 && code <= 0x0d) || code == 0x85 || code == 0xa0 || code == 0x1680 ||
           code == 0x180e || (code >= 0x2000 && code <= 0x200b) || code == 0x2028 || code == 0x2029 || code == 0x202f ||
           code == 0x205f || code == 0x3000 || code == 0xfeff;
}

// Grammar rules 28 and 29 (name start char, name part char). `?` is left out: it stands for the input of unary tests.
bool is_name_start(char32_t code) {
    if (code < 0x80) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code == '_';
    struct Span {
        char32_t first, last;
    };
    static constexpr std::array<Span, 13> spans = {{
        {0xc0, 0xd6},
        {0xd8, 0xf6},
        {0xf8, 0x2ff},
        {0x370, 0x37d},
        {0x37f, 0x1fff},
        {0x200c, 0x200d},
        {0x2070, 0x218f},
        {0x2c00, 0x2fef},
        {0x3001, 0xd7ff},
        {0xf900, 0xfdcf},
        {0xfdf0, 0xfffd},
        {0x10000, 0xeffff},
        {0xb5, 0xb5},
    }};
    return !is_white_space(code) &&
           std::ranges::any_of(spans, [&](const Span& span) { return code >= span.first && code <= span.last; });
}

bool is_name_part(char32_t code) {
    return is_name_start(code) || (code >= '0' && code <= '9') || code == 0xb7 || (code >= 0x300 && code <= 0x36f) ||
           code == 0x203f || code == 0x2040;
}

std::string normalized_name(std::string_view name) {
    std::string out;
    bool space = false;
    for (std::size_t i = 0; i < name.size();) {
        const CodePoint point = code_point_at(name, i);
        if (is_white_space(point.code)) {
            space = !out.empty();
        } else {
            if (space) out += ' ';
            space = false;
            out.append(name.substr(i, point.length));
        }
        i += point.length;
    }
    return out;
}

bool is_keyword(std::string_view word) {
    static constexpr std::array<std::string_view, 19> words = {
        "and", "or",  "in",   "between", "instance", "of",   "then",  "else", "return",   "satisfies",
        "if",  "for", "some", "every",   "function", "true", "false", "null", "external",
    };
    return std::ranges::find(words, word) != words.end();
}

void Cursor::skip_space_slowly() {
    while (offset_ < text_.size()) {
        const CodePoint point = code_point_at(text_, offset_);
        if (is_white_space(point.code)) {
            offset_ += point.length;
        } else if (text_.substr(offset_).starts_with("//")) {
            const std::size_t end = text_.find_first_of("\n\r", offset_);
            offset_ = static_cast<std::uint32_t>(std::min(end, text_.size()));
        } else if (text_.substr(offset_).starts_with("/*")) {
            const std::size_t end = text_.find("*/", offset_ + 2);
            offset_ = static_cast<std::uint32_t>(end == std::string_view::npos ? text_.size() : end + 2);
        } else {
            return;
        }
    }
}

bool Cursor::take(std::string_view symbol) {
    if (!looking_at(symbol)) return false;
    offset_ += static_cast<std::uint32_t>(symbol.size());
    return true;
}

bool Cursor::looking_at_word(std::string_view word) {
    return looking_at(word) && !is_name_part(code_point_at(text_, offset_ + word.size()).code);
}

bool Cursor::take_word(std::string_view word) {
    if (!looking_at_word(word)) return false;
    offset_ += static_cast<std::uint32_t>(word.size());
    return true;
}

std::optional<std::uint32_t> Cursor::match_whole_name(std::string_view name) {
    std::size_t at = offset_;
    for (std::size_t i = 0; i < name.size();) {
        if (name[i] != ' ') {
            if (at >= text_.size() || text_[at] != name[i]) return std::nullopt;
            ++at;
            ++i;
            continue;
        }
        const std::size_t before = at;
        for (CodePoint point = code_point_at(text_, at); point.length > 0 && is_white_space(point.code);
             point = code_point_at(text_, at)) {
            at += point.length;
        }
        if (at == before) return std::nullopt;
        ++i;
    }
    if (name.empty()) return std::nullopt;
    std::size_t last = name.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(name[last]) & 0xc0U) == 0x80U) --last;
    if (is_name_part(code_point_at(name, last).code) && is_name_part(code_point_at(text_, at).code))
        return std::nullopt;
    return static_cast<std::uint32_t>(at);
}

std::optional<std::uint32_t> Cursor::match_identifier() {
    skip_space();
    CodePoint point = code_point_at(text_, offset_);
    if (point.length == 0 || !is_name_start(point.code)) return std::nullopt;
    std::uint32_t at = offset_;
    while (point.length > 0 && is_name_part(point.code)) {
        at += point.length;
        point = code_point_at(text_, at);
    }
    return at;
}

std::string_view Cursor::take_number() {
    skip_space();
    const auto is_digit = [&](std::size_t at) { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; };
    std::size_t at = offset_;
    while (is_digit(at)) ++at;
    if (at < text_.size() && text_[at] == '.' && is_digit(at + 1)) {
        ++at;
        while (is_digit(at)) ++at;
    }
    if (at == offset_) return {};
    if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
        const std::size_t sign = at + 1 < text_.size() && (text_[at + 1] == '+' || text_[at + 1] == '-') ? 1 : 0;
        if (is_digit(at + 1 + sign)) {
            at += 1 + sign;
            while (is_digit(at)) ++at;
        }
    }
    const std::string_view number = text_.substr(offset_, at - offset_);
    offset_ = static_cast<std::uint32_t>(at);
    return number;
}

std::optional<char32_t> Cursor::take_hex(std::uint32_t digits) {
    if (offset_ + digits > text_.size()) return std::nullopt;
    char32_t code = 0;
    for (std::uint32_t i = 0; i < digits; ++i) {
        const char c = text_[offset_ + i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return std::nullopt;
        code = code * 16 + static_cast<char32_t>(digit);
    }
    offset_ += digits;
    return code;
}

// Grammar rule 64: \' \" \\ \n \r \t \uXXXX \UXXXXXX; two \u that are a surrogate pair are one code point.
// Any other backslash stands for itself, so that regular expressions can be written plainly.
bool Cursor::take_escape(std::string& content) {
    const char kind = offset_ + 1 < text_.size() ? text_[offset_ + 1] : '\0';
    static constexpr std::string_view letters = "\"\\'nrt";
    static constexpr std::string_view meanings = "\"\\'\n\r\t";
    if (const std::size_t at = letters.find(kind); kind != '\0' && at != std::string_view::npos) {
        content += meanings[at];
        offset_ += 2;
        return true;
    }
    if (kind != 'u' && kind != 'U') {
        content += '\\';
        offset_ += 1;
        return true;
    }
    offset_ += 2;
    std::optional<char32_t> code = take_hex(kind == 'u' ? 4 : 6);
    if (!code) return false;
    if (*code >= 0xd800 && *code <= 0xdbff && text_.substr(offset_).starts_with("\\u")) {
        offset_ += 2;
        const std::optional<char32_t> low = take_hex(4);
        if (!low || *low < 0xdc00 || *low > 0xdfff) return false;
        code = 0x10000 + ((*code - 0xd800) << 10) + (*low - 0xdc00);
    }
    if (*code > 0x10ffff || (*code >= 0xd800 && *code <= 0xdfff)) return false;
    append_utf8(content, *code);
    return true;
}

StringFault Cursor::take_string(std::string& content) {
    ++offset_;
    while (offset_ < text_.size()) {
        const char c = text_[offset_];
        if (c == '"') {
            ++offset_;
            return StringFault::none;
        }
        if (c == '\\') {
            if (!take_escape(content)) return StringFault::bad_escape;
            continue;
        }
        content += c;
        ++offset_;
    }
    return StringFault::unterminated;
}

}  // namespace konsequenz::feel
