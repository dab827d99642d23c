#include "proof/table_tree.h"

#include <algorithm>
#include <limits>

namespace konsequenz::proof {
namespace {

constexpr std::size_t nodes_per_rule_max = 40;
constexpr std::size_t counts_max = std::size_t{1} << 24;  ///< of one column

/// How many places up to each one pass, a distinct test.
class Column {
  public:
    Column(const dmn::TableColumn& column, const dmn::ColumnIndex& index, const dmn::RowLayout& layout)
        : cells_(&column.cells), places_(index.place_count()) {
        std::vector<std::uint32_t> rule_of(column.cells.tests.size());
        for (std::uint32_t rule = 0; rule < column.cells.of_rule.size(); ++rule)
            rule_of[column.cells.of_rule[rule]] = rule;
        counts_.resize(column.cells.tests.size() * (places_ + 1));
        for (std::size_t test = 0; test < column.cells.tests.size(); ++test) {
            std::uint32_t* const counts = counts_.data() + test * (places_ + 1);
            const std::size_t word = layout.summary_words + rule_of[test] / 64;
            for (std::uint32_t place = 0; place < places_; ++place)
                counts[place + 1] =
                    counts[place] + static_cast<std::uint32_t>(index.row(place)[word] >> rule_of[test] % 64 & 1U);
        }
    }
    [[nodiscard]] std::uint32_t places() const { return static_cast<std::uint32_t>(places_); }
    [[nodiscard]] std::uint32_t count(std::uint32_t rule, PlaceRange range) const {
        const std::uint32_t* const counts = of(rule);
        return counts[range.last + 1] - counts[range.first];
    }
    [[nodiscard]] bool covers(std::uint32_t rule, PlaceRange range) const {
        return count(rule, range) == range.last - range.first + 1;
    }
    /// From the first to the last place in the range that passes; there is one.
    [[nodiscard]] PlaceRange hull(std::uint32_t rule, PlaceRange range) const {
        const std::uint32_t* const counts = of(rule);
        const auto first = std::upper_bound(counts + range.first, counts + range.last + 2, counts[range.first]);
        const auto last = std::lower_bound(counts + range.first, counts + range.last + 2, counts[range.last + 1]);
        return {static_cast<std::uint32_t>(first - counts) - 1, static_cast<std::uint32_t>(last - counts) - 1};
    }

  private:
    [[nodiscard]] const std::uint32_t* of(std::uint32_t rule) const {
        return counts_.data() + cells_->of_rule[rule] * (places_ + 1);
    }
    const dmn::ColumnCells* cells_;
    std::size_t places_;
    std::vector<std::uint32_t> counts_;
};

struct Cut {
    std::size_t column = 0;
    std::uint32_t place = 0;
    std::size_t straddlers = std::numeric_limits<std::size_t>::max();
    std::size_t larger_side = std::numeric_limits<std::size_t>::max();
};

class TreeMaker {
  public:
    TreeMaker(const dmn::TableProgram& program, TableTree& tree, bool first_only)
        : tree_(tree), first_only_(first_only), nodes_max_(1'000 + nodes_per_rule_max * program.rules.size()) {
        for (std::size_t at = 0; at < program.columns.size(); ++at)
            columns_.emplace_back(program.columns[at], tree.indexes[at], program.layout);
    }

    [[nodiscard]] bool make(std::vector<std::uint32_t> rules) {
        std::vector<PlaceRange> box;
        box.reserve(columns_.size());
        for (const Column& column : columns_) box.push_back({0, column.places() - 1});
        return grow(box, std::move(rules)).has_value();
    }

  private:
    [[nodiscard]] bool covers(std::uint32_t rule, const std::vector<PlaceRange>& box) const {
        for (std::size_t at = 0; at < columns_.size(); ++at) {
            if (!columns_[at].covers(rule, box[at])) return false;
        }
        return true;
    }
    /// Drops what does not pass anywhere in the box, and what a better rule hides.
    void prune(std::vector<std::uint32_t>& rules, const std::vector<PlaceRange>& box) const {
        std::erase_if(rules, [&](std::uint32_t rule) {
            for (std::size_t at = 0; at < columns_.size(); ++at) {
                if (columns_[at].count(rule, box[at]) == 0) return true;
            }
            return false;
        });
        if (!first_only_) return;
        const auto hider = std::ranges::find_if(rules, [&](std::uint32_t rule) { return covers(rule, box); });
        if (hider != rules.end()) rules.erase(hider + 1, rules.end());
    }
    [[nodiscard]] bool is_done(const std::vector<std::uint32_t>& rules, const std::vector<PlaceRange>& box) const {
        if (first_only_ && !rules.empty()) return covers(rules.front(), box);
        return std::ranges::all_of(rules, [&](std::uint32_t rule) { return covers(rule, box); });
    }
    [[nodiscard]] std::optional<Cut> best_cut(const std::vector<std::uint32_t>& rules,
                                              const std::vector<PlaceRange>& box) const;
    void try_cuts(std::size_t column, const std::vector<std::uint32_t>& rules, PlaceRange range, Cut& best) const;
    [[nodiscard]] std::optional<std::uint32_t> grow(std::vector<PlaceRange>& box, std::vector<std::uint32_t> rules);

