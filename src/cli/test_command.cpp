#include <fmt/format.h>

#include <cstdio>

#include "base/files.h"
#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "service/junit.h"
#include "service/policy.h"

namespace konsequenz::cli {
namespace {

struct Count {
    std::size_t passed = 0;
    std::size_t failed = 0;
};

std::string_view title_of(const service::PolicyResult& result) {
    const auto english = result.title.find("en");
    if (english != result.title.end()) return english->second;
    return result.title.empty() ? std::string_view() : std::string_view(result.title.begin()->second);
}

void print_result(const service::PolicyResult& result) {
    const bool has_passed = result.differences.empty();
    fmt::print("  {} {}  {}\n", has_passed ? styled("passed", Style::green) : styled("FAILED", Style::red), result.id,
               title_of(result));
    for (const auto& difference : result.differences) {
        fmt::print("         {}:{}: {}\n", result.where.file, result.where.line, service::told(difference));
    }
}

void write_result(JsonWriter& writer, const service::PolicyResult& result) {
    writer.begin_object()
        .member("id", result.id)
        .member("title", title_of(result))
        .member("passed", result.differences.empty());
    writer.member("file", result.where.file)
        .member("line", std::int64_t{result.where.line})
        .key("differences")
        .begin_array();
    for (const auto& difference : result.differences) {
        writer.begin_object()
            .member("what", difference.what)
            .member("expected", difference.expected)
            .member("found", difference.found);
        if (!difference.by.empty()) writer.member("by", difference.by);
        writer.end_object();
    }
    writer.end_array();
    if (!result.ruling_json.empty()) writer.key("ruling").raw(result.ruling_json);
    writer.end_object();
}

std::string percent(std::size_t part, std::size_t whole) {
    return fmt::format("{} of {} ({} %)", part, whole, whole == 0 ? 100 : part * 100 / whole);
}

void print_count(std::string_view name, const service::CoverageCount& count) {
    fmt::print("  {}: rules fired {}; cells shown to matter {}\n", name, percent(count.rules_fired, count.rules),
               percent(count.cells_covered, count.cells));
}

/// What of a rule no test shows; empty where nothing is left.
std::string gaps_of(const service::RuleCoverage& rule) {
    std::string gaps = rule.has_fired ? "" : rule.has_matched ? "never fired" : "never matched";
    for (const auto& cell : rule.cells) {
        if (cell.test.empty() || rule.is_covered(cell)) continue;
        if (!gaps.empty()) gaps += "; ";
        gaps +=
            fmt::format("{} `{}`{}", cell.column, cell.test, cell.is_readable ? "" : " (reads more than its column)");
    }
    return gaps;
}

void print_coverage(const std::vector<service::TableCoverage>& tables) {
    for (const auto& table : tables) {
        print_count(table.owner, service::Coverage::count(table));
        for (std::size_t row = 0; row < table.rules.size(); ++row) {
            const auto gaps = gaps_of(table.rules[row]);
            if (!gaps.empty()) fmt::print("    row {}: {}\n", row + 1, gaps);
        }
    }
}

void print_standard(const service::StandardTest& tested, const TestOptions& options) {
    fmt::print("{} {}\n", styled(tested.id, Style::bold), tested.version);
    for (const auto& result : tested.results) print_result(result);
    if (options.with_coverage || !options.generate.empty()) {
        fmt::print("coverage\n");
        if (options.with_coverage) print_coverage(tested.tables);
        print_count("all tables", tested.covered);
    }
    if (options.generate.empty()) return;
    if (tested.generated == 0) {
        fmt::print("generated: nothing, no history was found that exercises more\n");
    } else {
        fmt::print("generated: {} in {}; they expect what the standard says now: read them before you keep them\n",
                   tested.generated == 1 ? "1 test" : fmt::format("{} tests", tested.generated), tested.generated_file);
        print_count("all tables with them", tested.covered_then);
    }
    std::string left;
    for (const auto& table : tested.tables_then) {
        for (std::size_t row = 0; row < table.rules.size(); ++row) {
            const auto gaps = gaps_of(table.rules[row]);
            if (!gaps.empty()) left += fmt::format("    {}, row {}: {}\n", table.owner, row + 1, gaps);
        }
    }
    if (!left.empty()) fmt::print("  no history was found for\n{}", left);
}

void write_count(JsonWriter& writer, const service::CoverageCount& count) {
    writer.member("rules", static_cast<std::int64_t>(count.rules));
    writer.member("rules_fired", static_cast<std::int64_t>(count.rules_fired));
    writer.member("cells", static_cast<std::int64_t>(count.cells));
    writer.member("cells_covered", static_cast<std::int64_t>(count.cells_covered));
}

void write_coverage(JsonWriter& writer, std::string_view key, const service::CoverageCount& count,
                    const std::vector<service::TableCoverage>& tables) {
    writer.key(key).begin_object();
    write_count(writer, count);
    writer.key("tables").begin_array();
    for (const auto& table : tables) {
        writer.begin_object().member("table", table.owner);
        write_count(writer, service::Coverage::count(table));
        writer.key("gaps").begin_array();
        for (std::size_t row = 0; row < table.rules.size(); ++row) {
            const auto& rule = table.rules[row];
            if (gaps_of(rule).empty()) continue;
            writer.begin_object().member("row", static_cast<std::int64_t>(row + 1)).member("fired", rule.has_fired);
            writer.member("matched", rule.has_matched).key("cells").begin_array();
            for (const auto& cell : rule.cells) {
                if (cell.test.empty() || rule.is_covered(cell)) continue;
                writer.begin_object().member("column", cell.column).member("test", cell.test).end_object();
            }
            writer.end_array().end_object();
        }
        writer.end_array().end_object();
    }
    writer.end_array().end_object();
}

void write_standard(JsonWriter& writer, const service::StandardTest& tested, const TestOptions& options) {
    writer.begin_object().member("id", tested.id).member("version", tested.version).key("tests").begin_array();
    for (const auto& result : tested.results) write_result(writer, result);
    writer.end_array();
    if (options.with_coverage || !options.generate.empty())
        write_coverage(writer, "coverage", tested.covered, tested.tables);
    if (!options.generate.empty()) {
        writer.member("generated", static_cast<std::int64_t>(tested.generated));
        writer.member("generated_file", tested.generated_file);
        write_coverage(writer, "coverage_with_generated", tested.covered_then, tested.tables_then);
    }
    writer.end_object();
}

}  // namespace

ExitCode test_command(const TestOptions& options, Format format) {
    Count count;
    auto exit_code = ExitCode::done;
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().key("standards").begin_array();
    std::vector<service::StandardTest> all;
    for (const auto& folder : options.standards) {
        auto tested = service::test_standard({folder, options.generate});
        if (!tested) {
            print_errors(tested.error());
            exit_code = exit_code_of(tested.error().front());
            continue;
        }
        for (const auto& result : tested->results) ++(result.differences.empty() ? count.passed : count.failed);
        if (format == Format::text)
            print_standard(*tested, options);
        else
            write_standard(writer, *tested, options);
        all.push_back(std::move(*tested));
    }
    writer.end_array()
        .member("passed", static_cast<std::int64_t>(count.passed))
        .member("failed", static_cast<std::int64_t>(count.failed))
        .end_object();
    if (format == Format::text)
        fmt::print("{} passed, {} failed\n", count.passed, count.failed);
    else
        fmt::print("{}\n", json);
    if (!options.junit.empty()) {
        if (const auto written = write_file(options.junit, service::junit_xml(all)); !written) {
            print_errors({written.error()});
            exit_code = exit_code_of(written.error());
        }
    }
    if (exit_code != ExitCode::done) return exit_code;
    return count.failed == 0 ? ExitCode::done : ExitCode::answer_is_no;
}

}  // namespace konsequenz::cli
