// Rules about a file's text alone: length, blanks, promises, links, names of machines.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "tidy/tree.h"

namespace konsequenz::tidy {

inline constexpr std::size_t kFunctionLinesMax = 70;
inline constexpr std::size_t kFileLinesMax = 500;
inline constexpr std::size_t kBaseLinesMax = 1500;

/// Functions of a .cpp or .h file over kFunctionLinesMax lines.
[[nodiscard]] std::vector<Violation> check_function_lengths(const SourceFile& file);

/// A .cpp or .h file over kFileLinesMax lines.
[[nodiscard]] std::vector<Violation> check_file_length(const SourceFile& file);

/// src/base over kBaseLinesMax lines in all, tests left out.
[[nodiscard]] std::vector<Violation> check_base_size(const std::vector<SourceFile>& files);

/// Tabs, blanks at a line's end, carriage returns, a last line without an end, in what people write by hand. Data is
/// left out: below golden/ and examples/ a file may be broken on purpose.
[[nodiscard]] std::vector<Violation> check_blanks(const SourceFile& file);

/// Words below src/ that promise work instead of doing it.
[[nodiscard]] std::vector<Violation> check_promises(const SourceFile& file);

/// Links of a Markdown file to paths for which `exists` (asked with the path below the project's folder) says no.
[[nodiscard]] std::vector<Violation> check_links(const SourceFile& file,
                                                 const std::function<bool(const std::string&)>& exists);

/// Paths that stand on one person's machine only.
[[nodiscard]] std::vector<Violation> check_machine_paths(const SourceFile& file);

}  // namespace konsequenz::tidy
