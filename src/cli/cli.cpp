#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "cli/commands.h"
#include "cli/decide_options.h"
#include "cli/log_commands.h"
#include "cli/manual.h"
#include "cli/options.h"
#include "cli/version.h"

namespace konsequenz::cli {
namespace {

/// What was asked for: filled while the arguments are read, run afterwards.
struct Request {
    bool is_json = false;
    std::function<ExitCode()> command;
    DecideOptions decide;
    service::ImportRequest import{"", "-", "-", ""};
    service::ReportRequest report{"", {}, "", "report.html"};
    TestOptions test;
    LogRequests log;
    AssessOptions assess;
    bool is_lines = false;
    service::CalibrateRequest calibrate{{}, "-", "", "", {}};
    double triage_percent = 5;
    double alert_percent = 1;
    service::EvaluateRequest evaluate;
    VoicesOptions voices;
    FeelOptions feel;
    EvalOptions eval;
    TckOptions tck;
    CheckOptions check;
    service::ProveRequest prove;
    service::DiffRequest diff;
    service::BacktestRequest backtest;
    std::string shell;

    [[nodiscard]] Format format() const { return is_json ? Format::json : Format::text; }
};

CLI::App* add_command(CLI::App& app, Request& request, const std::string& name, const std::string& description,
                      const std::string& example, std::function<ExitCode()> run) {
    auto* command = app.add_subcommand(name, description);
    command->footer("Example:\n  " + example);
    command->callback([&request, run = std::move(run)] { request.command = run; });
    return command;
}

void add_json(CLI::App& command, Request& request) {
    command.add_flag("--json", request.is_json, "answer with one JSON document, for machines");
}

void add_assess(CLI::App& app, Request& request) {
    auto& assess = request.assess;
    assess.request.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, service::jobs_max);
    auto* command = add_command(app, request, "assess",
                                "Say what the conduct of texts is taken for, with evidence: texts in, assessments out",
                                "konsequenz assess --in messages.jsonl --out assessments.jsonl\n  "
                                "echo 'Sie sind ein Trottel. Wo bleibt mein Paket?' | konsequenz assess",
                                [&] {
                                    if (request.is_lines) assess.request.form = service::TextForm::lines;
                                    if (assess.as == "contact") assess.request.from = conduct::Register::contact;
                                    if (assess.as == "talk") assess.request.from = conduct::Register::talk;
                                    return assess_command(assess, request.format());
                                });
    command
        ->add_option("--in", assess.request.in,
                     "objects with id and text, or contacts, one a line, or plain lines; - is standard input (the "
                     "default)")
        ->type_name("FILE");
    command->add_option("--out", assess.request.out, "where the assessments go; - is standard output (the default)")
        ->type_name("FILE");
    command->add_flag("--lines", request.is_lines, "each line is a text, even one that begins with {");
    command
        ->add_option("--as", assess.as,
                     "what the texts are: contacts of customers, public talk, or any of them (the default), which the "
                     "model then judges by itself")
        ->type_name("KIND")
        ->check(CLI::IsMember({"any", "contact", "talk"}));
    command
        ->add_option("--format", assess.shape,
                     "json: an object a line; text: for people, with the evidence marked; auto: text at a terminal")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"auto", "json", "text"}));
    command->add_option("--jobs", assess.request.jobs, "threads (default: one for each core)")
        ->type_name("N")
        ->check(CLI::Range(1U, service::jobs_max));
    command->add_option("--model", assess.request.model, "another model than the program's own")->type_name("FILE");
    command
        ->add_option("--calibration", assess.request.calibration,
                     "the organisation's own operating points, from konsequenz conduct calibrate")
        ->type_name("FILE");
    command->add_option("--rejects", assess.request.rejects, "where refused lines go, each with its reason")
        ->type_name("FILE");
    add_json(*command, request);
}

