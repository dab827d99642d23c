// `konsequenz conduct calibrate`: an organisation's reviewed contacts become its calibration.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "evaluation/calibrate.h"

namespace konsequenz::service {

struct CalibrateRequest {
    std::vector<std::string> reviewed;  ///< files of labelled texts; "-" is standard input
    std::string out;                    ///< the calibration; "-" is standard output
    std::string model;                  ///< empty: the program's own
    std::string rejects;                ///< where refused lines go; empty writes none
    evaluation::Bounds bounds;
};

struct CalibrateReport {
    evaluation::Fit fit;
    std::uint64_t refused = 0;
    std::vector<Error> first_refusals;  ///< at most 20
};

/// Errors: those of the model, of reading and writing; service.nothing-reviewed where no line was a labelled text.
[[nodiscard]] Result<CalibrateReport> calibrate(const CalibrateRequest& request);

}  // namespace konsequenz::service
