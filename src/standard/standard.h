// A service standard: principles, facts, decision tables, guarantees and texts, loaded from its directory and checked.
//
// What load() returns is complete and consistent: every expression compiles, every rule names a principle and a reason
// that exist, every text exists in every language, and nothing that the standard is blind to reaches a measure.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/error.h"
#include "base/sha256.h"
#include "dmn/engine.h"
#include "feel/expression.h"
#include "record/record.h"

namespace konsequenz::standard {

/// One text in each language of the standard, by its tag ("de", "en").
using LocalText = std::map<std::string, std::string, std::less<>>;

struct Principle {
    std::string id;
    LocalText title;
    LocalText statement;
    std::string value;  ///< dignity, safety, fairness, honesty or law
    std::string source;
    std::string author;
    bool is_statement_only = false;  ///< stands without a rule that carries it out
    Place where;
};

enum class FactKind : std::uint8_t { count, share, latest, sum };

/// A typed value computed from the customer's history before a contact, as known at the contact.
struct Fact {
    std::string name;
    FactKind kind = FactKind::count;
    record::Type of_type = record::Type::contact;
    std::optional<feel::Expression> where;  ///< which records count; absent: all
    std::optional<feel::Expression> of;     ///< share: of which records; absent: all
    std::optional<feel::Expression> value;  ///< latest and sum: what is taken
    std::optional<std::int64_t> window_ns;  ///< only records younger than this at the contact
    Place place;
};

/// A span of the calendar, as ISO 8601 writes it: months first, then days.
struct CalendarSpan {
    std::int32_t months = 0;
    std::int32_t days = 0;
    std::string text;
};

/// The moment a span later: months by the calendar (a missing day becomes the month's last), then days.
[[nodiscard]] Instant add(Instant moment, const CalendarSpan& span);

enum class Needs : std::uint8_t { nobody, finding, reviewer, two_reviewers };
[[nodiscard]] std::string_view to_string(Needs needs);

struct Remedy {
    std::string id;
    LocalText title;
};

struct Measure {
    std::string id;
    LocalText title;
    Needs needs = Needs::nobody;
    std::vector<std::string> scope;
    std::optional<CalendarSpan> lapses_after;
    std::optional<CalendarSpan> appeal_within;
};

struct Safeguard {
    std::string id;
    LocalText title;
};

struct Assumption {
    std::string that;
    Place where;
};

enum class GuaranteeKind : std::uint8_t { always, never, monotone, independent, complete_and_unique, reachable };
[[nodiscard]] std::string_view to_string(GuaranteeKind kind);

/// A property that must hold for all inputs.
struct Guarantee {
    std::string id;
    std::string principle;
    LocalText title;
    GuaranteeKind kind = GuaranteeKind::always;
    std::string condition;             ///< always, never: a FEEL condition over inputs, facts and decisions
    std::vector<std::string> outputs;  ///< the decisions it speaks of
    std::vector<std::string> inputs;   ///< monotone: in these; independent: of these
    Place where;
};

/// The texts of one language.
struct Texts {
    std::map<std::string, std::string, std::less<>> reasons;
    std::map<std::string, std::string, std::less<>> words;  ///< the vocabulary's words in this language
    /// "measures.notice" → "letter" → text; likewise remedies, protections, safeguards.
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> sections;
};

struct Standard {
    std::string id;
    std::string version;
    Digest sha256{};  ///< over the files that decide: standard.toml, conduct.dmn, texts; not the tests
    LocalText title;
    std::vector<std::string> languages;
    CivilDate in_force_from;
    std::vector<std::string> blind_to;
    std::vector<Principle> principles;
    std::vector<Fact> facts;  ///< in the order of the file
    std::vector<Remedy> remedies;
    std::vector<Measure> measures;  ///< mildest first
    std::vector<Safeguard> safeguards;
    std::vector<Assumption> assumptions;
    std::vector<Guarantee> guarantees;
    std::map<std::string, Texts, std::less<>> texts;  ///< by language
    std::shared_ptr<const dmn::Engine> engine;        ///< the compiled tables
    std::filesystem::path folder;
    /// By record type ("contact", …, and "ruling"), how long its content is kept; what is not named is kept.
    std::map<std::string, CalendarSpan, std::less<>> retention;
    /// The files that decide, by name, in the order in which `sha256` takes them: what a log keeps of the standard.
    std::vector<std::pair<std::string, std::string>> files;

    [[nodiscard]] const Measure* find_measure(std::string_view measure_id) const;
    [[nodiscard]] const Principle* find_principle(std::string_view principle_id) const;
};

/// Loads and checks a standard's directory; all errors at once, each with file, line and mend.
/// Errors: standard.*, toml.*, dmn.*, feel.*, base.cannot-read.
[[nodiscard]] std::expected<Standard, std::vector<Error>> load(const std::filesystem::path& folder);

/// The same from files in memory, as `Standard::files` holds them; `shown` stands for the folder in messages.
[[nodiscard]] std::expected<Standard, std::vector<Error>> load(
    const std::vector<std::pair<std::string, std::string>>& files, const std::string& shown);

}  // namespace konsequenz::standard
