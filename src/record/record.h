// The records a history is made of, as plain values.
//
// A Record is always valid: Parser (record/parse.h) is the border, and behind it nobody checks again.
// Every field is described for users in docs/records.md; the comments here add only what a programmer needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "conduct/assessment.h"

namespace konsequenz::record {

/// In the order of Record::body's alternatives.
enum class Type : std::uint8_t { contact, order, finding, notice, deviation, survey, customer };

enum class Direction : std::uint8_t { in, out };
enum class Publicity : std::uint8_t { not_public, is_public };
/// What a customer may always do, and what can never be a ground for a measure.
enum class Act : std::uint8_t { complaint, review, chargeback, data_request, regulator, legal_action };
enum class CircumstanceKind : std::uint8_t { none, distress, disability, language, mix_up, other };
enum class Stage : std::uint8_t { enquiry, offer, accepted, part_performed, performed, continuing, cancelled };
/// The merits of a complaint.
enum class Merits : std::uint8_t { open, founded, partly, unfounded };
enum class Fault : std::uint8_t { unknown, company, employee, customer, third_party, nobody };
enum class SurveyKind : std::uint8_t { pulse, calibration };

/// An exact amount. `amount` is a plain decimal (`5000.00`, `-3.5`): at most 34 digits, no exponent, no plus sign,
/// no needless leading zero; trailing zeros stay as the sender wrote them.
struct Money {
    std::string amount;
    std::string currency;  ///< three capital letters

    bool operator==(const Money&) const = default;
};

/// What a record is about. At least one part is given where a record has a subject.
struct Subject {
    std::optional<std::string> order;
    std::optional<std::string> event;
    std::optional<std::string> topic;

    bool operator==(const Subject&) const = default;
};

/// Conduct as a person assessed it; it stands above what any model says.
struct GivenConduct {
    conduct::Label label = conduct::Label::none;
    std::int32_t severity = 0;  ///< 0 to 4; 0 where the label is none
    conduct::Target target = conduct::Target::none;
    conduct::Intention intention = conduct::Intention::unknown;
    /// Employee or reviewer; in a finding always reviewer.
    conduct::Source source = conduct::Source::reviewer;
    /// Who assessed it; in a finding the same as the finding's own `by`.
    std::string by;

    bool operator==(const GivenConduct&) const = default;
};

/// At least one of the two is given where a record has circumstances.
struct Circumstances {
    std::optional<bool> asked;
    std::optional<CircumstanceKind> kind;

    bool operator==(const Circumstances&) const = default;
};

struct Contact {
    std::string touchpoint;
    Direction direction = Direction::in;
    Publicity publicity = Publicity::not_public;
    std::optional<std::int64_t> reach;  ///< people, not below 0
    std::string text;                   ///< may be empty
    std::optional<std::string> employee;
    std::optional<std::string> language;  ///< BCP 47
    std::optional<Subject> subject;
    std::vector<Act> acts;  ///< distinct, in the order of the enum
    std::optional<GivenConduct> conduct;
    std::optional<Circumstances> circumstances;

    bool operator==(const Contact&) const = default;
};

/// One state in an order's life; the latest by time is the order's state.
struct Order {
    std::string order;
    Stage stage = Stage::enquiry;
    std::optional<std::string> item;
    std::optional<Money> total;    ///< not below 0
    std::optional<Money> deposit;  ///< not below 0, in the currency of `total`

    bool operator==(const Order&) const = default;
};

/// What a person found out about the merits, and where given about the conduct.
struct Finding {
    std::optional<std::string> contact;  ///< at least one of contact and subject is given
    std::optional<Subject> subject;
    Merits result = Merits::open;
    bool manifestly_unfounded = false;  ///< true only where the result is unfounded
    Fault fault = Fault::unknown;
    std::optional<GivenConduct> conduct;  ///< only where contact is given, whose conduct it confirms or corrects
    std::optional<Circumstances> circumstances;
    std::string by;
    std::optional<std::string> reason;

    bool operator==(const Finding&) const = default;
};

struct Notice {
    std::optional<std::string> contact;
    std::string behaviour;
    std::string wished_change;
    bool announced = false;  ///< whether it says what follows if it goes on
    std::optional<std::string> touchpoint;
    std::string by;
    std::optional<std::string> text;

    bool operator==(const Notice&) const = default;
};

/// A person's decision that departs from a ruling.
struct Deviation {
    std::string contact;
    std::string measure;
    std::optional<std::string> remedy;
    std::string by;
    std::string role;
    std::string reason;

    bool operator==(const Deviation&) const = default;
};

struct Survey {
    std::string survey;
    SurveyKind kind = SurveyKind::pulse;
    std::optional<std::string> topic;
    std::optional<std::string> touchpoint;
    bool answered = false;                     ///< where false, the three answers are absent
    std::optional<std::int32_t> satisfaction;  ///< 0 to 10
    std::optional<bool> dissatisfied;
    std::optional<bool> complained;
    std::optional<std::string> stratum;

    bool operator==(const Survey&) const = default;
};

/// What is known of a customer from this time on.
struct Customer {
    std::optional<std::string> name;
    std::optional<bool> vip;
    std::optional<Money> spend;  ///< may be below 0: more was paid back than paid
    std::optional<std::int64_t> reach;
    std::optional<std::string> language;
    std::optional<Instant> since;
    std::optional<std::string> group;

    bool operator==(const Customer&) const = default;
};

struct Record {
    std::string id;  ///< the sender's
    Instant time;
    std::string customer;
    std::variant<Contact, Order, Finding, Notice, Deviation, Survey, Customer> body;

    [[nodiscard]] Type type() const { return static_cast<Type>(body.index()); }
    /// Equal content; times are compared by the moment.
    bool operator==(const Record&) const = default;
};

/// The words as they stand in a record, as "part performed".
[[nodiscard]] std::string_view to_string(Type type);
[[nodiscard]] std::string_view to_string(Direction direction);
[[nodiscard]] std::string_view to_string(Act act);
[[nodiscard]] std::string_view to_string(CircumstanceKind kind);
[[nodiscard]] std::string_view to_string(Stage stage);
[[nodiscard]] std::string_view to_string(Merits result);
[[nodiscard]] std::string_view to_string(Fault fault);
[[nodiscard]] std::string_view to_string(SurveyKind kind);

/// The record as canonical JSON on one line without a newline: `type` first, fields in a fixed order, optional fields
/// absent where they say nothing. Equal records written in the same offset give the same bytes, and Parser gives the
/// record back. These bytes are what the log keeps and what "the same content" means.
[[nodiscard]] std::string to_json(const Record& record);
/// The same, appended.
void append_json(std::string& out, const Record& record);

/// Whether two subjects have an order, event or topic in common.
[[nodiscard]] bool shares(const Subject& one, const Subject& other);

}  // namespace konsequenz::record
