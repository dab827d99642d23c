// An evaluation as one HTML page: for whoever has to say whether the model may sort, and must know whom it wrongs.
//
// As the report, it loads nothing, says the same in English and German, and is the same bytes for the same evaluation.
#pragma once

#include <string>

#include "evaluation/evaluation.h"

namespace konsequenz::report {

[[nodiscard]] std::string evaluation_html(const evaluation::Evaluation& evaluation);

}  // namespace konsequenz::report
