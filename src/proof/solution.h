// What the solver found, as values that can be tried on the evaluator, and made small before.
#pragma once

#include <span>
#include <vector>

#include "proof/solver.h"
#include "proof/world.h"

namespace konsequenz::proof {

/// The inputs of a world in the last solution; what nothing can be said of is as usual.
[[nodiscard]] Assignment assignment_of(const Solver& solver, const World& world);

/// Adds to `kept` one wish after the other, as long as the rest can still be had: those given, then that each input of
/// the worlds is as usual, else the nearest value it can have. Unknowns that worlds share are wished for once.
void make_small(Solver& solver, std::span<const Term> first, std::span<const World* const> worlds,
                std::vector<Term>& kept);

}  // namespace konsequenz::proof
