// One column of a decision table as an index: from the input's value to the set of rules whose cell it passes.
//
// A row of bits has one bit a rule. The bit is set where the cell passes, and also where the index cannot say (the cell
// is no plain test): such cells are `open` and the table asks their compiled tests. Before the bits of a row stands a
// summary with one bit for each 64 rules that have a bit at all, so that a table of thousands of rules is scanned in
// few words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "feel/expression.h"

namespace konsequenz::dmn {

/// Sizes of the rows of a table of so many rules.
struct RowLayout {
    std::size_t rules = 0;
    std::size_t words = 0;          ///< of bits
    std::size_t summary_words = 0;  ///< before them

    explicit RowLayout(std::size_t rule_count)
        : rules(rule_count), words((rule_count + 63) / 64), summary_words((words + 63) / 64) {}
    [[nodiscard]] std::size_t stride() const { return words + summary_words; }
};

/// The cells of one column: each distinct test once, and which one each rule has.
struct ColumnCells {
    std::vector<feel::Expression> tests;
    std::vector<std::uint32_t> of_rule;
    /// Distinct test → whether null passes it; only asked for tests that have a shape.
    std::vector<std::uint8_t> passes_null;
};

class ColumnIndex {
  public:
    static constexpr std::uint32_t no_row = 0xffffffffU;
    static constexpr std::size_t words_max = std::size_t{1} << 25;  ///< 256 MiB of bits a column; more is not indexed

    ColumnIndex(const ColumnCells& cells, const RowLayout& layout);

    /// The row of a value; no_row where the value is of a kind the index does not know.
    [[nodiscard]] std::uint32_t find(const feel::Value& value) const;
    [[nodiscard]] std::uint32_t find_string(std::string_view text) const;
    /// Of an integer scaled by 10^scale().
    [[nodiscard]] std::uint32_t find_scaled(std::int64_t key) const;
    [[nodiscard]] std::uint32_t find_boolean(bool truth) const { return truth ? 1U : 0U; }
    [[nodiscard]] std::uint32_t null_row() const { return null_row_; }

    [[nodiscard]] const std::uint64_t* row(std::uint32_t index) const { return words_.data() + index * stride_; }
    [[nodiscard]] std::size_t row_count() const { return row_count_; }
    /// The kind of value it indexes; null where no cell is a plain test.
    [[nodiscard]] feel::Kind kind() const { return kind_; }
    /// Whether numbers are kept as integers, and their scale.
    [[nodiscard]] bool is_scaled() const { return is_scaled_; }
    [[nodiscard]] int scale() const { return scale_; }
    /// Distinct tests (of ColumnCells) that the index leaves open.
    [[nodiscard]] bool is_open(std::uint32_t test) const { return open_[test] != 0; }
    [[nodiscard]] bool has_open_tests() const { return has_open_; }

  private:
    struct Event {
        std::uint32_t segment;
        std::uint32_t test;
        std::int32_t change;
    };

    void choose_kind(const std::vector<std::optional<feel::TestShape>>& shapes);
    [[nodiscard]] bool is_indexable(const feel::TestShape& shape) const;
    void collect_points(const std::vector<std::optional<feel::TestShape>>& shapes);
    void scale_points();
    void build_rows(const ColumnCells& cells, const std::vector<std::optional<feel::TestShape>>& shapes,
                    const RowLayout& layout);
    void add_events(std::vector<Event>& events, const feel::TestShape& shape, std::uint32_t test) const;
    [[nodiscard]] std::uint32_t segment_of_point(const feel::Value& value) const;
    [[nodiscard]] std::uint32_t find_number(const feel::Number& number) const;
    [[nodiscard]] std::uint32_t find_ordered(const feel::Value& value) const;
    void hash_strings();

    feel::Kind kind_ = feel::Kind::null;
    bool is_scaled_ = false;
    bool has_open_ = false;
    int scale_ = 0;
    std::int64_t dense_begin_ = 0;
    std::uint32_t null_row_ = 0;
    std::size_t row_count_ = 0;
    std::size_t stride_ = 0;
    std::vector<feel::Value> points_;   ///< distinct constants and ends, ascending where they have an order
    std::vector<std::int64_t> keys_;    ///< of numbers and dates: the points as integers
    std::vector<std::uint32_t> dense_;  ///< key - dense_begin_ → row, where the keys lie close together
    std::vector<std::uint32_t> slots_;  ///< of strings: open addressing, point + 1
    std::vector<std::uint64_t> words_;
    std::vector<std::uint8_t> open_;
};

}  // namespace konsequenz::dmn