void add_calibrate(CLI::App& conduct, Request& request) {
    auto& calibrate = request.calibrate;
    auto* command = add_command(
        conduct, request, "calibrate",
        "Fit the operating points to an organisation's reviewed contacts, with a bound on false alarms",
        "konsequenz conduct calibrate --reviewed reviewed.jsonl --out calibration.json", [&] {
            calibrate.bounds.triage = static_cast<evaluation::SharePer10000>(std::lround(request.triage_percent * 100));
            calibrate.bounds.alert = static_cast<evaluation::SharePer10000>(std::lround(request.alert_percent * 100));
            if (calibrate.bounds.alert > calibrate.bounds.triage) {
                fmt::print(stderr, "error: --alert must not be above --triage: an alert is a triage too\n");
                return ExitCode::usage;
            }
            return calibrate_command(calibrate, request.format());
        });
    command
        ->add_option("--reviewed", calibrate.reviewed,
                     "contacts with conduct, or lines with id, text and label (docs/conduct.md)")
        ->required()
        ->type_name("FILE");
    command->add_option("--out", calibrate.out, "the calibration; - is standard output (the default)")
        ->type_name("FILE");
    command->add_option("--triage", request.triage_percent, "at most so many false alarms, in per cent (default: 5)")
        ->type_name("PERCENT")
        ->check(CLI::Range(0.01, 50.0));
    command->add_option("--alert", request.alert_percent, "at most so many false alarms, in per cent (default: 1)")
        ->type_name("PERCENT")
        ->check(CLI::Range(0.01, 50.0));
    command->add_option("--model", calibrate.model, "another model than the program's own")->type_name("FILE");
    command->add_option("--rejects", calibrate.rejects, "where refused lines go, each with its reason")
        ->type_name("FILE");
    add_json(*command, request);
}

void add_conduct(CLI::App& app, Request& request) {
    auto* conduct =
        app.add_subcommand("conduct", "Measure the model that assesses texts, and fit it to an organisation");
    conduct->footer("Example:\n  konsequenz conduct evaluate labelled.jsonl --html evaluation.html");
    conduct->require_subcommand(1);
    auto& evaluate = request.evaluate;
    auto* command = add_command(*conduct, request, "evaluate", "Hold the model against texts that people have labelled",
                                "konsequenz conduct evaluate labelled.jsonl --html evaluation.html",
                                [&] { return evaluate_command(evaluate, request.format()); });
    command
        ->add_option("FILE", evaluate.files,
                     "contacts with conduct, lines with id, text and label, or a table "
                     "(docs/conduct.md); - is standard input")
        ->required();
    command->add_option("--html", evaluate.html, "a page with plots, too; - is standard output")->type_name("FILE");
    command->add_option("--model", evaluate.model, "another model than the program's own")->type_name("FILE");
    command->add_option("--calibration", evaluate.calibration, "the organisation's own operating points")
        ->type_name("FILE");
    command->add_option("--rejects", evaluate.rejects, "where refused lines go, each with its reason")
        ->type_name("FILE");
    add_json(*command, request);
    add_calibrate(*conduct, request);
}

void add_report(CLI::App& app, Request& request) {
    auto& report = request.report;
    auto* command =
        add_command(app, request, "report", "Write one self-contained HTML page with plots and the latest cases",
                    "konsequenz report --log history.db --standard standards/fair-and-firm --out report.html",
                    [&] { return report_command(report, request.format()); });
    command->add_option("--log", report.log, "the log to report on")->type_name("LOG");
    command->add_option("--master-key", report.master_key, "the file of the log's master key (default: LOG.key)")
        ->type_name("FILE");
    command->add_option("--in", report.inputs, "instead of a log: files of records and rulings, one JSON object a line")
        ->type_name("FILE");
    command->add_option("--standard", report.standard, "the folder of the standard, for the titles of its principles")
        ->type_name("DIR");
    command->add_option("--out", report.out, "the page (default: report.html); - is standard output")
        ->type_name("FILE");
    add_json(*command, request);
}

