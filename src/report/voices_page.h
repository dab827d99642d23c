// Voices as one HTML page: for whoever must not take loud for many, nor silence for satisfaction.
//
// As the report, it loads nothing, says the same in English and German, and is the same bytes for the same voices.
#pragma once

#include <string>

#include "voices/voices.h"

namespace konsequenz::report {

[[nodiscard]] std::string voices_html(const voices::Voices& voices);

}  // namespace konsequenz::report
