// `konsequenz voices`: how loud against how many, from files of records and rulings, from a log, or from counted rows.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/error.h"
#include "voices/voices.h"

namespace konsequenz::service {

struct VoicesRequest {
    std::vector<std::string> inputs;  ///< files of records and rulings; "-" is standard input; or
    std::string log;                  ///< the log: a file or postgresql://…; or
    std::string master_key = {};      ///< the file of the log's master key (open_log.h)
    std::string counted;              ///< a CSV of counted messages and people
    std::string columns;              ///< of that CSV, as `period={Year}-{Month}`; empty: as they are usually named
    std::string base;                 ///< a number of customers, or a CSV of them; empty: none
    voices::PeriodKind period = voices::PeriodKind::month;
    voices::Which which = voices::Which::every_message;
    voices::Campaigns campaigns = voices::Campaigns::looked_for;
    double many = 0.05;
    unsigned jobs = 1;
    std::string html;  ///< a page of figures and plots; empty writes none
};

struct VoicesReport {
    voices::Voices result;
    std::uint64_t refused = 0;
    std::vector<Error> first_refusals;  ///< at most 20
    std::uint64_t people_bytes = 0;     ///< held for people and their counts
};

struct VoicesProgress {
    std::uint64_t bytes_done = 0;
    std::uint64_t bytes_total = 0;  ///< 0: unknown
    std::uint64_t lines = 0;
};

/// Errors: those of reading and writing, of the log, voices.*; service.no-messages where there is nothing to count.
[[nodiscard]] Result<VoicesReport> count_voices(const VoicesRequest& request,
                                                const std::function<void(const VoicesProgress&)>& on_progress);

}  // namespace konsequenz::service
