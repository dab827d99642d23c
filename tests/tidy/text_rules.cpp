#include "tidy/text_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string>

#include "tidy/functions.h"

namespace konsequenz::tidy {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Whether `word` stands in `line` with no letter beside it.
bool has_word(std::string_view line, std::string_view word) {
    for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
        const bool begins = at == 0 || !is_word(line[at - 1]);
        const bool ends = at + word.size() == line.size() || !is_word(line[at + word.size()]);
        if (begins && ends) return true;
    }
    return false;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool is_hand_written(std::string_view path) {
    constexpr std::array kEndings = {".cpp", ".h", ".cmake", ".txt", ".md", ".toml", ".sh", ".css", ".js", ".py"};
    if (path.starts_with("golden/") || path.starts_with("examples/")) return false;
    return std::ranges::any_of(kEndings, [&](const char* ending) { return path.ends_with(ending); });
}

/// The targets of `[text](target)` in one line.
std::vector<std::string_view> targets_of(std::string_view line) {
    std::vector<std::string_view> targets;
    for (std::size_t at = line.find("]("); at != std::string_view::npos; at = line.find("](", at + 2)) {
        const std::size_t end = line.find(')', at);
        if (end != std::string_view::npos) targets.push_back(line.substr(at + 2, end - at - 2));
    }
    return targets;
}

bool is_local(std::string_view target) {
    return !target.starts_with("http://") && !target.starts_with("https://") && !target.starts_with("mailto:") &&
           !target.starts_with('#');
}

}  // namespace

std::vector<Violation> check_function_lengths(const SourceFile& file) {
    std::vector<Violation> violations;
    if (!is_cpp(file.path)) return violations;
    for (const Function& function : functions_of(file.text)) {
        if (function.lines() <= kFunctionLinesMax) continue;
        violations.push_back(
            {file.path, function.first_line,
             fmt::format("{} lines, {} are allowed: {}", function.lines(), kFunctionLinesMax, function.head)});
    }
    return violations;
}

std::vector<Violation> check_file_length(const SourceFile& file) {
    const std::size_t lines = lines_of(file.text).size();
    if (!is_cpp(file.path) || lines <= kFileLinesMax) return {};
    return {{file.path, 0, fmt::format("{} lines, {} are allowed", lines, kFileLinesMax)}};
}

std::vector<Violation> check_base_size(const std::vector<SourceFile>& files) {
    std::size_t lines = 0;
    for (const SourceFile& file : files) {
        if (layer_of(file.path) == "base" && is_cpp(file.path) && !file.path.ends_with("_test.cpp"))
            lines += lines_of(file.text).size();
    }
    if (lines <= kBaseLinesMax) return {};
    return {{"src/base", 0,
             fmt::format("{} lines, {} are allowed; what has a domain word belongs elsewhere", lines, kBaseLinesMax)}};
}

std::vector<Violation> check_blanks(const SourceFile& file) {
    std::vector<Violation> violations;
    if (!is_hand_written(file.path)) return violations;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].contains('\t')) violations.push_back({file.path, i + 1, "a tab"});
        if (lines[i].ends_with('\r')) violations.push_back({file.path, i + 1, "a carriage return"});
        if (lines[i].ends_with(' ')) violations.push_back({file.path, i + 1, "blanks at the end"});
    }
    if (!file.text.empty() && !file.text.ends_with('\n'))
        violations.push_back({file.path, lines.size(), "the last line has no end"});
    return violations;
}

std::vector<Violation> check_promises(const SourceFile& file) {
    constexpr std::array kWords = {"TODO", "FIXME", "XXX", "HACK"};
    std::vector<Violation> violations;
    if (!file.path.starts_with("src/")) return violations;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string small = lower(lines[i]);
        const bool promises = std::ranges::any_of(kWords, [&](const char* word) { return has_word(lines[i], word); }) ||
                              small.contains("not implemented") || small.contains("not yet implemented") ||
                              has_word(small, "unimplemented");
        if (promises) violations.push_back({file.path, i + 1, fmt::format("a promise: {}", lines[i])});
    }
    return violations;
}

std::vector<Violation> check_links(const SourceFile& file, const std::function<bool(const std::string&)>& exists) {
    std::vector<Violation> violations;
    if (!file.path.ends_with(".md")) return violations;
    const std::filesystem::path folder = std::filesystem::path(file.path).parent_path();
    bool in_code = false;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].starts_with("```")) in_code = !in_code;
        if (in_code) continue;
        for (const std::string_view target : targets_of(lines[i])) {
            const std::string path = (folder / target.substr(0, target.find('#'))).lexically_normal().generic_string();
            if (is_local(target) && !exists(path))
                violations.push_back({file.path, i + 1, fmt::format("a link to `{}`, which is not there", target)});
        }
    }
    return violations;
}

std::vector<Violation> check_machine_paths(const SourceFile& file) {
    // Written in two halves so that this file passes its own rule.
    constexpr std::array kPaths = {
        "/wo"
        "rk/",
        "/tmp/br"
        "ief",
        "/ro"
        "ot/",
        "/ho"
        "me/",
        "/Us"
        "ers/"};
    std::vector<Violation> violations;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (const char* path : kPaths) {
            const std::size_t at = lines[i].find(path);
            // A path begins a word; `net/work/x` and a URL's `example.org/home/` are none.
            if (at == std::string_view::npos || (at > 0 && is_word(lines[i][at - 1]))) continue;
            violations.push_back({file.path, i + 1, fmt::format("`{}` names a path of one machine", path)});
        }
    }
    return violations;
}

}  // namespace konsequenz::tidy
