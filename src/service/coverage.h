// How much of a standard's tables its policy tests exercise.
//
// A rule is covered where it fired in a tested contact: its output was the table's, or among them. A cell that is not a
// dash is covered by unique-cause MC/DC: there is a pair of evaluated inputs in which only this cell's truth differs
// within the rule, all other cells of the rule passing in both, so that the rule matches in one of them and not in the
// other. Contacts of a test's history count for nothing, since no test says what should become of them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "dmn/engine.h"
#include "feel/value.h"
#include "service/made_case.h"
#include "standard/standard.h"

namespace konsequenz::service {

struct CellCoverage {
    std::string column;       ///< the input expression's text
    std::string test;         ///< the cell's text
    bool is_readable = true;  ///< false: it reads more than its own column, so that it is not looked at
    bool has_failed_alone = false;
};

struct RuleCoverage {
    Place place;
    std::string principle;
    bool has_fired = false;
    bool has_matched = false;
    std::vector<CellCoverage> cells;  ///< one a column; empty `test` for a dash

    [[nodiscard]] bool is_covered(const CellCoverage& cell) const { return has_matched && cell.has_failed_alone; }
};

struct TableCoverage {
    std::string owner;
    std::vector<RuleCoverage> rules;
};

struct CoverageCount {
    std::size_t rules = 0;
    std::size_t rules_fired = 0;
    std::size_t cells = 0;
    std::size_t cells_covered = 0;

    bool operator==(const CoverageCount&) const = default;
};

class Coverage {
  public:
    /// The standard must outlive it.
    explicit Coverage(const standard::Standard& standard);

    /// What a tested contact exercises.
    void add(const MadeCase& tested, const facts::Known& known);
    /// The same of one evaluation's trace. Whether it exercised anything that nothing had before.
    bool add(const dmn::Trace& trace);
    /// Whether it would.
    [[nodiscard]] bool adds(const dmn::Trace& trace) const;

    [[nodiscard]] const std::vector<TableCoverage>& tables() const { return tables_; }
    [[nodiscard]] CoverageCount count() const;
    [[nodiscard]] static CoverageCount count(const TableCoverage& table);

  private:
    struct Cell {
        std::size_t column;
        feel::Expression test;  ///< by itself: the value tested is its only input
    };
    /// Which of a rule's readable cells do not pass: none, one by its column, or more.
    struct Passing {
        std::size_t failed = 0;
        std::size_t column = 0;
    };
    [[nodiscard]] Passing passing(std::size_t table, std::size_t rule, const std::vector<feel::Value>& inputs) const;
    template <class Visit>
    void visit(const dmn::TableTrace& ran, const Visit& visit) const;

    const standard::Standard& standard_;
    std::vector<TableCoverage> tables_;
    std::vector<std::vector<std::vector<Cell>>> cells_;  // by table and rule
};

/// The engine's inputs for a contact and what is known at it, in the engine's order.
[[nodiscard]] std::vector<feel::Value> engine_inputs(const standard::Standard& standard, const record::Record& contact,
                                                     const facts::Known& known);

}  // namespace konsequenz::service
