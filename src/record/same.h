// An id makes a record idempotent: the same id with the same content counts once, with other content it is refused.
// Who knows what came before (the service knows the log) asks here.
#pragma once

#include <string_view>

#include "base/error.h"

namespace konsequenz::record {

/// Whether a record says the same as the one that came before under its id. Both are canonical JSON (to_json).
/// Errors: record.conflict, naming the first field that differs.
[[nodiscard]] Result<void> expect_same_content(std::string_view earlier, std::string_view now);

}  // namespace konsequenz::record
