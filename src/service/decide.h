// `konsequenz decide`: whole inputs through the decider, with a summary.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/error.h"

namespace konsequenz::service {

struct DecideRequest {
    std::string standard;             ///< the standard's folder
    std::vector<std::string> inputs;  ///< files of records; "-" is standard input
    std::string out;                  ///< rulings as JSON Lines; "-" is standard output, empty writes none
    std::string log;                  ///< the log's file; empty keeps none
    std::string rejects;              ///< where refused lines go; empty writes none
    std::string calibration = {};  ///< an organisation's own, for contacts that the model assesses; empty: the model's
};

struct DecideSummary {
    std::string standard;  ///< id and version
    std::uint64_t records = 0;
    std::uint64_t contacts_decided = 0;
    std::uint64_t repeated = 0;
    std::uint64_t refused = 0;
    std::uint64_t bytes = 0;
    std::map<std::string, std::uint64_t> measures;  ///< every measure of the standard, with 0 where none
    std::map<std::string, std::uint64_t> remedies;
    std::vector<std::string> measure_order;  ///< mildest first
    std::vector<std::string> remedy_order;
    std::vector<Error> first_refusals;  ///< at most 20, with file, line and field
};

struct DecideProgress {
    std::uint64_t bytes_done = 0;
    std::uint64_t bytes_total = 0;  ///< 0 where unknown
    std::uint64_t records = 0;
};

/// Errors: those of loading (the first of them; `details` holds all), of the log, of reading and writing.
[[nodiscard]] Result<DecideSummary> decide(const DecideRequest& request,
                                           const std::function<void(const DecideProgress&)>& progress,
                                           std::vector<Error>& details);

}  // namespace konsequenz::service
