#include "backtest/layout.h"

#include <array>

namespace konsequenz::backtest {
namespace {

using record::Type;

// In the order of the enum.
constexpr std::array<FieldInfo, field_count> infos = {{
    {Type::contact, Words::touchpoint, "touchpoint"},
    {Type::contact, Words::digit, "direction"},
    {Type::contact, Words::digit, "public"},
    {Type::contact, Words::number, "reach"},
    {Type::contact, Words::person, "employee"},
    {Type::contact, Words::language, "language"},
    {Type::contact, Words::order, "subject"},
    {Type::contact, Words::event, "subject"},
    {Type::contact, Words::topic, "subject"},
    {Type::contact, Words::acts, "acts"},
    {Type::contact, Words::conduct, "conduct"},
    {Type::contact, Words::circumstances, "circumstances"},
    {Type::contact, Words::measure, ""},
    {Type::contact, Words::remedy, ""},
    {Type::order, Words::order, "order"},
    {Type::order, Words::stage, "stage"},
    {Type::order, Words::item, "item"},
    {Type::order, Words::number, "total"},
    {Type::order, Words::currency, "total"},
    {Type::order, Words::number, "deposit"},
    {Type::order, Words::currency, "deposit"},
    {Type::finding, Words::contact, "contact"},
    {Type::finding, Words::order, "subject"},
    {Type::finding, Words::event, "subject"},
    {Type::finding, Words::topic, "subject"},
    {Type::finding, Words::merits, ""},
    {Type::finding, Words::conduct, "conduct"},
    {Type::finding, Words::circumstances, "circumstances"},
    {Type::finding, Words::person, "by"},
    {Type::notice, Words::contact, "contact"},
    {Type::notice, Words::digit, "announced"},
    {Type::notice, Words::touchpoint, "touchpoint"},
    {Type::notice, Words::person, "by"},
    {Type::deviation, Words::contact, "contact"},
    {Type::deviation, Words::measure, "measure"},
    {Type::deviation, Words::remedy, "remedy"},
    {Type::deviation, Words::person, "by"},
    {Type::deviation, Words::role, "role"},
    {Type::survey, Words::survey, "survey"},
    {Type::survey, Words::digit, "kind"},
    {Type::survey, Words::topic, "topic"},
    {Type::survey, Words::touchpoint, "touchpoint"},
    {Type::survey, Words::digit, "answered"},
    {Type::survey, Words::number, "satisfaction"},
    {Type::survey, Words::digit, "dissatisfied"},
    {Type::survey, Words::digit, "complained"},
    {Type::survey, Words::stratum, "stratum"},
    {Type::customer, Words::name, "name"},
    {Type::customer, Words::digit, "vip"},
    {Type::customer, Words::number, "spend"},
    {Type::customer, Words::currency, "spend"},
    {Type::customer, Words::number, "reach"},
    {Type::customer, Words::language, "language"},
    {Type::customer, Words::moment, "since"},
    {Type::customer, Words::group, "group"},
}};

}  // namespace

const FieldInfo& info(Field field) { return infos[static_cast<std::size_t>(field)]; }

FieldSet fields_of(Type type, std::string_view variable) {
    FieldSet set;
    for (std::size_t at = 0; at < field_count; ++at) {
        if (infos[at].type == type && infos[at].variable == variable) set.set(at);
    }
    // The merits of a finding are one word of three variables.
    if (type == Type::finding && (variable == "result" || variable == "manifestly_unfounded" || variable == "fault"))
        insert(set, Field::finding_merits);
    return set;
}

FieldSet fields_of(Type type) {
    FieldSet set;
    for (std::size_t at = 0; at < field_count; ++at) {
        if (infos[at].type == type) set.set(at);
    }
    return set;
}

}  // namespace konsequenz::backtest
