// A compiled decision table. DMN 1.5, chapter 8 and 10.2.6.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmn/engine.h"
#include "dmn/logic.h"
#include "dmn/table_index.h"
#include "dmn/table_scan.h"
#include "dmn/types.h"

namespace konsequenz::dmn {

/// Whether an input expression is a variable, or a chain of entries below one, that can be read where it lies.
struct DirectRead {
    std::optional<std::size_t> slot;
    std::vector<std::string> path;
};

/// The input values of a clause, as an index of one rule.
struct AllowedInputs {
    ColumnCells cells;
    ColumnIndex index;
};

struct TableColumn {
    feel::Expression program;
    DirectRead direct;
    CheckedType type;
    ColumnCells cells;
    ColumnIndex index;
    std::optional<AllowedInputs> allowed;
};

struct TableOutput {
    std::string name;
    CheckedType type;
    std::vector<feel::Value> order;  ///< best first; for the policies by priority
    std::optional<feel::Expression> default_value;
};

struct TableRule {
    std::vector<feel::Expression> outputs;
    std::optional<feel::Value> constant;  ///< the whole result, where all outputs are constant
};

struct TableProgram {
    std::size_t number = 0;  ///< index of Engine::tables()
    HitPolicy hit_policy = HitPolicy::unique;
    Aggregation aggregation = Aggregation::none;
    std::size_t scope_size = 0;  ///< slots in scope; the `?` of a test comes right behind
    RowLayout layout{0};
    std::vector<TableColumn> columns;
    std::vector<TableOutput> outputs;
    feel::SharedContextKeys output_names;  ///< of several outputs
    std::vector<TableRule> rules;
    bool must_verify = false;  ///< some bits of the rows only say that the rule may pass
    std::string owner;
    // Where all rules and defaults are constant, what the hit policy needs to know of them; see prepare_policy.
    std::optional<feel::Value> no_match;  ///< what comes where no rule matches, notes aside
    std::vector<std::uint32_t> results;   ///< ANY: rule → the number of its result among the distinct ones
    std::vector<std::uint32_t> places;    ///< PRIORITY, OUTPUT ORDER: rule → its place in the order of the outputs
};

/// The entry below a context by its path; nullptr where one on the way is missing.
[[nodiscard]] inline const feel::Value* follow(const feel::Value& from, std::span<const std::string> path) {
    const feel::Value* value = &from;
    for (const std::string& member : path) {
        value = value->is_context() ? value->find(member) : nullptr;
        if (value == nullptr) break;
    }
    return value;
}

class TableLogic final : public Logic {
  public:
    explicit TableLogic(TableProgram program);
    [[nodiscard]] feel::Value run(Frame& frame) const override;
    [[nodiscard]] const TableProgram& program() const { return program_; }
    /// What these rules come to, ascending, where all outputs are constant. They become those that the value is made
    /// of.
    [[nodiscard]] feel::Value value_of(std::vector<std::uint32_t>& rules) const;

  private:
    struct Row;
    void prepare_policy();
    [[nodiscard]] bool read_inputs(Frame& frame, Row& row) const;
    [[nodiscard]] const feel::Value& read_input(Frame& frame, Row& row, std::size_t at) const;
    [[nodiscard]] bool is_allowed(Frame& frame, const TableColumn& column, const feel::Value& value) const;
    [[nodiscard]] bool verify(Frame& frame, const Row& row, std::uint32_t rule) const;
    template <class OnMatch>
    void each_match(Frame& frame, const Row& row, OnMatch on_match) const;

    [[nodiscard]] feel::Value result(Frame& frame, const Row& row) const;
    [[nodiscard]] feel::Value first_or_unique(Frame& frame, const Row& row) const;
    [[nodiscard]] feel::Value traced(Frame& frame, const Row& row) const;
    /// `rules` are those that match; then those whose outputs are the value, in its order.
    [[nodiscard]] feel::Value by_policy(Frame& frame, RuleList& rules) const;
    [[nodiscard]] feel::Value any_output(Frame& frame, RuleList& rules) const;
    void order_by_outputs(Frame& frame, std::span<std::uint32_t> rules) const;
    [[nodiscard]] feel::Value aggregate(Frame& frame, std::span<const std::uint32_t> matches) const;
    [[nodiscard]] feel::Value output_of(Frame& frame, std::uint32_t rule) const;
    [[nodiscard]] feel::Value single_output(Frame& frame, std::uint32_t rule, std::size_t output) const;
    [[nodiscard]] feel::Value no_match(Frame& frame) const;
    [[nodiscard]] feel::Value overlap(Frame& frame, std::uint32_t first, std::uint32_t second) const;

    TableProgram program_;
};

}  // namespace konsequenz::dmn
