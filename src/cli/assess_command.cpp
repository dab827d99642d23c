#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/evidence_text.h"
#include "cli/terminal.h"

namespace konsequenz::cli {
namespace {

/// JSON for machines; people who watch the output themselves see marked texts.
service::Render rendering(const AssessOptions& options) {
    const bool is_watched = options.request.out == "-" && is_terminal(Stream::output);
    const bool is_for_people = options.shape == "text" || (options.shape == "auto" && is_watched);
    if (!is_for_people) return service::render_json;
    const bool is_shown = options.request.out == "-" && has_colour(Stream::output);
    const auto marks = is_shown ? Marks::colour : Marks::brackets;
    return [marks](std::string& out, const service::AssessedText& text) { render_for_people(out, text, marks); };
}

void print_text(const AssessOptions& options, const service::AssessSummary& summary, double seconds) {
    fmt::print(stderr, "{}    {}, calibration {}\n", styled("model", Style::dim), summary.model_id,
               summary.calibration_id);
    fmt::print(stderr, "{}    {} assessed ({} could not be) in {}, {} a second\n", styled("texts", Style::dim),
               grouped(summary.texts), grouped(summary.not_assessed), duration_text(seconds),
               grouped(static_cast<std::uint64_t>(static_cast<double>(summary.texts) / seconds)));
    std::string labels;
    for (std::size_t label = 0; label < summary.labels.size(); ++label)
        labels += fmt::format("{}{} {}", label == 0 ? "" : " · ", to_string(static_cast<conduct::Label>(label)),
                              grouped(summary.labels[label]));
    fmt::print(stderr, "{}   {}\n", styled("labels", Style::dim), labels);
    fmt::print(stderr, "{}   {} for triage, of them {} for alert\n", styled("points", Style::dim),
               grouped(summary.triage), grouped(summary.alert));
    if (summary.passed_over > 0)
        fmt::print(stderr, "{}   {} records that are no contacts\n", styled("passed", Style::dim),
                   grouped(summary.passed_over));
    print_refusals(summary.refused, summary.first_refusals, options.request.rejects);
}

void print_json(const service::AssessSummary& summary, double seconds) {
    std::string json;
    JsonWriter writer(json);
    const auto count = [&](std::string_view key, std::uint64_t number) {
        writer.member(key, static_cast<std::int64_t>(number));
    };
    writer.begin_object().member("model", summary.model_id).member("calibration", summary.calibration_id);
    count("texts", summary.texts);
    count("not_assessed", summary.not_assessed);
    writer.key("labels").begin_object();
    for (std::size_t label = 0; label < summary.labels.size(); ++label)
        count(to_string(static_cast<conduct::Label>(label)), summary.labels[label]);
    writer.end_object();
    count("triage", summary.triage);
    count("alert", summary.alert);
    count("passed_over", summary.passed_over);
    count("refused", summary.refused);
    writer.key("seconds").real(seconds).end_object();
    fmt::print(stderr, "{}\n", json);
}

}  // namespace

ExitCode assess_command(const AssessOptions& options, Format format) {
    const auto started = std::chrono::steady_clock::now();
    // A bar over texts that scroll by at the same terminal would only disturb.
    const bool scrolls = options.request.out == "-" && is_terminal(Stream::output);
    ProgressBar bar;
    const auto summary = service::assess(options.request, rendering(options), [&](const service::DecideProgress& now) {
        if (!scrolls) bar.show(now.bytes_done, now.bytes_total, now.records);
    });
    bar.clear();
    if (!summary) return failed(summary.error());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    if (format == Format::json)
        print_json(*summary, seconds);
    else
        print_text(options, *summary, seconds);
    return summary->refused == 0 ? ExitCode::done : ExitCode::bad_input;
}

}  // namespace konsequenz::cli
