// What was checked or proved of a standard as one HTML page: its tables as a reader sees them, with what was found in
// each at the row it was found in, and how each guarantee stands.
//
// As the report, it loads nothing, says the same in English and German, and is the same bytes for the same findings.
#pragma once

#include <string>
#include <vector>

#include "dmn/engine.h"
#include "proof/finding.h"
#include "proof/findings_out.h"

namespace konsequenz::report {

struct CheckedTables {
    std::string title;                    ///< "fair-and-firm 1.0.0"
    const dmn::Engine* engine = nullptr;  ///< absent: nothing compiled, findings only
    std::vector<proof::Finding> english;
    std::vector<proof::Finding> german;                    ///< the same findings with their details in German
    std::vector<proof::GuaranteeState> guarantees;         ///< in English; none where nothing was proved
    std::vector<proof::GuaranteeState> german_guarantees;  ///< the same in German
};

[[nodiscard]] std::string check_html(const CheckedTables& checked);

}  // namespace konsequenz::report
