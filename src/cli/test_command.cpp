#include <fmt/format.h>

#include <cstdio>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"
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
        fmt::print("         {}:{}: {} is `{}`, expected `{}`\n", result.where.file, result.where.line, difference.what,
                   difference.found, difference.expected);
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
            .member("found", difference.found)
            .end_object();
    }
    writer.end_array();
    if (!result.ruling_json.empty()) writer.key("ruling").raw(result.ruling_json);
    writer.end_object();
}

}  // namespace

ExitCode test_command(const std::vector<std::string>& standards, Format format) {
    Count count;
    auto exit_code = ExitCode::done;
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().key("standards").begin_array();
    for (const auto& folder : standards) {
        const auto tested = service::test_standard(folder);
        if (!tested) {
            print_errors(tested.error());
            exit_code = exit_code_of(tested.error().front());
            continue;
        }
        if (format == Format::text) fmt::print("{} {}\n", styled(tested->id, Style::bold), tested->version);
        writer.begin_object().member("id", tested->id).member("version", tested->version).key("tests").begin_array();
        for (const auto& result : tested->results) {
            ++(result.differences.empty() ? count.passed : count.failed);
            if (format == Format::text)
                print_result(result);
            else
                write_result(writer, result);
        }
        writer.end_array().end_object();
    }
    writer.end_array()
        .member("passed", static_cast<std::int64_t>(count.passed))
        .member("failed", static_cast<std::int64_t>(count.failed))
        .end_object();
    if (format == Format::text)
        fmt::print("{} passed, {} failed\n", count.passed, count.failed);
    else
        fmt::print("{}\n", json);
    if (exit_code != ExitCode::done) return exit_code;
    return count.failed == 0 ? ExitCode::done : ExitCode::answer_is_no;
}

}  // namespace konsequenz::cli
