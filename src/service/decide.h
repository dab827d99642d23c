// `konsequenz decide`: whole inputs through the decider, with a summary.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace konsequenz::service {

/// One of several processes that share a log, each with the customers of its own partition. A customer's partition is
/// the FNV-1a hash (64 bits) of the id, modulo the number of partitions.
struct Share {
    std::uint32_t partition = 0;  ///< from 0
    std::uint32_t of = 1;

    [[nodiscard]] bool holds(std::string_view customer) const;
};

struct DecideRequest {
    std::string standard;             ///< the standard's folder
    std::vector<std::string> inputs;  ///< files of records; "-" is standard input
    std::string out;                  ///< rulings as JSON Lines; "-" is standard output, empty writes none
    std::string log;                  ///< the log: a file or postgresql://…; empty keeps none
    std::string rejects;              ///< where refused lines go; empty writes none
    std::string calibration = {};  ///< an organisation's own, for contacts that the model assesses; empty: the model's
    std::string master_key = {};   ///< the file of the log's master key (open_log.h)
    Share share = {};              ///< of the customers whose records this run takes
    std::uint32_t batch_entries = 0;  ///< so many wait for one another before they are written; 0: as many as is fast
    std::string signing_key = {};     ///< signs how far the log has come, at the end; empty: nobody
};

struct DecideSummary {
    std::string standard;  ///< id and version
    std::uint64_t records = 0;
    std::uint64_t contacts_decided = 0;
    std::uint64_t repeated = 0;
    std::uint64_t refused = 0;
    std::uint64_t of_other_shares = 0;  ///< records left to the processes of the other partitions
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
