// Some customers' records in columns: what one thread decides at a time.
//
// Rows stand customer by customer, each customer's in the order of arrival. The rows of one type stand in the same
// order in that type's own columns. A block knows nothing of other blocks.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "backtest/layout.h"

namespace konsequenz::backtest {

/// The code of a field that is absent; words count from 1.
inline constexpr std::uint32_t absent = 0;

/// Codes, as narrow as their greatest allows.
class CodeColumn {
  public:
    CodeColumn() = default;
    /// `width` is 1, 2 or 4 bytes a row, little-endian; 0: every row has the code `constant`.
    CodeColumn(std::uint8_t width, std::uint32_t constant, std::string bytes, std::size_t rows)
        : width_(width), constant_(constant), bytes_(std::move(bytes)), rows_(rows) {}
    [[nodiscard]] static CodeColumn of(const std::vector<std::uint32_t>& codes);

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::uint8_t width() const { return width_; }
    [[nodiscard]] std::uint32_t constant() const { return constant_; }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }
    [[nodiscard]] std::uint32_t at(std::size_t row) const {
        switch (width_) {
            case 1: return static_cast<std::uint8_t>(bytes_[row]);
            case 2: return read<std::uint16_t>(row);
            case 4: return read<std::uint32_t>(row);
            default: return constant_;
        }
    }
    [[nodiscard]] std::uint32_t greatest() const;
    [[nodiscard]] std::vector<std::uint32_t> expanded() const;

  private:
    template <class Code>
    [[nodiscard]] Code read(std::size_t row) const {
        Code code;
        std::memcpy(&code, bytes_.data() + row * sizeof code, sizeof code);
        return code;
    }

    std::uint8_t width_ = 0;
    std::uint32_t constant_ = absent;
    std::string bytes_;
    std::size_t rows_ = 0;
};

/// Words by their codes, from 1.
class Dictionary {
  public:
    Dictionary() = default;
    /// `ends` are ascending, the last one is the size of `bytes`.
    Dictionary(std::vector<std::uint32_t> ends, std::string bytes) : ends_(std::move(ends)), bytes_(std::move(bytes)) {}

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }
    [[nodiscard]] std::string_view at(std::uint32_t code) const {
        const std::uint32_t from = code == 1 ? 0 : ends_[code - 2];
        return std::string_view(bytes_).substr(from, ends_[code - 1] - from);
    }
    std::uint32_t add(std::string_view word) {
        bytes_ += word;
        ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
        return size();
    }
    [[nodiscard]] const std::vector<std::uint32_t>& ends() const { return ends_; }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

  private:
    std::vector<std::uint32_t> ends_;
    std::string bytes_;
};

struct Block {
    std::vector<std::uint32_t> customer_begin;  ///< first row of each customer, and the number of rows
    std::vector<std::uint8_t> type;             ///< of each row
    std::vector<std::int64_t> time_ns;
    CodeColumn offset_minutes;         ///< above -offset_base, so that it is a code
    Dictionary ids;                    ///< row n has code n + 1; empty where not asked for
    Dictionary customers;              ///< customer n has code n + 1; likewise
    std::vector<std::uint32_t> named;  ///< of each finding: the customer's contact that it names, from 1; 0: none
    std::array<CodeColumn, field_count> columns;
    std::array<Dictionary, words_count> words;
    std::array<std::uint32_t, type_count> rows_of_type{};

    [[nodiscard]] std::size_t rows() const { return type.size(); }
    [[nodiscard]] std::size_t customer_count() const { return customer_begin.size() - 1; }
    [[nodiscard]] const CodeColumn& column(Field field) const { return columns[static_cast<std::size_t>(field)]; }
    [[nodiscard]] const Dictionary& words_of(Field field) const {
        return words[static_cast<std::size_t>(info(field).words)];
    }
    /// Empty where absent.
    [[nodiscard]] std::string_view word(Field field, std::size_t type_row) const {
        const auto code = column(field).at(type_row);
        return code == absent ? std::string_view() : words_of(field).at(code);
    }
};

inline constexpr std::int32_t offset_base = 24 * 60;

/// What is to be read of a block beside the rows, their times and types.
struct Wanted {
    FieldSet fields;
    bool with_ids = false;  ///< of records and customers

    [[nodiscard]] static Wanted everything() { return {FieldSet().set(), true}; }
    void add(const Wanted& other) {
        fields |= other.fields;
        with_ids |= other.with_ids;
    }
};

}  // namespace konsequenz::backtest
