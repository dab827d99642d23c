#include "consistency/neighbours.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <queue>
#include <tuple>

#include "statistics/proportion.h"

namespace konsequenz::consistency {
namespace {

/// A k-d tree over the cells of one kind and one ruled end, with a box around each node.
struct Node {
    std::uint32_t from = 0;  ///< in the forest's points
    std::uint32_t until = 0;
    std::uint32_t left = 0;  ///< nodes; 0: a leaf
    std::uint32_t right = 0;
    std::uint32_t box = 0;  ///< in the forest's boxes: all lows, then all highs
};

struct Tree {
    std::uint32_t root = 0;
    std::uint32_t width = 0;  ///< numbers of a point
};

/// A node or a cell still to be looked at, nearest first; of equal distance nodes before cells, since a node may hold a
/// cell with a lower number.
struct Pending {
    double distance = 0;
    std::uint32_t is_cell = 0;
    std::uint32_t index = 0;

    bool operator>(const Pending& other) const {
        return std::tuple(distance, is_cell, index) > std::tuple(other.distance, other.is_cell, other.index);
    }
};

constexpr std::uint32_t leaf_cells = 8;

}  // namespace

struct Neighbourhood::State {
    std::vector<std::uint32_t> offset;  ///< of each cell's scaled numbers
    std::vector<double> numbers;
    std::vector<std::uint32_t> points;  ///< cells, tree by tree
    std::vector<Node> nodes;
    std::vector<double> boxes;
    std::vector<Tree> trees;
    std::vector<std::uint32_t> tree_of;  ///< by cell

