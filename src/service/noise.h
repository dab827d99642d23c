// `konsequenz noise`: the same cases judged blind by several people, and how far they differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "consistency/noise_audit.h"
#include "consistency/noise_plan.h"
#include "service/entries.h"

namespace konsequenz::service {

struct NoisePlanRequest {
    EntrySource source;    ///< read twice, so not from standard input
    std::string standard;  ///< the standard's folder, for the ladder of measures; may be empty
    std::string folder;    ///< where the key and a sheet for each reviewer go; made where it is missing
    consistency::NoisePlanOptions plan;
};

struct NoisePlanSummary {
    std::size_t cases = 0;
    std::size_t tasks_each = 0;
    std::vector<std::string> files;  ///< the key first
};

/// Writes `key.json` and a sheet for each reviewer, `<reviewer>.jsonl`.
/// Errors: those of for_each_entry, of a standard that does not load (`details` holds all), of writing;
/// consistency.noise-plan; service.noise-plan.
[[nodiscard]] Result<NoisePlanSummary> plan_noise(const NoisePlanRequest& request, std::vector<Error>& details);

struct NoiseAnalyseRequest {
    std::string key;                  ///< the file that plan_noise wrote
    std::vector<std::string> sheets;  ///< filled in
    std::string html;                 ///< a page; empty writes none
    std::uint64_t seed = 1;           ///< of the bootstrap
};

struct NoiseReport {
    consistency::NoiseAudit audit;
    std::size_t answered = 0;
    std::size_t left_open = 0;
};

/// Errors: those of reading and writing, json.*, consistency.noise-key, consistency.noise-answer with file and line;
/// service.no-answers.
[[nodiscard]] Result<NoiseReport> analyse_noise(const NoiseAnalyseRequest& request);

}  // namespace konsequenz::service
