// The page as a whole: head, figures, plots, cases, deviations, foot.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/cases.h"
#include "report/names.h"
#include "report/report.h"
#include "report/tally.h"

namespace konsequenz::report {

struct PageContent {
    const Tally& tally;
    const Names& names;
    std::vector<const Case*> cases;  ///< newest first
    std::string_view source;
    Source source_kind;
};

[[nodiscard]] std::string page_html(const PageContent& content);

/// The headline figures in words and numbers, and what followed and what was owed.
[[nodiscard]] std::string summary_html(const PageContent& content);
[[nodiscard]] std::string deviations_html(const PageContent& content);

}  // namespace konsequenz::report
