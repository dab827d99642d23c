#include "feel/text.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <list>
#include <memory>

#include "feel/function.h"
#include "feel/regex_pattern.h"

namespace konsequenz::feel::text {

namespace {

// ICU counts its steps in units of ten thousand: some ten million steps, well below a second.
constexpr std::int32_t step_units_max = 1000;
// What such a unit costs an evaluation: about as long as so many of its own steps take.
constexpr std::int64_t steps_a_unit = 5'000;
constexpr std::size_t text_size_max = 100'000'000;
constexpr std::size_t patterns_kept_max = 32;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

// The byte where the code point number `count` from `position` on begins; the end where there are not as many.
std::size_t skip(std::string_view text, std::size_t position, std::int64_t count) {
    while (count > 0 && position < text.size()) {
        ++position;
        while (position < text.size() && is_continuation(text[position])) ++position;
        --count;
    }
    return position;
}

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string narrow(const icu::UnicodeString& text) {
    std::string result;
    text.toUTF8String(result);
    return result;
}

struct Regex {
    std::string pattern;
    std::string flags;
    RegexFlags parsed_flags;
    int groups = 0;
    std::unique_ptr<icu::RegexPattern> compiled;
};

Result<std::shared_ptr<const Regex>> compile(std::string_view pattern, std::string_view flags) {
    auto regex = std::make_shared<Regex>();
    regex->pattern = pattern;
    regex->flags = flags;
    regex->parsed_flags = TRY(parse_regex_flags(flags));
    const IcuPattern translated = TRY(to_icu_pattern(pattern, regex->parsed_flags));
    regex->groups = translated.groups;
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    regex->compiled.reset(icu::RegexPattern::compile(wide(translated.text), 0, where, status));
    if (U_FAILURE(status)) {
        return fail("feel.regex",
                    fmt::format("the regular expression `{}` is wrong: {}", pattern, u_errorName(status)));
    }
    return regex;
}

// The patterns used last by this thread, the latest first: tables match the same few patterns again and again.
Result<std::shared_ptr<const Regex>> find_or_compile(std::string_view pattern, std::string_view flags) {
    thread_local std::list<std::shared_ptr<const Regex>> kept;
    for (auto known = kept.begin(); known != kept.end(); ++known) {
        if ((*known)->pattern != pattern || (*known)->flags != flags) continue;
        kept.splice(kept.begin(), kept, known);
        return kept.front();
    }
    std::shared_ptr<const Regex> regex = TRY(compile(pattern, flags));
    kept.push_front(regex);
    if (kept.size() > patterns_kept_max) kept.pop_back();
    return regex;
}

// A regular expression on its way through one text.
class Search {
  public:
    static Result<std::unique_ptr<Search>> over(std::string_view text, std::string_view pattern, std::string_view flags,
                                                Run* run) {
        if (text.size() > text_size_max) return fail("feel.regex-limit", "the text is longer than 100 million bytes");
        auto search = std::make_unique<Search>();
        search->regex_ = TRY(find_or_compile(pattern, flags));
        search->text_ = wide(text);
        UErrorCode status = U_ZERO_ERROR;
        search->matcher_.reset(search->regex_->compiled->matcher(search->text_, status));
        if (U_SUCCESS(status)) search->matcher_->setTimeLimit(step_units_max, status);
        if (U_SUCCESS(status) && run != nullptr) search->matcher_->setMatchCallback(go_on, run, status);
        if (U_FAILURE(status))
            return fail("feel.regex", fmt::format("the search cannot start: {}", u_errorName(status)));
        return search;
    }

    Result<bool> next() {
        UErrorCode status = U_ZERO_ERROR;
        const bool found = matcher_->find(status) != 0;
        if (status == U_REGEX_STOPPED_BY_CALLER) return fail("feel.too-long", "the evaluation takes too many steps");
        if (U_FAILURE(status)) {
            return fail("feel.regex-limit",
                        fmt::format("the regular expression `{}` takes too many steps here", regex_->pattern));
        }
        return found;
    }
    /// An error where the pattern matches the empty string: there would be no end of places to replace or split at.
    Result<void> require_content() const {
        UErrorCode status = U_ZERO_ERROR;
        const icu::UnicodeString empty;
        const std::unique_ptr<icu::RegexMatcher> matcher(regex_->compiled->matcher(empty, status));
        if (U_FAILURE(status) || matcher->find(status)) {
            return fail("feel.regex",
                        fmt::format("the regular expression `{}` matches the empty string", regex_->pattern));
        }
        return {};
    }
    [[nodiscard]] std::int32_t begin(int group = 0) const {
        UErrorCode status = U_ZERO_ERROR;
        return matcher_->start(group, status);
    }
    [[nodiscard]] std::int32_t end(int group = 0) const {
        UErrorCode status = U_ZERO_ERROR;
        return matcher_->end(group, status);
    }
    /// UTF-16 units from begin to end of the text searched.
    [[nodiscard]] icu::UnicodeString part(std::int32_t begin, std::int32_t end) const {
        return text_.tempSubStringBetween(begin, end);
    }
    [[nodiscard]] std::int32_t size() const { return text_.length(); }
    [[nodiscard]] const Regex& regex() const { return *regex_; }