void add_test_and_import(CLI::App& app, Request& request) {
    auto* test = add_command(app, request, "test", "Run the policy tests of standards",
                             "konsequenz test standards/*\n"
                             "  konsequenz test standards/fair-and-firm --coverage --junit results.xml",
                             [&] { return test_command(request.test, request.format()); });
    test->add_option("STANDARD", request.test.standards, "folders of standards")->required();
    test->add_flag("--coverage", request.test.with_coverage,
                   "which rules fired in a test, and which cells a test shows to matter (docs/standard.md)");
    test->add_option("--generate", request.test.generate,
                     "write tests for what is not covered into this folder; read them before you keep them")
        ->type_name("DIR");
    test->add_option("--junit", request.test.junit, "the results as JUnit XML, for build servers; - is standard output")
        ->type_name("FILE");
    add_json(*test, request);

    auto& import = request.import;
    auto* table = add_command(app, request, "import", "Turn a table of another program (CSV, TSV) into records",
                              "konsequenz import helpdesk.csv --map helpdesk.toml --out records.jsonl",
                              [&] { return import_command(import, request.format()); });
    table->add_option("TABLE", import.in, "the table; - is standard input")->required();
    table->add_option("--map", import.map, "which column becomes which field (docs/import.md)")
        ->required()
        ->type_name("FILE");
    table->add_option("--out", import.out, "where the records go; - is standard output (the default)")
        ->type_name("FILE");
    table->add_option("--rejects", import.rejects, "where refused rows go, each with its reason")->type_name("FILE");
    add_json(*table, request);
}

void add_check(CLI::App& app, Request& request) {
    auto& check = request.check;
    auto* command = add_command(
        app, request, "check",
        "Look through a standard or a DMN model: gaps, overlaps, dead rows, forbidden grounds, missing texts",
        "konsequenz check standards/fair-and-firm\n  konsequenz check model.dmn --sarif findings.sarif", [&] {
            if (!check.html.empty() && check.subjects.size() > 1) {
                fmt::print(stderr, "error: --html shows one standard or model: name just one\n");
                return ExitCode::usage;
            }
            return check_command(check, request.format());
        });
    command->add_option("SUBJECT", check.subjects, "folders of standards, and DMN files (1.1 to 1.5)")->required();
    command->add_option("--language", check.language, "of the regions in words: en (the default) or de")
        ->type_name("LANGUAGE")
        ->check(CLI::IsMember({"en", "de"}));
    command
        ->add_option("--sarif", check.sarif, "the findings as SARIF 2.1.0, for code hosts, too; - is standard output")
        ->type_name("FILE");
    command->add_option("--html", check.html, "a page with the tables and the findings, too; - is standard output")
        ->type_name("FILE");
    add_json(*command, request);
}

