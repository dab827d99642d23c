#include <fmt/format.h>

#include "dmn/tck.h"

namespace konsequenz::dmn {

namespace {

std::string_view word_of(TckOutcome outcome) {
    switch (outcome) {
        case TckOutcome::success: return "SUCCESS";
        case TckOutcome::error: return "ERROR";
        case TckOutcome::skipped: break;
    }
    return "SKIPPED";
}

std::string field(std::string_view text) {
    std::string out = "\"";
    for (const char letter : text) {
        if (letter == '"') out += '"';
        out += letter == '\n' || letter == '\r' ? ' ' : letter;
    }
    return out + '"';
}

// Java's properties: a colon or an equals sign in a value is escaped.
std::string property(std::string_view key, std::string_view value) {
    std::string line(key);
    line += '=';
    for (const char letter : value) {
        if (letter == ':' || letter == '=' || letter == '\\') line += '\\';
        line += letter;
    }
    return line + '\n';
}

}  // namespace

Result<std::vector<TckSkip>> parse_tck_skips(std::string_view text, std::string_view file) {
    std::vector<TckSkip> skips;
    std::uint32_t number = 0;
    while (!text.empty()) {
        ++number;
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || line.starts_with('#')) continue;
        const std::size_t first = line.find(' ');
        const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
        if (second == std::string_view::npos || second + 1 >= line.size()) {
            return fail("dmn.tck", "expected `group case reason`", Place{.file = std::string(file), .line = number});
        }
        const std::string_view test_case = line.substr(first + 1, second - first - 1);
        skips.push_back({std::string(line.substr(0, first)), test_case == "*" ? std::string() : std::string(test_case),
                         std::string(line.substr(second + 1))});
    }
    return skips;
}

std::string tck_results_csv(std::span<const TckResult> results) {
    std::string csv;
    for (const TckResult& result : results) {
        csv += fmt::format("{},{},{},{},{}\n", field(result.group), field(result.file), field(result.test_case),
                           field(word_of(result.outcome)), field(result.message));
    }
    return csv;
}

std::string tck_results_properties(const TckProduct& product) {
    return property("vendor.name", "Konsequenz") + property("vendor.url", "https://github.com/konsequenz/konsequenz") +
           property("product.name", "Konsequenz") +
           property("product.url", "https://github.com/konsequenz/konsequenz") +
           property("product.version", product.version) +
           property("product.comment", "DMN 1.1 to 1.5 in C++23, compliance level 3; a library and a command line.") +
           property("last.update", product.last_update) +
           property("instructions.url", "https://github.com/konsequenz/konsequenz/tree/main/conformance/README.md");
}

}  // namespace konsequenz::dmn
