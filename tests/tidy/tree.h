// The project's files as the tidy rules see them, and the form in which a rule reports.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace konsequenz::tidy {

/// One thing that a rule forbids, at a line that counts from 1 (0: the file as a whole).
struct Violation {
    std::string file;
    std::size_t line = 0;
    std::string what;

    bool operator==(const Violation&) const = default;
};

/// A file with its path below the project's folder, in `/` form.
struct SourceFile {
    std::string path;
    std::string text;
};

/// Every file of the project whose extension or name says that it is text, sorted by path; nothing from `build/`,
/// `.git/` or any other hidden folder except `.ci/`. Throws std::filesystem::filesystem_error where the folder cannot
/// be read.
[[nodiscard]] std::vector<SourceFile> read_tree(const std::filesystem::path& root);

/// The lines of a text without their ends; a text that ends with a line end has no empty line after it.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// Whether the file is C++: `.cpp` or `.h`.
[[nodiscard]] bool is_cpp(std::string_view path);

/// The folder of `src/feel/builtins/x.cpp` is `feel`; empty for a path that is not in a folder below `src/`.
[[nodiscard]] std::string_view layer_of(std::string_view path);

/// `tests/tidy/x.cpp:12: what` and so on, one a line, for a failing test's message.
[[nodiscard]] std::string to_text(const std::vector<Violation>& violations);

}  // namespace konsequenz::tidy
