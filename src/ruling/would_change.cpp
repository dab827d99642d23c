#include "ruling/would_change.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>

#include "ruling/classes.h"
#include "ruling/inputs.h"
#include "ruling/situations.h"

namespace konsequenz::ruling {
namespace {

using feel::Value;
using Ids = std::vector<ClassId>;
using Candidate = InputClasses::Candidate;

constexpr std::size_t changes_max = 3;
constexpr std::size_t tied_max = 3;
constexpr std::size_t tries_max = 100'000;
/// When there are as many, all are forgotten.
constexpr std::size_t remembered_max = 65'536;

/// One input moved to another class.
struct Move {
    std::size_t input = 0;
    Candidate to;
};
using Moves = std::vector<Move>;

/// Moves that lead to the measure of this rank.
struct Way {
    std::size_t measure = 0;
    Moves moves;
};

struct Ways {
    std::vector<Way> milder;
    std::vector<Way> harsher;
};

std::vector<std::size_t> inputs_of(const Moves& moves) {
    std::vector<std::size_t> inputs;
    for (const auto& move : moves) inputs.push_back(move.input);
    std::ranges::sort(inputs);
    return inputs;
}

/// Leaves out ways whose inputs include those of another one, and all beyond the first few.
void keep_smallest(std::vector<Way>& ways) {
    std::vector<Way> kept;
    for (std::size_t at = 0; at < ways.size(); ++at) {
        const auto own = inputs_of(ways[at].moves);
        const auto makes_needless = [&](std::size_t other) {
            const auto inputs = inputs_of(ways[other].moves);
            return other != at && std::ranges::includes(own, inputs) && (inputs.size() < own.size() || other < at);
        };
        bool is_needless = false;
        for (std::size_t other = 0; other < ways.size() && !is_needless; ++other) is_needless = makes_needless(other);
        if (!is_needless) kept.push_back(ways[at]);
    }
    if (kept.size() > WouldChange::sets_max) kept.resize(WouldChange::sets_max);
    ways = std::move(kept);
}

}  // namespace

struct ChangeFinder::State {
    explicit State(const standard::Standard& standard_in) : standard(standard_in), situations(standard_in) {
        readers.reserve(situations.inputs().size());
        for (const auto& input : situations.inputs()) {
            Reader reader;
            reader.field = find_field(input.path());
            const auto fact = std::ranges::find(standard.facts, input.path(), &standard::Fact::name);
            reader.fact = static_cast<std::size_t>(fact - standard.facts.begin());
            reader.may_change = std::ranges::none_of(standard.blind_to, [&](const std::string& blind) {
                return input.path() == blind || input.path().starts_with(blind + ".");
            });
            readers.push_back(reader);
        }
    }

    /// Where an input's value comes from: a field, or a fact.
    struct Reader {
        std::optional<Field> field;
        std::size_t fact = 0;
        bool may_change = true;
    };

    const standard::Standard& standard;
    Situations situations;
    std::vector<Reader> readers;
    std::mutex mutex;
    std::unordered_map<std::string, std::shared_ptr<const Ways>> known;  // by classes; never iterated

    [[nodiscard]] Value value_of(std::size_t input, const record::Record& contact, const facts::Known& of) const {
        const auto& reader = readers[input];
        return reader.field ? field_value(*reader.field, contact, of) : of.facts[reader.fact];
    }
};

namespace {

/// One search, from one situation.
class Search {
  public:
    Search(Situations& situations, const Ids& present, std::size_t measure, std::size_t measures,
           const std::vector<bool>& may_change)
        : situations_(situations), present_(present), measure_(measure), measures_(measures) {
        for (std::size_t input = 0; input < present.size(); ++input) {
            const auto& classes = situations.inputs()[input];
            candidates_.push_back(may_change[input] ? classes.candidates(classes.inside(present[input]), present[input])
                                                    : std::vector<Candidate>());
        }
    }

    Ways run() {
        Ways ways;
        bool is_milder_open = measure_ > 0;
        bool is_harsher_open = measure_ + 1 < measures_;
        for (std::size_t count = 1; count <= changes_max && (is_milder_open || is_harsher_open); ++count) {
            wants_milder_ = is_milder_open;
            wants_harsher_ = is_harsher_open;
            std::vector<std::size_t> inputs;
            choose(0, count, inputs, ways);
            keep_smallest(ways.milder);
            keep_smallest(ways.harsher);
            is_milder_open = is_milder_open && ways.milder.empty();
            is_harsher_open = is_harsher_open && ways.harsher.empty();
        }
        return ways;
    }

  private:
    /// Every choice of `count` inputs, in their order.
    void choose(std::size_t from, std::size_t count, std::vector<std::size_t>& inputs, Ways& ways) {
        if (count == 0) {
            try_inputs(inputs, ways);
            return;
        }
        for (auto input = from; input < candidates_.size(); ++input) {
            if (candidates_[input].empty()) continue;
            inputs.push_back(input);
            choose(input + 1, count - 1, inputs, ways);
            inputs.pop_back();
        }
    }

