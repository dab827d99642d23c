#include "proof/diff.h"

#include <fmt/format.h>

#include <algorithm>

#include "proof/order.h"
#include "proof/solution.h"
#include "standard/tables.h"

namespace konsequenz::proof {

using feel::Value;
using standard::Standard;

std::string_view to_string(Direction direction) {
    switch (direction) {
        case Direction::milder: return "milder";
        case Direction::harsher: return "harsher";
        case Direction::other: return "other";
    }
    return "";
}

namespace {

/// How many regions of one decision are told before the rest is left.
constexpr std::size_t changes_max = 200;

/// One of the two standards within the comparison.
struct Side {
    const Standard& standard;
    Space space;
    feel::Scope scope;
    std::unique_ptr<World> world;

    explicit Side(const Standard& given)
        : standard(given), space(Space::of(given)), scope(standard::condition_scope(given)) {}
    [[nodiscard]] const dmn::Engine& engine() const { return *standard.engine; }
};

class Comparer {
  public:
    Comparer(const Standard& before, const Standard& after, const Limits& limits)
        : before_(before),
          after_(after),
          symbols_(limits.tree_rules_min),
          solver_(symbols_.formulas(), limits.milliseconds, limits.seed) {
        before_.world = std::make_unique<World>(symbols_, before_.engine(), before_.space);
        after_.world = std::make_unique<World>(symbols_, after_.engine(), after_.space, *before_.world);
        assume(before_);
        assume(after_);
    }

    void compare(const std::string& decision, Comparison& comparison);
    void compare_texts(Comparison& comparison) const;

  private:
    void assume(const Side& side);
    [[nodiscard]] Result<void> find_changes(const std::string& name, Comparison& comparison);
    [[nodiscard]] Result<Change> change_of(const std::string& name);
    [[nodiscard]] DecidingRow deciding_row(const Side& side, std::size_t decision, const Case& of) const;
    [[nodiscard]] Direction direction_of(const std::string& name, const Value& old_value, const Value& new_value) const;
    /// The region of a change: both rows chosen, or both values given.
    [[nodiscard]] Result<Term> region_of(const Change& change);
    [[nodiscard]] Result<Term> region_of(Side& side, const std::string& name, const DecidingRow& row);

