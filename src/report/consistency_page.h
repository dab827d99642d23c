// What `konsequenz consistency` found as one HTML page: for a service lead, an auditor, a works council.
//
// As the report, it loads nothing, says the same in English and German, and is the same bytes for the same figures.
#pragma once

#include <string>

#include "consistency/consistency.h"
#include "standard/standard.h"

namespace konsequenz::report {

/// `standard` gives titles; without it the page shows ids. May be null.
[[nodiscard]] std::string consistency_html(const consistency::Consistency& consistency,
                                           const standard::Standard* standard);

}  // namespace konsequenz::report
