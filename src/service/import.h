// `konsequenz import`: a table that another program exported becomes records.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"

namespace konsequenz::service {

struct ImportRequest {
    std::string map;      ///< the mapping file
    std::string in;       ///< the table; "-" is standard input
    std::string out;      ///< records as JSON Lines; "-" is standard output
    std::string rejects;  ///< where refused rows go; empty writes none
};

struct ImportReport {
    std::uint64_t rows = 0;
    std::uint64_t records = 0;
    std::uint64_t refused = 0;
    std::uint64_t passed_over = 0;
    std::vector<Error> first_refusals;  ///< at most 20
};

/// Errors: those of the mapping (the first of them; `details` holds all), of reading and writing.
[[nodiscard]] Result<ImportReport> import_table(const ImportRequest& request, std::vector<Error>& details);

}  // namespace konsequenz::service
