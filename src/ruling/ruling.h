// The outcome of applying a standard to a contact, with all that explains it.
//
// A ruling is a pure function of the standard, the history known at the contact, and the contact with its recorded
// assessment: no clock, no chance, no locale. The same inputs give the same bytes on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "base/error.h"
#include "base/json.h"
#include "conduct/assessment.h"
#include "dmn/engine.h"
#include "facts/book.h"
#include "feel/value.h"
#include "record/record.h"
#include "standard/record_view.h"
#include "standard/standard.h"

namespace konsequenz::ruling {

/// A row of a decision table that matched.
struct FiredRule {
    std::string_view decision;
    std::uint32_t row = 0;       ///< counts from 1
    std::string_view principle;  ///< empty where the row names none
    std::string_view reason;     ///< key in the standard's [reasons]; empty where the row names none

    bool operator==(const FiredRule&) const = default;
};

/// Its names are those of the standard, which must outlive it.
struct Ruling {
    std::string contact;
    std::string customer;
    Instant time;  ///< the contact's
    std::string standard_id;
    std::string standard_version;
    Digest standard_sha256{};
    bool is_in_force = true;  ///< false: the contact came before the standard, which therefore does not judge it
    conduct::Assessment assessment;
    standard::KnownConduct conduct;                                   ///< as known at the contact: what the tables read
    std::vector<std::pair<std::string_view, feel::Value>> facts;      ///< in the standard's order
    std::vector<std::pair<std::string_view, feel::Value>> decisions;  ///< every decision of the standard, in its order
    std::string remedy;
    std::string measure;
    standard::Needs needs = standard::Needs::nobody;  ///< who must agree before the measure takes effect
    std::optional<Instant> lapses_at;
    std::optional<Instant> appeal_until;
    std::vector<FiredRule> rules;              ///< in the order of the decisions
    std::vector<std::string_view> principles;  ///< each once, those behind the measure and the remedy first
    std::vector<std::pair<std::string_view, std::vector<std::string>>> reasons;  ///< by language

    /// The value of a decision; nullptr where the standard has none of this name.
    [[nodiscard]] const feel::Value* find_decision(std::string_view name) const;
};

/// Applies one standard. Thread-safe; the standard must outlive it.
class Judge {
  public:
    explicit Judge(const standard::Standard& standard);

    /// `contact` is a record of type contact. `assessment` is what was recorded for it; a person's word in the contact
    /// or in a finding stands above it (already in `known.conduct`). Errors: ruling.no-outcome where the tables give no
    /// remedy or no measure of the standard for these inputs.
    [[nodiscard]] Result<Ruling> rule(const record::Record& contact, const conduct::Assessment& assessment,
                                      const facts::Known& known) const;

  private:
    struct Binding {
        std::size_t slot;        ///< in the engine's inputs
        std::string_view input;  ///< "conduct", or empty for a fact
        std::size_t fact = 0;    ///< index in the standard's facts
    };
    Result<void> conclude(const record::Record& contact, const dmn::Trace& trace, Ruling& ruling) const;

    const standard::Standard& standard_;
    std::vector<Binding> bindings_;
    std::vector<std::size_t> decisions_;  ///< all of them
};

/// One JSON object on one line without a newline: keys in a fixed order, `type` = "ruling" first.
[[nodiscard]] std::string to_json(const Ruling& ruling);
/// The same, appended.
void append_json(std::string& out, const Ruling& ruling);

/// What a log keeps of the assessment inside a ruling, read back for replay and for the history.
/// Errors: ruling.not-a-ruling.
[[nodiscard]] Result<conduct::Assessment> assessment_of(const JsonValue& ruling);

}  // namespace konsequenz::ruling
