#include "evaluation/calibrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/sha256.h"
#include "evaluation/scores.h"

namespace konsequenz::evaluation {
namespace {

constexpr std::int32_t bias_hundredths_max = 600;

/// e^0.01: factors of odds are its powers, made by multiplying, which is the same on every machine, as exp() need not
/// be.
constexpr double step = 1.0100501670841680575;

double odds_factor(std::int32_t bias_hundredths) {
    double factor = 1;
    for (std::int32_t count = 0; count < std::abs(bias_hundredths); ++count) factor *= step;
    return bias_hundredths < 0 ? 1 / factor : factor;
}

/// How much abuse is expected beyond what was found, and how far the bias is from 0: rises with the bias.
double surplus(const std::vector<Judged>& judged, std::int32_t bias_hundredths) {
    const double factor = odds_factor(bias_hundredths);
    double sum = bias_hundredths / 100.0;
    for (const auto& contact : judged) {
        // Away from certainty, which no bias could move.
        const double said = std::clamp<double>(contact.probability, 1, score_max - 1);
        const double odds = said / (score_max - said) * factor;
        sum += odds / (1 + odds) - (contact.is_abusive ? 1 : 0);
    }
    return sum;
}

/// A threshold that lets the same texts alarm as before the bias was added.
std::uint16_t moved_by_bias(std::uint16_t threshold, std::int32_t bias_hundredths) {
    if (threshold == 0 || threshold >= score_max) return threshold;
    const double odds = static_cast<double>(threshold) / (score_max - threshold) * odds_factor(bias_hundredths);
    const auto moved = static_cast<std::uint16_t>(std::lround(odds / (1 + odds) * score_max));
    return std::clamp<std::uint16_t>(moved, 1, score_max);
}

FittedPoint fit_point(const std::vector<std::uint16_t>& legitimate, SharePer10000 bound, std::uint16_t standing) {
    FittedPoint point;
    point.bound = bound;
    point.rows_needed = rows_needed(bound);
    const auto threshold = conformal_threshold(legitimate, bound);
    // Above the highest score there is no threshold: where even that is reached too often, nothing can be promised.
    const bool is_carried = threshold && *threshold <= score_max;
    point.threshold = is_carried ? *threshold : standing;
    if (is_carried) {
        const std::uint64_t count = legitimate.size();
        const auto rank = ((count + 1) * (score_max - bound) + score_max - 1) / score_max;
        point.bound_95 = share_bound_95(count - rank, count);
    }
    return point;
}

/// "cal-" and eight digits: the same fit has the same name, another one another.
std::string id_of(const conduct::Calibration& calibration) {
    return "cal-" + to_hex(sha256(conduct::to_json(calibration))).substr(0, 8);
}

std::uint32_t as_count(std::uint64_t count) { return static_cast<std::uint32_t>(count); }

}  // namespace

std::int32_t fit_bias(const std::vector<Judged>& judged) {
    const auto abusive = std::ranges::count_if(judged, &Judged::is_abusive);
    if (abusive == 0 || abusive == std::ssize(judged)) return 0;
    std::int32_t low = -bias_hundredths_max;
    std::int32_t high = bias_hundredths_max;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (surplus(judged, middle) >= 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

Fit fit_calibration(const std::vector<LabelledText>& reviewed, const Probability& probability,
                    const conduct::Calibration& standing, const Bounds& bounds) {
    Fit fit;
    fit.reviewed = reviewed.size();
    std::vector<Judged> judged;
    for (const auto& text : reviewed) {
        const auto truth = text.of(Head::abusive);
        if (truth != Truth::unknown) judged.push_back({probability(text.text, 0), truth == Truth::yes});
    }
    auto& calibration = fit.calibration;
    calibration = standing;
    calibration.id.clear();
    calibration.first_day.clear();
    calibration.last_day.clear();
    calibration.bias_hundredths = fit_bias(judged);
    std::vector<std::uint16_t> legitimate;
    Scores scores;
    for (const auto& text : reviewed) {
        const bool is_abusive = text.of(Head::abusive) == Truth::yes;
        if (!is_abusive && !text.is_legitimate()) continue;
        const auto score = probability(text.text, calibration.bias_hundredths);
        scores.add(score, is_abusive);
        if (!is_abusive) legitimate.push_back(score);
        if (text.day.empty()) continue;
        if (calibration.first_day.empty() || text.day < calibration.first_day) calibration.first_day = text.day;
        calibration.last_day = std::max(calibration.last_day, text.day);
    }
    fit.legitimate = legitimate.size();
    fit.abusive = scores.positives();
    fit.triage =
        fit_point(legitimate, bounds.triage, moved_by_bias(standing.triage_per_10000, calibration.bias_hundredths));
    fit.alert =
        fit_point(legitimate, bounds.alert, moved_by_bias(standing.alert_per_10000, calibration.bias_hundredths));
    // An alert is a triage too, whichever of the two could be fitted.
    fit.alert.threshold = std::max(fit.alert.threshold, fit.triage.threshold);
    fit.triage.found = at_threshold(scores, fit.triage.threshold).found;
    fit.alert.found = at_threshold(scores, fit.alert.threshold).found;
    calibration.triage_per_10000 = fit.triage.threshold;
    calibration.alert_per_10000 = fit.alert.threshold;
    calibration.triage_bound_per_10000 = static_cast<std::uint16_t>(fit.triage.bound_95 ? bounds.triage : 0);
    calibration.alert_bound_per_10000 = static_cast<std::uint16_t>(fit.alert.bound_95 ? bounds.alert : 0);
    calibration.reviewed_contacts = as_count(fit.reviewed);
    calibration.reviewed_criticism = as_count(fit.legitimate);
    calibration.id = id_of(calibration);
    return fit;
}

}  // namespace konsequenz::evaluation
