#include <fmt/format.h>

#include <cstdio>

#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace konsequenz::cli {

ExitCode report_command(const service::ReportRequest& request, Format format) {
    if (request.log.empty() && request.inputs.empty()) {
        print_error({"cli.usage", "nothing to report on: give --log FILE, or --in FILE with records and rulings", {}});
        return ExitCode::usage;
    }
    std::vector<Error> details;
    const auto summary = service::write_report(request, details);
    if (!summary) return failed(summary.error(), details);
    if (format == Format::json) {
        std::string json;
        JsonWriter(json)
            .begin_object()
            .member("records", static_cast<std::int64_t>(summary->records))
            .member("rulings", static_cast<std::int64_t>(summary->rulings))
            .member("bytes", static_cast<std::int64_t>(summary->bytes))
            .end_object();
        fmt::print(stderr, "{}\n", json);
    } else {
        fmt::print(stderr, "{}: {} records, {} rulings on one page of {} kB\n", request.out, grouped(summary->records),
                   grouped(summary->rulings), grouped(summary->bytes / 1000));
    }
    return ExitCode::done;
}

}  // namespace konsequenz::cli
