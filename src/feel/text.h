// Strings as FEEL sees them: UTF-8 outside, counted and cut by Unicode code point; and regular expressions.
//
// Regular expressions are those of XQuery and XPath Functions 3.1, section 5.6 (DMN 1.5, 10.3.4.3, matches, replace and
// split): no look-around, no possessive quantifiers, class subtraction, `\i` and `\c`. A match takes a bounded number
// of steps, the same on every machine, so that no pattern runs for ever.
// All texts must be valid UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace konsequenz::feel {
class Run;  // function.h
}

namespace konsequenz::feel::text {

/// Number of code points.
[[nodiscard]] std::size_t length(std::string_view text);
/// `count` code points from `start`: 1 is the first, -1 the last. Without count, all that follow.
/// nullopt where start is 0 or beyond the text, or count is negative.
[[nodiscard]] std::optional<std::string_view> substring(std::string_view text, std::int64_t start,
                                                        std::optional<std::int64_t> count);
/// Unicode's full case mapping in no particular language: ß becomes SS.
[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);
/// What stands before and after the first place where `part` occurs; empty where it does not.
[[nodiscard]] std::string_view before(std::string_view text, std::string_view part);
[[nodiscard]] std::string_view after(std::string_view text, std::string_view part);

// Flags are any of `s` (dot matches line ends), `m` (^ and $ match at lines), `i` (regardless of case), `x` (white
// space in the pattern is ignored), `q` (the pattern is no pattern but the text itself). Errors: feel.regex (pattern,
// flags or replacement are wrong), feel.regex-limit (too many steps), feel.too-long (the evaluation they belong to has
// had its share: a match spends the steps of `run` where one is given).

/// Whether the pattern matches anywhere in the text.
[[nodiscard]] Result<bool> matches(std::string_view text, std::string_view pattern, std::string_view flags,
                                   Run* run = nullptr);
/// Replaces each match; in the replacement `$1` is a group, `$0` the match, `\$` and `\\` the characters.
/// A pattern that matches the empty string is an error.
[[nodiscard]] Result<std::string> replace(std::string_view text, std::string_view pattern, std::string_view replacement,
                                          std::string_view flags, Run* run = nullptr);
/// The parts between the matches; one part at least. A pattern that matches the empty string is an error.
[[nodiscard]] Result<std::vector<std::string>> split(std::string_view text, std::string_view pattern,
                                                     Run* run = nullptr);

}  // namespace konsequenz::feel::text