void add_prove(CLI::App& app, Request& request) {
    auto& prove = request.prove;
    auto* command = add_command(
        app, request, "prove", "Prove the guarantees of a standard for all inputs, or refute them with a case",
        "konsequenz prove standards/fair-and-firm\n  konsequenz prove standards/executive --language de", [&] {
            if (!prove.html.empty() && prove.standards.size() > 1) {
                fmt::print(stderr, "error: --html shows one standard: name just one\n");
                return ExitCode::usage;
            }
            return prove_command(prove, request.format());
        });
    command->add_option("STANDARD", prove.standards, "folders of standards")->required();
    command->add_option("--seconds", prove.seconds, "the limit of one question to the solver (10)")
        ->type_name("SECONDS")
        ->check(CLI::Range(1U, 3'600U));
    command->add_option("--language", prove.language, "of the counterexamples: en (the default) or de")
        ->type_name("LANGUAGE")
        ->check(CLI::IsMember({"en", "de"}));
    command->add_option("--sarif", prove.sarif, "what is not proved as SARIF 2.1.0, too; - is standard output")
        ->type_name("FILE");
    command->add_option("--html", prove.html, "a page with the tables and the guarantees, too; - is standard output")
        ->type_name("FILE");
    command->add_option("--save-tests", prove.save_tests, "write each counterexample as a policy test, too")
        ->type_name("FOLDER");
    add_json(*command, request);
}

void add_diff(CLI::App& app, Request& request) {
    auto& diff = request.diff;
    auto* command = add_command(app, request, "diff", "Say what another version of a standard changes, for whom",
                                "konsequenz diff standards/fair-and-firm my-standard",
                                [&] { return diff_command(diff, request.format()); });
    command->add_option("BEFORE", diff.before, "the folder of the one standard")->required();
    command->add_option("AFTER", diff.after, "the folder of the other one")->required();
    command->add_option("--seconds", diff.seconds, "the limit of one question to the solver (10)")
        ->type_name("SECONDS")
        ->check(CLI::Range(1U, 3'600U));
    command->add_option("--language", diff.language, "of the cases: en (the default) or de")
        ->type_name("LANGUAGE")
        ->check(CLI::IsMember({"en", "de"}));
    add_json(*command, request);
}

void add_backtest(CLI::App& app, Request& request) {
    auto& backtest = request.backtest;
    backtest.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, service::jobs_max);
    auto* command = add_command(app, request, "backtest",
                                "Decide a whole history under another standard, and say what comes out otherwise",
                                "konsequenz backtest my-standard --log history.db --html backtest.html\n"
                                "  konsequenz backtest standards/fair-and-firm my-standard --in records.jsonl",
                                [&] { return backtest_command(backtest, request.format()); });
    command
        ->add_option("STANDARD", backtest.standards,
                     "the folder of the new standard; with two, of the old and the new one")
        ->required();
    auto* log = command->add_option("--log", backtest.log, "the log whose history is decided anew")->type_name("LOG");
    command->add_option("--master-key", backtest.master_key, "the file of the log's master key (default: LOG.key)")
        ->type_name("FILE");
    command
        ->add_option("--in", backtest.inputs,
                     "instead of a log: files of records and rulings, one JSON object a line; - is standard input")
        ->type_name("FILE")
        ->excludes(log);
    command
        ->add_option("--columns", backtest.columns,
                     "keep the history in columns in this file, and read it from there next time; it is not sealed "
                     "(docs/backtest.md)")
        ->type_name("FILE");
    command->add_option("--out", backtest.out, "every contact that comes out otherwise, one JSON object a line")
        ->type_name("FILE");
    command->add_option("--html", backtest.html, "a page with plots, too; - is standard output")->type_name("FILE");
    command->add_option("--customers", backtest.customers, "show so many of those for whom it matters most (20)")
        ->type_name("N")
        ->check(CLI::Range(0U, 10'000U));
    command->add_option("--jobs", backtest.jobs, "threads (default: one for each core)")
        ->type_name("N")
        ->check(CLI::Range(1U, service::jobs_max));
    add_json(*command, request);
}

void add_language(CLI::App& app, Request& request) {
    auto* feel = add_command(app, request, "feel", "Evaluate a FEEL expression; without one, read them line by line",
                             R"(konsequenz feel 'if severity >= 3 then "grave" else "slight"' --context facts.json)",
                             [&] { return feel_command(request.feel, request.format()); });
    feel->add_option("EXPRESSION", request.feel.expression, "the expression");
    feel->add_option("--context", request.feel.context,
                     "a JSON object whose members are variables; - is standard input")
        ->type_name("FILE");
    add_json(*feel, request);

    auto* eval = add_command(app, request, "eval", "Evaluate decisions of a DMN model",
                             "konsequenz eval conduct.dmn --decision measure --in facts.json --trace",
                             [&] { return eval_command(request.eval, request.format()); });
    eval->add_option("MODEL", request.eval.model, "a DMN file (1.1 to 1.5)")->required();
    eval->add_option("--decision", request.eval.decisions,
                     "the decision's name; may be repeated; all where none is given")
        ->type_name("NAME");
    eval->add_option("--in", request.eval.in, "a JSON object with the inputs; - is standard input")->type_name("FILE");
    eval->add_flag("--trace", request.eval.with_trace,
                   "say which decisions ran, which rules matched and what they read");
    add_json(*eval, request);

    auto* tck = add_command(app, request, "tck", "Run the DMN Technology Compatibility Kit",
                            "konsequenz tck TestCases --csv results",
                            [&] { return tck_command(request.tck, request.format()); });
    tck->add_option("DIR", request.tck.folder, "the kit's TestCases folder")->required();
    tck->add_option("--csv", request.tck.csv, "folder for tck_results.csv and tck_results.properties")
        ->type_name("DIR");
    const auto about = [&](const char* option, std::string& value, const char* what) {
        tck->add_option(option, value, what)->type_name("TEXT");
    };
    about("--vendor", request.tck.vendor, "who submits the results");
    about("--vendor-url", request.tck.vendor_url, "the submitter's page");
    about("--product-url", request.tck.product_url, "the product's page");
    about("--instructions-url", request.tck.instructions_url, "where it says how the results come about");
    add_json(*tck, request);
}

/// The tree of commands as plain data, for the manual and the completions.
CommandInfo describe(const CLI::App& app) {
    CommandInfo info{app.get_name(), app.get_description(), app.get_footer(), {}, {}};
    for (const auto* option : app.get_options()) {
        OptionInfo described;
        for (const auto& name : option->get_lnames()) described.names.push_back("--" + name);
        for (const auto& name : option->get_snames()) described.names.push_back("-" + name);
        if (described.names.empty()) described.positional = option->get_name();
        described.value = option->get_expected_max() == 0 ? "" : option->get_type_name();
        described.description = option->get_description();
        info.options.push_back(std::move(described));
    }
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        info.commands.push_back(describe(*command));
    return info;
}

void add_shell(CLI::App& app, Request& request) {
    auto* completion = add_command(app, request, "completion", "Print the completions of a shell",
                                   "konsequenz completion bash > /etc/bash_completion.d/konsequenz", [&] {
                                       const auto text = completions(describe(app), request.shell);
                                       std::fwrite(text.data(), 1, text.size(), stdout);
                                       return ExitCode::done;
                                   });
    completion->add_option("SHELL", request.shell, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    app.add_flag_callback(
        "--man",
        [&app] {
            const auto text = manual_page(describe(app), version);
            std::fwrite(text.data(), 1, text.size(), stdout);
            throw CLI::Success();
        },
        "print the manual page");
}

}  // namespace

static bool has_command(const CLI::App& app, std::string_view name) {
    const auto commands = app.get_subcommands([&](const CLI::App* command) { return command->get_name() == name; });
    return !commands.empty();
}

int run(int argument_count, const char* const* arguments) {
    CLI::App app("Konsequenz decides by a service standard, the same for everyone, and explains each ruling",
                 "konsequenz");
    app.footer(
        "Example:\n  konsequenz decide standards/fair-and-firm --in records.jsonl --log history.db --out "
        "rulings.jsonl\n\n"
        "Exit codes: 0 done; 1 the answer is no; 2 usage; 3 some input was refused; 4 a file or the log could not be "
        "used");
    app.set_version_flag("--version", std::string("konsequenz ") + std::string(version));
    app.require_subcommand(1);
    Request request;
    const auto format = [&request] { return request.format(); };
    const auto add = [&request](CLI::App& parent, const std::string& name, const std::string& description,
                                const std::string& example, std::function<ExitCode()> run) {
        auto* command = add_command(parent, request, name, description, example, std::move(run));
        add_json(*command, request);
        return command;
    };
    add_decide(app, request.decide, format, add);
    add_assess(app, request);
    add_report(app, request);
    add_consistency_and_noise(app, {request.is_json, request.command});
    add_test_and_import(app, request);
    add_check(app, request);
    add_prove(app, request);
    add_diff(app, request);
    add_backtest(app, request);
    add_conduct(app, request);
    add_log_commands(app, request.log, format, add);
    add_voices(app, request.voices, request.is_json, request.command);
    add_language(app, request);
    add_shell(app, request);
    const std::string_view first = argument_count > 1 ? arguments[1] : "";
    if (!first.empty() && first.front() != '-' && !has_command(app, first)) {
        fmt::print(stderr, "error: there is no command `{}`; konsequenz --help shows those that are there\n", first);
        return static_cast<int>(ExitCode::usage);
    }
    try {
        app.parse(argument_count, arguments);
        return static_cast<int>(request.command ? request.command() : ExitCode::usage);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::Error& error) {
        app.exit(error);
        return static_cast<int>(ExitCode::usage);
    }
}

}  // namespace konsequenz::cli
