// What every page of ours stands in: its head with the one style and the one script it may run, and the choices of
// language and appearance.
#pragma once

#include <string>

#include "report/language.h"

namespace konsequenz::report {

/// From the document type to the end of the head.
[[nodiscard]] std::string page_head(Text title);
/// Plain radio buttons that the style sheet reads, so that both choices work without a script.
[[nodiscard]] std::string page_choices();

}  // namespace konsequenz::report
