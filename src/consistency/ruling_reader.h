// The parts of a ruling's JSON that are compared. Inside consistency only.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "base/error.h"
#include "base/json.h"
#include "conduct/assessment.h"

namespace konsequenz::consistency {

/// What the tables said: texts of the JSON, valid until its parser parses again.
struct OutcomeText {
    std::string standard;  ///< "id version"
    bool is_in_force = true;
    std::string_view measure;
    std::string_view remedy;
    std::vector<std::string_view> measure_principles;  ///< each once
    std::vector<std::string_view> remedy_principles;
    std::vector<std::string_view> other_principles;  ///< of the rules of other tables
};

struct RulingText {
    std::string_view contact;
    std::string_view customer;
    Instant time;
    std::string_view outcome_id;  ///< empty where the ruling is a whole one
    OutcomeText outcome;          ///< of a whole one
    conduct::Label label = conduct::Label::none;
    conduct::Target target = conduct::Target::none;
    std::string_view severity;
    std::string_view intention;
    bool is_confirmed = false;
    std::vector<std::pair<std::string_view, JsonValue>> facts;
};

/// Errors: consistency.not-an-outcome.
[[nodiscard]] Result<OutcomeText> read_outcome(const JsonValue& json);
/// Errors: consistency.not-a-ruling.
[[nodiscard]] Result<RulingText> read_ruling(const JsonValue& json);

}  // namespace konsequenz::consistency
