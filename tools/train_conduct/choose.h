// The lines that are drawn after the fitting: what makes a probability right, and the thresholds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "measure.h"
#include "pack.h"

namespace konsequenz::train {

/// A service contact with the probability of abuse that heads gave which had not seen its group: read as any text, and
/// read as a contact.
struct Unseen {
    std::uint16_t as_any = 0;
    std::uint16_t as_contact = 0;
    conduct::Label label = conduct::Label::none;
};

/// Sets the lines, the thresholds and the biases of severity from what heads say of five folds that they have not
/// seen: of our own contacts by group, of the public data sets by row. Yields what was said of our own.
[[nodiscard]] std::vector<Unseen> choose(ToPack& to_pack, const std::vector<Row>& rows,
                                         const std::vector<Sample>& samples, FeatureSpace& space);
/// For each threshold: false alarms on criticism, and insults and threats that are found.
[[nodiscard]] std::string report_curve(const std::vector<Unseen>& scored, std::uint16_t Unseen::* score);

}  // namespace konsequenz::train
