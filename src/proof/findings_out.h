// Findings for people at a terminal, for programs, and for code hosts (SARIF 2.1.0): one set of writers for `check` and
// `prove`.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "proof/finding.h"

namespace konsequenz::proof {

struct FindingCount {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t notes = 0;

    FindingCount& operator+=(const FindingCount& other);
};
[[nodiscard]] FindingCount count(const std::vector<Finding>& findings);
/// "1 error, 2 warnings, 0 notes".
[[nodiscard]] std::string to_string(const FindingCount& count);

/// How a level's word looks, as in colour at a terminal.
using Paint = std::function<std::string(std::string_view word, Level level)>;

/// Each finding as compilers write it, so that editors find the place, and its details below it:
///   conduct.dmn:12:5: error: `gravity` has no row for some inputs […] [check.gap]
///       no row matches where `severity` is 3 or more
[[nodiscard]] std::string to_text(const std::vector<Finding>& findings, const Paint& paint);

/// One object a finding, as an array; docs/check.md has the schema.
void write_json(JsonWriter& writer, const std::vector<Finding>& findings);

/// How a guarantee stands; `check` has none to tell, `prove` fills them.
struct GuaranteeState {
    std::string id;
    std::string title;
    std::string state;  ///< "proved", "refuted", "not decided"
    std::string text;   ///< a counterexample, or what was not decided; may be empty
};

struct SarifOptions {
    std::string tool_version;
    std::string root;  ///< files inside this folder are named relative to it; empty: as they are
};
/// A SARIF 2.1.0 log of one run. The same bytes for the same findings.
[[nodiscard]] std::string to_sarif(const std::vector<Finding>& findings, const SarifOptions& options);

}  // namespace konsequenz::proof
