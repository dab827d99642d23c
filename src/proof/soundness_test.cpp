// The law of `prove`: over small models made at random, every verdict is what trying all inputs gives, and no
// counterexample fails on the evaluator. KONSEQUENZ_SEED and KONSEQUENZ_MODELS change the seed and how many models.
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <set>

#include "proof/order.h"
#include "proof/prove.h"
#include "proof/test_standards.h"

namespace konsequenz::proof {
namespace {

using namespace testing_standards;
using feel::Value;

// --- all inputs, one after the other ---

struct Tried {
    Case all;
    dmn::Trace trace;
};

class BruteForce {
  public:
    explicit BruteForce(const standard::Standard& standard)
        : standard_(standard), search_(standard, {}), space_(search_.space()) {
        Assignment assignment(space_.paths.size());
        fill(assignment, 0);
    }
    [[nodiscard]] bool is_possible() const { return !tried_.empty(); }
    [[nodiscard]] std::optional<bool> holds(const Guarantee& guarantee) const;

  private:
    void fill(Assignment& assignment, std::size_t at);
    [[nodiscard]] bool holds_condition(const Guarantee& guarantee) const;
    [[nodiscard]] bool holds_pairs(const Guarantee& guarantee) const;
    [[nodiscard]] bool violates(const Guarantee& guarantee, const Tried& one, const Tried& other) const;
    [[nodiscard]] bool is_complete(const Guarantee& guarantee) const;
    [[nodiscard]] bool reaches_all(const Guarantee& guarantee) const;
    [[nodiscard]] std::size_t decision(const Guarantee& guarantee) const {
        return standard_.engine->find_decision(guarantee.outputs.front()).value();
    }

