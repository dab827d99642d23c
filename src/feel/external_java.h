// What Java makes of texts and numbers: String.format, Double.toString, Integer.valueOf; inside feel only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "feel/value.h"

namespace konsequenz::feel::java {

/// java.util.Formatter's conversions s, S, d, x, X, o, f, c, b, B, n and %, with width, precision, argument index and
/// the flags `-`, `0`, `+`, space, `,` and `(`; English digits and separators. nullopt where Java would throw, and for
/// other conversions. A FEEL number counts as an integer where it is one.
[[nodiscard]] std::optional<std::string> format(std::string_view pattern, std::span<const Value> arguments);
/// Double.toString and Float.toString: `123.0`, `1.0E10`.
[[nodiscard]] std::string to_text(double value);
[[nodiscard]] std::string to_text(float value);
/// Long.valueOf: digits with an optional sign, within the limits; nullopt where Java would throw.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text, std::int64_t least,
                                                        std::int64_t greatest);
/// Double.valueOf of decimal texts; nullopt where Java would throw, for hexadecimal texts, and for NaN and infinities.
template <class Real>
[[nodiscard]] std::optional<Real> parse_real(std::string_view text);
/// The number with the shortest digits that give this float or double back; nullopt for NaN and infinities.
[[nodiscard]] std::optional<Number> to_number(double value);
[[nodiscard]] std::optional<Number> to_number(float value);

}  // namespace konsequenz::feel::java
