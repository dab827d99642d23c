#include "proof/search.h"

#include <fmt/format.h>

#include <algorithm>

#include "standard/tables.h"

namespace konsequenz::proof {

using feel::TypeKind;
using feel::Value;

Search::Search(const standard::Standard& standard, const Limits& limits)
    : standard_(standard),
      space_(Space::of(standard)),
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

Case Search::replay(Assignment inputs) const {
    const dmn::Engine& engine = *standard_.engine;
    Case made{.inputs = std::move(inputs), .decisions = std::vector<Value>(engine.decisions().size())};
    std::vector<std::size_t> all(engine.decisions().size());
    for (std::size_t at = 0; at < all.size(); ++at) all[at] = at;
    engine.evaluate(all, inputs_of(space_, engine, made.inputs), made.decisions);
    return made;
}

bool Search::holds_assumptions(const Case& of) const {
    return std::ranges::all_of(assumptions_,
                               [&](const feel::Expression& assumption) { return is_true(assumption, of); });
}

Value Search::value_of(const Symbol& symbol, const InputPath& path) const {
    if (!symbol.undecided.empty()) return path.usual;
    const auto truth_of = [&](Term term) { return std::get<bool>(solver_.value_of(term)); };
    if (truth_of(symbol.is_null)) return {};
    if (symbol.kind == TypeKind::boolean) return Value::boolean(truth_of(symbol.term));
    if (symbol.kind == TypeKind::list) {
        std::vector<Value> items;
        for (std::size_t at = 0; at < symbol.items.size(); ++at) {
            if (truth_of(symbol.items[at].is_there)) items.push_back(path.values[at]);
        }
        return Value::list(std::move(items));
    }
    const feel::Number number = std::get<SolvedNumber>(solver_.value_of(symbol.term)).value;
    const std::int64_t whole = number.to_int64().value_or(0);
    switch (symbol.kind) {
        case TypeKind::number: return Value::number(number);
        case TypeKind::string:
            if (auto text = symbols_.text_of(whole)) return Value::string(std::move(*text));
            return Value::string(fmt::format("another text {}", whole));
        case TypeKind::date: return Value::date({whole});
        case TypeKind::year_month_duration: return Value::duration(feel::YearMonthDuration{whole});
        case TypeKind::day_time_duration: {
            std::int64_t seconds = whole / feel::nanoseconds_per_second;
            std::int64_t rest = whole % feel::nanoseconds_per_second;
            if (rest < 0) {
                rest += feel::nanoseconds_per_second;
                --seconds;
            }
            return Value::duration(feel::DayTimeDuration{seconds, static_cast<std::int32_t>(rest)});
        }
        default: return {};
    }
}

Assignment Search::assignment_of(const World& world) const {
    Assignment assignment;
    for (std::size_t at = 0; at < space_.paths.size(); ++at)
        assignment.push_back(value_of(world.path(at), space_.paths[at]));
    return assignment;
}

Term Search::is_usual(const Symbol& symbol, const InputPath& path) {
    Formulas& formulas = symbols_.formulas();
    if (symbol.kind == TypeKind::list && path.usual.is_list() && path.usual.as_list().empty()) {
        std::vector<Term> absent = {formulas.negation(symbol.is_null)};
        for (const SymbolItem& item : symbol.items) absent.push_back(formulas.negation(item.is_there));
        return formulas.conjunction(absent);
    }
    const auto constant = symbols_.constant(path.usual);
    return (constant ? symbols_.identical(symbol, *constant) : std::nullopt).value_or(formulas.truth(true));
}

std::vector<Term> Search::wishes(const World& world, std::size_t at) {
    constexpr std::size_t values_max = 12;
    const InputPath& path = space_.paths[at];
    const Symbol& symbol = world.path(at);
    if (!symbol.undecided.empty()) return {};
    std::vector<Value> values;
    if (symbol.kind != TypeKind::list && path.values.size() <= values_max) values = path.values;
    for (std::int64_t count = 1; path.values.empty() && path.is_whole && count <= 5; ++count)
        values.push_back(Value::number(count));
    std::vector<Term> wishes = {is_usual(symbol, path)};
    for (const Value& value : values) {
        const auto constant = symbols_.constant(value);
        const auto same = constant ? symbols_.identical(symbol, *constant) : std::nullopt;
        if (same) wishes.push_back(*same);
    }
    return wishes;
}

// One wish after the other, as long as the rest can still be had: first that two worlds differ in little, then that
// everything is as usual.
void Search::make_small(std::vector<Term>& kept) {
    const auto try_one_of = [&](const std::vector<Term>& wishes) {
        for (const Term wish : wishes) {
            kept.push_back(wish);
            if (solver_.check(kept) == Answer::satisfiable) return;
            kept.pop_back();
        }
    };
    for (const std::size_t own : second_ ? own_paths_ : std::vector<std::size_t>()) {
        const auto same = symbols_.identical(world_->path(own), second_->path(own));
        if (same) try_one_of({*same});
    }
    for (std::size_t at = 0; at < space_.paths.size(); ++at) {
        try_one_of(wishes(*world_, at));
        const bool has_own = second_ && std::ranges::find(own_paths_, at) != own_paths_.end();
        if (has_own) try_one_of(wishes(*second_, at));
    }
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
    if (size == Size::small) make_small(kept);
    if (solver_.check(kept) != Answer::satisfiable)
        return done({.kind = Found::Kind::unknown, .cases = {}, .why = "the solver's time was up"});
    Found found{.kind = Found::Kind::found, .cases = {}, .why = {}};
    found.cases.push_back(replay(assignment_of(*world_)));
    if (second_) found.cases.push_back(replay(assignment_of(*second_)));
    const bool is_possible =
        std::ranges::all_of(found.cases, [&](const Case& each) { return holds_assumptions(each); });
    if (is_possible && confirms(found.cases)) return done(std::move(found));
    found.kind = Found::Kind::unknown;
    found.why = untold_.empty() ? "the solver's counterexample does not hold on the evaluator"
                                : fmt::format("the assumption `{}` cannot be told to the solver", untold_.front());
    return done(std::move(found));
}

}  // namespace konsequenz::proof
