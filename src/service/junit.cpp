#include "service/junit.h"

#include <fmt/format.h>

#include <algorithm>

namespace konsequenz::service {
namespace {

/// Text as it may stand in an attribute or between tags; XML 1.0 has no form for control characters.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        switch (letter) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n': out += "&#10;"; break;
            default: out += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
        }
    }
    return out;
}

std::string_view title_of(const PolicyResult& result) {
    const auto english = result.title.find("en");
    if (english != result.title.end()) return english->second;
    return result.title.empty() ? std::string_view() : std::string_view(result.title.begin()->second);
}

std::size_t failures_of(const StandardTest& standard) {
    return static_cast<std::size_t>(
        std::ranges::count_if(standard.results, [](const auto& result) { return !result.differences.empty(); }));
}

void append_case(std::string& xml, const StandardTest& standard, const PolicyResult& result) {
    xml += fmt::format(R"(    <testcase classname="{}" name="{}: {}" file="{}" line="{}")", escaped(standard.id),
                       escaped(result.id), escaped(title_of(result)), escaped(result.where.file), result.where.line);
    if (result.differences.empty()) {
        xml += "/>\n";
        return;
    }
    std::string lines;
    for (const auto& difference : result.differences) lines += escaped(told(difference)) + "\n";
    xml += fmt::format(">\n      <failure type=\"difference\" message=\"{}\">{}</failure>\n    </testcase>\n",
                       escaped(told(result.differences.front())), lines);
}

}  // namespace

std::string told(const Difference& difference) {
    auto line = fmt::format("{} is `{}`, expected `{}`", difference.what, difference.found, difference.expected);
    if (!difference.by.empty()) line += ": " + difference.by;
    return line;
}

std::string junit_xml(const std::vector<StandardTest>& standards) {
    std::size_t tests = 0;
    std::size_t failures = 0;
    for (const auto& standard : standards) {
        tests += standard.results.size();
        failures += failures_of(standard);
    }
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    xml += fmt::format("<testsuites tests=\"{}\" failures=\"{}\">\n", tests, failures);
    for (const auto& standard : standards) {
        xml += fmt::format("  <testsuite name=\"{} {}\" tests=\"{}\" failures=\"{}\">\n", escaped(standard.id),
                           escaped(standard.version), standard.results.size(), failures_of(standard));
        for (const auto& result : standard.results) append_case(xml, standard, result);
        xml += "  </testsuite>\n";
    }
    return xml + "</testsuites>\n";
}

}  // namespace konsequenz::service
