// Every field of every type: its name, whether it must stand there, and what it may hold. docs/records.md says the same
// to people and docs/schema to machines; schema_test.cpp holds the three together.
#include <algorithm>
#include <array>
#include <limits>

#include "record/members.h"

namespace konsequenz::record {
namespace {

constexpr auto count_max = std::numeric_limits<std::int64_t>::max();
constexpr Limits identifier{Shape::identifier, 1, id_characters_max};
constexpr Limits line{Shape::line, 1, string_characters_max};
constexpr Limits lines{Shape::lines, 1, string_characters_max};
constexpr Limits text{Shape::lines, 0, text_characters_max};
constexpr Limits touchpoint{Shape::touchpoint, 1, 100};
constexpr Limits language{Shape::language, 1, 35};
constexpr Limits currency{Shape::currency, 1, 3};
constexpr Limits amount{Shape::amount, 1, 100};

template <class Pointer>
struct MemberOf;
template <class StructType, class ValueType>
struct MemberOf<ValueType StructType::*> {
    using Struct = StructType;
    using Value = ValueType;
};
template <auto member>
using StructOf = typename MemberOf<decltype(member)>::Struct;

// The readers below are made from a member and what it may hold, so that each row stays one line.

template <auto member, const Limits& limits>
Result<void> text_into(JsonValue value, const Path& path, StructOf<member>& into) {
    into.*member = TRY(read_text(value, path, limits));
    return {};
}

template <auto member>
Result<void> boolean_into(JsonValue value, const Path& path, StructOf<member>& into) {
    into.*member = TRY(read_boolean(value, path));
    return {};
}

template <auto member, std::int64_t max>
Result<void> integer_into(JsonValue value, const Path& path, StructOf<member>& into) {
    const auto integer = TRY(read_integer(value, path, 0, max));
    if constexpr (max == count_max)
        into.*member = integer;
    else
        into.*member = static_cast<std::int32_t>(integer);
    return {};
}

template <auto member>
Result<void> time_into(JsonValue value, const Path& path, StructOf<member>& into) {
    into.*member = TRY(read_time(value, path));
    return {};
}

template <auto member, const auto& words>
Result<void> word_into(JsonValue value, const Path& path, StructOf<member>& into) {
    into.*member = TRY(read_word(value, path, words));
    return {};
}

template <auto member, const auto& rows>
Result<void> object_into(JsonValue value, const Path& path, StructOf<member>& into) {
    into.*member = TRY(read_object(value, path, rows));
    return {};
}

template <const auto& rows>
void list(std::string_view path, std::vector<FieldInfo>& into) {
    list_rows(std::span<const typename std::remove_cvref_t<decltype(rows)>::value_type>(rows), path, into);
}

constexpr auto required = Presence::required;
constexpr auto optional = Presence::optional;
constexpr auto nullable = Presence::nullable;

using conduct::Intention;
using conduct::Label;
using conduct::Source;
using conduct::Target;

constexpr std::array directions{Direction::in, Direction::out};
constexpr std::array act_words{Act::complaint,    Act::review,    Act::chargeback,
                               Act::data_request, Act::regulator, Act::legal_action};
constexpr std::array labels{Label::none,   Label::criticism,      Label::disrespect,
                            Label::insult, Label::discrimination, Label::threat};
constexpr std::array targets{Target::none, Target::product, Target::company, Target::employee, Target::other};
constexpr std::array sources{Source::employee, Source::reviewer};
constexpr std::array intentions{Intention::unknown, Intention::deliberate, Intention::heat_of_the_moment};
constexpr std::array circumstance_kinds{CircumstanceKind::none,       CircumstanceKind::distress,
                                        CircumstanceKind::disability, CircumstanceKind::language,
                                        CircumstanceKind::mix_up,     CircumstanceKind::other};
constexpr std::array stages{Stage::enquiry,   Stage::offer,      Stage::accepted, Stage::part_performed,
                            Stage::performed, Stage::continuing, Stage::cancelled};
constexpr std::array merits{Merits::open, Merits::founded, Merits::partly, Merits::unfounded};
constexpr std::array faults{Fault::unknown,  Fault::company,     Fault::employee,
                            Fault::customer, Fault::third_party, Fault::nobody};
constexpr std::array survey_kinds{SurveyKind::pulse, SurveyKind::calibration};

Result<void> publicity_into(JsonValue value, const Path& path, Contact& into) {
    into.publicity = TRY(read_boolean(value, path)) ? Publicity::is_public : Publicity::not_public;
    return {};
}

/// Acts are a set: kept in the order of the enum, so that the same acts are the same record.
Result<void> acts_into(JsonValue value, const Path& path, Contact& into) {
    TRY_VOID(expect_kind(value, path, JsonKind::array));
    std::int64_t index = 0;
    for (const auto item : value) {
        const Path item_path{.parent = &path, .name = {}, .index = index++};
        const auto act = TRY(read_word(item, item_path, act_words));
        if (std::ranges::find(into.acts, act) != into.acts.end()) {
            return failure_at(item_path, "record.bad-value",
                              "is " + quoted(to_string(act)) + ", which stands there already: keep one of them");
        }
        into.acts.push_back(act);
    }
    std::ranges::sort(into.acts);
    return {};
}

constexpr std::array<Row<Money>, 2> money_rows{{
    {"amount", required, FieldKind::amount, text_into<&Money::amount, amount>},
    {"currency", required, FieldKind::text, text_into<&Money::currency, currency>},
}};
constexpr std::array<Row<Subject>, 3> subject_rows{{
    {"order", optional, FieldKind::text, text_into<&Subject::order, identifier>},
    {"event", optional, FieldKind::text, text_into<&Subject::event, line>},
    {"topic", optional, FieldKind::text, text_into<&Subject::topic, line>},
}};
constexpr std::array<Row<Circumstances>, 2> circumstances_rows{{
    {"asked", optional, FieldKind::boolean, boolean_into<&Circumstances::asked>},
    {"kind", optional, FieldKind::word, word_into<&Circumstances::kind, circumstance_kinds>},
}};
constexpr std::array<Row<GivenConduct>, 6> given_conduct_rows{{
    {"label", required, FieldKind::word, word_into<&GivenConduct::label, labels>},
    {"severity", required, FieldKind::integer, integer_into<&GivenConduct::severity, 4>},
    {"target", required, FieldKind::word, word_into<&GivenConduct::target, targets>},
    {"intention", optional, FieldKind::word, word_into<&GivenConduct::intention, intentions>},
    {"source", required, FieldKind::word, word_into<&GivenConduct::source, sources>},
    {"by", required, FieldKind::text, text_into<&GivenConduct::by, identifier>},
}};
constexpr std::array<Row<GivenConduct>, 4> found_conduct_rows{{
    {"label", required, FieldKind::word, word_into<&GivenConduct::label, labels>},
    {"severity", required, FieldKind::integer, integer_into<&GivenConduct::severity, 4>},
    {"target", required, FieldKind::word, word_into<&GivenConduct::target, targets>},
    {"intention", optional, FieldKind::word, word_into<&GivenConduct::intention, intentions>},
}};

constexpr std::array<Row<Record>, 3> record_rows{{
    {"id", required, FieldKind::text, text_into<&Record::id, identifier>},
    {"time", required, FieldKind::time, time_into<&Record::time>},
    {"customer", required, FieldKind::text, text_into<&Record::customer, identifier>},
}};
constexpr std::array<Row<Contact>, 11> contact_rows{{
    {"touchpoint", required, FieldKind::text, text_into<&Contact::touchpoint, touchpoint>},
    {"direction", optional, FieldKind::word, word_into<&Contact::direction, directions>},
    {"public", optional, FieldKind::boolean, publicity_into},
    {"reach", nullable, FieldKind::integer, integer_into<&Contact::reach, count_max>},
    {"text", required, FieldKind::text, text_into<&Contact::text, text>},
    {"employee", nullable, FieldKind::text, text_into<&Contact::employee, identifier>},
    {"language", nullable, FieldKind::text, text_into<&Contact::language, language>},
    {"subject", optional, FieldKind::object, object_into<&Contact::subject, subject_rows>, list<subject_rows>},
    {"acts", optional, FieldKind::list, acts_into},
    {"conduct", optional, FieldKind::object, object_into<&Contact::conduct, given_conduct_rows>,
     list<given_conduct_rows>},
    {"circumstances", optional, FieldKind::object, object_into<&Contact::circumstances, circumstances_rows>,
     list<circumstances_rows>},
}};
constexpr std::array<Row<Order>, 5> order_rows{{
    {"order", required, FieldKind::text, text_into<&Order::order, identifier>},
    {"stage", required, FieldKind::word, word_into<&Order::stage, stages>},
    {"item", optional, FieldKind::text, text_into<&Order::item, line>},
    {"total", optional, FieldKind::object, object_into<&Order::total, money_rows>, list<money_rows>},
    {"deposit", optional, FieldKind::object, object_into<&Order::deposit, money_rows>, list<money_rows>},
}};
constexpr std::array<Row<Finding>, 9> finding_rows{{
    {"contact", optional, FieldKind::text, text_into<&Finding::contact, identifier>},
    {"subject", optional, FieldKind::object, object_into<&Finding::subject, subject_rows>, list<subject_rows>},
    {"result", required, FieldKind::word, word_into<&Finding::result, merits>},
    {"manifestly_unfounded", optional, FieldKind::boolean, boolean_into<&Finding::manifestly_unfounded>},
    {"fault", optional, FieldKind::word, word_into<&Finding::fault, faults>},
    {"conduct", optional, FieldKind::object, object_into<&Finding::conduct, found_conduct_rows>,
     list<found_conduct_rows>},
    {"circumstances", optional, FieldKind::object, object_into<&Finding::circumstances, circumstances_rows>,
     list<circumstances_rows>},
    {"by", required, FieldKind::text, text_into<&Finding::by, identifier>},
    {"reason", optional, FieldKind::text, text_into<&Finding::reason, lines>},
}};
constexpr std::array<Row<Notice>, 7> notice_rows{{
    {"contact", optional, FieldKind::text, text_into<&Notice::contact, identifier>},
    {"behaviour", required, FieldKind::text, text_into<&Notice::behaviour, lines>},
    {"wished_change", required, FieldKind::text, text_into<&Notice::wished_change, lines>},
    {"announced", required, FieldKind::boolean, boolean_into<&Notice::announced>},
    {"touchpoint", optional, FieldKind::text, text_into<&Notice::touchpoint, touchpoint>},
    {"by", required, FieldKind::text, text_into<&Notice::by, identifier>},
    {"text", optional, FieldKind::text, text_into<&Notice::text, text>},
}};
constexpr std::array<Row<Deviation>, 6> deviation_rows{{
    {"contact", required, FieldKind::text, text_into<&Deviation::contact, identifier>},
    {"measure", required, FieldKind::text, text_into<&Deviation::measure, identifier>},
    {"remedy", optional, FieldKind::text, text_into<&Deviation::remedy, identifier>},
    {"by", required, FieldKind::text, text_into<&Deviation::by, identifier>},
    {"role", required, FieldKind::text, text_into<&Deviation::role, line>},
    {"reason", required, FieldKind::text, text_into<&Deviation::reason, lines>},
}};
constexpr std::array<Row<Survey>, 9> survey_rows{{
    {"survey", required, FieldKind::text, text_into<&Survey::survey, identifier>},
    {"kind", required, FieldKind::word, word_into<&Survey::kind, survey_kinds>},
    {"topic", optional, FieldKind::text, text_into<&Survey::topic, line>},
    {"touchpoint", optional, FieldKind::text, text_into<&Survey::touchpoint, touchpoint>},
    {"answered", required, FieldKind::boolean, boolean_into<&Survey::answered>},
    {"satisfaction", nullable, FieldKind::integer, integer_into<&Survey::satisfaction, 10>},
    {"dissatisfied", nullable, FieldKind::boolean, boolean_into<&Survey::dissatisfied>},
    {"complained", nullable, FieldKind::boolean, boolean_into<&Survey::complained>},
    {"stratum", optional, FieldKind::text, text_into<&Survey::stratum, line>},
}};
constexpr std::array<Row<Customer>, 7> customer_rows{{
    {"name", optional, FieldKind::text, text_into<&Customer::name, line>},
    {"vip", optional, FieldKind::boolean, boolean_into<&Customer::vip>},
    {"spend", optional, FieldKind::object, object_into<&Customer::spend, money_rows>, list<money_rows>},
    {"reach", optional, FieldKind::integer, integer_into<&Customer::reach, count_max>},
    {"language", optional, FieldKind::text, text_into<&Customer::language, language>},
    {"since", optional, FieldKind::time, time_into<&Customer::since>},
    {"group", optional, FieldKind::text, text_into<&Customer::group, line>},
}};

}  // namespace

template <>
std::span<const Row<Record>> rows_of() {
    return record_rows;
}
template <>
std::span<const Row<Contact>> rows_of() {
    return contact_rows;
}
template <>
std::span<const Row<Order>> rows_of() {
    return order_rows;
}
template <>
std::span<const Row<Finding>> rows_of() {
    return finding_rows;
}
template <>
std::span<const Row<Notice>> rows_of() {
    return notice_rows;
}
template <>
std::span<const Row<Deviation>> rows_of() {
    return deviation_rows;
}
template <>
std::span<const Row<Survey>> rows_of() {
    return survey_rows;
}
template <>
std::span<const Row<Customer>> rows_of() {
    return customer_rows;
}

}  // namespace konsequenz::record
