// What must be no ground for a measure, followed through facts, tables and decisions.
#pragma once

#include <vector>

#include "proof/finding.h"
#include "proof/table_check.h"
#include "standard/standard.h"

namespace konsequenz::proof {

/// Complaining, reviewing, charging back, asking for one's data and all else that `contact.acts` holds; and what the
/// standard is blind to where a fact carries it. To the remedy such a path is right: a complaint earns an answer.
[[nodiscard]] std::vector<Finding> check_grounds(const standard::Standard& standard);

/// Rows of `measure` that give more than the mildest measure to criticism, or to a contact with nothing to blame, as
/// far as the tables alone can tell.
[[nodiscard]] std::vector<Finding> check_criticism(const standard::Standard& standard, const TableChecks& checks,
                                                   Language language);

}  // namespace konsequenz::proof
