// Whether a ruling would have been the same for somebody else: tried out, not believed.
#pragma once

#include <span>

#include "dmn/engine.h"
#include "feel/value.h"
#include "standard/standard.h"

namespace konsequenz::ruling {

/// Evaluates all decisions again with each input that the standard is blind to changed by itself, to null and to
/// another value of its type, and compares. `inputs` has one value an input of the engine, `values` one a decision.
/// True where all are the same every time; inputs that the tables do not have cannot change anything.
[[nodiscard]] bool is_same_when_swapped(const standard::Standard& standard, std::span<const feel::Value> inputs,
                                        std::span<const feel::Value> values);
/// Whether a decision reads an input that the standard is blind to: then the check depends on more than what came out.
[[nodiscard]] bool reads_what_it_is_blind_to(const standard::Standard& standard);

}  // namespace konsequenz::ruling