    const standard::Standard& standard_;
    Search search_;
    const Space& space_;
    std::vector<Tried> tried_;
};

void BruteForce::fill(Assignment& assignment, std::size_t at) {
    if (at < space_.paths.size()) {
        for (const Value& value : values_of(space_.paths[at])) {
            assignment[at] = value;
            fill(assignment, at + 1);
        }
        return;
    }
    Tried tried{search_.replay(assignment), {}};
    for (const standard::Assumption& assumption : standard_.assumptions) {
        if (!search_.is_true(*search_.compile(assumption.that), tried.all)) return;
    }
    std::vector<std::size_t> all(standard_.engine->decisions().size());
    for (std::size_t index = 0; index < all.size(); ++index) all[index] = index;
    std::vector<Value> values(all.size());
    standard_.engine->evaluate(all, inputs_of(space_, *standard_.engine, assignment), values, tried.trace);
    tried_.push_back(std::move(tried));
}

bool BruteForce::holds_condition(const Guarantee& guarantee) const {
    const auto condition = search_.compile(guarantee.condition);
    const bool wanted = guarantee.kind == GuaranteeKind::always;
    return std::ranges::all_of(tried_,
                               [&](const Tried& tried) { return search_.is_true(*condition, tried.all) == wanted; });
}

bool BruteForce::violates(const Guarantee& guarantee, const Tried& one, const Tried& other) const {
    for (std::size_t at = 0; at < space_.paths.size(); ++at) {
        const InputPath& path = space_.paths[at];
        const bool is_own = std::ranges::find(guarantee.inputs, path.path) != guarantee.inputs.end();
        if (!is_own && !feel::identical(one.all.inputs[at], other.all.inputs[at])) return false;
        if (!is_own || guarantee.kind == GuaranteeKind::independent) continue;
        const auto milder = Order::of(path).rank(one.all.inputs[at]);
        const auto worse = Order::of(path).rank(other.all.inputs[at]);
        if (!milder || !worse || *worse < *milder) return false;
    }
    const Value& before = one.all.decisions[decision(guarantee)];
    const Value& after = other.all.decisions[decision(guarantee)];
    if (guarantee.kind == GuaranteeKind::independent) return !feel::identical(before, after);
    const Order order = Order::of(standard_, decision(guarantee));
    const auto first = order.rank(before);
    const auto second = order.rank(after);
    return first && second && *second < *first;
}

bool BruteForce::holds_pairs(const Guarantee& guarantee) const {
    for (const Tried& one : tried_) {
        for (const Tried& other : tried_) {
            if (violates(guarantee, one, other)) return false;
        }
    }
    return true;
}

bool BruteForce::is_complete(const Guarantee& guarantee) const {
    const std::size_t index = decision(guarantee);
    const auto table = standard_.engine->decisions()[index].table;
    const bool is_unique = table && standard_.engine->tables()[*table].hit_policy == dmn::HitPolicy::unique;
    return std::ranges::none_of(tried_, [&](const Tried& tried) {
        const bool overlaps = std::ranges::any_of(
            tried.trace.tables, [&](const dmn::TableTrace& ran) { return ran.table == table && ran.rules.size() > 1; });
        return tried.all.decisions[index].is_null() || (is_unique && overlaps);
    });
}

bool BruteForce::reaches_all(const Guarantee& guarantee) const {
    const std::size_t index = decision(guarantee);
    const auto table = standard_.engine->decisions()[index].table;
    std::set<std::uint32_t> rules;
    for (const Tried& tried : tried_) {
        for (const dmn::TableTrace& ran : tried.trace.tables) {
            if (ran.table == table) rules.insert(ran.chosen.begin(), ran.chosen.end());
        }
    }
    if (table && rules.size() < standard_.engine->tables()[*table].rules.size()) return false;
    const Order order = Order::of(standard_, index);
    return std::ranges::all_of(order.values(), [&](const Value& value) {
        return std::ranges::any_of(
            tried_, [&](const Tried& tried) { return feel::identical(tried.all.decisions[index], value); });
    });
}

std::optional<bool> BruteForce::holds(const Guarantee& guarantee) const {
    switch (guarantee.kind) {
        case GuaranteeKind::always:
        case GuaranteeKind::never: return holds_condition(guarantee);
        case GuaranteeKind::monotone:
        case GuaranteeKind::independent: return holds_pairs(guarantee);
        case GuaranteeKind::complete_and_unique: return is_complete(guarantee);
        case GuaranteeKind::reachable: return reaches_all(guarantee);
    }
    return std::nullopt;
}

std::string shown(const Verdict& verdict) {
    std::string text = fmt::format("{} {}", to_string(verdict.state), verdict.why);
    for (const Case& each : verdict.cases) {
        text += "\n  case:";
        for (const Value& value : each.inputs) text += " " + feel::to_string(value);
    }
    return text;
}

constexpr std::uint32_t parts = 4;  // each a test of its own, so that they run side by side

class Soundness : public testing::TestWithParam<std::uint32_t> {};
INSTANTIATE_TEST_SUITE_P(Part, Soundness, testing::Range(0U, parts));

TEST_P(Soundness, EveryVerdictIsWhatTryingAllInputsGives) {
    const std::uint32_t seed = number_from("KONSEQUENZ_SEED", 1);
    const std::uint32_t models = number_from("KONSEQUENZ_MODELS", 2'000);
    std::size_t verdicts = 0;
    std::size_t undecided = 0;
    std::size_t refuted = 0;
    for (std::uint32_t model = GetParam(); model < models; model += parts) {
        Maker maker(seed * 1'000'003U + model);
        const standard::Standard standard = maker.make();
        const BruteForce brute(standard);
        // Tables as trees of cuts, which large ones are, and rule by rule.
        const std::vector<Verdict> proved = prove(standard, {.tree_rules_min = model / parts % 2 == 0 ? 0U : 64U});
        for (std::size_t at = 0; at < proved.size(); ++at) {
            const Verdict& verdict = proved[at];
            const Guarantee& guarantee = standard.guarantees[at];
            if (!brute.is_possible()) {
                ASSERT_EQ(verdict.state, State::not_decided) << maker.text();
                continue;
            }
            ++verdicts;
            if (verdict.state == State::not_decided) {
                ++undecided;
                // A counterexample that fails on the evaluator would show here, and assumptions that can hold.
                ASSERT_TRUE(verdict.why.find("on the evaluator") == std::string::npos &&
                            verdict.why.find("contradict") == std::string::npos)
                    << maker.text() << to_string(guarantee.kind) << " " << guarantee.condition;
                continue;
            }
            refuted += verdict.state == State::refuted ? 1 : 0;
            const std::string inputs = fmt::format("{}", fmt::join(guarantee.inputs, ", "));
            const std::string assumed = standard.assumptions.empty() ? "" : standard.assumptions[0].that;
            ASSERT_EQ(verdict.state == State::proved, brute.holds(guarantee))
                << "model " << model << " of seed " << seed << "\n"
                << maker.text() << to_string(guarantee.kind) << " `" << guarantee.condition << "` of "
                << guarantee.outputs[0] << " in " << inputs << " assuming `" << assumed << "`\n"
                << shown(verdict);
        }
    }
    RecordProperty("verdicts", static_cast<int>(verdicts));
    RecordProperty("refuted", static_cast<int>(refuted));
    RecordProperty("undecided", static_cast<int>(undecided));
    std::printf("%zu verdicts, %zu refuted, %zu not decided\n", verdicts, refuted, undecided);
    EXPECT_LT(undecided * 50, verdicts) << "the formulas say too little";
    EXPECT_GT(refuted * 10, verdicts);
}

}  // namespace
}  // namespace konsequenz::proof
