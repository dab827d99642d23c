// `konsequenz conduct evaluate`: labelled texts against what the model says of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "evaluation/evaluation.h"

namespace konsequenz::service {

struct EvaluateRequest {
    std::vector<std::string> files;  ///< of labelled texts; "-" is standard input
    std::string model;               ///< empty: the program's own
    std::string calibration;         ///< empty: the model's own
    std::string html;                ///< a page of figures and plots; empty writes none
    std::string rejects;             ///< where refused lines go; empty writes none
};

struct EvaluateReport {
    evaluation::Evaluation evaluation;
    std::uint64_t refused = 0;
    std::vector<Error> first_refusals;  ///< at most 20
};

/// Errors: those of the model and the calibration, of reading and writing; service.nothing-labelled.
[[nodiscard]] Result<EvaluateReport> evaluate(const EvaluateRequest& request);

}  // namespace konsequenz::service
