// `konsequenz check`: all that can be said of a standard or a DMN model without a solver.
#pragma once

#include <vector>

#include "dmn/engine.h"
#include "proof/finding.h"
#include "proof/region_text.h"
#include "standard/standard.h"

namespace konsequenz::proof {

/// Of a model by itself: the errors in its logic that were tolerated, then table by table. `language` is that of the
/// findings' details; messages are English, as all errors are.
[[nodiscard]] std::vector<Finding> check(const dmn::Engine& engine, Language language);

/// Of a standard that loaded: forbidden grounds, criticism as a ground, then table by table.
[[nodiscard]] std::vector<Finding> check(const standard::Standard& standard, Language language);

/// The errors of a standard that did not load, as findings.
[[nodiscard]] std::vector<Finding> findings_of(const std::vector<Error>& errors);

/// Whether one of them is an error or a warning.
[[nodiscard]] bool is_faulty(const std::vector<Finding>& findings);

}  // namespace konsequenz::proof
