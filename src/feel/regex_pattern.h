// From an XPath regular expression to one that ICU reads the same way; inside feel only.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace konsequenz::feel::text {

struct RegexFlags {
    bool dot_matches_all = false;      ///< s
    bool lines = false;                ///< m
    bool any_case = false;             ///< i
    bool ignores_white_space = false;  ///< x
    bool literal = false;              ///< q
};

/// Errors: feel.regex.
[[nodiscard]] Result<RegexFlags> parse_regex_flags(std::string_view flags);

struct IcuPattern {
    std::string text;  ///< to be compiled without flags; ASCII
    int groups = 0;    ///< capturing ones
};

/// Errors: feel.regex, naming what is wrong and where.
[[nodiscard]] Result<IcuPattern> to_icu_pattern(std::string_view pattern, const RegexFlags& flags);

}  // namespace konsequenz::feel::text