    /// Every combination of other values, those that are nearest together first; of each direction the first is taken.
    void try_inputs(const std::vector<std::size_t>& inputs, Ways& ways) {
        std::size_t farthest = 0;
        for (const auto input : inputs) farthest += candidates_[input].size() - 1;
        bool is_milder_open = wants_milder_;
        bool is_harsher_open = wants_harsher_;
        std::vector<std::size_t> ranks(inputs.size());
        const std::function<void(std::size_t, std::size_t)> place = [&](std::size_t at, std::size_t remaining) {
            if ((!is_milder_open && !is_harsher_open) || tries_ >= tries_max) return;
            const auto rank_max = candidates_[inputs[at]].size() - 1;
            if (at + 1 < inputs.size()) {
                for (std::size_t rank = 0; rank <= std::min(rank_max, remaining); ++rank) {
                    ranks[at] = rank;
                    place(at + 1, remaining - rank);
                }
                return;
            }
            if (remaining > rank_max) return;
            ranks[at] = remaining;
            ++tries_;
            const auto way = go(inputs, ranks);
            if (!way || way->measure == measure_) return;
            auto& is_open = way->measure < measure_ ? is_milder_open : is_harsher_open;
            if (!is_open) return;
            is_open = false;
            (way->measure < measure_ ? ways.milder : ways.harsher).push_back(*way);
        };
        for (std::size_t sum = 0; sum <= farthest; ++sum) place(0, sum);
    }

    std::optional<Way> go(const std::vector<std::size_t>& inputs, const std::vector<std::size_t>& ranks) {
        auto ids = present_;
        Way way;
        for (std::size_t at = 0; at < inputs.size(); ++at) {
            const auto& candidate = candidates_[inputs[at]][ranks[at]];
            ids[inputs[at]] = candidate.id;
            way.moves.push_back({inputs[at], candidate});
        }
        if (!tie(ids, way.moves, 0)) return std::nullopt;
        const auto measure = situations_.measure(ids);
        if (!measure) return std::nullopt;
        way.measure = *measure;
        return way;
    }

    /// Moves what assumptions tie to the moved inputs, nearest first, until they hold; false where that cannot be.
    bool tie(Ids& ids, Moves& moves, std::size_t depth) {
        const auto inputs = inputs_of(moves);
        const auto broken = situations_.find_broken(ids, present_, inputs);
        if (!broken) return true;
        if (depth == tied_max) return false;
        for (const auto tied : situations_.assumed_inputs(*broken)) {
            if (std::ranges::binary_search(inputs, tied)) continue;
            for (const auto& candidate : candidates_[tied]) {
                const auto before = ids[tied];
                ids[tied] = candidate.id;
                moves.push_back({tied, candidate});
                if (situations_.holds(*broken, ids) && tie(ids, moves, depth + 1)) return true;
                moves.pop_back();
                ids[tied] = before;
            }
        }
        return false;
    }

    Situations& situations_;
    const Ids& present_;
    std::size_t measure_;
    std::size_t measures_;
    std::vector<std::vector<Candidate>> candidates_;  // by input
    bool wants_milder_ = false;
    bool wants_harsher_ = false;
    std::size_t tries_ = 0;
};

}  // namespace

ChangeFinder::ChangeFinder(const standard::Standard& standard) : state_(std::make_unique<State>(standard)) {}
ChangeFinder::~ChangeFinder() = default;
ChangeFinder::ChangeFinder(ChangeFinder&&) noexcept = default;
ChangeFinder& ChangeFinder::operator=(ChangeFinder&&) noexcept = default;

WouldChange ChangeFinder::find(const record::Record& contact, const facts::Known& known,
                               std::string_view measure) const {
    auto& state = *state_;
    const std::lock_guard lock(state.mutex);
    Ids ids(state.readers.size());
    for (std::size_t input = 0; input < ids.size(); ++input)
        ids[input] = state.situations.class_of(input, state.value_of(input, contact, known));
    const auto key = Situations::key_of(ids);
    auto found = state.known.find(key);
    if (found == state.known.end()) {
        Ways ways;
        const auto rank = state.situations.measure(ids);
        // Another measure than the ruling's: a part of an input that is of a wrong kind made the whole of it null.
        if (rank && state.standard.measures[*rank].id == measure) {
            std::vector<bool> may_change;
            may_change.reserve(state.readers.size());
            for (const auto& reader : state.readers) may_change.push_back(reader.may_change);
            ways = Search(state.situations, ids, *rank, state.standard.measures.size(), may_change).run();
        }
        if (state.known.size() >= remembered_max) state.known.clear();
        found = state.known.emplace(key, std::make_shared<const Ways>(std::move(ways))).first;
    }
    WouldChange would;
    const auto fill = [&](const std::vector<Way>& ways, std::vector<ChangeSet>& sets) {
        for (const auto& [rank, moves] : ways) {
            auto& set = sets.emplace_back(ChangeSet{state.standard.measures[rank].id, {}});
            for (const auto& [input, to] : moves)
                set.changes.push_back(
                    {state.situations.inputs()[input].path(), state.value_of(input, contact, known).owned(), to.value});
        }
    };
    fill(found->second->milder, would.milder);
    fill(found->second->harsher, would.harsher);
    return would;
}

}  // namespace konsequenz::ruling
