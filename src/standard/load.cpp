#include "dmn/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/files.h"
#include "base/toml.h"
#include "standard/manifest.h"
#include "standard/standard.h"
#include "standard/tables.h"
#include "standard/texts.h"

namespace konsequenz::standard {
namespace {

using Errors = std::vector<Error>;

/// Where a standard's files come from, by their name in its folder.
using FileSource = std::function<Result<std::string>(const std::string& name)>;

class Loader {
  public:
    Loader(std::filesystem::path folder, FileSource source) : source_(std::move(source)) {
        standard_.folder = std::move(folder);
    }

    std::expected<Standard, Errors> load() {
        const auto manifest = take_toml("standard.toml");
        // Without it everything else would seem unknown.
        if (!manifest) return std::unexpected(std::move(errors_));
        read_manifest(*manifest, standard_, errors_);
        for (const auto& language : standard_.languages) {
            const auto root = take_toml(fmt::format("texts/{}.toml", language));
            if (root) read_texts(*root, language, standard_, errors_);
        }
        if (take_file("conduct.dmn")) load_tables();
        if (standard_.engine) check_tables(standard_, errors_);
        check_texts(standard_, errors_);
        if (!errors_.empty()) return std::unexpected(std::move(errors_));
        standard_.sha256 = hash_.finish();
        return std::move(standard_);
    }

  private:
    /// A file's bytes, added to the standard's identity; nullptr where it cannot be read.
    const std::string* take_file(const std::string& name) {
        auto bytes = source_(name);
        if (!bytes) {
            errors_.push_back(std::move(bytes).error());
            return nullptr;
        }
        // Name and length before the bytes, so that nothing can move from one file into the next unnoticed.
        hash_.update(fmt::format("{}:{}:{}:", name.size(), name, bytes->size())).update(*bytes);
        return &standard_.files.emplace_back(name, std::move(*bytes)).second;
    }

    std::optional<TomlNode> take_toml(const std::string& name) {
        const auto* bytes = take_file(name);
        if (bytes == nullptr) return std::nullopt;
        auto root = parse_toml(*bytes, (standard_.folder / name).string());
        if (root) return std::move(*root);
        errors_.push_back(std::move(root).error());
        return std::nullopt;
    }

    void load_tables() {
        const auto file = (standard_.folder / "conduct.dmn").string();
        const auto refuse_imports = [&](std::string_view model_namespace) -> Result<dmn::ModelSource> {
            return fail("dmn.import",
                        fmt::format("the tables import `{}`: put all of a standard's tables into conduct.dmn, so that "
                                    "nothing outside of it decides",
                                    model_namespace),
                        {file, 0, 0, {}});
        };
        const auto model = dmn::load_model(standard_.files.back().second, file, refuse_imports);
        if (!model) {
            errors_.insert(errors_.end(), model.error().begin(), model.error().end());
            return;
        }
        auto engine = dmn::Engine::compile(*model);
        if (engine)
            standard_.engine = std::move(*engine);
        else
            errors_.insert(errors_.end(), engine.error().begin(), engine.error().end());
    }

    FileSource source_;
    Standard standard_;
    Errors errors_;
    Sha256 hash_;
};

}  // namespace

std::expected<Standard, Errors> load(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) {
        return std::unexpected(
            Errors{{"base.cannot-read",
                    fmt::format("cannot read `{}`: expected the folder of a standard, with its standard.toml",
                                folder.string()),
                    {}}});
    }
    return Loader(folder, [&](const std::string& name) { return read_file(folder / name); }).load();
}

std::expected<Standard, Errors> load(const std::vector<std::pair<std::string, std::string>>& files,
                                     const std::string& shown) {
    const auto find = [&](const std::string& name) -> Result<std::string> {
        const auto found = std::ranges::find(files, name, &std::pair<std::string, std::string>::first);
        if (found != files.end()) return found->second;
        return fail("base.cannot-read", fmt::format("the standard {} lacks its file `{}`", shown, name));
    };
    return Loader(shown, find).load();
}

}  // namespace konsequenz::standard
