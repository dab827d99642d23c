#include "proof/prove.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "dmn/state.h"
#include "proof/order.h"

namespace konsequenz::proof {

using dmn::HitPolicy;
using feel::Value;
using standard::Guarantee;
using standard::GuaranteeKind;

std::string_view to_string(State state) {
    switch (state) {
        case State::proved: return "proved";
        case State::refuted: return "refuted";
        case State::not_decided: return "not decided";
    }
    return "";
}

namespace {

class Prover {
  public:
    Prover(const standard::Standard& standard, const Limits& limits) : search_(standard, limits) {}

    [[nodiscard]] Verdict prove(const Guarantee& guarantee);
    [[nodiscard]] Answer is_possible() { return search_.is_possible(); }

  private:
    [[nodiscard]] const standard::Standard& standard() const { return search_.standard(); }
    [[nodiscard]] const dmn::Engine& engine() const { return *standard().engine; }
    [[nodiscard]] Result<void> decide(const Guarantee& guarantee, Verdict& verdict);
    [[nodiscard]] Result<void> condition(const Guarantee& guarantee, Verdict& verdict);
    [[nodiscard]] Result<void> monotone(const Guarantee& guarantee, Verdict& verdict);
    [[nodiscard]] Result<void> independent(const Guarantee& guarantee, Verdict& verdict);
    [[nodiscard]] Result<void> complete(const Guarantee& guarantee, Verdict& verdict);
    [[nodiscard]] Result<void> complete(std::size_t decision, Verdict& verdict);
    [[nodiscard]] Result<void> reachable(const Guarantee& guarantee, Verdict& verdict);
    [[nodiscard]] Result<void> reach_rules(std::size_t decision, Verdict& verdict);
    [[nodiscard]] Result<void> reach_values(std::size_t decision, Verdict& verdict);
    void note_reached(const Case& reached);
    /// Whether nothing was found, or what was.
    void conclude(Found found, Verdict& verdict, std::string what);
    [[nodiscard]] std::vector<std::size_t> paths_of(const Guarantee& guarantee) const;
    [[nodiscard]] bool reads_any(std::size_t decision, std::span<const std::size_t> paths) const;

