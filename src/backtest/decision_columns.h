// One decision over columns of what it requires.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backtest/combinations.h"
#include "backtest/values.h"
#include "base/error.h"
#include "dmn/columns.h"
#include "dmn/engine.h"
#include "dmn/logic.h"
#include "dmn/table.h"

namespace konsequenz::backtest {

/// A value a row: codes of values, which only ever grow in number.
struct ValueColumn {
    std::span<const feel::Value> values;
    std::vector<std::uint32_t> codes;
};

struct ValueColumns {
    std::map<std::size_t, ValueColumn> inputs;     ///< by the engine's input; one that is missing is null
    std::map<std::size_t, ValueColumn> decisions;  ///< by the engine's decision
};

/// Values of something by combinations of codes, each worked out once.
class Remembered {
  public:
    /// A code a row into `values`, always the same ones. `work(row)` gives the value of a row whose combination was not
    /// there before.
    template <class Work>
    std::vector<std::uint32_t> codes(std::span<const ValueColumn* const> columns, std::size_t rows, Values& values,
                                     Work work);

  private:
    std::map<std::vector<std::uint32_t>, std::uint32_t> known_;
};

class DecisionColumn {
  public:
    DecisionColumn(std::shared_ptr<const dmn::Engine> engine, std::size_t decision);

    /// The decision's value in each row; all that it requires is known.
    [[nodiscard]] ValueColumn evaluate(const ValueColumns& known, std::size_t rows);
    /// Why its logic runs once for each combination; empty where its table's columns are used.
    [[nodiscard]] const std::string& why_by_combination() const { return why_; }

  private:
    /// A column of the table: the value of its input expression.
    struct Expression {
        std::vector<std::size_t> requirements;  ///< that it reads
        bool is_requirement = false;            ///< it is just that, unchanged
        Remembered remembered;
        Values values;
    };

    void read_table();
    [[nodiscard]] static const ValueColumn* column_of(const dmn::Source& source, const ValueColumns& known);
    /// All columns that these requirements are made from.
    [[nodiscard]] std::vector<const ValueColumn*> columns_of(std::span<const std::size_t> requirements,
                                                             const ValueColumns& known) const;
    [[nodiscard]] feel::Value fetch(const dmn::Source& source, const ValueColumns& known, std::size_t row,
                                    feel::Run& run) const;
    [[nodiscard]] std::vector<feel::Value> slots_of(std::span<const std::size_t> requirements, std::size_t slot_count,
                                                    const ValueColumns& known, std::size_t row, feel::Run& run) const;
    [[nodiscard]] ValueColumn by_combination(const ValueColumns& known, std::size_t rows);
    [[nodiscard]] ValueColumn expression_column(std::size_t at, const ValueColumns& known, std::size_t rows);
    [[nodiscard]] Result<void> prepare_table(std::span<const ValueColumn> columns);
    [[nodiscard]] Result<ValueColumn> by_table(const ValueColumns& known, std::size_t rows);

    std::shared_ptr<const dmn::Engine> engine_;
    std::size_t decision_;
    const dmn::Body& body_;
    const dmn::TableProgram* table_ = nullptr;  ///< where its columns are used
    std::string why_;
    std::vector<Expression> expressions_;
    Remembered whole_;
    std::optional<dmn::TableColumns> compiled_;
    std::vector<std::size_t> dictionary_sizes_;  ///< that `compiled_` knows
    Values values_;                              ///< of the decision, whichever way they came
};

}  // namespace konsequenz::backtest
