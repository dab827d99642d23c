// Whole files in, whole files out. Nothing is left half written.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace konsequenz {

/// All bytes of a file, or of standard input where the path is "-".
/// Errors: base.cannot-read.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);

/// Writes beside the target and renames over it, so that a reader sees the old bytes or the new ones; "-" is standard
/// output. Errors: base.cannot-write.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

/// The regular files directly inside a folder whose name ends so, sorted by name.
/// Errors: base.cannot-read.
[[nodiscard]] Result<std::vector<std::filesystem::path>> list_files(const std::filesystem::path& folder,
                                                                    std::string_view ending);

}  // namespace konsequenz
