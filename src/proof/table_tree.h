// A large table as a tree of cuts: at each node the values of one column are cut in two, until the rules that pass are
// the same for all values that are left.
//
// Whether a thousand rules leave a gap is hard to say for a solver that is told a thousand conditions, and easy once
// the space is cut where the rules end: what is certain is then no question any more.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "dmn/table.h"

namespace konsequenz::proof {

/// A column's places, as ColumnIndex numbers them, from first to last; null is the last one of all.
struct PlaceRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

struct TreeNode {
    // --- a cut: places up to `place` of the column go to `low`, the others to `high` ---
    std::size_t column = 0;
    std::uint32_t place = 0;
    PlaceRange range;  ///< of the column at this node
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    // --- a leaf ---
    bool is_leaf = false;
    std::vector<std::uint32_t> rules;  ///< those that pass, ascending; of FIRST the first one alone
};

/// Nodes before their parents; the last one is the root.
struct TableTree {
    std::vector<dmn::ColumnIndex> indexes;  ///< one a column, with a row a place
    std::vector<TreeNode> nodes;
};

/// Absent where a cell is no plain test, or where the tree would get too large. `rules` in the order of preference:
/// with `first_only` a leaf holds the first of them that passes.
[[nodiscard]] std::optional<TableTree> make_tree(const dmn::TableProgram& program, std::span<const std::uint32_t> rules,
                                                 bool first_only);

}  // namespace konsequenz::proof
