// One column of a decision table as an index: from the input's value to the set of rules whose cell it passes.
//
// The constants and bounds of the cells part the values into places: within one, all values pass the same cells. A
// place has a row of bits, one bit a rule. The bit is set where the cell passes, and also where the index cannot say
// (the cell is no plain test): such cells are `open` and the table asks their compiled tests. Before the bits of a row
// stands a summary with one bit for each 64 rules that have a bit at all, so that a table of thousands of rules is
// scanned in few words.
//
// Where each of thousands of rules has bounds of its own, a row a place would grow with the square of the rules. Such a
// column has blocks: some places that follow each other share a row, whose bits say that the cell passes somewhere in
// the block, and `passes` says whether it does at the place.
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
    static constexpr std::uint32_t no_place = 0xffffffffU;
    static constexpr std::size_t words_max = std::size_t{1} << 25;  ///< 256 MiB of bits a column; more is not indexed
    static constexpr std::size_t rows_max = 4096;  ///< of a column with blocks: what a table needs grows as its rules

    enum class Rows { a_place, a_block };  ///< a_block: where a row a place would be too many

    ColumnIndex(const ColumnCells& cells, const RowLayout& layout, Rows rows);

    /// The place of a value; no_place where the value is of a kind the index does not know.
    [[nodiscard]] std::uint32_t find(const feel::Value& value) const {
        if (value.kind() == kind_) return find_known(value);
        return value.is_null() || kind_ == feel::Kind::null ? null_place_ : no_place;
    }
    /// The same of a value of the index's own kind.
    [[nodiscard]] std::uint32_t find_known(const feel::Value& value) const {
        switch (kind_) {
            case feel::Kind::number: return find_number(value.as_number());
            case feel::Kind::string: return find_string(value.as_string());
            case feel::Kind::boolean: return find_boolean(value.as_boolean());
            case feel::Kind::null: return null_place_;
            default: return find_other(value);
        }
    }
    [[nodiscard]] std::uint32_t find_string(std::string_view text) const {
        const TextKey key = key_of(text);
        for (std::size_t at = place_of(key);; ++at) {
            const TextSlot& slot = slots_[at & slot_mask_];
            if (slot.key == key && (text.size() <= key_bytes || points_[slot.place].as_string() == text))
                return slot.place;
            if (slot.key.size == no_place) return other_place_;
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
    [[nodiscard]] std::uint32_t null_place() const { return null_place_; }

    /// The bits of a place, or of its block.
    [[nodiscard]] const std::uint64_t* row(std::uint32_t place) const {
        return words_.data() + (place >> block_shift_) * stride_;
    }
    /// Whether a rule whose bit is set may not pass all the same; then `passes` tells.
    [[nodiscard]] bool has_blocks() const { return block_shift_ > 0; }
    /// Of a column with blocks: whether a distinct test that is not open passes at a place whose row has its bit.
    [[nodiscard]] bool passes(std::uint32_t test, std::uint32_t place) const {
        if (place == null_place_) return true;
        const auto spans = std::span(spans_).subspan(span_begin_[test], span_begin_[test + 1] - span_begin_[test]);
        const bool is_covered =
            std::ranges::any_of(spans, [&](const Span& span) { return span.first <= place && place <= span.last; });
        return is_covered != (negated_[test] != 0);
    }
    /// Places are numbered from 0 on; the last one is that of null.
    [[nodiscard]] std::size_t place_count() const { return null_place_ + std::size_t{1}; }
    /// The kind of value it indexes; null where no cell is a plain test.
    [[nodiscard]] feel::Kind kind() const { return kind_; }
    [[nodiscard]] feel::TypeKind kind_type() const {
        return kind_ == feel::Kind::null ? feel::TypeKind::null
                                         : static_cast<feel::TypeKind>(static_cast<unsigned>(kind_) + 1);
    }
    /// The distinct constants and ends of intervals, ascending where they have an order: the n-th one of such a kind
    /// has place 2n + 1, and what lies before it place 2n.
    [[nodiscard]] std::span<const feel::Value> points() const { return points_; }
    /// Whether numbers are kept as integers, and their scale.
    [[nodiscard]] bool is_scaled() const { return is_scaled_; }
    [[nodiscard]] int scale() const { return scale_; }
    /// Distinct tests (of ColumnCells) that the index leaves open.
    [[nodiscard]] bool is_open(std::uint32_t test) const { return open_[test] != 0; }
    [[nodiscard]] bool has_open_tests() const { return has_open_; }

  private:
    /// Places from first to last.
    struct Span {
        std::uint32_t first;
        std::uint32_t last;
    };
    struct Event {
        std::uint32_t place;
        std::uint32_t test;
        std::int32_t change;
    };
    class Sweep;

    /// The first and the last eight bytes of a text, or what it has of them: up to 16 bytes they are the text.
    struct TextKey {
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::uint32_t size = 0;
        bool operator==(const TextKey&) const = default;
    };
    struct TextSlot {
        TextKey key{.size = no_place};  ///< of this size: empty
        std::uint32_t place = 0;
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
    void number_places(Rows rows, bool has_many_words);
    void open_tests(const std::vector<std::optional<feel::TestShape>>& shapes);
    void add_spans(const feel::TestShape& shape);
    void build_rows(const ColumnCells& cells, const RowLayout& layout);
    [[nodiscard]] std::vector<Event> events() const;
    [[nodiscard]] std::uint32_t place_of_point(const feel::Value& value) const;
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
    std::uint32_t null_place_ = 0;
    std::uint32_t other_place_ = 0;  ///< of strings that are no point
    unsigned block_shift_ = 0;       ///< 2^n places share a row
    std::size_t row_count_ = 0;
    std::size_t stride_ = 0;
    std::vector<feel::Value> points_;               ///< distinct constants and ends, ascending where they have an order
    std::vector<std::int64_t> keys_;                ///< of numbers and dates: the points as integers
    std::vector<std::uint32_t> dense_;              ///< key - dense_begin_ → place, where the keys lie close together
    std::uint64_t dense_high_ = ~std::uint64_t{0};  ///< what Number::high is of a key from 0 on
    std::uint64_t dense_low_ = 0;                   ///< the first such key, and how many there are
    std::uint64_t dense_count_ = 0;
    std::size_t dense_skip_ = 0;   ///< negative keys before it
    std::vector<TextSlot> slots_;  ///< of strings: open addressing
    std::size_t slot_mask_ = 0;
    std::vector<std::uint64_t> words_;
    std::vector<std::uint8_t> open_;
    std::vector<std::uint8_t> negated_;      ///< distinct test → whether it passes where its spans do not lie
    std::vector<std::uint32_t> span_begin_;  ///< distinct test → its first span; one more, behind the last
    std::vector<Span> spans_;
};

}  // namespace konsequenz::dmn