    Side before_;
    Side after_;
    Symbols symbols_;
    Solver solver_;
};

void Comparer::assume(const Side& side) {
    for (const Term fact : side.world->facts()) solver_.require(fact);
    for (const standard::Assumption& assumption : side.standard.assumptions) {
        const auto compiled = feel::Expression::compile(assumption.that, side.scope);
        if (!compiled) continue;
        const auto symbol = side.world->condition(*compiled, side.scope);
        if (symbol) solver_.require(symbols_.is_true(*symbol));
    }
}

// A row decides alone where the hit policy takes one row.
bool takes_one_row(const dmn::TableInfo& table) {
    return table.hit_policy == dmn::HitPolicy::unique || table.hit_policy == dmn::HitPolicy::any ||
           table.hit_policy == dmn::HitPolicy::first || table.hit_policy == dmn::HitPolicy::priority;
}

DecidingRow Comparer::deciding_row(const Side& side, std::size_t decision, const Case& of) const {
    DecidingRow found{.row = 0, .when = {}, .value = of.decisions[decision]};
    const auto& info = side.engine().decisions()[decision];
    if (!info.table || !takes_one_row(side.engine().tables()[*info.table])) return found;
    dmn::Trace trace;
    Value value;
    side.engine().evaluate(std::span(&decision, 1), inputs_of(side.space, side.engine(), of.inputs),
                           std::span(&value, 1), trace);
    for (const dmn::TableTrace& ran : trace.tables) {
        if (ran.table != *info.table || ran.chosen.size() != 1) continue;
        const dmn::TableInfo& table = side.engine().tables()[*info.table];
        found.row = ran.chosen.front() + 1;
        for (std::size_t at = 0; at < table.inputs.size(); ++at) {
            const std::string_view cell = table.rules[ran.chosen.front()].tests[at].text();
            if (cell != "-") found.when.push_back(fmt::format("`{}` {}", table.inputs[at], cell));
        }
    }
    return found;
}

// The order is the new standard's; what it does not know stands where the old one had it.
Direction Comparer::direction_of(const std::string& name, const Value& old_value, const Value& new_value) const {
    const Order old_order = Order::of(before_.standard, *before_.engine().find_decision(name));
    const Order new_order = Order::of(after_.standard, *after_.engine().find_decision(name));
    const auto rank = [&](const Value& value) {
        const auto own = new_order.rank(value);
        return own ? own : old_order.rank(value);
    };
    const auto first = rank(old_value);
    const auto second = rank(new_value);
    if (name == "remedy" || !first || !second || *first == *second) return Direction::other;
    return *second < *first ? Direction::milder : Direction::harsher;
}

Result<Change> Comparer::change_of(const std::string& name) {
    Change change{.decision = name,
                  .direction = Direction::other,
                  .before = {},
                  .after = {},
                  .old_case = replay(before_.space, before_.engine(), assignment_of(solver_, *before_.world)),
                  .new_case = replay(after_.space, after_.engine(), assignment_of(solver_, *after_.world))};
    const std::size_t old_decision = *before_.engine().find_decision(name);
    const std::size_t new_decision = *after_.engine().find_decision(name);
    change.before = deciding_row(before_, old_decision, change.old_case);
    change.after = deciding_row(after_, new_decision, change.new_case);
    if (feel::identical(change.before.value, change.after.value))
        return not_decided("the solver's difference does not hold on the evaluator");
    change.direction = direction_of(name, change.before.value, change.after.value);
    return change;
}

// Of a list: all cases in which just these of its possible items are there.
Result<Term> Comparer::region_of(Side& side, const std::string& name, const DecidingRow& row) {
    const std::size_t decision = *side.engine().find_decision(name);
    if (row.row > 0) return TRY(side.world->table(decision))->chosen[row.row - 1];
    const Symbol symbol = TRY(side.world->decision(decision));
    if (symbol.kind == feel::TypeKind::list) {
        std::vector<Term> parts = {symbols_.formulas().negation(symbol.is_null)};
        for (const SymbolItem& item : symbol.items) {
            const bool is_there = std::get<bool>(solver_.value_of(item.is_there));
            parts.push_back(is_there ? item.is_there : symbols_.formulas().negation(item.is_there));
        }
        return symbols_.formulas().conjunction(parts);
    }
    const auto same = symbols_.identical(symbol, TRY(symbols_.constant(row.value)));
    if (!same) return not_decided(fmt::format("whether values of `{}` are the same", name));
    const auto table = side.engine().decisions()[decision].table;
    if (!table || !takes_one_row(side.engine().tables()[*table])) return *same;
    const Term any = symbols_.formulas().disjunction(TRY(side.world->table(decision))->chosen);
    return symbols_.formulas().both(symbols_.formulas().negation(any), *same);
}

Result<Term> Comparer::region_of(const Change& change) {
    const Term old_region = TRY(region_of(before_, change.decision, change.before));
    return symbols_.formulas().both(old_region, TRY(region_of(after_, change.decision, change.after)));
}

// Region after region, each one then left out, until there is no difference any more.
Result<void> Comparer::find_changes(const std::string& name, Comparison& comparison) {
    const Symbol old_value = TRY(before_.world->decision(*before_.engine().find_decision(name)));
    const Symbol new_value = TRY(after_.world->decision(*after_.engine().find_decision(name)));
    const auto same = symbols_.identical(old_value, new_value);
    if (!same) return not_decided(fmt::format("whether values of `{}` are the same", name));
    solver_.require(symbols_.formulas().negation(*same));
    std::size_t found = 0;
    while (true) {
        const Answer answer = solver_.check();
        if (answer == Answer::unknown) return not_decided("the solver's time was up");
        if (answer == Answer::unsatisfiable) break;
        if (found == changes_max) return not_decided(fmt::format("there are more than {} differences", changes_max));
        std::vector<Term> kept;
        const std::vector<const World*> worlds = {before_.world.get(), after_.world.get()};
        const Term region = TRY(region_of(TRY(change_of(name))));
        kept.push_back(region);
        make_small(solver_, {}, worlds, kept);
        if (solver_.check(kept) != Answer::satisfiable) return not_decided("the solver's time was up");
        comparison.changes.push_back(TRY(change_of(name)));
        solver_.require(symbols_.formulas().negation(region));
        ++found;
    }
    if (found == 0) comparison.equivalent.push_back(name);
    return {};
}

void Comparer::compare(const std::string& decision, Comparison& comparison) {
    solver_.push();
    if (const auto done = find_changes(decision, comparison); !done)
        comparison.not_decided.emplace_back(decision, done.error().message);
    solver_.pop();
}

std::string definition_of(const standard::Fact& fact) {
    const auto text = [](const std::optional<feel::Expression>& expression) {
        return expression ? std::string(expression->text()) : std::string("-");
    };
    return fmt::format("{} {} {} {} {} {}", static_cast<int>(fact.kind), static_cast<int>(fact.of_type),
                       text(fact.where), text(fact.of), text(fact.value), fact.window_ns.value_or(-1));
}

void Comparer::compare_texts(Comparison& comparison) const {
    for (const standard::Fact& fact : before_.standard.facts) {
        const auto other = std::ranges::find(after_.standard.facts, fact.name, &standard::Fact::name);
        if (other != after_.standard.facts.end() && definition_of(fact) != definition_of(*other))
            comparison.changed_facts.push_back(fact.name);
    }
    const auto missing = [](const Standard& of, const Standard& in) {
        std::vector<std::string> found;
        for (const standard::Guarantee& guarantee : of.guarantees) {
            const auto same = [&](const standard::Guarantee& other) {
                return other.id == guarantee.id && other.condition == guarantee.condition &&
                       other.kind == guarantee.kind && other.inputs == guarantee.inputs &&
                       other.outputs == guarantee.outputs;
            };
            if (std::ranges::none_of(in.guarantees, same)) found.push_back(guarantee.id);
        }
        return found;
    };
    comparison.dropped_guarantees = missing(before_.standard, after_.standard);
    comparison.added_guarantees = missing(after_.standard, before_.standard);
}

}  // namespace

Comparison compare(const Standard& before, const Standard& after, const Limits& limits) {
    Comparer comparer(before, after, limits);
    Comparison comparison;
    std::vector<std::string> decisions = {"measure", "remedy"};
    for (const dmn::DecisionInfo& decision : before.engine->decisions()) {
        if (std::ranges::find(decisions, decision.name) == decisions.end()) decisions.push_back(decision.name);
    }
    for (const std::string& decision : decisions) {
        if (before.engine->find_decision(decision) && after.engine->find_decision(decision))
            comparer.compare(decision, comparison);
    }
    comparer.compare_texts(comparison);
    return comparison;
}

}  // namespace konsequenz::proof
