// The law of `diff`: over pairs of small standards made at random it finds a difference in every pair of deciding rows
// in which trying all inputs finds one, and no other; equal ones are proved to be equal.
#include <gtest/gtest.h>

#include <set>

#include "proof/diff.h"
#include "proof/test_standards.h"

namespace konsequenz::proof {
namespace {

using namespace testing_standards;
using feel::Value;

/// Rows that decided, before and after; 0 where none did alone.
using Pair = std::pair<std::uint32_t, std::uint32_t>;

struct Decided {
    Value value;
    std::uint32_t row = 0;
    bool is_possible = true;
};

Decided decide(const standard::Standard& standard, const Search& search, const Assignment& assignment,
               const std::string& name) {
    Decided decided;
    const dmn::Engine& engine = *standard.engine;
    const std::size_t decision = engine.find_decision(name).value();
    dmn::Trace trace;
    engine.evaluate(std::span(&decision, 1), inputs_of(search.space(), engine, assignment),
                    std::span(&decided.value, 1), trace);
    const auto table = engine.decisions()[decision].table;
    const bool takes_one = table && engine.tables()[*table].hit_policy != dmn::HitPolicy::collect;
    for (const dmn::TableTrace& ran : trace.tables) {
        if (takes_one && engine.decisions()[decision].table == ran.table && ran.chosen.size() == 1)
            decided.row = ran.chosen.front() + 1;
    }
    const Case replayed = search.replay(assignment);
    for (const standard::Assumption& assumption : standard.assumptions)
        decided.is_possible = decided.is_possible && search.is_true(*search.compile(assumption.that), replayed);
    return decided;
}

class BruteDiff {
  public:
    BruteDiff(const standard::Standard& before, const standard::Standard& after)
        : before_(before), after_(after), before_search_(before, {}), after_search_(after, {}) {}

    std::set<Pair> differences(const std::string& decision) {
        std::set<Pair> found;
        Assignment assignment(before_search_.space().paths.size());
        fill(assignment, 0, decision, found);
        return found;
    }

  private:
    void fill(Assignment& assignment, std::size_t at, const std::string& decision, std::set<Pair>& found) {
        const std::vector<InputPath>& paths = before_search_.space().paths;
        if (at < paths.size()) {
            for (const Value& value : values_of(paths[at])) {
                assignment[at] = value;
                fill(assignment, at + 1, decision, found);
            }
            return;
        }
        const Decided one = decide(before_, before_search_, assignment, decision);
        const Decided other = decide(after_, after_search_, assignment, decision);
        if (one.is_possible && other.is_possible && !feel::identical(one.value, other.value))
            found.emplace(one.row, other.row);
    }

    const standard::Standard& before_;
    const standard::Standard& after_;
    Search before_search_;
    Search after_search_;
};

TEST(DiffLaw, FindsWhatTryingAllInputsFinds) {
    const std::uint32_t seed = number_from("KONSEQUENZ_SEED", 1);
    const std::uint32_t pairs = number_from("KONSEQUENZ_MODELS", 150);
    std::size_t differing = 0;
    std::size_t undecided = 0;
    for (std::uint32_t pair = 0; pair < pairs; ++pair) {
        Maker maker(seed * 7'000'003U + pair);
        const standard::Standard before = maker.make();
        const standard::Standard after = pair % 10 == 0 ? before : maker.make_other();
        const Comparison comparison = compare(before, after);
        undecided += comparison.not_decided.size();
        for (const char* decision : {"measure", "first"}) {
            const auto is_this = [&](const auto& each) { return each.first == decision; };
            if (std::ranges::any_of(comparison.not_decided, is_this)) continue;
            std::set<Pair> found;
            for (const Change& change : comparison.changes) {
                if (change.decision == decision) found.emplace(change.before.row, change.after.row);
            }
            EXPECT_EQ(found, BruteDiff(before, after).differences(decision))
                << "pair " << pair << " of seed " << seed << ", `" << decision << "`\n"
                << maker.text();
            if (!found.empty()) ++differing;
        }
        if (pair % 10 == 0) {
            EXPECT_TRUE(comparison.changes.empty());
        }
    }
    std::printf("%zu differing decisions, %zu not decided\n", differing, undecided);
    EXPECT_GT(differing, pairs / 2);
    EXPECT_LT(undecided, pairs / 5);
}

}  // namespace
}  // namespace konsequenz::proof
