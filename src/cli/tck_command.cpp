#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <map>

#include "base/files.h"
#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/line_editor.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "dmn/tck.h"

namespace konsequenz::cli {
namespace {

struct Count {
    std::int64_t passed = 0;
    std::int64_t failed = 0;
};

Result<void> write_results(const TckOptions& options, const std::vector<dmn::TckResult>& results) {
    const std::string& folder = options.csv;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail("base.cannot-write", fmt::format("cannot make the folder `{}`: {}", folder, error.message()));
    const auto today = to_string(feel::date_of(current_time()));
    const auto path = std::filesystem::path(folder);
    TRY_VOID(write_file(path / "tck_results.csv", dmn::tck_results_csv(results)));
    const dmn::TckProduct product{.vendor = options.vendor,
                                  .vendor_url = options.vendor_url,
                                  .product_url = options.product_url,
                                  .version = std::string(version),
                                  .instructions_url = options.instructions_url,
                                  .last_update = today};
    return write_file(path / "tck_results.properties", dmn::tck_results_properties(product));
}

}  // namespace

ExitCode tck_command(const TckOptions& options, Format format) {
    const auto results = dmn::run_tck(options.folder);
    if (!results) return failed(results.error());
    std::map<std::string, Count> levels;  // by the first folder, as compliance-level-3
    for (const auto& result : *results) {
        auto& level = levels[result.group.substr(0, result.group.find('/'))];
        ++(result.passed ? level.passed : level.failed);
        if (format == Format::text && !result.passed) {
            fmt::print("{} {} {} {}: {}\n", styled("FAILED", Style::red), result.group, result.file, result.test_case,
                       result.message);
        }
    }
    Count all;
    std::string json;
    JsonWriter writer(json);
    writer.begin_object();
    for (const auto& [level, count] : levels) {
        all = {all.passed + count.passed, all.failed + count.failed};
        if (format == Format::text)
            fmt::print("{}: {} of {} passed\n", level, count.passed, count.passed + count.failed);
        writer.key(level).begin_object().member("passed", count.passed).member("failed", count.failed).end_object();
    }
    writer.end_object();
    if (format == Format::json) fmt::print("{}\n", json);
    if (!options.csv.empty()) {
        const auto written = write_results(options, *results);
        if (!written) return failed(written.error());
    }
    return all.failed == 0 ? ExitCode::done : ExitCode::answer_is_no;
}

}  // namespace konsequenz::cli
