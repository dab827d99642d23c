// The version of the program; tests/tidy holds it to project() in CMakeLists.txt.
#pragma once

#include <string_view>

namespace konsequenz::cli {

inline constexpr std::string_view version = "0.1.0";

}  // namespace konsequenz::cli
