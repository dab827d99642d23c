// The range that a text stands for, as `[1..3]`; inside feel only.
#pragma once

#include <optional>
#include <string_view>

#include "feel/value.h"

namespace konsequenz::feel::builtins {

/// DMN 1.5, 10.3.4.1, range(from): both ends are literals of one kind that has an order (numbers, strings, `@"…"`,
/// date, time, date and time or duration of a string literal), and the lower one comes first. nullopt otherwise.
[[nodiscard]] std::optional<Value> parse_range(std::string_view text);

}  // namespace konsequenz::feel::builtins
