// The parts of an assessment that every JSON of ours writes alike: what `assess` says and what a ruling keeps.
//
// Fixed decimals from whole numbers, so that the bytes are the same on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/json_writer.h"
#include "conduct/assessment.h"

namespace konsequenz::conduct {

/// A whole number of parts as a decimal with that many places: 312 of 4 places is 0.0312, -7 of 2 is -0.07.
void write_fixed(JsonWriter& writer, std::int64_t parts, int places);
/// The inverse, for any JSON number with no more places that matter: "0.5" with 4 is 5,000. Nothing where it has more,
/// an exponent, or more than 12 digits.
[[nodiscard]] std::optional<std::int64_t> parse_fixed(std::string_view number, int places);

/// The members "p" ({"abusive":0.0312,…} with four decimals), "triage" and "alert".
void write_probabilities(JsonWriter& writer, const Assessment& assessment);
/// The member "evidence": [{"start","end","label","weight"}], weights with two decimals.
void write_evidence(JsonWriter& writer, const Assessment& assessment);

/// What the two wrote, out of an object that holds them; a member that is not there leaves what stands in `into`.
/// False where a member is of a wrong kind or has an unknown word in it.
[[nodiscard]] bool read_probabilities(const JsonValue& object, Assessment& into);
[[nodiscard]] bool read_evidence(const JsonValue& object, Assessment& into);

/// An assessed text as one JSON object: "id" (left out where nothing is given), "label", "severity", "target",
/// "language", "p", "triage", "alert", "evidence", "model", "calibration"; of a text that was not assessed "id",
/// "label" (none), "language", "not_assessed" with the reason, and "model".
void append_json(std::string& out, std::optional<std::string_view> id, const Assessment& assessment);

}  // namespace konsequenz::conduct
