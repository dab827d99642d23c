#include "conduct/words.h"

#include <array>
#include <cassert>
#include <cstddef>

namespace konsequenz::conduct {
namespace {

struct Decoded {
    char32_t code = 0;
    std::uint32_t size = 1;  ///< bytes
    bool is_valid = false;
};

/// One code point; a byte that begins none is one invalid byte.
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

/// U+00C0 to U+00FF; empty where it is no letter.
constexpr std::array<std::string_view, 64> latin_folded{
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",   // À…
    "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "ss",  // Ð…
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",   // à…
    "d", "n", "o", "o", "o",  "o", "oe", "",  "o", "u", "u", "u", "ue", "y", "th", "y"};  // ð…

bool is_between(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }
bool is_invisible(char32_t code) {
    return code == 0xAD || code == 0xFEFF || is_between(code, 0x200B, 0x200D) || code == 0x2060 ||
           is_between(code, 0xFE00, 0xFE0F);
}
bool is_combining(char32_t code) { return is_between(code, 0x0300, 0x036F); }
bool is_apostrophe(char32_t code) {
    return code == '\'' || code == 0x2019 || code == 0x2BC || code == '`' || code == 0xB4;
}
bool is_double_quote(char32_t code) {
    return code == '"' || code == 0xAB || code == 0xBB || is_between(code, 0x201C, 0x201F);
}
/// Letters of scripts that the lexicon does not read; they only keep their word from looking like another one.
bool is_foreign_letter(char32_t code) {
    if (code < 0x100) return false;
    const bool is_sign = is_between(code, 0x2000, 0x206F) || is_between(code, 0x20A0, 0x20CF) ||
                         is_between(code, 0x2100, 0x2BFF) || is_between(code, 0x2E00, 0x2E7F) ||
                         is_between(code, 0x3000, 0x303F) || is_between(code, 0xFF00, 0xFF0F) || code >= 0x1F000;
    return !is_sign;
}
bool is_sentence_end(char32_t code) {
    return code == '.' || code == '!' || code == '?' || code == '\n' || code == '\r' || code == 0x2026 ||
           code == 0x2028 || code == 0x2029;
}
bool is_clause_end(char32_t code) {
    return code == ',' || code == ';' || code == ':' || code == '(' || code == ')' || code == 0x2013 || code == 0x2014;
}

/// Appends the folded letters of a code point; false where it is no part of a word.
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
    if (!is_foreign_letter(code)) return false;
    out += bytes;
    return true;
}

bool is_upper_case(char32_t code) {
    return is_between(code, 'A', 'Z') || (is_between(code, 0xC0, 0xDE) && code != 0xD7);
}

class Splitter {
  public:
    Splitter(std::string_view text, std::string& letters, std::vector<Word>& list)
        : text_(text), letters_(letters), list_(list) {}

    void run() {
        for (std::size_t at = 0; at < text_.size();) {
            const auto decoded = decode(text_, at);
            take(decoded, at);
            at += decoded.size;
        }
        end_word();
        // A quotation mark that nobody closed was no quotation.
        for (auto index = open_since_; is_open_ && index < list_.size(); ++index) list_[index].voice = Voice::own;
    }

  private:
    void take(const Decoded& decoded, std::size_t at) {
        const auto size = letters_.size();
        const bool is_letter = decoded.is_valid && !is_invisible(decoded.code) && !is_combining(decoded.code) &&
                               fold_into(letters_, decoded.code, text_.substr(at, decoded.size));
        if (is_letter) return add_letter(decoded, at, size);
        if (in_word_ && continues_word(decoded, at)) return;
        if (decoded.is_valid && (is_invisible(decoded.code) || is_combining(decoded.code))) return;
        end_word();
        separate(decoded, at);
    }

