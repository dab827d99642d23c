// Rows out of separated text as RFC 4180 describes it, with the separator and quote that the file really has.
//
// A broken row costs itself only: reading goes on with the line after the one on which that row began.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "record/input.h"

namespace konsequenz::record {

struct CsvFormat {
    char separator = ',';
    char quote = '"';  ///< '\0' where the file quotes nothing and a quote is a letter like any other
};

struct CsvRow {
    std::uint32_t line = 0;          ///< on which the row begins, counting from 1
    std::string_view text;           ///< as written, without the last line break
    std::vector<std::string> cells;  ///< without quotes
};

/// A row that cannot be read: its line and reason, and the line as written.
struct CsvFault {
    Error error;
    std::string_view text;
};

class CsvReader {
  public:
    CsvReader(Input& input, CsvFormat format) : input_(input), format_(format) {}

    /// A row, a broken row as an Error inside, or nothing at the end. Lines without any character are passed over.
    /// Views live until the next call. Memory: one row, of at most 4 MiB.
    struct Next {
        std::optional<CsvRow> row;
        std::optional<CsvFault> fault;
        [[nodiscard]] bool is_end() const { return !row && !fault; }
    };
    /// Errors: record.cannot-read, record.encoding (UTF-16). Faults: record.csv-quote, record.too-long.
    [[nodiscard]] Result<Next> next();

  private:
    enum class Scan : std::uint8_t { row, stray_text, stray_quote, open_quote, too_long };

    [[nodiscard]] Result<Scan> scan(std::vector<std::string>& cells);
    [[nodiscard]] Result<Scan> scan_quoted(std::string& cell);
    [[nodiscard]] Result<Scan> scan_plain(std::string& cell);
    /// The byte at the reading position, -1 at the end.
    [[nodiscard]] Result<int> peek();
    [[nodiscard]] Result<bool> fill();
    [[nodiscard]] Result<Next> fault(Scan reason, std::size_t cell_count);
    /// Whether a line break stands at the reading position or the text ends there.
    [[nodiscard]] Result<bool> is_at_row_end();
    void pass_row_end();

    Input& input_;
    CsvFormat format_;
    std::string buffer_;
    std::size_t start_ = 0;  ///< of the row in the buffer
    std::size_t at_ = 0;     ///< reading position
    std::uint32_t line_ = 1;
    bool has_started_ = false;
};

}  // namespace konsequenz::record
