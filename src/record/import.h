// A table that someone else exported becomes records, by a mapping (record/import_map.h, docs/import.md).
#pragma once

#include <cstdint>

#include "base/error.h"
#include "record/import_map.h"
#include "record/reader.h"

namespace konsequenz::record {

struct ImportSummary {
    std::uint64_t rows = 0;         ///< below the header
    std::uint64_t records = 0;      ///< made of them
    std::uint64_t refused = 0;      ///< rows that gave nothing because something in them is wrong
    std::uint64_t passed_over = 0;  ///< rows for which no `only_when` held
};

/// Every row becomes its records, all of them or none: a row in which one thing is wrong is refused whole, with its
/// line, the column (where.field) and the reason. Records are called for in the order of the rows and of the mapping.
/// Errors: record.no-header, record.unknown-column (with the mapping's line), record.twin-column, record.csv-quote in
/// the header, record.cannot-read, record.encoding, and what the two functions return.
[[nodiscard]] Result<ImportSummary> import_csv(const ImportMap& map, Input& input, const OnRecord& on_record,
                                               const OnRefused& on_refused);

}  // namespace konsequenz::record
