// An organisation's own calibration, fitted to what its people said of its own contacts.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conduct/calibration.h"
#include "evaluation/conformal.h"
#include "evaluation/labelled.h"
#include "statistics/proportion.h"

namespace konsequenz::evaluation {

/// The bounds on false alarms of the two operating points.
struct Bounds {
    SharePer10000 triage = 500;
    SharePer10000 alert = 100;
};

/// How one threshold came about.
struct FittedPoint {
    SharePer10000 bound = 0;
    std::uint16_t threshold = 0;
    /// Nothing where the reviewed contacts do not carry the bound: the threshold is then the model's own.
    std::optional<double> bound_95;  ///< the share that this draw does not exceed with 95 % confidence
    std::uint64_t rows_needed = 0;   ///< legitimate contacts, at least
    statistics::Proportion found;    ///< of the abusive contacts, at the threshold
};

struct Fit {
    conduct::Calibration calibration;
    std::uint64_t reviewed = 0;
    std::uint64_t legitimate = 0;  ///< of them
    std::uint64_t abusive = 0;     ///< of them
    FittedPoint triage;
    FittedPoint alert;
};

/// The probability of abuse of a text, in ten-thousandths, with a bias on its log-odds.
using Probability = std::function<std::uint16_t(std::string_view text, std::int32_t bias_hundredths)>;

/// Fits the bias first: the one at which the abuse that is expected is the abuse that was found, drawn towards 0 as by
/// one doubtful contact (the most likely value under a normal prior of standard deviation 1; 0 where only one kind was
/// reviewed). Then the thresholds, by conformal_threshold() over the legitimate contacts; the bias does not disturb
/// their bound, as it moves all scores alike. `standing` is the model's own calibration, whose thresholds stay where
/// the rows are too few, moved by the bias so that the same texts alarm. The id is that of what was fitted: "cal-" and
/// eight digits of its content's SHA-256.
[[nodiscard]] Fit fit_calibration(const std::vector<LabelledText>& reviewed, const Probability& probability,
                                  const conduct::Calibration& standing, const Bounds& bounds);

/// The bias alone, in hundredths, between -600 and 600: from each contact's probability and whether it was abusive.
struct Judged {
    std::uint16_t probability = 0;
    bool is_abusive = false;
};
[[nodiscard]] std::int32_t fit_bias(const std::vector<Judged>& judged);

}  // namespace konsequenz::evaluation