    void add_letter(const Decoded& decoded, std::size_t at, std::size_t letters_before) {
        if (!in_word_) {
            in_word_ = true;
            word_ = {};
            word_.start = static_cast<std::uint32_t>(at);
            word_.gap = gap_;
            word_.initial = is_upper_case(decoded.code) ? Initial::upper_case : Initial::lower_case;
            word_.voice = is_open_ || is_quoted_line_ ? Voice::quoted : Voice::own;
            word_from_ = letters_before;
            gap_ = Gap::blank;
        }
        word_.end = static_cast<std::uint32_t>(at) + decoded.size;
        is_line_start_ = false;
    }

    /// Marks inside a word: the two dots of a decomposed umlaut, an apostrophe, the stars of `f**k`.
    bool continues_word(const Decoded& decoded, std::size_t at) {
        if (!decoded.is_valid) return false;
        const bool is_dots = decoded.code == 0x308;
        if (is_dots && !letters_.empty() && std::string_view("aou").find(letters_.back()) != std::string_view::npos)
            letters_ += 'e';
        if (is_combining(decoded.code)) word_.end = static_cast<std::uint32_t>(at) + decoded.size;
        if (is_combining(decoded.code) || is_apostrophe(decoded.code) || is_invisible(decoded.code)) return true;
        return decoded.code == '*' && hides_letters(at) && (letters_ += '*', true);
    }

    /// Stars that a letter follows soon; a longer run is a line, not a word.
    [[nodiscard]] bool hides_letters(std::size_t at) const {
        constexpr std::size_t stars_max = 6;
        const auto next = text_.substr(at, stars_max + 1).find_first_not_of('*');
        if (next == std::string_view::npos) return false;
        const auto letter = static_cast<unsigned char>(text_[at + next] | 0x20);
        return letter >= 'a' && letter <= 'z';
    }

    void end_word() {
        if (!in_word_) return;
        in_word_ = false;
        const auto size = letters_.size() - word_from_;
        word_.folded = {letters_.data() + word_from_, size};
        list_.push_back(word_);
    }

    void separate(const Decoded& decoded, std::size_t at) {
        if (!decoded.is_valid) return;
        const auto code = decoded.code;
        if (is_sentence_end(code)) gap_ = Gap::sentence;
        if (is_clause_end(code) && gap_ == Gap::blank) gap_ = Gap::clause;
        if (is_double_quote(code)) turn_quote(code == 0x201E);
        if (code == '\n') {
            is_line_start_ = true;
            is_quoted_line_ = false;
        } else if (code == '>' && (is_line_start_ || at == 0)) {
            is_quoted_line_ = true;
        } else if (code != ' ' && code != '\t') {
            is_line_start_ = false;
        }
    }

    void turn_quote(bool opens) {
        is_open_ = opens || !is_open_;
        open_since_ = list_.size();
        if (gap_ == Gap::blank) gap_ = Gap::clause;
    }

    std::string_view text_;
    std::string& letters_;
    std::vector<Word>& list_;
    Word word_;
    std::size_t word_from_ = 0;
    std::size_t open_since_ = 0;
    Gap gap_ = Gap::sentence;
    bool in_word_ = false;
    bool is_open_ = false;
    bool is_line_start_ = true;
    bool is_quoted_line_ = false;
};

}  // namespace

Words::Words(std::string_view text) {
    // Folding never gives more bytes than it reads (ä is two bytes and becomes two), so the words' views stay valid.
    letters_.reserve(text.size() + 1);
    list_.reserve(text.size() / 5 + 1);
    [[maybe_unused]] const auto* const before = letters_.data();
    Splitter(text, letters_, list_).run();
    assert(letters_.data() == before);
}

std::string fold(std::string_view text) {
    std::string folded;
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode(text, at);
        if (decoded.is_valid && !fold_into(folded, decoded.code, text.substr(at, decoded.size)) &&
            !is_apostrophe(decoded.code)) {
            folded += text.substr(at, decoded.size);
        }
        at += decoded.size;
    }
    return folded;
}

}  // namespace konsequenz::conduct