    Search search_;
    std::set<std::pair<std::size_t, std::uint32_t>> reached_rules_;  ///< table, rule
    std::set<std::pair<std::size_t, std::string>> reached_values_;   ///< decision, value
};

Verdict Prover::prove(const Guarantee& guarantee) {
    Verdict verdict{.guarantee = guarantee.id,
                    .principle = guarantee.principle,
                    .title = guarantee.title,
                    .kind = guarantee.kind,
                    .state = State::proved,
                    .why = {},
                    .cases = {},
                    .unreachable = {},
                    .where = guarantee.where};
    if (const auto decided = decide(guarantee, verdict); !decided) {
        verdict.state = State::not_decided;
        verdict.why = decided.error().message;
    }
    return verdict;
}

Result<void> Prover::decide(const Guarantee& guarantee, Verdict& verdict) {
    switch (guarantee.kind) {
        case GuaranteeKind::always:
        case GuaranteeKind::never: return condition(guarantee, verdict);
        case GuaranteeKind::monotone: return monotone(guarantee, verdict);
        case GuaranteeKind::independent: return independent(guarantee, verdict);
        case GuaranteeKind::complete_and_unique: return complete(guarantee, verdict);
        case GuaranteeKind::reachable: return reachable(guarantee, verdict);
    }
    return {};
}

void Prover::conclude(Found found, Verdict& verdict, std::string what) {
    if (found.kind == Found::Kind::none) return;
    verdict.state = found.kind == Found::Kind::found ? State::refuted : State::not_decided;
    verdict.why = found.kind == Found::Kind::found ? std::move(what) : std::move(found.why);
    verdict.cases = std::move(found.cases);
}

Result<void> Prover::condition(const Guarantee& guarantee, Verdict& verdict) {
    const feel::Expression compiled = TRY(search_.compile(guarantee.condition));
    const Symbol symbol = TRY(search_.world().condition(compiled, search_.scope()));
    const Term holds = search_.symbols().is_true(symbol);
    const bool is_never = guarantee.kind == GuaranteeKind::never;
    const Term violated = is_never ? holds : search_.symbols().formulas().negation(holds);
    auto found = search_.find(violated, Search::Size::small, [&](std::span<const Case> cases) {
        return search_.is_true(compiled, cases[0]) == is_never;
    });
    conclude(std::move(found), verdict, {});
    return {};
}

std::vector<std::size_t> Prover::paths_of(const Guarantee& guarantee) const {
    std::vector<std::size_t> paths;
    for (const std::string& input : guarantee.inputs) {
        for (const std::size_t path : search_.space().below(input)) paths.push_back(path);
    }
    std::ranges::sort(paths);
    const auto repeated = std::ranges::unique(paths);
    paths.erase(repeated.begin(), repeated.end());
    return paths;
}

bool Prover::reads_any(std::size_t decision, std::span<const std::size_t> paths) const {
    const std::vector<std::string> read = engine().input_paths(decision);
    const auto is_inside = [](std::string_view inner, std::string_view outer) {
        return inner == outer || (inner.starts_with(outer) && inner[outer.size()] == '.');
    };
    return std::ranges::any_of(paths, [&](std::size_t path) {
        const std::string& own = search_.space().paths[path].path;
        return std::ranges::any_of(
            read, [&](const std::string& each) { return is_inside(own, each) || is_inside(each, own); });
    });
}

Result<void> Prover::independent(const Guarantee& guarantee, Verdict& verdict) {
    const std::vector<std::size_t> paths = paths_of(guarantee);
    std::vector<std::size_t> decisions;
    for (const std::string& output : guarantee.outputs) {
        const std::size_t decision = engine().find_decision(output).value();
        if (reads_any(decision, paths)) decisions.push_back(decision);
    }
    if (decisions.empty()) {
        verdict.why = read_by_nothing;
        return {};
    }
    World& second = search_.open_second(paths);
    std::vector<Term> differ;
    for (const std::size_t decision : decisions) {
        const auto same =
            search_.symbols().identical(TRY(search_.world().decision(decision)), TRY(second.decision(decision)));
        if (!same)
            return not_decided(fmt::format("whether values of `{}` are the same", engine().decisions()[decision].name));
        differ.push_back(search_.symbols().formulas().negation(*same));
    }
    auto found = search_.find(
        search_.symbols().formulas().disjunction(differ), Search::Size::small, [&](std::span<const Case> cases) {
            return std::ranges::any_of(decisions, [&](std::size_t decision) {
                return !feel::identical(cases[0].decisions[decision], cases[1].decisions[decision]);
            });
        });
    conclude(std::move(found), verdict, {});
    return {};
}

// In the second world everything named is at least as bad as in the first.
Result<void> Prover::monotone(const Guarantee& guarantee, Verdict& verdict) {
    const std::vector<std::size_t> paths = paths_of(guarantee);
    World& second = search_.open_second(paths);
    Formulas& formulas = search_.symbols().formulas();
    std::vector<Term> parts;
    for (const std::size_t path : paths) {
        const InputPath& place = search_.space().paths[path];
        const Order order = Order::of(place);
        const Term milder = TRY(order.rank(search_.symbols(), search_.world().path(path), place.path));
        parts.push_back(formulas.less_equal(milder, TRY(order.rank(search_.symbols(), second.path(path), place.path))));
        parts.push_back(formulas.negation(search_.world().path(path).is_null));
        parts.push_back(formulas.negation(second.path(path).is_null));
    }
    std::vector<Term> worse;
    std::vector<std::pair<std::size_t, Order>> outputs;
    for (const std::string& output : guarantee.outputs) {
        const std::size_t decision = engine().find_decision(output).value();
        const Order order = Order::of(standard(), decision);
        const Symbol before = TRY(search_.world().decision(decision));
        const Symbol after = TRY(second.decision(decision));
        const std::vector<Term> milder = {formulas.negation(before.is_null), formulas.negation(after.is_null),
                                          formulas.less(TRY(order.rank(search_.symbols(), after, output)),
                                                        TRY(order.rank(search_.symbols(), before, output)))};
        worse.push_back(formulas.conjunction(milder));
        outputs.emplace_back(decision, order);
    }
    parts.push_back(formulas.disjunction(worse));
    auto found = search_.find(formulas.conjunction(parts), Search::Size::small, [&](std::span<const Case> cases) {
        return std::ranges::any_of(outputs, [&](const auto& output) {
            const auto before = output.second.rank(cases[0].decisions[output.first]);
            const auto after = output.second.rank(cases[1].decisions[output.first]);
            return before && after && *after < *before;
        });
    });
    conclude(std::move(found), verdict, {});
    return {};
}

Result<void> Prover::complete(const Guarantee& guarantee, Verdict& verdict) {
    for (const std::string& output : guarantee.outputs) {
        TRY_VOID(complete(engine().find_decision(output).value(), verdict));
        if (verdict.state != State::proved) return {};
    }
    return {};
}

// No two rules where one is allowed, and a value in every case.
Result<void> Prover::complete(std::size_t decision, Verdict& verdict) {
    const dmn::DecisionInfo& info = engine().decisions()[decision];
    if (info.table && engine().tables()[*info.table].hit_policy == HitPolicy::unique) {
        const TableFormulas* table = TRY(search_.world().table(decision));
        auto found = search_.find(table->several, Search::Size::small, [&](std::span<const Case> cases) {
            const std::vector<Value> inputs = inputs_of(search_.space(), engine(), cases[0].inputs);
            dmn::Trace trace;
            Value value;
            engine().evaluate(std::span(&decision, 1), inputs, std::span(&value, 1), trace);
            return std::ranges::any_of(trace.tables, [&](const dmn::TableTrace& ran) {
                return ran.table == *info.table && ran.rules.size() > 1;
            });
        });
        conclude(std::move(found), verdict, fmt::format("`{}`: more than one rule matches", info.name));
        if (verdict.state != State::proved) return {};
    }
    const Symbol symbol = TRY(search_.world().decision(decision));
    auto found = search_.find(symbol.is_null, Search::Size::small,
                              [&](std::span<const Case> cases) { return cases[0].decisions[decision].is_null(); });
    conclude(std::move(found), verdict, fmt::format("`{}`: nothing is decided", info.name));
    return {};
}

// Every case that was found may reach more than what it was found for.
void Prover::note_reached(const Case& reached) {
    const std::vector<Value> inputs = inputs_of(search_.space(), engine(), reached.inputs);
    std::vector<std::size_t> all(engine().decisions().size());
    for (std::size_t at = 0; at < all.size(); ++at) all[at] = at;
    std::vector<Value> values(all.size());
    dmn::Trace trace;
    engine().evaluate(all, inputs, values, trace);
    for (const dmn::TableTrace& table : trace.tables) {
        for (const std::uint32_t rule : table.chosen) reached_rules_.emplace(table.table, rule);
    }
    for (std::size_t at = 0; at < values.size(); ++at) {
        reached_values_.emplace(at, feel::to_string(values[at]));
        if (!values[at].is_list()) continue;
        for (const Value& item : values[at].as_list()) reached_values_.emplace(at, feel::to_string(item));
    }
}

Result<void> Prover::reachable(const Guarantee& guarantee, Verdict& verdict) {
    for (const std::string& output : guarantee.outputs) {
        const std::size_t decision = engine().find_decision(output).value();
        if (engine().decisions()[decision].table) TRY_VOID(reach_rules(decision, verdict));
        TRY_VOID(reach_values(decision, verdict));
    }
    if (verdict.unreachable.empty()) return {};
    verdict.state = State::refuted;
    verdict.why = fmt::format("no case leads to {}", fmt::join(verdict.unreachable, ", "));
    return {};
}

Result<void> Prover::reach_rules(std::size_t decision, Verdict& verdict) {
    const std::size_t number = *engine().decisions()[decision].table;
    const std::size_t rules = engine().tables()[number].rules.size();
    const TableFormulas* table = TRY(search_.world().table(decision));
    for (std::uint32_t rule = 0; rule < rules; ++rule) {
        if (reached_rules_.contains({number, rule})) continue;
        const Found found = search_.find(table->chosen[rule], Search::Size::any, [&](std::span<const Case> cases) {
            note_reached(cases[0]);
            return reached_rules_.contains({number, rule});
        });
        if (found.kind == Found::Kind::unknown) return not_decided(found.why);
        if (found.kind == Found::Kind::none)
            verdict.unreachable.push_back(
                fmt::format("rule {} of `{}`", rule + 1, engine().decisions()[decision].name));
    }
    return {};
}

Result<void> Prover::reach_values(std::size_t decision, Verdict& verdict) {
    const Order order = Order::of(standard(), decision);
    for (const Value& value : order.values()) {
        const std::string text = feel::to_string(value);
        if (reached_values_.contains({decision, text})) continue;
        const Symbol symbol = TRY(search_.world().decision(decision));
        const Symbol constant = TRY(search_.symbols().constant(value));
        Term wanted = search_.symbols().formulas().truth(false);
        if (symbol.kind == feel::TypeKind::list) {
            for (const SymbolItem& item : symbol.items) {
                const auto same = search_.symbols().identical(item.value, constant);
                if (same)
                    wanted = search_.symbols().formulas().either(
                        wanted, search_.symbols().formulas().both(item.is_there, *same));
            }
        } else if (const auto same = search_.symbols().identical(symbol, constant)) {
            wanted = *same;
        }
        const Found found = search_.find(wanted, Search::Size::any, [&](std::span<const Case> cases) {
            note_reached(cases[0]);
            return reached_values_.contains({decision, text});
        });
        if (found.kind == Found::Kind::unknown) return not_decided(found.why);
        if (found.kind == Found::Kind::none)
            verdict.unreachable.push_back(fmt::format("{} as `{}`", text, engine().decisions()[decision].name));
    }
    return {};
}

}  // namespace

std::vector<Verdict> prove(const standard::Standard& standard, const Limits& limits) {
    Prover prover(standard, limits);
    const Answer possible = prover.is_possible();
    std::vector<Verdict> verdicts;
    for (const Guarantee& guarantee : standard.guarantees) {
        if (possible == Answer::unsatisfiable) {
            verdicts.push_back({.guarantee = guarantee.id,
                                .principle = guarantee.principle,
                                .title = guarantee.title,
                                .kind = guarantee.kind,
                                .state = State::not_decided,
                                .why = "the assumptions contradict each other, so that everything would follow",
                                .cases = {},
                                .unreachable = {},
                                .where = guarantee.where});
            continue;
        }
        verdicts.push_back(prover.prove(guarantee));
    }
    return verdicts;
}

}  // namespace konsequenz::proof
