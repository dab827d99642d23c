// FEEL text to syntax tree. Names are resolved and types inferred on the way, since what a name is (and so where it
// ends) depends on what is in scope at its place.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "feel/expression.h"
#include "feel/syntax.h"

namespace konsequenz::feel {

/// Brackets, calls, conditions and the like nest at most this deep in a text.
inline constexpr std::uint32_t parse_depth_max = 150;
/// A tree is at most this high (a chain of n operators of one rank is n high).
inline constexpr std::uint32_t tree_height_max = 1'000;

struct Parsed {
    Tree tree;
    std::vector<Error> type_errors;
};

/// Errors: feel.syntax, feel.encoding, feel.unknown-name, feel.unknown-type, feel.duplicate-key, feel.too-deep.
[[nodiscard]] Result<Parsed> parse_expression(std::string_view text, const Scope& scope, const CompileOptions& options);
[[nodiscard]] Result<Parsed> parse_unary_tests(std::string_view text, const Type& input, const Scope& scope,
                                               const CompileOptions& options);

}  // namespace konsequenz::feel
