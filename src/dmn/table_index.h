// One column of a decision table as an index: from the input's value to the set of rules whose cell it passes.
//
// A row of bits has one bit a rule. The bit is set where the cell passes, and also where the index cannot say (the cell
// is no plain test): such cells are `open` and the table asks their compiled tests. Before the bits of a row stands a
// summary with one bit for each 64 rules that have a bit at all, so that a table of thousands of rules is scanned in
// few words.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
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
    std::size_t summary_words = 0;  ///< before them; none for a single word

    explicit RowLayout(std::size_t rule_count)
        : rules(rule_count), words((rule_count + 63) / 64), summary_words(words > 1 ? (words + 63) / 64 : 0) {}
    [[nodiscard]] std::size_t stride() const { return words + summary_words; }
};

/// The cells of one column: each distinct test once, and which one each rule has.
struct ColumnCells {
    std::vector<feel::Expression> tests;
    std::vector<std::uint32_t> of_rule;
    /// Distinct test → whether null passes it; only asked for tests that have a shape.
    std::vector<std::uint8_t> passes_null;
};

/// Unary tests as the cells of a column with one rule: what they allow.
[[nodiscard]] ColumnCells one_rule(feel::Expression tests);

class ColumnIndex {
  public:
    static constexpr std::uint32_t no_row = 0xffffffffU;
    static constexpr std::size_t words_max = std::size_t{1} << 25;  ///< 256 MiB of bits a column; more is not indexed

    ColumnIndex(const ColumnCells& cells, const RowLayout& layout);

    /// The row of a value; no_row where the value is of a kind the index does not know.
    [[nodiscard]] std::uint32_t find(const feel::Value& value) const {
        if (value.kind() == kind_) return find_known(value);
        return value.is_null() || kind_ == feel::Kind::null ? null_row_ : no_row;
    }
    /// The same of a value of the index's own kind.
    [[nodiscard]] std::uint32_t find_known(const feel::Value& value) const {
        switch (kind_) {
            case feel::Kind::number: return find_number(value.as_number());
            case feel::Kind::string: return find_string(value.as_string());
            case feel::Kind::boolean: return find_boolean(value.as_boolean());
            case feel::Kind::null: return null_row_;
            default: return find_other(value);
        }
    }
    [[nodiscard]] std::uint32_t find_string(std::string_view text) const {
        const TextKey key = key_of(text);
        for (std::size_t at = place_of(key);; ++at) {
            const TextSlot& slot = slots_[at & slot_mask_];
            if (slot.key == key && (text.size() <= key_bytes || points_[slot.row].as_string() == text)) return slot.row;
            if (slot.key.size == no_row) return null_row_ - 1;
        }
    }
    [[nodiscard]] std::uint32_t find_number(const feel::Number& number) const {
        // A coefficient of just this sign and exponent is the key itself.
        if (number.high == dense_high_ && number.low >= dense_low_) [[likely]]
            return dense_[dense_skip_ + std::min(number.low - dense_low_, dense_count_)];
        return find_any_number(number);
    }
    /// Of an integer scaled by 10^scale().
    [[nodiscard]] std::uint32_t find_scaled(std::int64_t key) const;
    [[nodiscard]] std::uint32_t find_boolean(bool truth) const { return truth ? 1U : 0U; }
    [[nodiscard]] std::uint32_t null_row() const { return null_row_; }

    [[nodiscard]] const std::uint64_t* row(std::uint32_t index) const { return words_.data() + index * stride_; }
    [[nodiscard]] std::size_t row_count() const { return row_count_; }
    /// The kind of value it indexes; null where no cell is a plain test.
    [[nodiscard]] feel::Kind kind() const { return kind_; }
    /// The distinct constants and ends of intervals, ascending where they have an order: the n-th one of such a kind
    /// has row 2n + 1, and what lies before it row 2n.
    [[nodiscard]] std::span<const feel::Value> points() const { return points_; }
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

    /// The first and the last eight bytes of a text, or what it has of them: up to 16 bytes they are the text.
    struct TextKey {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::uint32_t size = 0;
        bool operator==(const TextKey&) const = default;
    };
    struct TextSlot {
        TextKey key{.size = no_row};  ///< of this size: empty
        std::uint32_t row = 0;
    };
    static constexpr std::size_t key_bytes = 16;

    [[nodiscard]] static TextKey key_of(std::string_view text) {
        TextKey key{.size = static_cast<std::uint32_t>(text.size())};
        const char* const end = text.data() + text.size();
        if (text.size() >= 8) {
            std::memcpy(&key.first, text.data(), 8);
            std::memcpy(&key.last, end - 8, 8);
        } else if (text.size() >= 4) {
            std::uint32_t first = 0;  // of their own: half a word written and the whole one read would wait
            std::uint32_t last = 0;
            std::memcpy(&first, text.data(), 4);
            std::memcpy(&last, end - 4, 4);
            key.first = first;
            key.last = last;
        } else if (!text.empty()) {
            const auto byte = [&](std::size_t at) {
                return static_cast<std::uint64_t>(static_cast<unsigned char>(text[at]));
            };
            key.first = byte(0) << 16 | byte(text.size() / 2) << 8 | byte(text.size() - 1);
        }
        return key;
    }
    [[nodiscard]] std::size_t place_of(const TextKey& key) const {
        const std::uint64_t mixed = (key.first ^ key.size) * 0x9e3779b97f4a7c15ULL + key.last * 0xc4ceb9fe1a85ec53ULL;
        return (mixed ^ mixed >> 32) * 0xff51afd7ed558ccdULL >> 32;
    }

    void choose_kind(const std::vector<std::optional<feel::TestShape>>& shapes);
    [[nodiscard]] bool is_indexable(const feel::TestShape& shape) const;
    void collect_points(const std::vector<std::optional<feel::TestShape>>& shapes);
    void scale_points();
    void build_rows(const ColumnCells& cells, const std::vector<std::optional<feel::TestShape>>& shapes,
                    const RowLayout& layout);
    void add_events(std::vector<Event>& events, const feel::TestShape& shape, std::uint32_t test) const;
    [[nodiscard]] std::uint32_t segment_of_point(const feel::Value& value) const;
    void fill_dense();
    [[nodiscard]] std::uint32_t find_any_number(const feel::Number& number) const;
    [[nodiscard]] std::uint32_t find_other(const feel::Value& value) const;
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
    std::vector<feel::Value> points_;               ///< distinct constants and ends, ascending where they have an order
    std::vector<std::int64_t> keys_;                ///< of numbers and dates: the points as integers
    std::vector<std::uint32_t> dense_;              ///< key - dense_begin_ → row, where the keys lie close together
    std::uint64_t dense_high_ = ~std::uint64_t{0};  ///< what Number::high is of a key from 0 on
    std::uint64_t dense_low_ = 0;                   ///< the first such key, and how many there are
    std::uint64_t dense_count_ = 0;
    std::size_t dense_skip_ = 0;   ///< negative keys before it
    std::vector<TextSlot> slots_;  ///< of strings: open addressing
    std::size_t slot_mask_ = 0;
    std::vector<std::uint64_t> words_;
    std::vector<std::uint8_t> open_;
};

}  // namespace konsequenz::dmn
