// The version of the program; the CMakeLists.txt beside it holds it to project().
#pragma once

#include <string_view>

namespace konsequenz::cli {

inline constexpr std::string_view version = "0.1.0";

}  // namespace konsequenz::cli
