// Reads DMN 1.1 to 1.5 and follows its imports. All errors are collected, each with file, line and mend.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "dmn/model.h"

namespace konsequenz::dmn {

inline constexpr std::size_t model_bytes_max = std::size_t{64} << 20;

/// One file's text, without following its imports. `file` is for messages only.
/// Errors: dmn.xml, dmn.too-deep, dmn.too-large, dmn.version, dmn.structure, dmn.duplicate.
[[nodiscard]] std::expected<Definitions, std::vector<Error>> parse_definitions(std::string_view xml,
                                                                               std::string_view file);

/// A model's source: its text and the file's name for messages.
struct ModelSource {
    std::string xml;
    std::string file;
};

/// Where an imported namespace is defined.
using Resolver = std::function<Result<ModelSource>(std::string_view model_namespace)>;

/// Errors: those of parse_definitions and the resolver's, at the import.
[[nodiscard]] std::expected<Model, std::vector<Error>> load_model(std::string_view xml, std::string_view file,
                                                                  const Resolver& resolver);

/// The model in a file; imports are looked up among the other `.dmn` files of its folder.
/// Errors: base.cannot-read, dmn.import, and those of parse_definitions.
[[nodiscard]] std::expected<Model, std::vector<Error>> load_model(const std::filesystem::path& path);

}  // namespace konsequenz::dmn
