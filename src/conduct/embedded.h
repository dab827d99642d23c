// The model file that is part of the program.
#pragma once

#include <string_view>

namespace konsequenz::conduct {

/// The bytes of models/conduct.kqm, in the program's read-only data, at an address that 64 divides.
[[nodiscard]] std::string_view embedded_model();

}  // namespace konsequenz::conduct
