#include "proof/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "proof/solution.h"
#include "standard/tables.h"

namespace konsequenz::proof {

using feel::Value;

Case replay(const Space& space, const dmn::Engine& engine, Assignment inputs) {
    Case made{.inputs = std::move(inputs), .decisions = std::vector<Value>(engine.decisions().size())};
    std::vector<std::size_t> all(engine.decisions().size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    engine.evaluate(all, inputs_of(space, engine, made.inputs), made.decisions);
    return made;
}

Search::Search(const standard::Standard& standard, const Limits& limits)
    : standard_(standard),
      space_(Space::of(standard)),
      symbols_(limits.tree_rules_min),
      world_(std::make_unique<World>(symbols_, *standard.engine, space_)),
      solver_(symbols_.formulas(), limits.milliseconds, limits.seed),
      scope_(standard::condition_scope(standard)) {
    for (const standard::Assumption& assumption : standard.assumptions) {
        if (auto compiled = compile(assumption.that)) assumptions_.push_back(*std::move(compiled));
    }
    assume_in(*world_);
}

Result<feel::Expression> Search::compile(const std::string& condition) const {
    return feel::Expression::compile(condition, scope_);
}

void Search::assume_in(World& world) {
    for (const Term fact : world.facts()) solver_.require(fact);
    for (const feel::Expression& assumption : assumptions_) {
        const auto symbol = world.condition(assumption, scope_);
        if (symbol)
            solver_.require(symbols_.is_true(*symbol));
        else if (std::ranges::find(untold_, assumption.text()) == untold_.end())
            untold_.emplace_back(assumption.text());
    }
}

World& Search::open_second(std::vector<std::size_t> own_paths) {
    own_paths_ = std::move(own_paths);
    second_ = std::make_unique<World>(*world_, own_paths_);
    return *second_;
}

Answer Search::is_possible() { return solver_.check(); }

bool Search::is_true(const feel::Expression& condition, const Case& of) const {
    const dmn::Engine& engine = *standard_.engine;
    const std::vector<Value> inputs = inputs_of(space_, engine, of.inputs);
    std::vector<Value> slots;
    for (const feel::Variable& variable : scope_.variables()) {
        const auto decision = engine.find_decision(variable.name);
        const auto input = engine.find_input(variable.name);
        slots.push_back(decision ? of.decisions[*decision] : input ? inputs[*input] : Value());
    }
    return condition.evaluate(slots).is_true();
}

bool Search::holds_assumptions(const Case& of) const {
    return std::ranges::all_of(assumptions_,
                               [&](const feel::Expression& assumption) { return is_true(assumption, of); });
}

Found Search::find(Term wanted, Size size, const std::function<bool(std::span<const Case>)>& confirms) {
    solver_.push();
    if (second_) assume_in(*second_);
    solver_.require(wanted);
    const auto done = [&](Found found) {
        solver_.pop();
        second_.reset();
        return found;
    };
    const Answer answer = solver_.check();
    if (answer == Answer::unsatisfiable) return done({});
    if (answer == Answer::unknown) {
        const std::string why = solver_.why_unknown();
        return done({.kind = Found::Kind::unknown,
                     .cases = {},
                     .why = why == "timeout" || why == "canceled" ? "the solver's time was up" : why});
    }
    std::vector<Term> kept;
    if (size == Size::small) {
        std::vector<Term> alike;
        for (const std::size_t own : second_ ? own_paths_ : std::vector<std::size_t>()) {
            const auto same = symbols_.identical(world_->path(own), second_->path(own));
            if (same) alike.push_back(*same);
        }
        make_small(
            solver_, alike,
            second_ ? std::vector<const World*>{world_.get(), second_.get()} : std::vector<const World*>{world_.get()},
            kept);
    }
    if (solver_.check(kept) != Answer::satisfiable)
        return done({.kind = Found::Kind::unknown, .cases = {}, .why = "the solver's time was up"});
    Found found{.kind = Found::Kind::found, .cases = {}, .why = {}};
    found.cases.push_back(replay(assignment_of(solver_, *world_)));
    if (second_) found.cases.push_back(replay(assignment_of(solver_, *second_)));
    const bool is_possible =
        std::ranges::all_of(found.cases, [&](const Case& each) { return holds_assumptions(each); });
    if (is_possible && confirms(found.cases)) return done(std::move(found));
    found.kind = Found::Kind::unknown;
    found.why = untold_.empty() ? "the solver's counterexample does not hold on the evaluator"
                                : fmt::format("the assumption `{}` cannot be told to the solver", untold_.front());
    return done(std::move(found));
}

}  // namespace konsequenz::proof
