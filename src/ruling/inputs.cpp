#include "ruling/inputs.h"

#include <array>
#include <cassert>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "standard/record_view.h"

namespace konsequenz::ruling {
namespace {

using feel::Value;

feel::SharedContextKeys keys_of(std::string_view input) {
    feel::ContextKeys keys;
    for (const auto& field : standard::input_fields()) {
        if (field.input == input) keys.emplace_back(field.field);
    }
    return std::make_shared<const feel::ContextKeys>(std::move(keys));
}

Value text(const std::optional<std::string>& value) { return value ? Value::borrowed(*value) : Value::null(); }
Value text(const std::string& value) { return Value::borrowed(value); }
Value text(std::string_view value) { return Value::borrowed(value); }
Value number(const std::optional<std::int64_t>& value) { return value ? Value::number(*value) : Value::null(); }
Value amount(const std::optional<record::Money>& money) {
    return money ? Value::number(feel::Number::parse(money->amount)) : Value::null();
}

Value conduct_input(const standard::KnownConduct& conduct) {
    static const auto keys = keys_of("conduct");
    return Value::context(keys, {text(to_string(conduct.label)), Value::number(std::int64_t{conduct.severity}),
                                 text(to_string(conduct.target)), Value::boolean(conduct.is_confirmed()),
                                 text(to_string(conduct.source)), text(to_string(conduct.intention))});
}

Value contact_input(const record::Contact& contact) {
    static const auto keys = keys_of("contact");
    std::vector<Value> acts;
    for (const auto act : contact.acts) acts.push_back(text(to_string(act)));
    return Value::context(keys,
                          {text(contact.touchpoint), text(to_string(contact.direction)),
                           Value::boolean(contact.publicity == record::Publicity::is_public), number(contact.reach),
                           text(contact.language), Value::list(std::move(acts)), text(contact.employee)});
}

Value circumstances_input(const std::optional<record::Circumstances>& circumstances) {
    static const auto keys = keys_of("circumstances");
    const record::Circumstances given = circumstances.value_or(record::Circumstances{});
    return Value::context(keys, {Value::boolean(given.asked.value_or(false)),
                                 text(to_string(given.kind.value_or(record::CircumstanceKind::none)))});
}

Value finding_input(const std::optional<record::Finding>& finding) {
    static const auto keys = keys_of("finding");
    const auto result = finding ? finding->result : record::Merits::open;
    const auto fault = finding ? finding->fault : record::Fault::unknown;
    return Value::context(keys, {text(to_string(result)), text(to_string(fault)),
                                 Value::boolean(finding && finding->manifestly_unfounded)});
}

Value order_input(const std::optional<record::Order>& order) {
    static const auto keys = keys_of("order");
    if (!order)
        return Value::context(keys, {text(std::string_view("none")), Value::null(), Value::null(), Value::null()});
    const auto& money = order->deposit ? order->deposit : order->total;
    const auto currency = money ? text(money->currency) : Value::null();
    return Value::context(keys,
                          {text(to_string(order->stage)), amount(order->deposit), currency, amount(order->total)});
}

Value customer_input(const std::optional<record::Customer>& customer) {
    static const auto keys = keys_of("customer");
    if (!customer) return Value::context(keys, std::vector<Value>(keys->size()));
    const auto vip = customer->vip ? Value::boolean(*customer->vip) : Value::null();
    return Value::context(keys, {text(customer->name), vip, amount(customer->spend), number(customer->reach),
                                 text(customer->language), text(customer->group)});
}

}  // namespace

Value input_value(std::string_view input, const record::Record& contact, const facts::Known& known) {
    if (input == "conduct") return conduct_input(known.conduct);
    if (input == "contact") return contact_input(std::get<record::Contact>(contact.body));
    if (input == "circumstances") return circumstances_input(known.circumstances);
    if (input == "finding") return finding_input(known.finding);
    if (input == "order") return order_input(known.order);
    assert(input == "customer");
    return customer_input(known.customer);
}

}  // namespace konsequenz::ruling
