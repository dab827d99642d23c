// The short way through a decision table: where its inputs are read as they lie and its outputs are constant, a
// decision is a few looks into indexes. Whatever is out of the ordinary (a value to be converted or refused, a test
// that only its expression can answer) is left to the table's general way, which gives the same value with its notes.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmn/logic.h"
#include "dmn/table.h"

namespace konsequenz::dmn {

class Session;
struct InputNode;

class QuickTable {
  public:
    /// Absent where the body's logic is no table, or none that can go the short way. The body must outlive it.
    [[nodiscard]] static std::unique_ptr<const QuickTable> create(const Body& body, std::span<const InputNode> inputs);

    /// The value of the decision, which lives as long as this table; nullptr where only the general way can say. The
    /// session may be absent where the table needs none.
    [[nodiscard]] const feel::Value* find(std::span<const feel::Value> inputs, Session* session) const;
    /// Whether it reads more than whole inputs.
    [[nodiscard]] bool needs_session() const { return needs_session_; }

  private:
    class Choice;
    struct Column {
        const ColumnIndex* index = nullptr;
        std::size_t source = 0;  ///< index of the engine's inputs or decisions
        bool is_decision = false;
        bool is_given = false;    ///< an input, read whole
        std::uint32_t kinds = 0;  ///< bit n: a value of kind n needs no conversion, and the index knows it
        const std::vector<std::string>* path = nullptr;
        std::vector<const ColumnIndex*> checks;  ///< of one rule each: whether a value is allowed
    };

    explicit QuickTable(const TableProgram& program) : program_(program) {}
    [[nodiscard]] bool add_column(const TableColumn& column, const Body& body, std::span<const InputNode> inputs);
    [[nodiscard]] bool add_type(Column& made, const CheckedType& type);
    void add_results(const CheckedType& result);
    [[nodiscard]] const feel::Value* fixed(const std::optional<feel::Value>& value, const CheckedType& result);

    [[nodiscard]] std::uint32_t place_of(std::span<const feel::Value> inputs, Session* session,
                                         const Column& column) const;
    [[nodiscard]] const feel::Value* find_of_many(std::span<const feel::Value> inputs, Session* session) const;

    const TableProgram& program_;
    static constexpr std::size_t columns_max = 64;
    std::vector<Column> columns_;
    std::vector<std::size_t> block_columns_;  ///< whose bits alone do not say that a rule passes
    bool needs_session_ = false;
    std::vector<const feel::Value*> values_;  ///< of the rules; absent where not constant, or a cell is open
    const feel::Value* no_match_ = nullptr;   ///< absent where not constant
    feel::Value null_;
    std::deque<feel::Value>
        converted_;  ///< what `values_` points to where the decision's type converts the table's result
    std::deque<ColumnIndex> indexes_;  ///< of the types' constraints
};

}  // namespace konsequenz::dmn
