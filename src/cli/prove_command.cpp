#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "cli/version.h"

namespace konsequenz::cli {
namespace {

std::string painted(proof::State state) {
    switch (state) {
        case proof::State::proved: return styled("proved     ", Style::green, Stream::output);
        case proof::State::refuted: return styled("refuted    ", Style::red, Stream::output);
        case proof::State::not_decided: return styled("not decided", Style::yellow, Stream::output);
    }
    return {};
}

std::string title_of(const proof::Verdict& verdict, const std::string& language) {
    const auto found = verdict.title.find(language);
    return found == verdict.title.end() ? verdict.guarantee : found->second;
}

void print_text(const service::Proved& proved, const std::string& language) {
    fmt::print("{}\n", styled(proved.standard.id + " " + proved.standard.version, Style::bold, Stream::output));
    for (const proof::Verdict& verdict : proved.verdicts) {
        fmt::print("  {}  {}  {}\n", painted(verdict.state), verdict.guarantee, title_of(verdict, language));
        if (verdict.state == proof::State::not_decided) fmt::print("               {}\n", verdict.why);
        if (verdict.state == proof::State::refuted)
            fmt::print("               {}\n", service::story(proved, verdict, language));
    }
    fmt::print("{} proved, {} refuted, {} not decided\n", proved.count(proof::State::proved),
               proved.count(proof::State::refuted), proved.count(proof::State::not_decided));
}

void write_proved(JsonWriter& writer, const service::Proved& proved) {
    writer.begin_object().member("id", proved.standard.id).member("version", proved.standard.version).key("guarantees");
    proof::write_json(writer, proved.standard, proved.verdicts);
    writer.member("proved", static_cast<std::int64_t>(proved.count(proof::State::proved)))
        .member("refuted", static_cast<std::int64_t>(proved.count(proof::State::refuted)))
        .member("not_decided", static_cast<std::int64_t>(proved.count(proof::State::not_decided)))
        .end_object();
}

/// Several standards have a folder each.
bool save(const service::Proved& proved, const service::ProveRequest& request) {
    const auto folder = request.standards.size() == 1 ? std::filesystem::path(request.save_tests)
                                                      : std::filesystem::path(request.save_tests) / proved.standard.id;
    const auto saved = service::save_tests(proved, folder.string());
    if (!saved) {
        print_error(saved.error());
        return false;
    }
    if (saved->count > 0)
        fmt::print(stderr, "{}: {} {}\n", saved->file, saved->count, saved->count == 1 ? "test" : "tests");
    for (const std::string& reason : saved->not_made) fmt::print(stderr, "not saved: {}\n", reason);
    return true;
}

}  // namespace

ExitCode prove_command(const service::ProveRequest& request, Format format) {
    auto exit_code = ExitCode::done;
    bool is_all_proved = true;
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().key("standards").begin_array();
    const bool is_text = format == Format::text && request.sarif != "-" && request.html != "-";
    std::vector<proof::Finding> findings;
    std::string page;
    for (const std::string& folder : request.standards) {
        const auto proved = service::prove(folder, {.milliseconds = request.seconds * 1'000, .seed = 0});
        if (!proved) {
            print_errors(proved.error());
            exit_code = exit_code_of(proved.error().front());
            continue;
        }
        is_all_proved = is_all_proved && proved->count(proof::State::proved) == proved->verdicts.size();
        for (proof::Finding& finding : proof::findings_of(proved->standard, proved->verdicts, request.language))
            findings.push_back(std::move(finding));
        if (is_text) print_text(*proved, request.language);
        write_proved(writer, *proved);
        if (!request.save_tests.empty() && !save(*proved, request)) exit_code = ExitCode::environment;
        if (!request.html.empty()) page = service::prove_page(*proved);
    }
    writer.end_array().end_object();
    if (format == Format::json && request.sarif != "-" && request.html != "-") fmt::print("{}\n", json);
    std::error_code ignored;
    const proof::SarifOptions sarif{std::string(version), std::filesystem::current_path(ignored).string()};
    if (!request.sarif.empty() && !write_asked(request.sarif, proof::to_sarif(findings, sarif)))
        return ExitCode::environment;
    if (!write_asked(page.empty() ? "" : request.html, page)) return ExitCode::environment;
    if (exit_code != ExitCode::done) return exit_code;
    return is_all_proved ? ExitCode::done : ExitCode::answer_is_no;
}

}  // namespace konsequenz::cli
