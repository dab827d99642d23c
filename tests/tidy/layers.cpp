#include "tidy/layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

namespace konsequenz::tidy {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// The cells of `| a | b |`; empty for a line that is no table row.
std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> cells;
    if (!line.starts_with('|') || !line.ends_with('|')) return cells;
    line.remove_prefix(1);
    while (!line.empty()) {
        const std::size_t bar = line.find('|');
        cells.push_back(trimmed(line.substr(0, bar)));
        line.remove_prefix(bar + 1);
    }
    return cells;
}

/// The words of a cell, without commas and backticks.
std::vector<std::string> words_of(std::string_view cell) {
    std::string plain(cell);
    std::ranges::replace_if(plain, [](char c) { return c == ',' || c == '`'; }, ' ');
    std::istringstream in(plain);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

struct Row {
    std::size_t line;
    std::vector<std::string_view> cells;
};

/// The rows below the head line whose first cell reads `head`.
std::vector<Row> rows_below(std::string_view text, std::string_view head) {
    std::vector<Row> rows;
    bool inside = false;
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto cells = cells_of(lines[i]);
        if (inside && cells.empty()) break;
        const bool is_rule = !cells.empty() && cells[0].starts_with("---");
        if (inside && !is_rule && cells.size() == 3) rows.push_back({i + 1, cells});
        inside = inside || (!cells.empty() && cells[0] == head);
    }
    return rows;
}

void read_layers(const SourceFile& file, Tables& tables) {
    for (const Row& row : rows_below(file.text, "`src/` folder")) {
        const auto names = words_of(row.cells[0]);
        if (names.size() != 1) {
            tables.faults.push_back({file.path, row.line, "a row of the layer table names one folder"});
            continue;
        }
        std::set<std::string> allowed;
        for (const auto& [above, unused] : tables.layers) {
            if (row.cells[2] == "everything above" || above == "base") allowed.insert(above);
        }
        if (row.cells[2] != "nothing" && row.cells[2] != "everything above") {
            for (const std::string& name : words_of(row.cells[2])) {
                if (!tables.layers.contains(name)) {
                    tables.faults.push_back(
                        {file.path, row.line,
                         fmt::format("`{}` may include `{}`, which is no row above it", names[0], name)});
                }
                allowed.insert(name);
            }
        }
        tables.layers.emplace(names[0], std::move(allowed));
    }
}

void read_libraries(const SourceFile& file, Tables& tables) {
    for (const Row& row : rows_below(file.text, "library")) {
        std::set<std::string> folders;
        if (row.cells[2] != "every folder") {
            for (const std::string& name : words_of(row.cells[2])) {
                if (!tables.layers.contains(name))
                    tables.faults.push_back(
                        {file.path, row.line, fmt::format("`{}` is no folder of the layer table", name)});
                folders.insert(name);
            }
        }
        for (const std::string& header : words_of(row.cells[1])) tables.libraries.emplace(header, folders);
    }
}

struct Include {
    std::size_t line;
    std::string_view name;
    bool is_quoted;
};

std::vector<Include> includes_of(std::string_view text) {
    std::vector<Include> includes;
    const auto lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view rest = trimmed(lines[i]);
        if (!rest.starts_with("#include")) continue;
        rest = trimmed(rest.substr(8));
        if (rest.empty() || (rest.front() != '"' && rest.front() != '<')) continue;
        const bool is_quoted = rest.front() == '"';
        includes.push_back({i + 1, rest.substr(1, rest.find(is_quoted ? '"' : '>', 1) - 1), is_quoted});
    }
    return includes;
}

/// A test, or a header that tests share: `test_log.h`.
bool is_test(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return name.ends_with("_test.cpp") || (name.starts_with("test_") && name.ends_with(".h"));
}

bool is_standard(std::string_view header) { return header.find_first_of("./") == std::string_view::npos; }

std::optional<std::string> fault_of_library(const LibraryTable& table, const SourceFile& file,
                                            std::string_view header) {
    constexpr std::array kTestLibraries = {"gtest/", "gmock/", "rapidcheck"};
    const bool is_of_tests =
        std::ranges::any_of(kTestLibraries, [&](const char* prefix) { return header.starts_with(prefix); });
    if (is_test(file.path) && is_of_tests) return std::nullopt;
    const auto row = std::ranges::find_if(table, [&](const auto& entry) { return header.starts_with(entry.first); });
    if (row == table.end()) return fmt::format("<{}> is in no row of ARCHITECTURE.md's library table", header);
    if (file.path.ends_with(".h") && !is_test(file.path))
        return fmt::format("<{}> stands in a header; a library is included in .cpp files only", header);
    if (row->second.empty() || row->second.contains(std::string(layer_of(file.path)))) return std::nullopt;
    return fmt::format("<{}> is not for `{}`; see ARCHITECTURE.md's library table", header, layer_of(file.path));
}

