// The border of the domain: a line of JSON becomes a valid Record, or an error that says what to mend.
//
// Nothing is guessed, rounded, defaulted away or ignored: unknown fields, wrong types, numbers that would lose
// precision, times outside the calendar and contradictions between fields are refused. Arbitrary bytes never crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "record/record.h"

namespace konsequenz::record {

/// A longer line is refused by whoever reads lines, before it is parsed.
inline constexpr std::size_t line_bytes_max = std::size_t{4} << 20;
/// The parser itself takes a little more: the canonical form of the longest line may be longer by a few digits,
/// and what was written to the log must be read again.
inline constexpr std::size_t record_bytes_max = line_bytes_max + 1024;
/// Lengths in characters (code points), as the JSON Schemas count them.
inline constexpr std::size_t id_characters_max = 200;
inline constexpr std::size_t text_characters_max = std::size_t{1} << 20;
inline constexpr std::size_t string_characters_max = 10'000;

/// Keeps its memory between lines; one per thread.
class Parser {
  public:
    /// One record, given as one JSON object.
    /// Errors, each with the field's path in where.field:
    ///   record.not-an-object, record.unknown-type, record.unknown-field, record.missing-field, record.wrong-type,
    ///   record.bad-value (no such word, malformed, or against another field), record.out-of-range (number or length),
    ///   record.precision, record.time, record.too-long (the line), and json.* from base/json.h.
    [[nodiscard]] Result<Record> parse(std::string_view line);

  private:
    JsonParser json_;
};

/// `nullable` is optional too, and takes null for "nothing is known".
enum class Presence : std::uint8_t { required, optional, nullable };

/// `amount` is a string that holds a decimal; `list` is an array of words.
enum class FieldKind : std::uint8_t { text, word, boolean, integer, time, amount, object, list };

/// A field of a type as the parser knows it; of nested objects every member has its own row, as `conduct.label`.
struct FieldInfo {
    std::string path;
    Presence presence;  ///< of a nested member: within its object
    FieldKind kind;
};

/// Every field of a type, `type` itself included, nested members after their object: the parser reads by these rows.
[[nodiscard]] std::vector<FieldInfo> fields_of(Type type);

}  // namespace konsequenz::record
