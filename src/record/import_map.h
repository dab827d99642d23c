// A mapping from the columns of a table to records, as a service lead writes it in TOML (docs/import.md).
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "record/csv.h"
#include "record/parse.h"

namespace konsequenz::record {

/// A piece of a template: fixed text, or the cell of a column.
struct MappedPiece {
    enum class Kind : std::uint8_t { fixed, column } kind = Kind::fixed;
    std::string text;  ///< the text, or the column's name
};

/// Where one field's value comes from and how a cell is understood.
struct MappedField {
    std::string path;  ///< as `conduct.label`
    FieldKind kind = FieldKind::text;
    std::vector<MappedPiece> pieces;
    std::vector<std::pair<std::string, std::string>> words;  ///< what a cell says, and what that means
    std::optional<std::string> otherwise;                    ///< for a cell that no word fits
    std::optional<std::string> empty;                        ///< for an empty cell
    std::vector<std::string> yes{"true"};
    std::vector<std::string> no{"false"};
    char decimal = '.';
    char thousands = '\0';  ///< '\0': none
    std::string split = ",";
    std::string format;  ///< of a time; empty: RFC 3339
    std::optional<std::int32_t> offset_minutes;
    Place where;

    [[nodiscard]] bool is_constant() const;
};

/// A row counts only where its cell is one of `is` (unless that is empty) and none of `is_not`.
struct MappedCondition {
    std::string column;
    std::vector<std::string> is;
    std::vector<std::string> is_not;
    Place where;
};

struct MappedRecord {
    Type type = Type::contact;
    std::vector<MappedField> fields;  ///< members of one object stand together
    std::vector<MappedCondition> only_when;
    /// Conditions of an object, by its path; without one it stands where any of its columns says something.
    std::vector<std::pair<std::string, MappedCondition>> objects_only_when;
    Place where;
};

enum class Encoding : std::uint8_t { utf_8, windows_1252 };

struct ImportMap {
    CsvFormat format;
    Encoding encoding = Encoding::utf_8;
    std::vector<MappedRecord> records;  ///< each row becomes one of each, where its conditions hold
};

/// Every error that the mapping has, with file and line.
/// Errors: toml.*, record.unknown-field, record.missing-field, record.bad-format, record.bad-map.
[[nodiscard]] std::expected<ImportMap, std::vector<Error>> parse_import_map(std::string_view toml,
                                                                            std::string_view file);
/// The same from a file. Errors: base.cannot-read.
[[nodiscard]] std::expected<ImportMap, std::vector<Error>> load_import_map(const std::filesystem::path& path);

}  // namespace konsequenz::record
