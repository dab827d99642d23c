// A decision table over columns of rows: what a backtest or a whole table of a database is decided by.
//
// Each input of the table is a column. Its distinct values come as a dictionary, and are looked at once, when the
// object is made: whatever a FEEL cell may ask of its own input is asked then. A row is a code a column, and costs a
// few loads.
//
//   auto columns = TableColumns::create(engine, decision, dictionaries);   // one dictionary an input of the table
//   std::vector<std::uint32_t> rows(count);
//   auto done = columns->evaluate(data, rows);                             // data: one column an input, `count` codes
//   each const feel::Value& value = columns->outcomes()[rows[17]].value;        // the decision's value in row 17
//
// Column n holds the values of the table's n-th input expression (TableInfo::inputs). Where that is just an input of
// the model, a value is converted and checked as Engine::evaluate does it; the value of any other expression is taken
// as it is. Evaluation is safe from any number of threads.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "base/error.h"
#include "dmn/engine.h"
#include "feel/value.h"

namespace konsequenz::dmn {

/// Codes into the column's dictionary, in which null has its own, if there are any.
using Codes8 = std::span<const std::uint8_t>;
using Codes16 = std::span<const std::uint16_t>;
using Codes32 = std::span<const std::uint32_t>;
/// Columns without a dictionary. Truths are 0 and 1, anything else is null. A number is the shortest decimal that reads
/// back as the double. Days count from 1970-01-01.
struct Truths {
    std::span<const std::uint8_t> rows;
};
struct Integers {
    static constexpr std::int64_t null = std::numeric_limits<std::int64_t>::min();
    std::span<const std::int64_t> rows;
};
struct Doubles {
    std::span<const double> rows;  ///< NaN and the infinities are null
};
struct Days {
    static constexpr std::int32_t null = std::numeric_limits<std::int32_t>::min();
    std::span<const std::int32_t> rows;
};
using Column = std::variant<Codes8, Codes16, Codes32, Truths, Integers, Doubles, Days>;

/// What a row can come to.
struct Outcome {
    enum class Kind : std::uint8_t {
        matched,   ///< by `rules`
        no_match,  ///< no rule matches: the default, or null
        refused,   ///< an input value that the table does not allow: null
        overlap,   ///< rules match that the hit policy does not allow together: null
    };
    Kind kind = Kind::matched;
    feel::Value value;                 ///< of the decision
    std::vector<std::uint32_t> rules;  ///< those that the value comes from, in its order; of collect(): all that match
};

class TableColumns {
  public:
    using Dictionary = std::span<const feel::Value>;

    /// One dictionary an input of the decision's table; an empty one where the column comes without (Truths, Integers,
    /// Doubles, Days). Every dictionary's values are read here and not kept.
    /// Errors: dmn.columns (the decision's logic is no table; a cell, an output or a default reads other inputs; a
    /// column that needs a dictionary has none; not one dictionary an input), dmn.too-large.
    [[nodiscard]] static Result<TableColumns> create(std::shared_ptr<const Engine> engine, std::size_t decision,
                                                     std::span<const Dictionary> dictionaries,
                                                     const feel::Environment& environment = {});
    TableColumns(TableColumns&&) noexcept;
    TableColumns& operator=(TableColumns&&) noexcept;
    ~TableColumns();

    /// For the hit policies UNIQUE, ANY, FIRST and PRIORITY: outcome n of a table with r rules is rule n; r: no rule
    /// matches; r + 1: refused; r + 2: overlap. Empty for the others.
    [[nodiscard]] std::span<const Outcome> outcomes() const;
    /// Writes the number of each row's outcome. `columns` are one an input, each as long as `rows`.
    /// Errors: dmn.columns (not so; a column of a kind that create() was not told; a hit policy without fixed
    /// outcomes).
    [[nodiscard]] Result<void> evaluate(std::span<const Column> columns, std::span<std::uint32_t> rows) const;
    /// The same for every hit policy. The outcomes that were there, one a distinct set of matching rules, in the order
    /// in which they first appear; `rows` gets their numbers.
    [[nodiscard]] Result<std::vector<Outcome>> collect(std::span<const Column> columns,
                                                       std::span<std::uint32_t> rows) const;

    struct Plan;

  private:
    explicit TableColumns(std::unique_ptr<const Plan> plan);
    std::unique_ptr<const Plan> plan_;
};

}  // namespace konsequenz::dmn
