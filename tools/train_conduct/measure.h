// How good a model is on rows: what the trainer prints, and what the thresholds are chosen by.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "conduct/model.h"
#include "rows.h"

namespace konsequenz::train {

struct Scored {
    std::uint16_t score = 0;
    bool is_positive = false;
};

/// The area under the curve of true against false alarms; ties count half. 0.5 where one class is missing.
[[nodiscard]] double area_under_curve(std::vector<Scored> scored);
/// The mean of both classes' F1 where a score at the threshold and above says yes.
[[nodiscard]] double macro_f1(const std::vector<Scored>& scored, std::uint16_t threshold);

/// The lowest threshold that at most `share` of the scores reach.
[[nodiscard]] std::uint16_t threshold_for(std::vector<std::uint16_t> scores, double share);

/// A table: each source's AUC, macro-F1 at one half and at the best threshold; our own contacts by label.
[[nodiscard]] std::string report_sources(const conduct::Model& model, const std::vector<Row>& rows);
[[nodiscard]] std::string report_own(const conduct::Model& model, const std::vector<Row>& rows, conduct::Register from);

}  // namespace konsequenz::train
