#include "ruling/inputs.h"

#include <array>
#include <cassert>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "standard/record_view.h"

namespace konsequenz::ruling {
namespace {

using facts::Known;
using feel::Value;
using record::Contact;

Value text(const std::optional<std::string>& value) { return value ? Value::borrowed(*value) : Value::null(); }
Value text(const std::string& value) { return Value::borrowed(value); }
Value text(std::string_view value) { return Value::borrowed(value); }
Value number(const std::optional<std::int64_t>& value) { return value ? Value::number(*value) : Value::null(); }
Value truth(const std::optional<bool>& value) { return value ? Value::boolean(*value) : Value::null(); }
Value amount(const std::optional<record::Money>& money) {
    return money ? Value::number(feel::Number::parse(money->amount)) : Value::null();
}

Value acts(const Contact& contact) {
    std::vector<Value> items;
    items.reserve(contact.acts.size());
    for (const auto act : contact.acts) items.push_back(text(to_string(act)));
    return Value::list(std::move(items));
}

record::Circumstances circumstances(const Known& known) {
    return known.circumstances.value_or(record::Circumstances{});
}

Value currency(const Known& known) {
    if (!known.order) return {};
    const auto& money = known.order->deposit ? known.order->deposit : known.order->total;
    return money ? text(money->currency) : Value::null();
}

/// How a field is read: of the contact, of what is known, or of a part of it that may be unknown.
struct Reader {
    standard::InputField field;
    Value (*read)(const Contact&, const Known&);
};

template <auto Member, auto read>
Value of_customer(const Contact&, const Known& known) {
    return known.customer ? read((*known.customer).*Member) : Value::null();
}

using CustomerText = Value (*)(const std::optional<std::string>&);
constexpr CustomerText customer_text = text;

// clang-format off
constexpr std::array<Reader, 28> readers = {{
    {{"conduct", "label"}, [](const Contact&, const Known& known) { return text(to_string(known.conduct.label)); }},
    {{"conduct", "severity"}, [](const Contact&, const Known& known) { return Value::number(std::int64_t{known.conduct.severity}); }},
    {{"conduct", "target"}, [](const Contact&, const Known& known) { return text(to_string(known.conduct.target)); }},
    {{"conduct", "confirmed"}, [](const Contact&, const Known& known) { return Value::boolean(known.conduct.is_confirmed()); }},
    {{"conduct", "source"}, [](const Contact&, const Known& known) { return text(to_string(known.conduct.source)); }},
    {{"conduct", "intention"}, [](const Contact&, const Known& known) { return text(to_string(known.conduct.intention)); }},
    {{"contact", "touchpoint"}, [](const Contact& contact, const Known&) { return text(contact.touchpoint); }},
    {{"contact", "direction"}, [](const Contact& contact, const Known&) { return text(to_string(contact.direction)); }},
    {{"contact", "public"}, [](const Contact& contact, const Known&) { return Value::boolean(contact.publicity == record::Publicity::is_public); }},
    {{"contact", "reach"}, [](const Contact& contact, const Known&) { return number(contact.reach); }},
    {{"contact", "language"}, [](const Contact& contact, const Known&) { return text(contact.language); }},
    {{"contact", "acts"}, [](const Contact& contact, const Known&) { return acts(contact); }},
    {{"contact", "employee"}, [](const Contact& contact, const Known&) { return text(contact.employee); }},
    {{"circumstances", "asked"}, [](const Contact&, const Known& known) { return Value::boolean(circumstances(known).asked.value_or(false)); }},
    {{"circumstances", "kind"}, [](const Contact&, const Known& known) { return text(to_string(circumstances(known).kind.value_or(record::CircumstanceKind::none))); }},
    {{"finding", "result"}, [](const Contact&, const Known& known) { return text(to_string(known.finding ? known.finding->result : record::Merits::open)); }},
    {{"finding", "fault"}, [](const Contact&, const Known& known) { return text(to_string(known.finding ? known.finding->fault : record::Fault::unknown)); }},
    {{"finding", "manifestly_unfounded"}, [](const Contact&, const Known& known) { return Value::boolean(known.finding && known.finding->manifestly_unfounded); }},
    {{"order", "stage"}, [](const Contact&, const Known& known) { return text(known.order ? to_string(known.order->stage) : std::string_view("none")); }},
    {{"order", "deposit"}, [](const Contact&, const Known& known) { return known.order ? amount(known.order->deposit) : Value::null(); }},
    {{"order", "currency"}, [](const Contact&, const Known& known) { return currency(known); }},
    {{"order", "total"}, [](const Contact&, const Known& known) { return known.order ? amount(known.order->total) : Value::null(); }},
    {{"customer", "name"}, of_customer<&record::Customer::name, customer_text>},
    {{"customer", "vip"}, of_customer<&record::Customer::vip, truth>},
    {{"customer", "spend"}, of_customer<&record::Customer::spend, amount>},
    {{"customer", "reach"}, of_customer<&record::Customer::reach, number>},
    {{"customer", "language"}, of_customer<&record::Customer::language, customer_text>},
    {{"customer", "group"}, of_customer<&record::Customer::group, customer_text>},
}};
// clang-format on

/// The fields of an input, which stand together: the first and how many, with their names as a context's keys.
struct Input {
    std::string_view name;
    Field first = 0;
    feel::SharedContextKeys keys;
};

const std::vector<Input>& all_inputs() {
    static const auto all = [] {
        std::vector<Input> inputs;
        for (Field at = 0; at < readers.size();) {
            const auto name = readers[at].field.input;
            Input input{.name = name, .first = at};
            feel::ContextKeys keys;
            for (; at < readers.size() && readers[at].field.input == name; ++at)
                keys.emplace_back(readers[at].field.field);
            input.keys = std::make_shared<const feel::ContextKeys>(std::move(keys));
            inputs.push_back(std::move(input));
        }
        return inputs;
    }();
    return all;
}

}  // namespace

std::optional<Field> find_field(std::string_view path) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    for (Field at = 0; at < readers.size(); ++at) {
        if (readers[at].field.input == path.substr(0, dot) && readers[at].field.field == path.substr(dot + 1))
            return at;
    }
    return std::nullopt;
}

Value field_value(Field field, const record::Record& contact, const Known& known) {
    assert(field < readers.size());
    return readers[field].read(std::get<Contact>(contact.body), known);
}

Value input_value(std::string_view input, const record::Record& contact, const Known& known) {
    for (const auto& each : all_inputs()) {
        if (each.name != input) continue;
        std::vector<Value> values;
        values.reserve(each.keys->size());
        for (Field at = 0; at < each.keys->size(); ++at) values.push_back(field_value(each.first + at, contact, known));
        return Value::context(each.keys, std::move(values));
    }
    assert(false);
    return {};
}

}  // namespace konsequenz::ruling
