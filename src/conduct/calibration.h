// Where an organisation draws its lines: a bias and two thresholds on the probability of abuse.
//
// The model brings a calibration of its own; an organisation fits another from contacts that people have reviewed. A
// calibration is bound to the model that it was fitted for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "conduct/assessment.h"

namespace konsequenz::conduct {

struct Calibration {
    std::string id;                         ///< "default" for the one that the model brings
    std::string model_id;                   ///< the only model that it may be used with
    std::int32_t bias_hundredths = 0;       ///< added to the log-odds of abuse; -1,000 to 1,000
    std::uint16_t triage_per_10000 = 5000;  ///< threshold on the probability of abuse, after the bias; 1 to 10,000
    std::uint16_t alert_per_10000 = 5000;   ///< as above, and not below triage
    // For the reader; nothing is computed from them.
    std::uint32_t reviewed_contacts = 0;         ///< how many it was fitted on
    std::uint32_t reviewed_criticism = 0;        ///< of these, criticism and ordinary contacts: what the bounds rest on
    std::uint16_t triage_bound_per_10000 = 500;  ///< share of false alarms that triage stays below
    std::uint16_t alert_bound_per_10000 = 100;
    std::string first_day;  ///< of the reviewed contacts, as 2026-03-01; empty where unknown
    std::string last_day;

    bool operator==(const Calibration&) const = default;
};

/// Errors: conduct.calibration-syntax, conduct.calibration-field; each with its file.
[[nodiscard]] Result<Calibration> parse_calibration(std::string_view json, std::string_view file);
/// One object on one line, fields in the order above, a line's end behind.
[[nodiscard]] std::string to_json(const Calibration& calibration);

}  // namespace konsequenz::conduct
