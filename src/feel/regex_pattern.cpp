#include "feel/regex_pattern.h"

#include <fmt/format.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace konsequenz::feel::text {

namespace {

constexpr int nesting_max = 100;

// XML 1.0, 5th edition, productions 4 and 4a, for \i and \c.
constexpr std::string_view name_start_ranges =
    R"(\x{3A}A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}-\x{200D}\x{2070}-\x{218F})"
    R"(\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF})";
constexpr std::string_view name_further_ranges = R"(\x{2D}\x{2E}0-9\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040})";

// XML Schema part 2, F.1.1.
constexpr std::array<std::string_view, 36> categories = {
    "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Ps",
    "Pe", "Pi", "Pf", "Po", "Z",  "Zs", "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn"};

bool is_white(char32_t c) { return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r'; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::u32string code_points(std::string_view text) {
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    std::u32string points;
    for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
        points.push_back(static_cast<char32_t>(wide.char32At(i)));
    }
    return points;
}

// Flag x: white space goes, save inside class expressions (XPath functions, 5.6.2).
std::u32string without_white_space(const std::u32string& pattern) {
    std::u32string kept;
    int classes = 0;
    bool escaped = false;
    for (const char32_t c : pattern) {
        if (classes == 0 && is_white(c)) continue;
        if (!escaped && c == U'[') ++classes;
        if (!escaped && c == U']' && classes > 0) --classes;
        escaped = !escaped && c == U'\\';
        kept.push_back(c);
    }
    return kept;
}

// The character an escape stands for; nullopt where it stands for none or for several.
std::optional<char32_t> escaped_character(char32_t c) {
    if (c == U'n') return U'\n';
    if (c == U'r') return U'\r';
    if (c == U't') return U'\t';
    constexpr std::u32string_view themselves = U"\\|.-^?*+{}()[]$";
    return themselves.contains(c) ? std::optional(c) : std::nullopt;
}

class Translator {
  public:
    Translator(std::u32string pattern, const RegexFlags& flags) : pattern_(std::move(pattern)), flags_(flags) {}

    Result<IcuPattern> translate() {
        if (flags_.literal) {
            for (const char32_t c : pattern_) literal(c);
        } else {
            TRY_VOID(alternatives(0));
            if (!at_end()) return wrong("`)` closes nothing");
        }
        return IcuPattern{std::move(out_), static_cast<int>(closed_.size())};
    }

  private:
    using Check = Result<void>;

