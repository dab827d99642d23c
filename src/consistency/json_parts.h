// How the figures of this folder stand in JSON, the same bytes everywhere. Inside consistency only.
#pragma once

#include <optional>
#include <string_view>

#include "base/json_writer.h"
#include "statistics/proportion.h"

namespace konsequenz::consistency {

/// With four decimals; null where it is not finite.
void write_figure(JsonWriter& writer, double figure);
void write_figure(JsonWriter& writer, std::string_view key, std::optional<double> figure);
/// {"low","high"}, or null.
void write_interval(JsonWriter& writer, std::string_view key, const std::optional<statistics::Interval>& interval);
/// {"count","of","share","low","high"} with Wilson's interval; no share where there was nothing to count.
void write_proportion(JsonWriter& writer, std::string_view key, const statistics::Proportion& proportion);

}  // namespace konsequenz::consistency
