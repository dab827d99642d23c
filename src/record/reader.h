// Records out of JSON Lines: every good line becomes a record, every bad one a refusal with its reason, and nothing
// good is lost for one bad line. Memory stays bounded, however long the file or a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "record/input.h"
#include "record/record.h"

namespace konsequenz::record {

struct Line {
    std::uint32_t number = 0;  ///< counts from 1
    std::string_view text;     ///< without its line break; valid until the next line is read
    /// Of a longer line only its beginning stands in `text`.
    enum class Length : std::uint8_t { whole, cut } length = Length::whole;
};

/// Lines of a UTF-8 text with LF or CRLF, with or without a byte order mark or a last line break.
class LineReader {
  public:
    explicit LineReader(Input& input) : input_(input) {}

    /// The next line, empty ones included; nothing at the end.
    /// Errors: record.cannot-read, record.encoding where the file says that it is UTF-16.
    [[nodiscard]] Result<std::optional<Line>> next();

  private:
    [[nodiscard]] Result<bool> fill();
    [[nodiscard]] Result<void> start();
    [[nodiscard]] Line take(std::size_t end, std::size_t skip, Line::Length length);
    [[nodiscard]] Result<Line> take_cut();

    Input& input_;
    /// Doubled while they are filled, so that a short input touches little memory.
    std::size_t piece_bytes_ = std::size_t{16} << 10;
    std::string buffer_;
    std::size_t from_ = 0;  ///< start of what is not yet given out
    std::uint32_t number_ = 0;
    bool has_started_ = false;
};

/// A line or row that did not become a record.
struct Refusal {
    Error error;            ///< where: file, line and field
    std::string_view line;  ///< as it was written, for a file of rejects; of an overlong one its beginning
};

/// Called for every record; an error stops the reading and is handed on.
using OnRecord = std::function<Result<void>(Record&& record, std::uint32_t line)>;
using OnRefused = std::function<Result<void>(const Refusal& refusal)>;

struct ReadSummary {
    std::uint64_t lines = 0;     ///< lines or rows with something in them
    std::uint64_t accepted = 0;  ///< records
    std::uint64_t refused = 0;   ///< lines or rows
};

/// Reads all there is. Whether an id came before is not looked at: see record/same.h.
/// Errors: record.cannot-read, record.encoding, and what the two functions return.
[[nodiscard]] Result<ReadSummary> for_each_record(Input& input, const OnRecord& on_record, const OnRefused& on_refused);

}  // namespace konsequenz::record
