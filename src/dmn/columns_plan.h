// How a table is decided over columns. Each column has classes of values; groups of columns have tables with an entry
// for every combination of their classes, so that a row costs a load a column and one a group.
//
// Where all columns fit one group its entries are the outcomes themselves. Otherwise an entry is the set of rules that
// the group lets through, and a row is the first rule that all its groups have.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "dmn/column_classes.h"
#include "dmn/columns.h"
#include "dmn/rule_sets.h"
#include "dmn/state.h"
#include "dmn/table.h"

namespace konsequenz::dmn {

struct ColumnGroup {
    std::vector<std::size_t> columns;
    std::vector<std::size_t> summed;  ///< those with more than one class
    std::size_t entries = 1;
    std::vector<std::uint64_t> bits;  ///< entry after entry, `words` each; none where the plan is direct
};

struct TableColumns::Plan {
    std::shared_ptr<const Engine> engine;
    const TableLogic* table = nullptr;
    const Body* body = nullptr;
    std::size_t rules = 0;
    std::size_t words = 0;                   ///< of a set of rules and the bit behind them, which says: allowed; padded
    std::vector<std::uint32_t> bit_of_rule;  ///< the order in which the hit policy prefers them
    std::vector<std::uint32_t> rule_of_bit;
    std::vector<std::uint32_t> results;  ///< ANY: bit → the number of its rule's result among the distinct ones
    std::vector<ColumnClasses> columns;
    std::vector<ColumnGroup> groups;
    std::vector<std::uint32_t> direct;  ///< of one group with a fixed outcome: entry → outcome
    std::vector<Outcome> outcomes;

    [[nodiscard]] bool is_direct() const { return groups.size() == 1; }
    [[nodiscard]] bool has_fixed_outcomes() const;
    /// Of a set of rules (in the plan's order), where outcomes are fixed.
    [[nodiscard]] std::uint32_t outcome_of(const std::uint64_t* bits) const;
    [[nodiscard]] Outcome outcome_of_set(const std::uint64_t* bits) const;
    /// The rules that pass an entry of the one group.
    void bits_of_entry(const ColumnGroup& group, std::size_t entry, std::uint64_t* bits) const;

    // --- making ---
    [[nodiscard]] Result<void> read_table(std::shared_ptr<const Engine> given, std::size_t decision);
    void order_rules();
    void make_outcomes();
    [[nodiscard]] Result<void> make_groups();
    void fill(ColumnGroup& group) const;
    void fill_all(std::uint64_t* bits) const;

  private:
    [[nodiscard]] Outcome made(Outcome::Kind kind, std::vector<std::uint32_t> of_rules) const;
    void number_results();
};

}  // namespace konsequenz::dmn
