// The IANA zones met so far, and their offsets; inside feel only.
#pragma once

#include <cstdint>
#include <string>

#include "feel/temporal.h"

namespace konsequenz::feel::zones {

/// The name a zone was found by. The zone must be an IANA zone.
[[nodiscard]] const std::string& name(Zone zone);
/// Seconds east of UTC at a local time; in an overlap those of the earlier instant, in a gap those before it.
[[nodiscard]] std::int32_t offset_at_local(Zone zone, std::int64_t local_seconds);
/// Seconds east of UTC at an instant.
[[nodiscard]] std::int32_t offset_at_utc(Zone zone, std::int64_t utc_seconds);

}  // namespace konsequenz::feel::zones
