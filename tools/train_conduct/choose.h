// The lines that are drawn after the fitting: thresholds, and what makes one half the right cut.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "measure.h"
#include "pack.h"

namespace konsequenz::train {

/// A service contact with the score that a head gave which had not seen its group.
struct Unseen {
    std::uint16_t score = 0;
    conduct::Label label = conduct::Label::none;
};

/// Slopes and offsets of the heads, found on the dev sets.
void correct(ToPack& to_pack);
/// Sets the thresholds and the biases of severity from scores of five folds; yields the scores.
[[nodiscard]] std::vector<Unseen> choose(ToPack& to_pack, const std::vector<Row>& rows,
                                         const std::vector<Sample>& samples, FeatureSpace& space);
/// For each threshold: false alarms on criticism, and insults and threats that are found.
[[nodiscard]] std::string report_curve(const std::vector<Unseen>& scored);

}  // namespace konsequenz::train
