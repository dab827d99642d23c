// Verdicts for programs and for the page of `check` and `prove`.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "proof/findings_out.h"
#include "proof/prove.h"

namespace konsequenz::proof {

/// One object a guarantee, as an array; docs/prove.md has the schema.
void write_json(JsonWriter& writer, const standard::Standard& standard, std::span<const Verdict> verdicts);

/// How each guarantee stands, with its counterexample as a story.
[[nodiscard]] std::vector<GuaranteeState> states_of(const standard::Standard& standard,
                                                    std::span<const Verdict> verdicts, std::string_view language);

}  // namespace konsequenz::proof
