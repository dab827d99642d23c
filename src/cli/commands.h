// The commands behind the command line: each takes what was asked for, does it, prints, and says how it ended.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "service/assess.h"
#include "service/backtest.h"
#include "service/calibrate.h"
#include "service/consistency.h"
#include "service/decide.h"
#include "service/diff.h"
#include "service/evaluate.h"
#include "service/import.h"
#include "service/noise.h"
#include "service/prove.h"
#include "service/report.h"
#include "service/voices.h"

namespace CLI {
class App;
}

namespace konsequenz::cli {

/// How a command talks: to people, or one JSON document to a machine.
enum class Format : std::uint8_t { text, json };

[[nodiscard]] ExitCode decide_command(const service::DecideRequest& request, Format format);
[[nodiscard]] ExitCode import_command(const service::ImportRequest& request, Format format);
struct TestOptions {
    std::vector<std::string> standards;
    std::string junit;     ///< a file for JUnit XML; empty: none
    std::string generate;  ///< a folder for generated tests; empty: none
    bool with_coverage = false;
};
[[nodiscard]] ExitCode test_command(const TestOptions& options, Format format);

[[nodiscard]] ExitCode report_command(const service::ReportRequest& request, Format format);

[[nodiscard]] ExitCode consistency_command(const service::ConsistencyRequest& request, Format format);
[[nodiscard]] ExitCode noise_plan_command(const service::NoisePlanRequest& request, Format format);
[[nodiscard]] ExitCode noise_analyse_command(const service::NoiseAnalyseRequest& request, Format format);

[[nodiscard]] ExitCode consistency_command(const service::ConsistencyRequest& request, Format format);
[[nodiscard]] ExitCode noise_plan_command(const service::NoisePlanRequest& request, Format format);
[[nodiscard]] ExitCode noise_analyse_command(const service::NoiseAnalyseRequest& request, Format format);

struct AssessOptions {
    service::AssessRequest request;
    std::string as = "any";      ///< any, contact or talk
    std::string shape = "auto";  ///< json, text, or auto: text where a person watches the output
};
[[nodiscard]] ExitCode assess_command(const AssessOptions& options, Format format);
[[nodiscard]] ExitCode calibrate_command(const service::CalibrateRequest& request, Format format);
[[nodiscard]] ExitCode evaluate_command(const service::EvaluateRequest& request, Format format);

struct VoicesOptions {
    service::VoicesRequest request;
    std::vector<std::string> by;  ///< what the text is broken down by; empty: all there is
    std::string period = "month";
    double many_percent = 5;
    bool has_only_complaints = false;
    bool has_no_campaigns = false;

    [[nodiscard]] bool shows(std::string_view what) const;
};
[[nodiscard]] ExitCode voices_command(const VoicesOptions& options, Format format);
/// Adds the subcommand, which sets `command` to what is to be done.
void add_voices(CLI::App& app, VoicesOptions& options, bool& is_json, std::function<ExitCode()>& command);

struct FeelOptions {
    std::string expression;  ///< empty: read lines from the terminal
    std::string context;     ///< a JSON file, "-" for standard input, or empty
};
[[nodiscard]] ExitCode feel_command(const FeelOptions& options, Format format);

struct EvalOptions {
    std::string model;
    std::vector<std::string> decisions;  ///< empty: all
    std::string in;                      ///< a JSON file, "-" for standard input, or empty for no inputs
    bool with_trace = false;
};
[[nodiscard]] ExitCode eval_command(const EvalOptions& options, Format format);

struct CheckOptions {
    std::vector<std::string> subjects;  ///< folders of standards and DMN files
    std::string language = "en";        ///< of the findings' details: en or de
    std::string sarif;                  ///< a file, "-" for standard output, or empty
    std::string html;                   ///< likewise; with one subject
};
[[nodiscard]] ExitCode check_command(const CheckOptions& options, Format format);
[[nodiscard]] ExitCode backtest_command(const service::BacktestRequest& request, Format format);
[[nodiscard]] ExitCode diff_command(const service::DiffRequest& request, Format format);
[[nodiscard]] ExitCode prove_command(const service::ProveRequest& request, Format format);

struct TckOptions {
    std::string folder;
    std::string csv;
    std::string vendor;  ///< these four for tck_results.properties; empty where not said
    std::string vendor_url;
    std::string product_url;
    std::string instructions_url;
};
[[nodiscard]] ExitCode tck_command(const TckOptions& options, Format format);

/// The whole program; arguments as main gets them.
[[nodiscard]] int run(int argument_count, const char* const* arguments);

}  // namespace konsequenz::cli