    [[nodiscard]] bool at_end() const { return position_ == pattern_.size(); }
    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
        return position_ + ahead < pattern_.size() ? pattern_[position_ + ahead] : U'\0';
    }
    bool take(char32_t c) {
        if (at_end() || pattern_[position_] != c) return false;
        ++position_;
        return true;
    }
    [[nodiscard]] std::unexpected<Error> wrong(std::string_view what) const {
        return fail("feel.regex",
                    fmt::format("the regular expression is wrong at character {}: {}", position_ + 1, what));
    }

    void literal(char32_t c) {
        if (!flags_.any_case) {
            out_ += fmt::format("\\x{{{:X}}}", static_cast<std::uint32_t>(c));
            return;
        }
        icu::UnicodeSet set;
        add_range(set, c, c);
        emit(set);
    }

    // Adds a range, with the other cases of its characters where the flag asks for it.
    void add_range(icu::UnicodeSet& set, char32_t first, char32_t last) const {
        icu::UnicodeSet range(static_cast<UChar32>(first), static_cast<UChar32>(last));
        // What folds to several characters is not matched by one (XPath functions, 5.6.2, flag i).
        if (flags_.any_case) range.closeOver(USET_CASE_INSENSITIVE).removeAllStrings();
        set.addAll(range);
    }

    void emit(const icu::UnicodeSet& set) {
        if (set.getRangeCount() == 0) {
            out_ += "(?:(?!))";
            return;
        }
        out_ += '[';
        for (std::int32_t i = 0; i < set.getRangeCount(); ++i) {
            out_ += fmt::format("\\x{{{:X}}}-\\x{{{:X}}}", set.getRangeStart(i), set.getRangeEnd(i));
        }
        out_ += ']';
    }

    Check alternatives(int depth) {
        if (depth > nesting_max) return wrong("groups are nested too deep");
        while (!at_end() && peek() != U')') {
            if (take(U'|')) {
                out_ += '|';
                continue;
            }
            TRY_VOID(atom(depth));
            TRY_VOID(quantifier());
        }
        return {};
    }

    Check atom(int depth) {
        const char32_t c = peek();
        switch (c) {
            case U'(': return group(depth);
            case U'\\': return escape();
            case U'?':
            case U'*':
            case U'+':
            case U'{': return wrong("a quantifier stands where there is nothing to repeat");
            case U'}':
            case U']': return wrong("a closing bracket stands alone; write a backslash before it");
            default: break;
        }
        ++position_;
        if (c == U'[') {
            icu::UnicodeSet set;
            TRY_VOID(class_body(set, depth));
            emit(set);
        } else if (c == U'.') {
            out_ += flags_.dot_matches_all ? R"([\x{0}-\x{10FFFF}])" : R"([^\x{A}\x{D}])";
        } else if (c == U'^') {
            out_ += flags_.lines ? R"((?:\A|(?<=\x{A})(?!\z)))" : R"((?:\A))";
        } else if (c == U'$') {
            out_ += flags_.lines ? R"((?:(?=\x{A})|\z))" : R"((?:\z))";
        } else {
            literal(c);
        }
        return {};
    }

    Check group(int depth) {
        ++position_;
        std::size_t number = 0;
        if (take(U'?')) {
            if (!take(U':')) return wrong("only `(?:` may follow a bracket and a question mark");
            out_ += "(?:";
        } else {
            closed_.push_back(false);
            number = closed_.size();
            out_ += '(';
        }
        TRY_VOID(alternatives(depth + 1));
        if (!take(U')')) return wrong("a group is not closed");
        if (number != 0) closed_[number - 1] = true;
        out_ += ')';
        return {};
    }

    Check quantifier() {
        const char32_t c = peek();
        if (c == U'?' || c == U'*' || c == U'+') {
            ++position_;
            out_ += static_cast<char>(c);
        } else if (c == U'{') {
            ++position_;
            TRY_VOID(repetitions());
        } else {
            return {};
        }
        if (take(U'?')) out_ += '?';
        return {};
    }

    Check repetitions() {
        const std::optional<int> least = count();
        if (!least) return wrong("a number of at most 5 digits should stand here");
        std::optional<int> most = least;
        bool bounded = true;
        if (take(U',')) {
            bounded = peek() != U'}';
            if (bounded) most = count();
        }
        if (bounded && (!most || *most < *least)) return wrong("the greatest number of repetitions is below the least");
        if (!take(U'}')) return wrong("`}` should stand here");
        out_ += bounded ? fmt::format("{{{},{}}}", *least, *most) : fmt::format("{{{},}}", *least);
        return {};
    }

    std::optional<int> count() {
        int value = 0;
        const std::size_t start = position_;
        while (is_digit(peek()) && position_ - start < 5)
            value = value * 10 + static_cast<int>(pattern_[position_++] - U'0');
        return position_ == start ? std::nullopt : std::optional(value);
    }

    Check escape() {
        ++position_;
        const char32_t c = peek();
        if (c >= U'1' && c <= U'9') return back_reference();
        if (const std::optional<char32_t> single = escaped_character(c); single && !at_end()) {
            ++position_;
            literal(*single);
            return {};
        }
        out_ += TRY(class_escape());
        return {};
    }

    Check back_reference() {
        std::size_t number = 0;
        // As many digits belong to it as still name a group.
        do {
            number = number * 10 + static_cast<std::size_t>(pattern_[position_++] - U'0');
        } while (is_digit(peek()) && number * 10 + static_cast<std::size_t>(peek() - U'0') <= closed_.size());
        if (number > closed_.size() || !closed_[number - 1])
            return wrong("there is no such group before this reference");
        out_ += fmt::format("(?{}:\\{})", flags_.any_case ? "i" : "", number);
        return {};
    }

    // An escape for many characters, as text that both ICU's regular expressions and its sets read.
    Result<std::string> class_escape() {
        const char32_t c = peek();
        if (at_end()) return wrong("a backslash stands at the end");
        ++position_;
        switch (c) {
            case U's': return R"([\x{20}\x{9}\x{A}\x{D}])";
            case U'S': return R"([^\x{20}\x{9}\x{A}\x{D}])";
            case U'd': return R"(\p{Nd})";
            case U'D': return R"(\P{Nd})";
            case U'w': return R"([^\p{P}\p{Z}\p{C}])";
            case U'W': return R"([\p{P}\p{Z}\p{C}])";
            case U'i': return fmt::format("[{}]", name_start_ranges);
            case U'I': return fmt::format("[^{}]", name_start_ranges);
            case U'c': return fmt::format("[{}{}]", name_start_ranges, name_further_ranges);
            case U'C': return fmt::format("[^{}{}]", name_start_ranges, name_further_ranges);
            case U'p':
            case U'P': return property(c == U'P');
            default: return wrong("there is no such escape");
        }
    }

    Result<std::string> property(bool negated) {
        if (!take(U'{')) return wrong("`{` should follow `\\p`");
        std::string name;
        while (!at_end() && peek() != U'}') {
            const char32_t c = pattern_[position_++];
            const bool fits = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || is_digit(c) || c == U'-';
            if (!fits) return wrong("there is no such property");
            name += static_cast<char>(c);
        }
        if (!take(U'}')) return wrong("`}` should stand here");
        if (name.starts_with("Is")) return fmt::format("\\{}{{blk={}}}", negated ? 'P' : 'p', name.substr(2));
        if (std::ranges::find(categories, name) == categories.end()) return wrong("there is no such category");
        return fmt::format("\\{}{{{}}}", negated ? 'P' : 'p', name);
    }

    // Behind the opening bracket, up to and with the closing one.
    Check class_body(icu::UnicodeSet& set, int depth) {
        if (depth > nesting_max) return wrong("classes are nested too deep");
        const bool negated = take(U'^');
        bool empty = true;
        std::optional<icu::UnicodeSet> subtracted;
        while (!subtracted) {
            if (at_end()) return wrong("a class is not closed");
            if (!empty && take(U']')) break;
            if (!empty && peek() == U'-' && peek(1) == U'[') {
                position_ += 2;
                subtracted.emplace();
                TRY_VOID(class_body(*subtracted, depth + 1));
                if (!take(U']')) return wrong("nothing may follow a subtracted class");
            } else {
                TRY_VOID(class_item(set, empty));
                empty = false;
            }
        }
        if (negated) set.complement();
        if (subtracted) set.removeAll(*subtracted);
        return {};
    }

    Check class_item(icu::UnicodeSet& set, bool first_item) {
        if (peek() == U'[' || peek() == U']') return wrong("a bracket in a class needs a backslash before it");
        const bool hyphen = peek() == U'-';
        if (hyphen && !first_item && peek(1) != U']' && peek(1) != U'[')
            return wrong("a hyphen may stand only first or last in a class");
        std::optional<char32_t> first;
        if (peek() == U'\\' && !escaped_character(peek(1))) {
            ++position_;
            const std::string many = TRY(class_escape());
            UErrorCode status = U_ZERO_ERROR;
            const icu::UnicodeSet found(icu::UnicodeString::fromUTF8(many), status);
            if (U_FAILURE(status)) return wrong("there is no such block");
            set.addAll(found);
            return {};
        }
        first = TRY(class_character());
        char32_t last = *first;
        if (peek() == U'-' && peek(1) != U']' && peek(1) != U'[' && position_ + 1 < pattern_.size()) {
            ++position_;
            last = TRY(class_character());
            if (last < *first) return wrong("a range ends before it begins");
        }
        add_range(set, *first, last);
        return {};
    }

    Result<char32_t> class_character() {
        if (!take(U'\\')) return pattern_[position_++];
        const std::optional<char32_t> character = escaped_character(peek());
        if (at_end() || !character) return wrong("there is no such character escape");
        ++position_;
        return *character;
    }

    std::u32string pattern_;
    RegexFlags flags_;
    std::size_t position_ = 0;
    std::string out_;
    std::vector<bool> closed_;  ///< by group: whether its closing bracket has been read
};

}  // namespace

Result<RegexFlags> parse_regex_flags(std::string_view flags) {
    RegexFlags found;
    for (const char c : flags) {
        switch (c) {
            case 's': found.dot_matches_all = true; break;
            case 'm': found.lines = true; break;
            case 'i': found.any_case = true; break;
            case 'x': found.ignores_white_space = true; break;
            case 'q': found.literal = true; break;
            default: return fail("feel.regex", fmt::format("`{}` are no flags; use s, m, i, x or q", flags));
        }
    }
    return found;
}

Result<IcuPattern> to_icu_pattern(std::string_view pattern, const RegexFlags& flags) {
    std::u32string points = code_points(pattern);
    if (flags.ignores_white_space && !flags.literal) points = without_white_space(points);
    return Translator(std::move(points), flags).translate();
}

}  // namespace konsequenz::feel::text
