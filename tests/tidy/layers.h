// The tables of ARCHITECTURE.md held against what the sources include and what CMake links.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tidy/tree.h"

namespace konsequenz::tidy {

/// Which folders a folder may include; `base` is in every set but its own.
using LayerTable = std::map<std::string, std::set<std::string>, std::less<>>;

/// Which folders may include a header that begins so (`absl/`) or is named so (`sqlite3.h`); an empty set means every
/// folder.
using LibraryTable = std::map<std::string, std::set<std::string>, std::less<>>;

struct Tables {
    LayerTable layers;
    LibraryTable libraries;
    std::vector<Violation> faults;  ///< where a table itself is wrong: a row that names what is no row above it
};

/// Reads the two tables by the first cell of their head line: `` `src/` folder`` and `library`.
[[nodiscard]] Tables read_tables(const SourceFile& architecture);

/// Includes of the project's own folders: one that is no row, an arrow that the row does not allow.
[[nodiscard]] std::vector<Violation> check_arrows(const LayerTable& table, const std::vector<SourceFile>& files);

/// Folders below src/ without a row, and rows without a folder.
[[nodiscard]] std::vector<Violation> check_folders(const LayerTable& table, const std::vector<SourceFile>& files);

/// `USES` of src/*/CMakeLists.txt; `base` may be left out there, since every folder gets it from another.
[[nodiscard]] std::vector<Violation> check_uses(const LayerTable& table, const std::vector<SourceFile>& files);

/// Includes of libraries: in a header, in a folder that the row does not name, or without a row.
[[nodiscard]] std::vector<Violation> check_libraries(const LibraryTable& table, const std::vector<SourceFile>& files);

}  // namespace konsequenz::tidy
