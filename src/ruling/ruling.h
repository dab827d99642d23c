// The outcome of applying a standard to a contact, with all that explains it.
//
// A ruling is a pure function of the standard, the history known at the contact, and the contact with its recorded
// assessment: no clock, no chance, no locale. The same inputs give the same bytes on every machine.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "base/error.h"
#include "base/json.h"
#include "conduct/assessment.h"
#include "facts/book.h"
#include "feel/value.h"
#include "record/record.h"
#include "ruling/would_change.h"
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

using Reasons = std::vector<std::pair<std::string_view, std::vector<std::string>>>;  ///< by language

/// What the standard's tables say of one combination of the values that they read: shared by all contacts to which it
/// applies. Its names are those of the standard, which must outlive it.
struct Outcome {
    bool is_in_force = true;  ///< false: the contact came before the standard, which therefore does not judge it
    std::vector<std::pair<std::string_view, feel::Value>> decisions;  ///< every decision of the standard, in its order
    std::string remedy;
    std::string measure;
    standard::Needs needs = standard::Needs::nobody;  ///< who must agree before the measure takes effect
    std::vector<FiredRule> rules;                     ///< in the order of the decisions
    std::vector<std::string_view> principles;         ///< each once, those behind the measure and the remedy first
    Reasons reasons;                                  ///< where `has_placeholders`, not filled yet
    bool has_placeholders = false;
    WouldChange would_change;  ///< where `is_in_force`
    /// Whether all decisions stay the same when what the standard is blind to is another's.
    bool is_same_when_swapped = false;
    /// Its part of a ruling's JSON, made once: members with commas between them, none before or behind.
    std::string json;
    std::string id;  ///< of the JSON: 32 hexadecimal digits of its SHA-256

    /// The value of a decision; nullptr where the standard has none of this name.
    [[nodiscard]] const feel::Value* find_decision(std::string_view name) const;
};

/// Its names are those of the standard, which must outlive it.
struct Ruling {
    std::string contact;
    std::string customer;
    Instant time;  ///< the contact's
    conduct::Assessment assessment;
    standard::KnownConduct conduct;                               ///< as known at the contact: what the tables read
    std::vector<std::pair<std::string_view, feel::Value>> facts;  ///< in the standard's order
    std::shared_ptr<const Outcome> outcome;                       ///< never null
    std::optional<Instant> lapses_at;
    std::optional<Instant> appeal_until;
    Reasons filled_reasons;  ///< only where the outcome's have placeholders

    [[nodiscard]] const Reasons& reasons() const {
        return outcome->has_placeholders ? filled_reasons : outcome->reasons;
    }
};

/// Whether a contact came before its standard was in force, which then does not judge it.
[[nodiscard]] bool came_before(const Instant& contact, const CivilDate& in_force_from);

/// Applies one standard. Thread-safe; the standard must outlive it.
class Judge {
  public:
    explicit Judge(const standard::Standard& standard);
    ~Judge();
    Judge(Judge&&) noexcept;
    Judge& operator=(Judge&&) noexcept;

    /// `contact` is a record of type contact. `assessment` is what was recorded for it; a person's word in the contact
    /// or in a finding stands above it (already in `known.conduct`). Errors: ruling.no-outcome where the tables give no
    /// remedy or no measure of the standard for these inputs.
    [[nodiscard]] Result<Ruling> rule(const record::Record& contact, conduct::Assessment assessment,
                                      const facts::Known& known) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// One JSON object on one line without a newline: keys in a fixed order, `type` = "ruling" first.
[[nodiscard]] std::string to_json(const Ruling& ruling);
/// The same, appended.
void append_json(std::string& out, const Ruling& ruling);
/// The same with `"outcome":"<id>"` in place of the outcome's members: what a log keeps of each ruling, the outcome
/// being kept once.
void append_json_by_reference(std::string& out, const Ruling& ruling);
/// The id that a ruling by reference names; nothing where it is a whole one.
[[nodiscard]] std::optional<std::string_view> outcome_reference(std::string_view ruling_json);
/// Appends the whole ruling: to the byte what append_json writes. `outcome_json` is that of the outcome it names.
void append_resolved(std::string& out, std::string_view ruling_json, std::string_view outcome_json);
/// Completes `json` and `id`.
void write_outcome_json(const standard::Standard& standard, Outcome& outcome);

/// What a log keeps of the assessment inside a ruling, read back for replay and for the history.
/// Errors: ruling.not-a-ruling.
[[nodiscard]] Result<conduct::Assessment> assessment_of(const JsonValue& ruling);

}  // namespace konsequenz::ruling
