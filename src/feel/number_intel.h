// Intel's decimal128 operations on our Numbers; inside feel only.
//
// Each call rounds half even. A result that is infinite or no number is nullopt; a zero loses its sign.
#pragma once

#include <optional>
#include <string>

#include "feel/number.h"

namespace konsequenz::feel::intel {

[[nodiscard]] std::optional<Number> add(const Number& left, const Number& right);
[[nodiscard]] std::optional<Number> multiply(const Number& left, const Number& right);
[[nodiscard]] std::optional<Number> divide(const Number& left, const Number& right);
/// The remainder of the quotient truncated towards zero; exact.
[[nodiscard]] std::optional<Number> truncated_remainder(const Number& left, const Number& right);
[[nodiscard]] std::optional<Number> power(const Number& left, const Number& right);
[[nodiscard]] std::optional<Number> square_root(const Number& number);
[[nodiscard]] std::optional<Number> exponential(const Number& number);
[[nodiscard]] std::optional<Number> natural_logarithm(const Number& number);
[[nodiscard]] bool equal(const Number& left, const Number& right);
[[nodiscard]] bool less(const Number& left, const Number& right);
/// The text must be a decimal literal.
[[nodiscard]] std::optional<Number> parse(std::string text);

}  // namespace konsequenz::feel::intel
