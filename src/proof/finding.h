// What `check` and `prove` have to say: one finding each, for a terminal, JSON, SARIF and a page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace konsequenz::proof {

/// An error or a warning makes `check` answer no; a note says what could not be looked at, or is worth knowing.
enum class Level : std::uint8_t { error, warning, note };
[[nodiscard]] std::string_view to_string(Level level);

struct Finding {
    std::string code;  ///< "check.gap"
    Level level = Level::error;
    std::string message;               ///< names the thing and the mend
    std::vector<std::string> details;  ///< a line each: regions in words, the steps of a path
    Place where;
};

}  // namespace konsequenz::proof
