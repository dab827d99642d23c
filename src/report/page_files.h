// The style and the script of the page, from ui/report/, as they were when the library was built.
#pragma once

#include <string_view>

namespace konsequenz::report {

[[nodiscard]] std::string_view page_css();
[[nodiscard]] std::string_view page_script();

}  // namespace konsequenz::report
