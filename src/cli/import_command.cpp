#include <fmt/format.h>

#include <cstdio>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace konsequenz::cli {

ExitCode import_command(const service::ImportRequest& request, Format format) {
    std::vector<Error> details;
    const auto report = service::import_table(request, details);
    if (!report) return failed(report.error(), details);
    if (format == Format::json) {
        std::string json;
        JsonWriter writer(json);
        writer.begin_object()
            .member("rows", static_cast<std::int64_t>(report->rows))
            .member("records", static_cast<std::int64_t>(report->records));
        writer.member("refused", static_cast<std::int64_t>(report->refused))
            .member("passed_over", static_cast<std::int64_t>(report->passed_over))
            .end_object();
        fmt::print(stderr, "{}\n", json);
    } else {
        fmt::print(stderr, "rows     {} read, {} passed over by `only_when`, {} refused\nrecords  {} written\n",
                   grouped(report->rows), grouped(report->passed_over), grouped(report->refused),
                   grouped(report->records));
        for (const auto& error : report->first_refusals) fmt::print(stderr, "  {}\n", to_string(error));
        if (report->refused > report->first_refusals.size())
            fmt::print(stderr, "  and {} more\n", grouped(report->refused - report->first_refusals.size()));
    }
    return report->refused == 0 ? ExitCode::done : ExitCode::bad_input;
}

}  // namespace konsequenz::cli
