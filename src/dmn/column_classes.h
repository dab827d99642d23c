// The values of one column of rows, parted into classes: two values are of one class where every rule treats them
// alike.
//
// The rules' bits are in the order that the plan asks for. Behind them stands one bit more, which says that the value
// is allowed; a value that is not has no bit at all, so that neither has a row it is part of.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmn/columns.h"
#include "dmn/logic.h"
#include "dmn/rule_sets.h"
#include "dmn/table.h"

namespace konsequenz::dmn {

/// Where doubles stand among the points of an index, without making a decimal of each.
class DoublePoints {
  public:
    explicit DoublePoints(const ColumnIndex& index);
    /// The index's place of a number that is neither NaN nor infinite.
    [[nodiscard]] std::uint32_t find(double value) const {
        const auto at = static_cast<std::size_t>(std::ranges::lower_bound(doubles_, value) - doubles_.begin());
        return at < doubles_.size() && doubles_[at] == value ? places_at_[at] : places_before_[at];
    }

  private:
    std::vector<double> doubles_;               ///< the nearest to each point, ascending, distinct
    std::vector<std::uint32_t> places_at_;      ///< of just that double
    std::vector<std::uint32_t> places_before_;  ///< of what lies before it; one more, of what lies behind all
};

/// What a column's classes are made from.
struct ColumnPlace {
    const TableProgram* program = nullptr;
    std::size_t number = 0;              ///< of the column
    const CheckedType* input = nullptr;  ///< of the model's input, where the column is just that
    std::span<const std::uint32_t> bit_of_rule;
    std::size_t words = 0;  ///< of a set
    [[nodiscard]] const TableColumn& column() const { return program->columns[number]; }
};

class ColumnClasses {
  public:
    /// Errors: dmn.columns.
    [[nodiscard]] static Result<ColumnClasses> create(const ColumnPlace& place, TableColumns::Dictionary dictionary,
                                                      const feel::Environment& environment);

    [[nodiscard]] const RuleSets& sets() const { return sets_; }
    /// A class is added as its number times so much.
    void set_stride(std::uint32_t stride);
    /// Whether the column's rows can be read. Errors: dmn.columns.
    [[nodiscard]] Result<void> check(const Column& column, std::size_t count) const;
    /// What a code adds that the dictionary does not have: more than any sum of classes, and less than overflows.
    static constexpr std::uint32_t unknown_code = std::uint32_t{1} << 26;
    /// What each code adds, where the codes of `count` rows from `first` on can be looked up just so; else nullptr.
    [[nodiscard]] const std::uint32_t* plain_table(const Column& column, std::size_t first, std::size_t count) const;
    /// The row of the first code that the dictionary does not have.
    [[nodiscard]] std::optional<std::size_t> find_unknown(const Column& column) const;
    [[nodiscard]] std::string name() const;
    /// Adds the class of each row from `first` on to its sum.
    void add(const Column& column, std::size_t first, std::span<std::uint32_t> sums) const;

  private:
    explicit ColumnClasses(const ColumnPlace& place) : place_(place), sets_(place.words) {}
    void build_index();
    [[nodiscard]] Result<void> check_open_tests() const;
    [[nodiscard]] Result<void> add_rows();
    void add_value(const feel::Value& value, feel::Run& run);
    void mark(const feel::Value& value, std::vector<std::uint64_t>& bits, feel::Run& run) const;
    [[nodiscard]] std::uint32_t class_of(const std::vector<std::uint64_t>& bits, bool is_null);
    [[nodiscard]] bool is_read_plainly() const;

    ColumnPlace place_;
    RuleSets sets_;
    std::shared_ptr<const ColumnCells>
        cells_;  ///< of the rules; behind them a rule for each check of the column's values
    std::shared_ptr<const ColumnIndex> index_;
    RowLayout layout_{0};
    std::vector<std::vector<std::uint32_t>> rules_of_;  ///< distinct test → rules
    bool has_dictionary_ = false;
    std::size_t codes_ = 0;  ///< of the dictionary
    std::vector<std::uint32_t>
        of_code_;  ///< code → class times stride; behind the dictionary's unknown_code, to a power of two
    std::vector<std::uint32_t> of_place_;  ///< place of the index → class, without a dictionary
    std::optional<DoublePoints> doubles_;
};

}  // namespace konsequenz::dmn
