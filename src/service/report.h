// `konsequenz report`: a log, or files of records and rulings, as one HTML page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"

namespace konsequenz::service {

struct ReportRequest {
    std::string log;                  ///< the log: a file or postgresql://…; or
    std::vector<std::string> inputs;  ///< files of records and rulings, a contact before its ruling
    std::string standard;             ///< the standard's folder, for titles; may be empty
    std::string out;                  ///< the page; "-" is standard output
    std::string master_key = {};      ///< the file of the log's master key (open_log.h)
};

struct ReportSummary {
    std::uint64_t records = 0;
    std::uint64_t rulings = 0;
    std::uint64_t bytes = 0;  ///< of the page
};

/// Errors: those of the log, of reading and writing, of a standard that does not load (`details` holds all), report.*,
/// service.log-content.
[[nodiscard]] Result<ReportSummary> write_report(const ReportRequest& request, std::vector<Error>& details);

}  // namespace konsequenz::service
