#include "conduct/letters.h"

#include <array>

namespace konsequenz::conduct {
namespace {

/// U+00C0 to U+00FF; empty where it is no letter.
constexpr std::array<std::string_view, 64> latin_folded{
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",   // À…
    "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "ss",  // Ð…
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",   // à…
    "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "y"};  // ð…

struct LookAlike {
    char32_t code;
    char latin;
};
/// Small and capital letters of the Cyrillic and Greek alphabets, in the order of their code points.
constexpr std::array look_alikes{
    LookAlike{0x0391, 'a'}, LookAlike{0x0392, 'b'}, LookAlike{0x0395, 'e'}, LookAlike{0x0396, 'z'},
    LookAlike{0x0397, 'h'}, LookAlike{0x0399, 'i'}, LookAlike{0x039A, 'k'}, LookAlike{0x039C, 'm'},
    LookAlike{0x039D, 'n'}, LookAlike{0x039F, 'o'}, LookAlike{0x03A1, 'p'}, LookAlike{0x03A4, 't'},
    LookAlike{0x03A5, 'y'}, LookAlike{0x03A7, 'x'}, LookAlike{0x03B1, 'a'}, LookAlike{0x03B9, 'i'},
    LookAlike{0x03BA, 'k'}, LookAlike{0x03BD, 'v'}, LookAlike{0x03BF, 'o'}, LookAlike{0x03C1, 'p'},
    LookAlike{0x03C5, 'u'}, LookAlike{0x0405, 's'}, LookAlike{0x0406, 'i'}, LookAlike{0x0408, 'j'},
    LookAlike{0x0410, 'a'}, LookAlike{0x0412, 'b'}, LookAlike{0x0415, 'e'}, LookAlike{0x041A, 'k'},
    LookAlike{0x041C, 'm'}, LookAlike{0x041D, 'h'}, LookAlike{0x041E, 'o'}, LookAlike{0x0420, 'p'},
    LookAlike{0x0421, 'c'}, LookAlike{0x0422, 't'}, LookAlike{0x0425, 'x'}, LookAlike{0x0430, 'a'},
    LookAlike{0x0435, 'e'}, LookAlike{0x043A, 'k'}, LookAlike{0x043E, 'o'}, LookAlike{0x0440, 'p'},
    LookAlike{0x0441, 'c'}, LookAlike{0x0443, 'y'}, LookAlike{0x0445, 'x'}, LookAlike{0x0455, 's'},
    LookAlike{0x0456, 'i'}, LookAlike{0x0458, 'j'}, LookAlike{0x0501, 'd'},
};

bool is_between(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

/// Letters of scripts that are not read; they only keep their word from looking like another one.
bool is_foreign_letter(char32_t code) {
    if (code < 0x100) return false;
    const bool is_sign = is_between(code, 0x2000, 0x206F) || is_between(code, 0x20A0, 0x20CF) ||
                         is_between(code, 0x2100, 0x2BFF) || is_between(code, 0x2E00, 0x2E7F) ||
                         is_between(code, 0x3000, 0x303F) || is_between(code, 0xFF00, 0xFF0F) || code >= 0x1F000;
    return !is_sign;
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t offset) { return static_cast<std::uint8_t>(text[at + offset]); };
    const auto lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < size) return {};
    char32_t code = lead & (0x7FU >> size);
    for (std::uint32_t offset = 1; offset < size; ++offset) {
        if ((byte(offset) & 0xC0) != 0x80) return {};
        code = code << 6 | (byte(offset) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[size] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, size, true};
}

bool is_invisible(char32_t code) {
    return code == 0xAD || code == 0xFEFF || is_between(code, 0x200B, 0x200F) || code == 0x2060 ||
           is_between(code, 0xFE00, 0xFE0F);
}
bool is_combining(char32_t code) { return is_between(code, 0x0300, 0x036F); }
bool is_apostrophe(char32_t code) {
    return code == '\'' || code == 0x2019 || code == 0x2BC || code == '`' || code == 0xB4;
}
bool is_double_quote(char32_t code) {
    return code == '"' || code == 0xAB || code == 0xBB || is_between(code, 0x201C, 0x201F);
}
bool is_pictograph(char32_t code) {
    return is_between(code, 0x1F300, 0x1F3FA) || is_between(code, 0x1F400, 0x1FAFF) ||
           is_between(code, 0x2600, 0x27BF) || is_between(code, 0x1F1E6, 0x1F1FF);
}
bool is_sentence_end(char32_t code) {
    return code == '.' || code == '!' || code == '?' || code == '\n' || code == '\r' || code == 0x2026 ||
           code == 0x2028 || code == 0x2029;
}
bool is_clause_end(char32_t code) {
    return code == ',' || code == ';' || code == ':' || code == '(' || code == ')' || code == 0x2013 || code == 0x2014;
}
bool is_upper_case(char32_t code) {
    return is_between(code, 'A', 'Z') || (is_between(code, 0xC0, 0xDE) && code != 0xD7);
}

char look_alike(char32_t code) {
    constexpr char32_t letters = 26;
    if (is_between(code, 0xFF21, 0xFF3A)) return static_cast<char>('a' + (code - 0xFF21));
    if (is_between(code, 0xFF41, 0xFF5A)) return static_cast<char>('a' + (code - 0xFF41));
    // Thirteen alphabets of mathematics follow each other, each capitals first.
    if (is_between(code, 0x1D400, 0x1D6A3)) return static_cast<char>('a' + (code - 0x1D400) % letters);
    if (!is_between(code, 0x0391, 0x0501)) return 0;
    for (const auto& row : look_alikes) {
        if (row.code == code) return row.latin;
    }
    return 0;
}

bool fold_into(std::string& out, char32_t code, std::string_view bytes) {
    if (code < 0x80) {
        const auto letter = static_cast<char>(code);
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) return out += letter, true;
        if (letter >= 'A' && letter <= 'Z') return out += static_cast<char>(letter - 'A' + 'a'), true;
        return false;
    }
    if (is_between(code, 0xC0, 0xFF)) {
        const auto folded = latin_folded[code - 0xC0];
        out += folded;
        return !folded.empty();
    }
    if (code == 0x1E9E) return out += "ss", true;
    if (code >= 0xFF21 || is_between(code, 0x1D400, 0x1D6A3)) {
        if (const char latin = look_alike(code); latin != 0) return out += latin, true;
    }
    if (!is_foreign_letter(code)) return false;
    out += bytes;
    return true;
}

}  // namespace konsequenz::conduct
