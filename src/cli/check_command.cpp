#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "service/check.h"

namespace konsequenz::cli {
namespace {

std::string painted(std::string_view word, proof::Level level) {
    constexpr Style styles[] = {Style::red, Style::yellow, Style::dim};
    return styled(word, styles[static_cast<std::size_t>(level)], Stream::output);
}

void print_text(const service::Checked& checked) {
    fmt::print("{}\n", styled(checked.title, Style::bold, Stream::output));
    fmt::print("{}", proof::to_text(checked.findings, painted));
}

void write_subject(JsonWriter& writer, const service::Checked& checked) {
    writer.begin_object()
        .member("subject", checked.subject)
        .member("title", checked.title)
        .member("kind", checked.is_standard ? "standard" : "model")
        .key("findings");
    proof::write_json(writer, checked.findings);
    writer.end_object();
}

}  // namespace

ExitCode check_command(const CheckOptions& options, Format format) {
    auto exit_code = ExitCode::done;
    proof::FindingCount total;
    std::vector<proof::Finding> findings;
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().key("subjects").begin_array();
    const bool is_text = format == Format::text && options.sarif != "-" && options.html != "-";
    std::string page;
    for (const auto& path : options.subjects) {
        const auto checked =
            service::check(path, options.language == "de" ? proof::Language::german : proof::Language::english);
        if (!checked) {
            print_errors(checked.error());
            exit_code = exit_code_of(checked.error().front());
            continue;
        }
        total += proof::count(checked->findings);
        findings.insert(findings.end(), checked->findings.begin(), checked->findings.end());
        if (is_text) print_text(*checked);
        write_subject(writer, *checked);
        if (!options.html.empty()) page = service::check_page(*checked);
    }
    writer.end_array()
        .member("errors", static_cast<std::int64_t>(total.errors))
        .member("warnings", static_cast<std::int64_t>(total.warnings))
        .member("notes", static_cast<std::int64_t>(total.notes))
        .end_object();
    // Where there was nothing to look at there is nothing to count.
    const bool has_looked = exit_code == ExitCode::done || options.subjects.size() > 1;
    if (is_text && has_looked)
        fmt::print("{}\n", to_string(total));
    else if (format == Format::json && options.sarif != "-" && options.html != "-")
        fmt::print("{}\n", json);
    std::error_code ignored;
    const proof::SarifOptions sarif{std::string(version), std::filesystem::current_path(ignored).string()};
    if (!options.sarif.empty() && !write_asked(options.sarif, proof::to_sarif(findings, sarif)))
        exit_code = ExitCode::environment;
    if (!write_asked(page.empty() ? "" : options.html, page)) exit_code = ExitCode::environment;
    if (exit_code != ExitCode::done) return exit_code;
    return proof::is_faulty(findings) ? ExitCode::answer_is_no : ExitCode::done;
}

}  // namespace konsequenz::cli
