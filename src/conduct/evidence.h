// The stretches of a text that speak for its label, and how much.
#pragma once

#include <vector>

#include "conduct/assessment.h"
#include "conduct/scorer.h"

namespace konsequenz::conduct {

/// Ordered, not overlapping, on the borders of words; each adds at least a tenth of a nat to the label's log-odds.
/// A stretch of an abusive text carries the label of the cue that it is, or else the text's.
[[nodiscard]] std::vector<EvidenceSpan> find_evidence(const ModelView& model, const TextReading& reading,
                                                      const Scores& scores, Label label);

}  // namespace konsequenz::conduct
