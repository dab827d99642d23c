// What the page reads of a ruling that the log keeps.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "base/error.h"
#include "base/json.h"
#include "conduct/assessment.h"

namespace konsequenz::report {

struct FiredRow {
    std::string decision;
    std::string row;        ///< counts from 1, as written
    std::string principle;  ///< empty where the row names none
};

/// Changes that together would have led to another measure.
struct OtherwiseView {
    struct Change {
        std::string fact;
        std::string from;
        std::string to;
    };
    std::string measure;
    std::vector<Change> changes;
};

/// The members of ruling::to_json, light: values of facts and decisions are text for a reader.
struct RulingView {
    std::string contact;
    std::string customer;
    Instant time;
    std::string standard_id;
    std::string standard_version;
    std::string standard_sha256;
    bool is_in_force = true;
    conduct::Assessment assessment;
    conduct::Label label = conduct::Label::none;  ///< as known at the contact; so are the five below
    std::string severity;
    std::string target;
    bool is_confirmed = false;  ///< a person said it
    std::string source;
    std::string intention;
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<std::pair<std::string, std::string>> decisions;  ///< without the safeguards
    std::vector<std::string> safeguards;                         ///< ids
    std::string remedy;
    std::string measure;
    std::string needs;
    std::optional<Instant> lapses_at;
    std::optional<Instant> appeal_until;
    std::vector<FiredRow> rules;
    std::vector<OtherwiseView> milder;  ///< these two are empty in rulings from before they were given
    std::vector<OtherwiseView> harsher;
    std::vector<std::string> principles;
    std::map<std::string, std::vector<std::string>, std::less<>> reasons;  ///< by language
};

/// Errors: report.not-a-ruling, naming the member that is missing or wrong.
[[nodiscard]] Result<RulingView> read_ruling(JsonParser& parser, std::string_view json);

}  // namespace konsequenz::report
