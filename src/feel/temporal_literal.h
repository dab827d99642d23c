// The value of `@"…"`.
#pragma once

#include <string_view>

#include "feel/value.h"

namespace konsequenz::feel {

/// The date, date and time, time or duration the text stands for; null where it stands for none.
/// DMN 1.5, 10.3.2.3 and grammar rule 66.
[[nodiscard]] Value temporal_literal(std::string_view text);

}  // namespace konsequenz::feel
