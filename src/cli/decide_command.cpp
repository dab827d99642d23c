#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace konsequenz::cli {
namespace {

std::string counts_text(const std::vector<std::string>& order, const std::map<std::string, std::uint64_t>& counts) {
    std::string text;
    for (const auto& id : order) {
        if (!text.empty()) text += " · ";
        text += fmt::format("{} {}", id, grouped(counts.at(id)));
    }
    return text;
}

void print_text(const service::DecideRequest& request, const service::DecideSummary& summary, double seconds) {
    fmt::print(stderr, "{} {}\n", styled("standard", Style::dim), summary.standard);
    fmt::print(stderr, "{}  {} taken ({} contacts decided, {} known before) in {}, {} a second\n",
               styled("records", Style::dim), grouped(summary.records), grouped(summary.contacts_decided),
               grouped(summary.repeated), duration_text(seconds),
               grouped(static_cast<std::uint64_t>(static_cast<double>(summary.records) / seconds)));
    fmt::print(stderr, "{} {}\n", styled("measures", Style::dim), counts_text(summary.measure_order, summary.measures));
    fmt::print(stderr, "{} {}\n", styled("remedies", Style::dim), counts_text(summary.remedy_order, summary.remedies));
    print_refusals(summary.refused, summary.first_refusals, request.rejects);
}

void write_counts(JsonWriter& writer, std::string_view key, const std::vector<std::string>& order,
                  const std::map<std::string, std::uint64_t>& counts) {
    writer.key(key).begin_object();
    for (const auto& id : order) writer.member(id, static_cast<std::int64_t>(counts.at(id)));
    writer.end_object();
}

void print_json(const service::DecideSummary& summary, double seconds) {
    std::string json;
    JsonWriter writer(json);
    writer.begin_object()
        .member("standard", summary.standard)
        .member("records", static_cast<std::int64_t>(summary.records));
    writer.member("contacts_decided", static_cast<std::int64_t>(summary.contacts_decided));
    writer.member("known_before", static_cast<std::int64_t>(summary.repeated))
        .member("refused", static_cast<std::int64_t>(summary.refused));
    write_counts(writer, "measures", summary.measure_order, summary.measures);
    write_counts(writer, "remedies", summary.remedy_order, summary.remedies);
    writer.key("seconds").real(seconds).end_object();
    fmt::print(stderr, "{}\n", json);
}

}  // namespace

ExitCode decide_command(const service::DecideRequest& request, Format format) {
    const auto started = std::chrono::steady_clock::now();
    ProgressBar bar;
    std::vector<Error> details;
    const auto summary = service::decide(
        request, [&](const service::DecideProgress& now) { bar.show(now.bytes_done, now.bytes_total, now.records); },
        details);
    bar.clear();
    if (!summary) return failed(summary.error(), details);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    if (format == Format::json)
        print_json(*summary, seconds);
    else
        print_text(request, *summary, seconds);
    return summary->refused == 0 ? ExitCode::done : ExitCode::bad_input;
}

}  // namespace konsequenz::cli
