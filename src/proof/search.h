// The search for a state of affairs in which something holds: the solver's answer, made small and tried on the
// evaluator.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "proof/solver.h"
#include "proof/space.h"
#include "proof/world.h"
#include "standard/standard.h"

namespace konsequenz::proof {

struct Limits {
    std::uint32_t milliseconds = 10'000;  ///< of one question to the solver
    std::uint32_t seed = 0;
    std::size_t tree_rules_min = 64;  ///< see Symbols
};

/// A state of affairs, and what the evaluator says of it.
struct Case {
    Assignment inputs;                   ///< in the order of Space::paths
    std::vector<feel::Value> decisions;  ///< in the order of the engine's
};

/// The inputs on the evaluator.
[[nodiscard]] Case replay(const Space& space, const dmn::Engine& engine, Assignment inputs);

/// What a search came to: `cases` where there is one (two where two worlds were asked about), else whether there is
/// none, or why nobody can say.
struct Found {
    enum class Kind : std::uint8_t { found, none, unknown };
    Kind kind = Kind::none;
    std::vector<Case> cases;
    std::string why;
};

/// One standard, all its possible states of affairs under its assumptions.
class Search {
  public:
    Search(const standard::Standard& standard, const Limits& limits);

    [[nodiscard]] const standard::Standard& standard() const { return standard_; }
    [[nodiscard]] const Space& space() const { return space_; }
    [[nodiscard]] Symbols& symbols() { return symbols_; }
    [[nodiscard]] World& world() { return *world_; }
    [[nodiscard]] const feel::Scope& scope() const { return scope_; }
    /// A second world that differs at most in these paths; what is known of it holds in the next search. One at a time.
    [[nodiscard]] World& open_second(std::vector<std::size_t> own_paths);

    /// Compiles a condition over inputs, facts and decisions. Errors: feel.*.
    [[nodiscard]] Result<feel::Expression> compile(const std::string& condition) const;
    /// Whether the evaluator finds the condition true.
    [[nodiscard]] bool is_true(const feel::Expression& condition, const Case& of) const;
    [[nodiscard]] Case replay(Assignment inputs) const {
        return proof::replay(space_, *standard_.engine, std::move(inputs));
    }

    enum class Size : std::uint8_t { any, small };
    /// A case in which `wanted` holds, a small one with as many inputs as usual as can be; `confirms` asks the
    /// evaluator's cases whether it is one indeed. The second world is closed after it.
    [[nodiscard]] Found find(Term wanted, Size size, const std::function<bool(std::span<const Case>)>& confirms);
    /// Whether the assumptions can hold together at all.
    [[nodiscard]] Answer is_possible();

  private:
    void assume_in(World& world);
    [[nodiscard]] bool holds_assumptions(const Case& of) const;

    const standard::Standard& standard_;
    Space space_;
    Symbols symbols_;
    std::unique_ptr<World> world_;
    std::unique_ptr<World> second_;
    std::vector<std::size_t> own_paths_;
    Solver solver_;
    feel::Scope scope_;
    std::vector<feel::Expression> assumptions_;
    std::vector<std::string> untold_;  ///< assumptions that the formulas cannot say
};

}  // namespace konsequenz::proof
