#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "proof/findings_out.h"

namespace konsequenz::proof {
namespace {

/// What each rule looks for, for the list of rules that code hosts show.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> rule_texts = {{
    {"check.criticism-as-ground", "A row of `measure` gives more than the mildest measure to criticism."},
    {"check.dead-rule", "A row never says the outcome."},
    {"check.forbidden-ground", "Something that the standard is blind to reaches an outcome through a fact."},
    {"check.gap", "Some inputs have no row, so that null comes out."},
    {"check.impossible-cell", "A cell lets no value through."},
    {"check.not-decided", "Something could not be decided without a solver."},
    {"check.overlap", "Two rows match at once although the hit policy does not allow it."},
    {"check.protected-act", "What people have a right to do is a ground for a measure."},
    {"check.same-rule", "Two rows say the same."},
    {"check.too-many-regions", "A search stopped at its limit."},
    {"check.unknown-output", "A row gives a value that its type does not allow."},
    {"check.unknown-value", "A cell tests for a value that its input can never have."},
    {"standard.forbidden-ground", "Something that the standard is blind to reaches an outcome."},
    {"standard.idle-principle", "No row carries out a principle that is not marked as a statement only."},
}};

/// Letters, digits and a few signs stand for themselves in a URI, the slash among them.
std::string encoded(std::string_view path) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    std::string uri;
    for (const char letter : path) {
        if (plain.find(letter) != std::string_view::npos)
            uri += letter;
        else
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return uri;
}

/// As code hosts want it: relative to the checkout, with slashes.
std::string uri_of(const std::string& file, const std::string& root) {
    const auto path = std::filesystem::path(file).lexically_normal();
    if (path.is_relative()) return encoded(path.generic_string());
    if (!root.empty()) {
        const auto inside = path.lexically_relative(std::filesystem::path(root).lexically_normal());
        if (!inside.empty() && *inside.begin() != "..") return encoded(inside.generic_string());
    }
    return "file://" + encoded(path.generic_string());
}

void write_location(JsonWriter& writer, const Place& where, const std::string& root) {
    writer.begin_object().key("physicalLocation").begin_object().key("artifactLocation").begin_object();
    writer.member("uri", uri_of(where.file, root)).end_object();
    if (where.line > 0) {
        writer.key("region").begin_object().member("startLine", std::int64_t{where.line});
        if (where.column > 0) writer.member("startColumn", std::int64_t{where.column});
        writer.end_object();
    }
    writer.end_object().end_object();
}

void write_rules(JsonWriter& writer, const std::vector<std::string>& codes) {
    writer.key("rules").begin_array();
    for (const std::string& code : codes) {
        writer.begin_object().member("id", code);
        const auto known = std::ranges::find(rule_texts, code, &std::pair<std::string_view, std::string_view>::first);
        if (known != rule_texts.end())
            writer.key("shortDescription").begin_object().member("text", known->second).end_object();
        writer.end_object();
    }
    writer.end_array();
}

void write_result(JsonWriter& writer, const Finding& finding, std::size_t rule, const std::string& root) {
    std::string text = finding.message;
    for (const std::string& detail : finding.details) text += "\n" + detail;
    writer.begin_object()
        .member("ruleId", finding.code)
        .member("ruleIndex", static_cast<std::int64_t>(rule))
        .member("level", to_string(finding.level));
    writer.key("message").begin_object().member("text", text).end_object();
    writer.key("locations").begin_array();
    if (!finding.where.file.empty()) write_location(writer, finding.where, root);
    writer.end_array().end_object();
}

}  // namespace

std::string to_sarif(const std::vector<Finding>& findings, const SarifOptions& options) {
    std::vector<std::string> codes;
    codes.reserve(findings.size());
    for (const Finding& finding : findings) codes.push_back(finding.code);
    std::ranges::sort(codes);
    const auto repeated = std::ranges::unique(codes);
    codes.erase(repeated.begin(), repeated.end());
    std::string sarif;
    JsonWriter writer(sarif);
    writer.begin_object()
        .member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        .member("version", "2.1.0")
        .key("runs")
        .begin_array()
        .begin_object();
    writer.key("tool").begin_object().key("driver").begin_object().member("name", "konsequenz");
    if (!options.tool_version.empty()) writer.member("version", options.tool_version);
    write_rules(writer, codes);
    writer.end_object().end_object();
    writer.member("columnKind", "unicodeCodePoints").key("results").begin_array();
    for (const Finding& finding : findings) {
        const auto rule = std::ranges::lower_bound(codes, finding.code) - codes.begin();
        write_result(writer, finding, static_cast<std::size_t>(rule), options.root);
    }
    writer.end_array().end_object().end_array().end_object();
    return sarif + "\n";
}

}  // namespace konsequenz::proof
