// Which unary tests are plain enough for an index.
#pragma once

#include <optional>
#include <span>

#include "feel/code.h"
#include "feel/expression.h"

namespace konsequenz::feel {

[[nodiscard]] std::optional<TestShape> shape_of(std::span<const TestCode> tests, bool negated);

}  // namespace konsequenz::feel