/// The words between `USES` and the next keyword or the closing bracket of the call.
std::set<std::string> uses_of(std::string_view cmake) {
    std::string plain(cmake.substr(std::min(cmake.find("konsequenz_layer("), cmake.size())));
    plain.resize(std::min(plain.find(')'), plain.size()));
    std::istringstream in(plain);
    std::set<std::string> uses;
    bool inside = false;
    for (std::string word; in >> word;) {
        if (word == "USES" || word == "PRIVATE") {
            inside = word == "USES";
        } else if (inside) {
            uses.insert(word);
        }
    }
    return uses;
}

std::string joined(const std::set<std::string>& names) {
    return names.empty() ? "nothing" : fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Tables read_tables(const SourceFile& architecture) {
    Tables tables;
    read_layers(architecture, tables);
    read_libraries(architecture, tables);
    if (tables.layers.empty()) tables.faults.push_back({architecture.path, 0, "no layer table found"});
    if (tables.libraries.empty()) tables.faults.push_back({architecture.path, 0, "no library table found"});
    return tables;
}

std::vector<Violation> check_arrows(const LayerTable& table, const std::vector<SourceFile>& files) {
    std::vector<Violation> violations;
    for (const SourceFile& file : files) {
        const std::string_view layer = layer_of(file.path);
        const auto row = table.find(layer);
        if (!is_cpp(file.path) || row == table.end()) continue;
        for (const Include& include : includes_of(file.text)) {
            if (!include.is_quoted) continue;
            const std::string target(include.name.substr(0, include.name.find('/')));
            if (!table.contains(target) || !include.name.contains('/')) {
                violations.push_back(
                    {file.path, include.line, fmt::format("\"{}\" is in no folder of the layer table", include.name)});
            } else if (target != layer && !row->second.contains(target)) {
                violations.push_back({file.path, include.line,
                                      fmt::format("`{}` may not include `{}`: \"{}\"", layer, target, include.name)});
            }
        }
    }
    return violations;
}

std::vector<Violation> check_folders(const LayerTable& table, const std::vector<SourceFile>& files) {
    std::set<std::string, std::less<>> folders;
    for (const SourceFile& file : files) {
        if (!layer_of(file.path).empty()) folders.emplace(layer_of(file.path));
    }
    std::vector<Violation> violations;
    for (const std::string& folder : folders) {
        if (!table.contains(folder))
            violations.push_back({"src/" + folder, 0, "no row in ARCHITECTURE.md's layer table"});
    }
    for (const auto& [name, unused] : table) {
        if (!folders.contains(name))
            violations.push_back({"ARCHITECTURE.md", 0, fmt::format("row `{}` has no folder src/{}", name, name)});
    }
    return violations;
}

std::vector<Violation> check_uses(const LayerTable& table, const std::vector<SourceFile>& files) {
    std::vector<Violation> violations;
    for (const SourceFile& file : files) {
        const std::string_view layer = layer_of(file.path);
        const auto row = table.find(layer);
        if (row == table.end() || file.path != fmt::format("src/{}/CMakeLists.txt", layer)) continue;
        std::set<std::string> uses = uses_of(file.text);
        if (layer != "base") uses.insert("base");
        if (uses == row->second) continue;
        violations.push_back(
            {file.path, 0, fmt::format("USES is {}; ARCHITECTURE.md says {}", joined(uses), joined(row->second))});
    }
    return violations;
}

std::vector<Violation> check_libraries(const LibraryTable& table, const std::vector<SourceFile>& files) {
    std::vector<Violation> violations;
    for (const SourceFile& file : files) {
        if (!is_cpp(file.path) || layer_of(file.path).empty()) continue;
        for (const Include& include : includes_of(file.text)) {
            if (include.is_quoted || is_standard(include.name)) continue;
            if (auto fault = fault_of_library(table, file, include.name))
                violations.push_back({file.path, include.line, std::move(*fault)});
        }
    }
    return violations;
}

}  // namespace konsequenz::tidy
