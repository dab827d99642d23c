#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace konsequenz::cli {
namespace {

using consistency::Clarity;
using consistency::NoiseAudit;

std::string figure_text(const consistency::Figure& figure) {
    if (!figure.value) return "–";
    if (!figure.interval) return fmt::format("{:.2f}", *figure.value);
    return fmt::format("{:.2f} [{:.2f}, {:.2f}]", *figure.value, figure.interval->low, figure.interval->high);
}

/// As standard deviations, in steps of the ladder.
std::string component_text(double variance, const std::optional<statistics::Interval>& interval) {
    const auto root = [](double value) { return std::sqrt(std::max(0.0, value)); };
    if (!interval) return fmt::format("{:.2f}", root(variance));
    return fmt::format("{:.2f} [{:.2f}, {:.2f}]", root(variance), root(interval->low), root(interval->high));
}

void print_agreement(std::string_view name, const consistency::AgreementOf& agreement) {
    fmt::print("  {:<10}  {:>3} cases  alpha {}  AC1 {}  as ruled {} of {}", name, agreement.cases,
               figure_text(agreement.alpha), figure_text(agreement.ac1), agreement.as_ruled.count,
               agreement.as_ruled.total);
}

void print_text(const service::NoiseReport& report) {
    const auto& audit = report.audit;
    fmt::print("{} reviewers, {} cases, {} judgements, {} left open\n", audit.reviewers.size(), audit.all.cases,
               report.answered, report.left_open);
    fmt::print("\n{}\n", styled("Agreement", Style::bold, Stream::output));
    print_agreement("all", audit.all);
    fmt::print("\n");
    for (const auto& principle : audit.principles) {
        print_agreement(principle.principle, principle);
        switch (principle.clarity()) {
            case Clarity::clear: fmt::print(" · fixed clearly\n"); break;
            case Clarity::not_known_yet: fmt::print(" · not known yet\n"); break;
            case Clarity::not_clear:
                fmt::print(" · {}\n", styled("not fixed clearly", Style::red, Stream::output));
                break;
        }
    }
    if (!audit.noise) return;
    fmt::print("\n{}\n", styled("Noise, in steps of the ladder", Style::bold, Stream::output));
    fmt::print("  system    {}\n", component_text(audit.noise->system, audit.system_interval));
    fmt::print("  level     {}\n", component_text(audit.noise->level, audit.level_interval));
    fmt::print("  pattern   {}\n", component_text(audit.noise->pattern, audit.pattern_interval));
    if (audit.noise->occasion)
        fmt::print("  occasion  {} (of pattern, from {} cases given twice)\n",
                   component_text(*audit.noise->occasion, audit.occasion_interval), audit.repeats);
    fmt::print("  ICC(2,1)  {}\n", figure_text(audit.intraclass));
}

}  // namespace

ExitCode noise_plan_command(const service::NoisePlanRequest& request, Format format) {
    if (request.source.log.empty() && request.source.inputs.empty()) {
        print_error({"cli.usage", "nothing to draw from: give --log FILE, or --in FILE with records and rulings", {}});
        return ExitCode::usage;
    }
    std::vector<Error> details;
    const auto summary = service::plan_noise(request, details);
    if (!summary) return failed(summary.error(), details);
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object().member("cases", static_cast<std::int64_t>(summary->cases));
        writer.member("tasks_each", static_cast<std::int64_t>(summary->tasks_each)).key("files").begin_array();
        for (const auto& file : summary->files) writer.string(file);
        writer.end_array().end_object();
        fmt::print("{}\n", json);
        return ExitCode::done;
    }
    fmt::print("{} cases, {} tasks for each reviewer\n", summary->cases, summary->tasks_each);
    fmt::print("  {}  keep it closed until all have judged\n", summary->files.front());
    for (std::size_t at = 1; at < summary->files.size(); ++at)
        fmt::print("  {}  put a measure in place of null on each line\n", summary->files[at]);
    return ExitCode::done;
}

ExitCode noise_analyse_command(const service::NoiseAnalyseRequest& request, Format format) {
    const auto report = service::analyse_noise(request);
    if (!report) return failed(report.error());
    if (format == Format::json)
        fmt::print("{}\n", consistency::to_json(report->audit));
    else if (request.html != "-")
        print_text(*report);
    return ExitCode::done;
}

}  // namespace konsequenz::cli
