// What the tables of a standard must keep to, beside being DMN.
#pragma once

#include <vector>

#include "base/error.h"
#include "standard/standard.h"

namespace konsequenz::standard {

/// What guarantees and assumptions may speak of: decisions, inputs and facts, by name.
[[nodiscard]] feel::Scope condition_scope(const Standard& standard);

/// Errors: standard.no-decision (remedy or measure missing), standard.unknown-input, standard.unknown-outcome,
/// standard.unknown-principle, standard.unknown-reason, standard.idle-principle (no rule carries it out),
/// standard.forbidden-ground (a path from something in blind_to to an outcome), standard.guarantee and
/// standard.assumption (a condition that does not compile, or names what does not exist).
void check_tables(const Standard& standard, std::vector<Error>& errors);

}  // namespace konsequenz::standard
