#include "dmn/load.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/toml.h"
#include "standard/manifest.h"
#include "standard/standard.h"
#include "standard/tables.h"
#include "standard/texts.h"

namespace konsequenz::standard {
namespace {

using Errors = std::vector<Error>;

/// A file's bytes, added to the standard's identity.
std::optional<std::string> take_file(const std::filesystem::path& folder, const std::string& name, Sha256& hash,
                                     Errors& errors) {
    auto bytes = read_file(folder / name);
    if (!bytes) {
        errors.push_back(std::move(bytes).error());
        return std::nullopt;
    }
    // Name and length before the bytes, so that nothing can move from one file into the next unnoticed.
    hash.update(fmt::format("{}:{}:{}:", name.size(), name, bytes->size())).update(*bytes);
    return std::move(*bytes);
}

std::optional<TomlNode> take_toml(const std::filesystem::path& folder, const std::string& name, Sha256& hash,
                                  Errors& errors) {
    const auto bytes = take_file(folder, name, hash, errors);
    if (!bytes) return std::nullopt;
    auto root = parse_toml(*bytes, (folder / name).string());
    if (root) return std::move(*root);
    errors.push_back(std::move(root).error());
    return std::nullopt;
}

void load_tables(Standard& standard, Errors& errors) {
    const auto model = dmn::load_model(standard.folder / "conduct.dmn");
    if (!model) {
        errors.insert(errors.end(), model.error().begin(), model.error().end());
        return;
    }
    auto engine = dmn::Engine::compile(*model);
    if (engine)
        standard.engine = std::move(*engine);
    else
        errors.insert(errors.end(), engine.error().begin(), engine.error().end());
}

}  // namespace

std::expected<Standard, Errors> load(const std::filesystem::path& folder) {
    Standard standard;
    standard.folder = folder;
    Errors errors;
    Sha256 hash;
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) {
        return std::unexpected(
            Errors{{"base.cannot-read",
                    fmt::format("cannot read `{}`: expected the folder of a standard, with its standard.toml",
                                folder.string()),
                    {}}});
    }
    const auto manifest = take_toml(folder, "standard.toml", hash, errors);
    // Without it everything else would seem unknown.
    if (!manifest) return std::unexpected(std::move(errors));
    read_manifest(*manifest, standard, errors);
    for (const auto& language : standard.languages) {
        const auto root = take_toml(folder, fmt::format("texts/{}.toml", language), hash, errors);
        if (root) read_texts(*root, language, standard, errors);
    }
    if (take_file(folder, "conduct.dmn", hash, errors)) load_tables(standard, errors);
    if (standard.engine) check_tables(standard, errors);
    check_texts(standard, errors);
    if (!errors.empty()) return std::unexpected(std::move(errors));
    standard.sha256 = hash.finish();
    return standard;
}

}  // namespace konsequenz::standard
