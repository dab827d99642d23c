// A noise audit as one HTML page, as the page on consistency.
#pragma once

#include <string>

#include "consistency/noise_audit.h"

namespace konsequenz::report {

[[nodiscard]] std::string noise_html(const consistency::NoiseAudit& audit);

}  // namespace konsequenz::report
