// Whether formulas can hold together, by Z3. The only place that knows the solver.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "feel/number.h"
#include "proof/formula.h"

namespace konsequenz::proof {

enum class Answer : std::uint8_t { satisfiable, unsatisfiable, unknown };

/// What a variable is in a solution: a truth, or a number; a number that is no decimal of 34 digits is the nearest.
struct SolvedNumber {
    feel::Number value;
    bool is_exact = true;
};
using Solved = std::variant<bool, SolvedNumber>;

class Solver {
  public:
    /// The formulas may grow while the solver lives. `milliseconds` is the limit of one check; `seed` of the search.
    Solver(const Formulas& formulas, std::uint32_t milliseconds, std::uint32_t seed = 0);
    ~Solver();
    Solver(const Solver&) = delete;
    Solver& operator=(const Solver&) = delete;

    void require(Term term);
    /// What is required from here on lasts until the pop.
    void push();
    void pop();
    /// Whether everything required and these can hold together.
    [[nodiscard]] Answer check(std::span<const Term> also = {});
    /// Why the last check was `unknown`: "timeout".
    [[nodiscard]] std::string why_unknown() const;
    /// Of the last satisfiable check; a variable that does not matter there is false or 0.
    [[nodiscard]] Solved value_of(Term variable) const;

  private:
    struct State;
    [[nodiscard]] State& state();

    const Formulas& formulas_;
    std::uint32_t milliseconds_;
    std::uint32_t seed_;
    std::vector<Term> waiting_;  ///< required before there was a state
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::proof
