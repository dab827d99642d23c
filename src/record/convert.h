// A cell of a table as the JSON value of a field, by what the mapping says of it. Inside record only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "record/import_map.h"

namespace konsequenz::record {

/// The cell as UTF-8. Errors: record.encoding.
[[nodiscard]] Result<std::string> decode_cell(std::string cell, Encoding encoding);

/// The text without blanks at its start and end.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Whether what is converted was read from the table or stands in the mapping, in the words of records.
enum class Origin : std::uint8_t { table, mapping };

/// The JSON of a field's value; nothing where it is empty and so left out.
/// Errors: record.bad-value, record.wrong-type, record.time.
[[nodiscard]] Result<std::optional<std::string>> convert_value(const MappedField& field, std::string_view value,
                                                               Origin origin);

}  // namespace konsequenz::record
