#include "tidy/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace konsequenz::tidy {
namespace {

constexpr std::array kTextEndings = {".cpp", ".h",    ".cmake", ".txt",  ".md",  ".toml", ".json", ".jsonl",
                                     ".dmn", ".feel", ".sh",    ".html", ".css", ".js",   ".py",   ".csv",
                                     ".yml", ".yaml", ".in",    ".map",  ".xml", ".pc"};
constexpr std::array kTextNames = {"Makefile",   "LICENSE", ".clang-format", ".clang-tidy",
                                   ".gitignore", "run",     "install-deps"};

bool is_text(const std::filesystem::path& path) {
    const auto same = [](const std::string& left) { return [&left](const char* right) { return left == right; }; };
    const std::string ending = path.extension().string();
    const std::string name = path.filename().string();
    // A script in tools/ has no ending.
    return std::ranges::any_of(kTextEndings, same(ending)) || std::ranges::any_of(kTextNames, same(name)) ||
           (ending.empty() && path.parent_path().filename() == "tools");
}

bool is_left_out(const std::filesystem::path& folder) {
    const std::string name = folder.filename().string();
    return name == "build" || name == "node_modules" || (name.starts_with('.') && name != ".ci");
}

std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

std::vector<SourceFile> read_tree(const std::filesystem::path& root) {
    std::vector<SourceFile> files;
    auto entry = std::filesystem::recursive_directory_iterator(root);
    for (const auto end = std::filesystem::end(entry); entry != end; ++entry) {
        if (entry->is_directory() && is_left_out(entry->path())) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file() && is_text(entry->path())) {
            files.push_back({entry->path().lexically_relative(root).generic_string(), read_bytes(entry->path())});
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

bool is_cpp(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".h"); }

std::string_view layer_of(std::string_view path) {
    if (!path.starts_with("src/")) return {};
    path.remove_prefix(4);
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string to_text(const std::vector<Violation>& violations) {
    std::string text;
    for (const Violation& violation : violations) {
        text += violation.line == 0 ? fmt::format("{}: {}\n", violation.file, violation.what)
                                    : fmt::format("{}:{}: {}\n", violation.file, violation.line, violation.what);
    }
    return text;
}

}  // namespace konsequenz::tidy
