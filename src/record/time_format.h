// Times as spreadsheets and exports write them, by a format of percent signs: `%d.%m.%Y %H:%M`.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/calendar.h"
#include "base/error.h"

namespace konsequenz::record {

/// Whether a format says all there is to know: year, month, day, and an offset if none stands beside it.
/// Known: %Y %m %d %H %I %p %M %S %f %z %b %B %a %A %s %%. The clock is 0:00 where the format has no %H.
/// Errors: record.bad-format, naming the part.
[[nodiscard]] Result<void> check_time_format(std::string_view format, std::optional<std::int32_t> offset_minutes);

/// The instant that a text names. `%z` in the format stands above the offset given. Month and day names: English,
/// German. Errors: record.time.
[[nodiscard]] Result<Instant> parse_time(std::string_view text, std::string_view format,
                                         std::optional<std::int32_t> offset_minutes);

/// `+01:00`, `-0730` or `Z` in minutes.
[[nodiscard]] std::optional<std::int32_t> parse_offset(std::string_view text);

}  // namespace konsequenz::record