    [[nodiscard]] const double* of(Index cell) const { return numbers.data() + offset[cell]; }
    std::uint32_t build(std::uint32_t from, std::uint32_t until, std::uint32_t width);
    [[nodiscard]] double distance(Index one, Index other) const;
    [[nodiscard]] double distance_to_box(Index cell, const Node& node) const;
};

std::uint32_t Neighbourhood::State::build(std::uint32_t from, std::uint32_t until, std::uint32_t width) {
    const auto at = static_cast<std::uint32_t>(nodes.size());
    Node node{from, until, 0, 0, static_cast<std::uint32_t>(boxes.size())};
    boxes.resize(boxes.size() + std::size_t{2} * width);
    std::uint32_t widest = 0;
    double extent = 0;
    for (std::uint32_t axis = 0; axis < width; ++axis) {
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        for (auto point = from; point < until; ++point) {
            low = std::min(low, of(points[point])[axis]);
            high = std::max(high, of(points[point])[axis]);
        }
        boxes[node.box + axis] = low;
        boxes[node.box + width + axis] = high;
        if (high - low > extent) {
            extent = high - low;
            widest = axis;
        }
    }
    nodes.push_back(node);
    if (until - from <= leaf_cells || extent <= 0) return at;
    const auto middle = from + (until - from) / 2;
    std::nth_element(points.begin() + from, points.begin() + middle, points.begin() + until,
                     [&](std::uint32_t one, std::uint32_t other) {
                         const double first = of(one)[widest];
                         const double second = of(other)[widest];
                         return first != second ? first < second : one < other;
                     });
    const auto left = build(from, middle, width);
    const auto right = build(middle, until, width);
    nodes[at].left = left;
    nodes[at].right = right;
    return at;
}

double Neighbourhood::State::distance(Index one, Index other) const {
    double sum = 0;
    for (std::uint32_t axis = 0; axis < trees[tree_of[one]].width; ++axis)
        sum += std::abs(of(one)[axis] - of(other)[axis]);
    return sum;
}

double Neighbourhood::State::distance_to_box(Index cell, const Node& node) const {
    const auto width = trees[tree_of[cell]].width;
    double sum = 0;
    for (std::uint32_t axis = 0; axis < width; ++axis) {
        const double value = of(cell)[axis];
        sum += std::max({0.0, boxes[node.box + axis] - value, value - boxes[node.box + width + axis]});
    }
    return sum;
}

namespace {

/// The mean absolute deviation of each number of each kind, over its cases; 1 where a number never varies.
std::vector<std::vector<double>> scales_of(const History& history, const Cells& cells) {
    std::vector<std::vector<double>> means(history.kinds.size());
    std::vector<std::vector<double>> scales(history.kinds.size());
    std::vector<double> counts(history.kinds.size(), 0.0);
    for (const auto& cell : cells.all()) {
        const auto& situation = history.situations[cell.situation];
        auto& mean = means[situation.kind];
        mean.resize(situation.numbers.size(), 0.0);
        counts[situation.kind] += static_cast<double>(cell.cases.size());
        for (std::size_t axis = 0; axis < mean.size(); ++axis)
            mean[axis] += situation.numbers[axis] * static_cast<double>(cell.cases.size());
    }
    for (std::size_t kind = 0; kind < means.size(); ++kind) {
        for (auto& mean : means[kind]) mean /= counts[kind];
        scales[kind].assign(means[kind].size(), 0.0);
    }
    for (const auto& cell : cells.all()) {
        const auto& situation = history.situations[cell.situation];
        for (std::size_t axis = 0; axis < situation.numbers.size(); ++axis)
            scales[situation.kind][axis] += std::abs(situation.numbers[axis] - means[situation.kind][axis]) *
                                            static_cast<double>(cell.cases.size()) / counts[situation.kind];
    }
    for (auto& scale : scales) {
        for (auto& each : scale) each = each <= 0 ? 1.0 : each;
    }
    return scales;
}

}  // namespace

Neighbourhood::Neighbourhood(const History& history, const Cells& cells) : state_(std::make_unique<State>()) {
    auto& state = *state_;
    const auto scales = scales_of(history, cells);
    std::map<std::tuple<Index, std::uint8_t, std::uint8_t>, std::vector<std::uint32_t>> groups;
    const auto& all = cells.all();
    state.offset.resize(all.size());
    state.tree_of.resize(all.size());
    for (std::uint32_t at = 0; at < all.size(); ++at) {
        const auto& situation = history.situations[all[at].situation];
        state.offset[at] = static_cast<std::uint32_t>(state.numbers.size());
        for (std::size_t axis = 0; axis < situation.numbers.size(); ++axis)
            state.numbers.push_back(situation.numbers[axis] / scales[situation.kind][axis]);
        groups[{situation.kind, all[at].measure, all[at].remedy}].push_back(at);
    }
    for (const auto& [key, members] : groups) {
        const auto from = static_cast<std::uint32_t>(state.points.size());
        const auto width =
            static_cast<std::uint32_t>(history.situations[all[members.front()].situation].numbers.size());
        for (const auto member : members) {
            state.points.push_back(member);
            state.tree_of[member] = static_cast<std::uint32_t>(state.trees.size());
        }
        const auto root = state.build(from, static_cast<std::uint32_t>(state.points.size()), width);
        state.trees.push_back({root, width});
    }
}

Neighbourhood::~Neighbourhood() = default;

double Neighbourhood::distance(Index one, Index other) const { return state_->distance(one, other); }

void Neighbourhood::visit(Index cell, const std::function<Go(Index, double)>& visitor) const {
    const auto& state = *state_;
    std::priority_queue<Pending, std::vector<Pending>, std::greater<>> pending;
    pending.push({0, 0, state.trees[state.tree_of[cell]].root});
    while (!pending.empty()) {
        const auto next = pending.top();
        pending.pop();
        if (next.is_cell == 1) {
            if (visitor(next.index, next.distance) == Go::stop) return;
            continue;
        }
        const auto& node = state.nodes[next.index];
        if (node.left == 0) {
            for (auto point = node.from; point < node.until; ++point)
                pending.push({state.distance(cell, state.points[point]), 1, state.points[point]});
        } else {
            pending.push({state.distance_to_box(cell, state.nodes[node.left]), 0, node.left});
            pending.push({state.distance_to_box(cell, state.nodes[node.right]), 0, node.right});
        }
    }
}

namespace {

/// The nearest with a trait and the nearest without it, with all that are as near as the last.
struct Sides {
    statistics::Proportion with;
    statistics::Proportion without;
    double last_with = -1;  ///< the distance at which there were enough; below 0: not yet
    double last_without = -1;
};

void add(statistics::Proportion& sum, const statistics::Proportion& part, std::uint64_t without) {
    sum.count += part.count - without;
    sum.total += part.total - without;
}

/// One case is tested against those around it; the case itself does not count.
Sides sides_of(const Cells& cells, const Neighbourhood& neighbourhood, Index tested, Trait trait, Treatment treatment,
               const NeighbourOptions& options) {
    Sides sides;
    // Sums of differences do not come out the same to the last digit in every order.
    constexpr double rounding = 1e-9;
    const auto own = cells.of_case(tested);
    neighbourhood.visit(own, [&](Index cell, double distance) {
        if (distance > options.distance_max + rounding) return Neighbourhood::Go::stop;
        const bool takes_with = sides.last_with < 0 || distance <= sides.last_with + rounding;
        const bool takes_without = sides.last_without < 0 || distance <= sides.last_without + rounding;
        if (!takes_with && !takes_without) return Neighbourhood::Go::stop;
        // The case tested has the trait and was treated so: it is left out of its own cell.
        const std::uint64_t itself = cell == own ? 1 : 0;
        if (takes_with) add(sides.with, cells.all()[cell].having(trait, treatment), itself);
        if (takes_without) add(sides.without, cells.all()[cell].lacking(trait, treatment), 0);
        if (sides.last_with < 0 && sides.with.total >= options.neighbours) sides.last_with = distance;
        if (sides.last_without < 0 && sides.without.total >= options.neighbours) sides.last_without = distance;
        return Neighbourhood::Go::on;
    });
    return sides;
}

}  // namespace

std::vector<Favoured> test_situations(const History& history, const Cells& cells, const Neighbourhood& neighbourhood,
                                      const NeighbourOptions& options) {
    std::vector<Favoured> results;
    for (std::size_t trait = 0; trait < trait_count; ++trait) {
        for (const auto treatment : treatments) {
            Favoured favoured{static_cast<Trait>(trait), treatment, 0, 0, {}, 0};
            double sum = 0;
            for (Index at = 0; at < history.cases.size(); ++at) {
                const auto& tested = history.cases[at];
                if (!tested.traits.test(trait) || !is_treated(history, tested, treatment)) continue;
                const auto sides = sides_of(cells, neighbourhood, at, static_cast<Trait>(trait), treatment, options);
                if (sides.with.total < options.neighbours || sides.without.total < options.neighbours) {
                    ++favoured.lonely;
                    continue;
                }
                ++favoured.tested;
                const double difference = sides.with.share() - sides.without.share();
                sum += difference;
                if (difference >= options.difference_min) favoured.standing_out.push_back(at);
            }
            if (favoured.tested > 0) favoured.mean_difference = sum / static_cast<double>(favoured.tested);
            if (favoured.tested + favoured.lonely > 0) results.push_back(std::move(favoured));
        }
    }
    return results;
}

std::vector<Pair> find_near_twins(const History& history, const Cells& cells, const Neighbourhood& neighbourhood,
                                  std::size_t shown_max, const NeighbourOptions& options) {
    std::vector<Pair> pairs;
    const auto end_of = [&](Index at) {
        return std::pair(history.cases[at].given_measure, history.cases[at].given_remedy);
    };
    for (Index at = 0; at < history.cases.size() && pairs.size() < shown_max; ++at) {
        if (history.cases[at].deviation == no_index || cells.all()[cells.of_case(at)].cases.size() > 1) continue;
        neighbourhood.visit(cells.of_case(at), [&](Index cell, double distance) {
            if (distance > options.distance_max) return Neighbourhood::Go::stop;
            if (cell == cells.of_case(at)) return Neighbourhood::Go::on;
            for (const auto other : cells.all()[cell].cases) {
                if (end_of(other) == end_of(at)) continue;
                const bool is_milder = end_of(at) < end_of(other);
                pairs.push_back({is_milder ? at : other, is_milder ? other : at, Cause::deviation, distance});
                return Neighbourhood::Go::stop;
            }
            return Neighbourhood::Go::on;
        });
    }
    return pairs;
}

}  // namespace konsequenz::consistency