    TableTree& tree_;
    bool first_only_;
    std::size_t nodes_max_;
    std::vector<Column> columns_;
};

// Where rules begin or end: the cut that goes through the fewest of them, then the most even one.
void TreeMaker::try_cuts(std::size_t column, const std::vector<std::uint32_t>& rules, PlaceRange range,
                         Cut& best) const {
    const std::size_t places = range.last - range.first + 1;
    std::vector<std::size_t> begins(places + 1);
    std::vector<std::size_t> ends(places + 1);
    for (const std::uint32_t rule : rules) {
        const PlaceRange hull = columns_[column].hull(rule, range);
        ++begins[hull.first - range.first];
        ++ends[hull.last - range.first];
    }
    std::size_t begun = 0;
    std::size_t ended = 0;
    for (std::uint32_t at = 0; at + 1 < places; ++at) {
        begun += begins[at];
        ended += ends[at];
        if (ends[at] == 0 && begins[at + 1] == 0) continue;
        const std::size_t straddlers = begun - ended;
        const std::size_t larger = std::max(begun, rules.size() - ended);
        if (straddlers < best.straddlers || (straddlers == best.straddlers && larger < best.larger_side))
            best = {column, range.first + at, straddlers, larger};
    }
}

std::optional<Cut> TreeMaker::best_cut(const std::vector<std::uint32_t>& rules,
                                       const std::vector<PlaceRange>& box) const {
    Cut best;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (box[column].first < box[column].last) try_cuts(column, rules, box[column], best);
    }
    if (best.straddlers != std::numeric_limits<std::size_t>::max()) return best;
    // All rules have one hull: cut where one of them does not pass inside of it.
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const PlaceRange range = box[column];
        for (const std::uint32_t rule : rules) {
            if (columns_[column].covers(rule, range)) continue;
            for (std::uint32_t place = range.first; place < range.last; ++place) {
                const bool here = columns_[column].count(rule, {place, place}) == 1;
                const bool next = columns_[column].count(rule, {place + 1, place + 1}) == 1;
                if (here != next) return Cut{column, place, 0, 0};
            }
        }
    }
    return std::nullopt;
}

std::optional<std::uint32_t> TreeMaker::grow(std::vector<PlaceRange>& box, std::vector<std::uint32_t> rules) {
    prune(rules, box);
    TreeNode node;
    if (is_done(rules, box)) {
        if (first_only_ && rules.size() > 1) rules.erase(rules.begin() + 1, rules.end());
        node.is_leaf = true;
        node.rules = std::move(rules);
        std::ranges::sort(node.rules);
    } else {
        const auto cut = best_cut(rules, box);
        if (!cut) return std::nullopt;
        const PlaceRange whole = box[cut->column];
        node.column = cut->column;
        node.place = cut->place;
        node.range = whole;
        box[cut->column].last = cut->place;
        const auto low = grow(box, rules);
        box[cut->column] = {cut->place + 1, whole.last};
        const auto high = low ? grow(box, std::move(rules)) : std::nullopt;
        box[cut->column] = whole;
        if (!high) return std::nullopt;
        node.low = *low;
        node.high = *high;
    }
    if (tree_.nodes.size() >= nodes_max_) return std::nullopt;
    tree_.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
}

}  // namespace

std::optional<TableTree> make_tree(const dmn::TableProgram& program, std::span<const std::uint32_t> rules,
                                   bool first_only) {
    TableTree tree;
    for (const dmn::TableColumn& column : program.columns) {
        tree.indexes.emplace_back(column.cells, program.layout, dmn::ColumnIndex::Rows::a_place);
        const dmn::ColumnIndex& index = tree.indexes.back();
        if (index.has_open_tests() || index.place_count() * column.cells.tests.size() > counts_max) return std::nullopt;
    }
    if (!TreeMaker(program, tree, first_only).make({rules.begin(), rules.end()})) return std::nullopt;
    return tree;
}

}  // namespace konsequenz::proof
