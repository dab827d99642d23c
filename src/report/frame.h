// What every page of ours stands in: its head with the one style and the one script it may run, and the choices of
// language and appearance.
#pragma once

#include <string>
#include <string_view>

#include "report/language.h"

namespace konsequenz::report {

/// From the document type to the end of the head.
[[nodiscard]] std::string page_head(Text title);
/// From the document type to where the content begins, which ends with page_end().
[[nodiscard]] std::string page_start(Text title, std::string_view masthead);
/// The plots of a page, in a section of their own.
[[nodiscard]] std::string pictures_section(std::string_view plots);
/// From the script to the end; the content has ended.
[[nodiscard]] std::string page_end();
/// Plain radio buttons that the style sheet reads, so that both choices work without a script.
[[nodiscard]] std::string page_choices();

}  // namespace konsequenz::report
