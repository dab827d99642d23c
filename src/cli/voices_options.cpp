#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <thread>

#include "cli/commands.h"

namespace konsequenz::cli {
namespace {

ExitCode run(VoicesOptions& options, Format format) {
    auto& request = options.request;
    const auto sources = static_cast<int>(!request.inputs.empty()) + static_cast<int>(!request.log.empty()) +
                         static_cast<int>(!request.counted.empty());
    if (sources > 1) {
        fmt::print(stderr, "error: --in, --log and --counted are three ways in: name one\n");
        return ExitCode::usage;
    }
    if (sources == 0) request.inputs = {"-"};
    request.period = voices::parse_period_kind(options.period).value_or(voices::PeriodKind::month);
    request.many = options.many_percent / 100;
    if (options.has_only_complaints) request.which = voices::Which::complaints;
    if (options.has_no_campaigns) request.campaigns = voices::Campaigns::not_looked_for;
    return voices_command(options, format);
}

}  // namespace

void add_voices(CLI::App& app, VoicesOptions& options, bool& is_json, std::function<ExitCode()>& command) {
    auto& request = options.request;
    request.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, service::jobs_max);
    auto* voices =
        app.add_subcommand("voices", "Say how many people stand behind how many messages, and who is silent");
    voices->footer(
        "Example:\n  konsequenz voices --log history.db --base 12000 --html voices.html\n  konsequenz voices --in "
        "records.jsonl --only-complaints --base customers.csv --json");
    voices->callback([&] { command = [&] { return run(options, is_json ? Format::json : Format::text); }; });
    const auto file = [&](const char* name, auto& value, const char* what) {
        voices->add_option(name, value, what)->type_name("FILE");
    };
    file("--in", request.inputs,
         "files of records and rulings, one JSON object a line; - is standard input (the default)");
    file("--log", request.log, "a log, instead");
    file("--master-key", request.master_key, "the file of the master key of the log (default: LOG.key)");
    file("--counted", request.counted, "a CSV of messages and people that are counted already, instead");
    voices->add_option("--columns", request.columns, "of that CSV, as period={Year}-{Month},messages={Complaints}")
        ->type_name("TEXT");
    voices
        ->add_option("--base", request.base,
                     "how many customers could have written: a number, or a CSV with the column customers")
        ->type_name("N|FILE");
    voices->add_option("--many", options.many_percent, "from which share of the customers on they are many (5)")
        ->type_name("PERCENT")
        ->check(CLI::Range(0.01, 99.0));
    voices->add_option("--period", options.period, "week, month (the default), quarter or year")
        ->type_name("PERIOD")
        ->check(CLI::IsMember({"week", "month", "quarter", "year"}));
    voices->add_flag("--only-complaints", options.has_only_complaints,
                     "count only contacts whose acts have a complaint");
    voices->add_flag("--no-campaigns", options.has_no_campaigns, "do not look for texts that several people sent");
    voices->add_option("--by", options.by, "what the text shows: topic, touchpoint, standard, period (all of them)")
        ->type_name("WHAT")
        ->delimiter(',')
        ->check(CLI::IsMember({"topic", "touchpoint", "standard", "period"}));
    voices->add_option("--jobs", request.jobs, "threads (default: one for each core)")
        ->type_name("N")
        ->check(CLI::Range(1U, service::jobs_max));
    file("--html", request.html, "a page with figures and plots, too; - is standard output");
    voices->add_flag("--json", is_json, "answer with one JSON document, for machines");
}

}  // namespace konsequenz::cli
