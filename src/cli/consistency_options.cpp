#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "cli/options.h"

namespace konsequenz::cli {
namespace {

CLI::App* add_command(CLI::App& app, const Chosen& chosen, const std::string& name, const std::string& description,
                      const std::string& example, std::function<ExitCode()> run) {
    auto* command = app.add_subcommand(name, description);
    command->footer("Example:\n  " + example);
    command->add_flag("--json", chosen.is_json, "answer with one JSON document, for machines");
    command->callback([&asked = chosen.command, run = std::move(run)] { asked = run; });
    return command;
}

void add_source(CLI::App& command, service::EntrySource& source, std::string& standard) {
    command.add_option("--log", source.log, "the log to look at")->type_name("LOG");
    command.add_option("--master-key", source.master_key, "the file of the log's master key (default: LOG.key)")
        ->type_name("FILE");
    command.add_option("--in", source.inputs, "instead of a log: files of records and rulings, one JSON object a line")
        ->type_name("FILE");
    command
        .add_option("--standard", standard,
                    "the folder of the standard, for the order of its measures and the titles of its principles")
        ->type_name("DIR");
}

void add_consistency(CLI::App& app, const Chosen& chosen) {
    auto request = std::make_shared<service::ConsistencyRequest>();
    auto* command = add_command(
        app, chosen, "consistency", "Say whether like is treated alike: twins, premiums, deviations, what was kept",
        "konsequenz consistency --log history.db --standard standards/fair-and-firm --html consistency.html",
        [request, &is_json = chosen.is_json] {
            return consistency_command(*request, is_json ? Format::json : Format::text);
        });
    add_source(*command, request->source, request->standard);
    command->add_option("--html", request->html, "a page with plots, too; - is standard output")->type_name("FILE");
    command->add_option("--days", request->days, "within which a consequence has to be done (14)")
        ->type_name("N")
        ->check(CLI::Range(1, 3650));
    command->add_option("--reach", request->reach_min, "from how many people on a reach is wide (10000)")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}));
    command->add_option("--employee", request->person, "show this employee's own figures: for nobody but themself")
        ->type_name("ID");
}

void add_noise_plan(CLI::App& noise, const Chosen& chosen) {
    auto request = std::make_shared<service::NoisePlanRequest>();
    auto* command =
        add_command(noise, chosen, "plan", "Draw cases and give them to several reviewers, blind, each on a sheet",
                    "konsequenz noise plan --log history.db --reviewers r-1 r-2 r-3 --cases 40 --out audit",
                    [request, &is_json = chosen.is_json] {
                        return noise_plan_command(*request, is_json ? Format::json : Format::text);
                    });
    add_source(*command, request->source, request->standard);
    command->add_option("--reviewers", request->plan.reviewers, "who is to judge; at least two")
        ->required()
        ->type_name("ID");
    command->add_option("--cases", request->plan.cases, "how many cases (30)")
        ->type_name("N")
        ->check(CLI::Range(2, 10'000));
    command->add_option("--repeats", request->plan.repeats, "how many of them come a second time (5)")
        ->type_name("N")
        ->check(CLI::Range(0, 10'000));
    command->add_option("--seed", request->plan.seed, "of the draw: the same seed draws the same (1)")->type_name("N");
    command->add_option("--out", request->folder, "the folder for the key and the sheets")
        ->required()
        ->type_name("DIR");
}

void add_noise_analyse(CLI::App& noise, const Chosen& chosen) {
    auto request = std::make_shared<service::NoiseAnalyseRequest>();
    auto* command = add_command(noise, chosen, "analyse",
                                "Say how far the reviewers differ, and which principle is not fixed clearly",
                                "konsequenz noise analyse --key audit/key.json audit/r-1.jsonl audit/r-2.jsonl",
                                [request, &is_json = chosen.is_json] {
                                    return noise_analyse_command(*request, is_json ? Format::json : Format::text);
                                });
    command->add_option("SHEET", request->sheets, "the sheets, filled in")->required();
    command->add_option("--key", request->key, "the key that the plan wrote")->required()->type_name("FILE");
    command->add_option("--html", request->html, "a page with plots, too; - is standard output")->type_name("FILE");
    command->add_option("--seed", request->seed, "of the bootstrap (1)")->type_name("N");
}

}  // namespace

void add_consistency_and_noise(CLI::App& app, Chosen chosen) {
    add_consistency(app, chosen);
    auto* noise = app.add_subcommand("noise", "Audit how far people who judge the same cases differ");
    noise->footer("Example:\n  konsequenz noise plan --log history.db --reviewers r-1 r-2 r-3 --out audit");
    noise->require_subcommand(1);
    add_noise_plan(*noise, chosen);
    add_noise_analyse(*noise, chosen);
}

}  // namespace konsequenz::cli