  private:
    static UBool U_CALLCONV go_on(const void* run, std::int32_t) {
        return static_cast<UBool>(static_cast<Run*>(const_cast<void*>(run))->spend(steps_a_unit));
    }

    std::shared_ptr<const Regex> regex_;
    icu::UnicodeString text_;
    std::unique_ptr<icu::RegexMatcher> matcher_;
};

// A replacement cut into texts and groups.
struct ReplacementPart {
    icu::UnicodeString text;
    int group = -1;  ///< -1: the text stands for itself
};

Result<std::vector<ReplacementPart>> parse_replacement(std::string_view replacement, const Regex& regex) {
    std::vector<ReplacementPart> parts;
    if (regex.parsed_flags.literal) return std::vector<ReplacementPart>{{wide(replacement), -1}};
    const auto digit_at = [&](std::size_t i) {
        return i < replacement.size() && replacement[i] >= '0' && replacement[i] <= '9';
    };
    std::string plain;
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const char c = replacement[i];
        if (c == '\\') {
            ++i;
            if (i == replacement.size() || (replacement[i] != '\\' && replacement[i] != '$')) {
                return fail("feel.regex", "in a replacement a backslash must stand before another one or before `$`");
            }
            plain += replacement[i];
        } else if (c == '$') {
            if (!digit_at(i + 1))
                return fail("feel.regex", "in a replacement `$` must stand before a digit or behind a backslash");
            int group = replacement[++i] - '0';
            // As many digits belong to it as still name a group (XPath functions, 5.6.4).
            while (digit_at(i + 1) && group * 10 + (replacement[i + 1] - '0') <= regex.groups)
                group = group * 10 + (replacement[++i] - '0');
            parts.push_back({wide(plain), -1});
            plain.clear();
            if (group <= regex.groups) parts.push_back({{}, group});
        } else {
            plain += c;
        }
    }
    parts.push_back({wide(plain), -1});
    return parts;
}

std::string ascii_mapped(std::string_view text, char first, char last, int distance) {
    std::string result(text);
    for (char& c : result) {
        if (c >= first && c <= last) c = static_cast<char>(c + distance);
    }
    return result;
}

}  // namespace

std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !is_continuation(c); }));
}

std::optional<std::string_view> substring(std::string_view text, std::int64_t start,
                                          std::optional<std::int64_t> count) {
    if (start == 0 || (count && *count < 0)) return std::nullopt;
    const auto points = static_cast<std::int64_t>(length(text));
    if (start > points || start < -points) return std::nullopt;
    const std::size_t begin = skip(text, 0, start > 0 ? start - 1 : points + start);
    const std::size_t end = count ? skip(text, begin, *count) : text.size();
    return text.substr(begin, end - begin);
}

std::string upper_case(std::string_view text) {
    if (is_ascii(text)) return ascii_mapped(text, 'a', 'z', 'A' - 'a');
    return narrow(wide(text).toUpper(icu::Locale::getRoot()));
}

std::string lower_case(std::string_view text) {
    if (is_ascii(text)) return ascii_mapped(text, 'A', 'Z', 'a' - 'A');
    return narrow(wide(text).toLower(icu::Locale::getRoot()));
}

std::string_view before(std::string_view text, std::string_view part) {
    const std::size_t found = text.find(part);
    return found == std::string_view::npos ? std::string_view() : text.substr(0, found);
}

std::string_view after(std::string_view text, std::string_view part) {
    const std::size_t found = text.find(part);
    return found == std::string_view::npos ? std::string_view() : text.substr(found + part.size());
}

Result<bool> matches(std::string_view text, std::string_view pattern, std::string_view flags, Run* run) {
    const std::unique_ptr<Search> search = TRY(Search::over(text, pattern, flags, run));
    return search->next();
}

Result<std::string> replace(std::string_view text, std::string_view pattern, std::string_view replacement,
                            std::string_view flags, Run* run) {
    const std::unique_ptr<Search> search = TRY(Search::over(text, pattern, flags, run));
    TRY_VOID(search->require_content());
    const std::vector<ReplacementPart> parts = TRY(parse_replacement(replacement, search->regex()));
    icu::UnicodeString result;
    std::int32_t done = 0;
    while (TRY(search->next())) {
        result.append(search->part(done, search->begin()));
        for (const ReplacementPart& part : parts) {
            if (part.group < 0) {
                result.append(part.text);
            } else if (search->begin(part.group) >= 0) {
                result.append(search->part(search->begin(part.group), search->end(part.group)));
            }
        }
        done = search->end();
        if (static_cast<std::size_t>(result.length()) > text_size_max)
            return fail("feel.regex-limit", "the result is too long");
    }
    result.append(search->part(done, search->size()));
    return narrow(result);
}

Result<std::vector<std::string>> split(std::string_view text, std::string_view pattern, Run* run) {
    const std::unique_ptr<Search> search = TRY(Search::over(text, pattern, "", run));
    TRY_VOID(search->require_content());
    std::vector<std::string> parts;
    std::int32_t done = 0;
    while (TRY(search->next())) {
        parts.push_back(narrow(search->part(done, search->begin())));
        done = search->end();
    }
    parts.push_back(narrow(search->part(done, search->size())));
    return parts;
}

}  // namespace konsequenz::feel::text
