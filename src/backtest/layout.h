// Which columns a history has: one a field of a type of record, each a code a row into a dictionary of words.
//
// Everything that a standard may read of a record has its place here, and nothing else: no text of a contact.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "record/record.h"

namespace konsequenz::backtest {

/// The number of types of record.
inline constexpr std::size_t type_count = 7;

enum class Field : std::uint8_t {
    contact_touchpoint,
    contact_direction,
    contact_public,
    contact_reach,
    contact_employee,
    contact_language,
    contact_order,
    contact_event,
    contact_topic,
    contact_acts,
    contact_conduct,  ///< as recorded when it came in
    contact_circumstances,
    contact_measure,  ///< of its ruling, where it has one
    contact_remedy,
    order_order,
    order_stage,
    order_item,
    order_total,
    order_total_currency,
    order_deposit,
    order_deposit_currency,
    finding_contact,
    finding_order,
    finding_event,
    finding_topic,
    finding_merits,
    finding_conduct,
    finding_circumstances,
    finding_by,
    notice_contact,
    notice_announced,
    notice_touchpoint,
    notice_by,
    deviation_contact,
    deviation_measure,
    deviation_remedy,
    deviation_by,
    deviation_role,
    survey_survey,
    survey_kind,
    survey_topic,
    survey_touchpoint,
    survey_answered,
    survey_satisfaction,
    survey_dissatisfied,
    survey_complained,
    survey_stratum,
    customer_name,
    customer_vip,
    customer_spend,
    customer_spend_currency,
    customer_reach,
    customer_language,
    customer_since,
    customer_group,
};
inline constexpr std::size_t field_count = static_cast<std::size_t>(Field::customer_group) + 1;

/// Fields with the same words have one dictionary, so that equal codes are equal words: an order's id in a contact, a
/// finding and an order.
enum class Words : std::uint8_t {
    touchpoint,
    digit,  ///< one of two choices, or a truth, as its number
    stage,
    number,
    person,  ///< an employee or reviewer
    language,
    order,
    event,
    topic,
    acts,
    conduct,
    circumstances,
    measure,
    remedy,
    item,
    currency,
    contact,
    merits,
    role,
    survey,
    stratum,
    name,
    moment,
    group,
    count,
};
inline constexpr std::size_t words_count = static_cast<std::size_t>(Words::count);

struct FieldInfo {
    record::Type type;
    Words words;
    std::string_view variable;  ///< of the type's FEEL scope that is made from it
};

[[nodiscard]] const FieldInfo& info(Field field);

using FieldSet = std::bitset<field_count>;

inline void insert(FieldSet& set, Field field) { set.set(static_cast<std::size_t>(field)); }
[[nodiscard]] inline bool contains(const FieldSet& set, Field field) { return set[static_cast<std::size_t>(field)]; }

/// The fields that a type's FEEL variable is made from; none for `id`, `time` and `customer`, which differ in each row.
[[nodiscard]] FieldSet fields_of(record::Type type, std::string_view variable);
[[nodiscard]] FieldSet fields_of(record::Type type);

}  // namespace konsequenz::backtest
