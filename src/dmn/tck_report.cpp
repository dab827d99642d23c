#include <fmt/format.h>

#include <algorithm>

#include "dmn/tck.h"

namespace konsequenz::dmn {

namespace {

std::string field(std::string_view text) {
    std::string out = "\"";
    for (const char letter : text) {
        if (letter == '"') out += '"';
        out += letter == '\n' || letter == '\r' ? ' ' : letter;
    }
    return out + '"';
}

// Java's properties: a value ends with its line, and a backslash escapes.
std::string property(std::string_view key, std::string_view value) {
    std::string line(key);
    line += '=';
    for (const char letter : value) {
        if (letter == ':' || letter == '=' || letter == '\\') line += '\\';
        line += letter == '\n' || letter == '\r' ? ' ' : letter;
    }
    return line + '\n';
}

bool is_of(const TckResult& result, const TckKnownFailure& failure) {
    return result.group == failure.group && result.test_case == failure.test_case;
}

}  // namespace

Result<std::vector<TckKnownFailure>> parse_known_failures(std::string_view text, std::string_view file) {
    std::vector<TckKnownFailure> failures;
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
            return fail("dmn.tck", fmt::format("the line is `{}`: expected `group case reason`", line),
                        Place{.file = std::string(file), .line = number});
        }
        failures.push_back({std::string(line.substr(0, first)), std::string(line.substr(first + 1, second - first - 1)),
                            std::string(line.substr(second + 1)), number});
    }
    return failures;
}

std::vector<std::string> compare_with_known(std::span<const TckResult> results,
                                            std::span<const TckKnownFailure> known) {
    std::vector<std::string> differences;
    for (const TckResult& result : results) {
        const bool is_known =
            std::ranges::any_of(known, [&](const TckKnownFailure& failure) { return is_of(result, failure); });
        if (result.passed || is_known) continue;
        differences.push_back(fmt::format("{} {} {} fails and is not known to: {}", result.group, result.file,
                                          result.test_case, result.message));
    }
    for (const TckKnownFailure& failure : known) {
        if (std::ranges::find(results, failure.group, &TckResult::group) == results.end()) continue;
        const auto found =
            std::ranges::find_if(results, [&](const TckResult& result) { return is_of(result, failure); });
        if (found != results.end() && !found->passed) continue;
        differences.push_back(fmt::format("{} {} is known to fail by line {}, but {}: remove the line", failure.group,
                                          failure.test_case, failure.line,
                                          found == results.end() ? "is not there" : "passes"));
    }
    return differences;
}

std::string tck_results_csv(std::span<const TckResult> results) {
    std::string csv;
    for (const TckResult& result : results) {
        csv += fmt::format("{},{},{},{},{}\n", field(result.group), field(result.file), field(result.test_case),
                           field(result.passed ? "SUCCESS" : "ERROR"), field(result.message));
    }
    return csv;
}

std::string tck_results_properties(const TckProduct& product) {
    std::string text = property("vendor.name", product.vendor) + property("vendor.url", product.vendor_url) +
                       property("product.name", product.product) + property("product.url", product.product_url) +
                       property("product.version", product.version) + property("product.comment", product.comment) +
                       property("last.update", product.last_update);
    if (!product.instructions_url.empty()) text += property("instructions.url", product.instructions_url);
    return text;
}

}  // namespace konsequenz::dmn
