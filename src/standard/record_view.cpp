#include "standard/record_view.h"

#include <algorithm>
#include <array>
#include <memory>

namespace konsequenz::standard {
namespace {

using feel::Type;
using feel::TypeKind;
using feel::Value;

feel::SharedContextKeys keys(feel::ContextKeys names) {
    return std::make_shared<const feel::ContextKeys>(std::move(names));
}

/// A context's type and keys from one list, so that they cannot differ.
struct Shape {
    explicit Shape(std::vector<feel::TypeMember> members)
        : type(Type::context(members)), names(keys(names_of(members))) {}

    static feel::ContextKeys names_of(const std::vector<feel::TypeMember>& members) {
        feel::ContextKeys found;
        for (const auto& member : members) found.push_back(member.name);
        return found;
    }
    [[nodiscard]] Value make(std::vector<Value> values) const { return Value::context(names, std::move(values)); }

    Type type;
    feel::SharedContextKeys names;
};

const Shape& subject_shape() {
    static const Shape shape({{"order", TypeKind::string}, {"event", TypeKind::string}, {"topic", TypeKind::string}});
    return shape;
}

const Shape& conduct_shape() {
    static const Shape shape({{"label", TypeKind::string},
                              {"severity", TypeKind::number},
                              {"target", TypeKind::string},
                              {"confirmed", TypeKind::boolean},
                              {"source", TypeKind::string},
                              {"intention", TypeKind::string}});
    return shape;
}

const Shape& circumstances_shape() {
    static const Shape shape({{"asked", TypeKind::boolean}, {"kind", TypeKind::string}});
    return shape;
}

const Shape& money_shape() {
    static const Shape shape({{"amount", TypeKind::number}, {"currency", TypeKind::string}});
    return shape;
}

Value text_value(std::string_view text) { return Value::string(text); }
Value text_value(const std::string& text) { return Value::string(std::string_view(text)); }
Value text_value(const std::optional<std::string>& text) { return text ? Value::string(*text) : Value::null(); }
Value truth_value(const std::optional<bool>& truth) { return truth ? Value::boolean(*truth) : Value::null(); }
template <class Integer>
Value number_value(const std::optional<Integer>& number) {
    return number ? Value::number(std::int64_t{*number}) : Value::null();
}

Value time_value(const Instant& time) {
    constexpr std::int64_t second_ns = feel::nanoseconds_per_second;
    std::int64_t seconds = time.utc_ns / second_ns;
    std::int64_t nanoseconds = time.utc_ns % second_ns;
    if (nanoseconds < 0) {
        nanoseconds += second_ns;
        --seconds;
    }
    const std::int32_t offset_seconds = time.offset_minutes * 60;
    return Value::date_time(
        {seconds + offset_seconds, static_cast<std::int32_t>(nanoseconds), feel::Zone::offset(offset_seconds)});
}

Value money_value(const std::optional<record::Money>& money) {
    if (!money) return Value::null();
    return money_shape().make({Value::number(feel::Number::parse(money->amount)), text_value(money->currency)});
}

Value subject_value(const std::optional<record::Subject>& subject) {
    if (!subject) return Value::null();
    return subject_shape().make({text_value(subject->order), text_value(subject->event), text_value(subject->topic)});
}

Value circumstances_value(const std::optional<record::Circumstances>& circumstances) {
    if (!circumstances) return Value::null();
    const auto kind = circumstances->kind ? text_value(to_string(*circumstances->kind)) : Value::null();
    return circumstances_shape().make({truth_value(circumstances->asked), kind});
}

Value acts_value(const std::vector<record::Act>& acts) {
    static const Value none = Value::list({});
    if (acts.empty()) return none;
    std::vector<Value> items;
    for (const auto act : acts) items.push_back(text_value(to_string(act)));
    return Value::list(std::move(items));
}

feel::Scope scope_with(std::vector<feel::Variable> own) {
    std::vector<feel::Variable> variables = {
        {"id", TypeKind::string}, {"time", TypeKind::date_time}, {"customer", TypeKind::string}};
    variables.insert(variables.end(), own.begin(), own.end());
    return feel::Scope(std::move(variables));
}

feel::Scope make_scope(record::Type type) {
    const Type text = TypeKind::string;
    const Type truth = TypeKind::boolean;
    const Type number = TypeKind::number;
    const auto& money = money_shape().type;
    const auto& subject = subject_shape().type;
    const auto& circumstances = circumstances_shape().type;
    const auto& conduct = conduct_shape().type;
    switch (type) {
        case record::Type::contact:
            return scope_with({{"touchpoint", text},
                               {"direction", text},
                               {"public", truth},
                               {"reach", number},
                               {"employee", text},
                               {"language", text},
                               {"subject", subject},
                               {"acts", Type::list(text)},
                               {"conduct", conduct},
                               {"circumstances", circumstances}});
        case record::Type::order:
            return scope_with({{"order", text}, {"stage", text}, {"item", text}, {"total", money}, {"deposit", money}});
        case record::Type::finding:
            return scope_with({{"contact", text},
                               {"subject", subject},
                               {"result", text},
                               {"manifestly_unfounded", truth},
                               {"fault", text},
                               {"conduct", conduct},
                               {"circumstances", circumstances},
                               {"by", text}});
        case record::Type::notice:
            return scope_with({{"contact", text}, {"announced", truth}, {"touchpoint", text}, {"by", text}});
        case record::Type::deviation:
            return scope_with({{"contact", text}, {"measure", text}, {"remedy", text}, {"by", text}, {"role", text}});
        case record::Type::survey:
            return scope_with({{"survey", text},
                               {"kind", text},
                               {"topic", text},
                               {"touchpoint", text},
                               {"answered", truth},
                               {"satisfaction", number},
                               {"dissatisfied", truth},
                               {"complained", truth},
                               {"stratum", text}});
        case record::Type::customer:
            return scope_with({{"name", text},
                               {"vip", truth},
                               {"spend", money},
                               {"reach", number},
                               {"language", text},
                               {"since", TypeKind::date_time},
                               {"group", text}});
    }
    return {};
}

/// Appends a record's own fields, in the order of make_scope().
struct Binder {
    std::vector<Value>& slots;
    const KnownConduct& known;

    void add(std::initializer_list<Value> values) const { slots.insert(slots.end(), values); }

    void operator()(const record::Contact& contact) const {
        add({text_value(contact.touchpoint), text_value(to_string(contact.direction)),
             Value::boolean(contact.publicity == record::Publicity::is_public), number_value(contact.reach),
             text_value(contact.employee), text_value(contact.language), subject_value(contact.subject),
             acts_value(contact.acts), conduct_value(known), circumstances_value(contact.circumstances)});
    }
    void operator()(const record::Order& order) const {
        add({text_value(order.order), text_value(to_string(order.stage)), text_value(order.item),
             money_value(order.total), money_value(order.deposit)});
    }
    void operator()(const record::Finding& finding) const {
        add({text_value(finding.contact), subject_value(finding.subject), text_value(to_string(finding.result)),
             Value::boolean(finding.manifestly_unfounded), text_value(to_string(finding.fault)),
             finding.conduct ? conduct_value(known_conduct(*finding.conduct)) : Value::null(),
             circumstances_value(finding.circumstances), text_value(finding.by)});
    }
    void operator()(const record::Notice& notice) const {
        add({text_value(notice.contact), Value::boolean(notice.announced), text_value(notice.touchpoint),
             text_value(notice.by)});
    }
    void operator()(const record::Deviation& deviation) const {
        add({text_value(deviation.contact), text_value(deviation.measure), text_value(deviation.remedy),
             text_value(deviation.by), text_value(deviation.role)});
    }
    void operator()(const record::Survey& survey) const {
        add({text_value(survey.survey), text_value(to_string(survey.kind)), text_value(survey.topic),
             text_value(survey.touchpoint), Value::boolean(survey.answered), number_value(survey.satisfaction),
             truth_value(survey.dissatisfied), truth_value(survey.complained), text_value(survey.stratum)});
    }
    void operator()(const record::Customer& customer) const {
        add({text_value(customer.name), truth_value(customer.vip), money_value(customer.spend),
             number_value(customer.reach), text_value(customer.language),
             customer.since ? time_value(*customer.since) : Value::null(), text_value(customer.group)});
    }
};

constexpr std::array<record::Type, 7> all_types = {
    record::Type::contact,   record::Type::order,  record::Type::finding, record::Type::notice,
    record::Type::deviation, record::Type::survey, record::Type::customer};

}  // namespace

KnownConduct known_conduct(const record::GivenConduct& given) {
    return {given.label, given.severity, given.target, given.source, given.intention};
}

Value conduct_value(const KnownConduct& known) {
    return conduct_shape().make(
        {text_value(conduct::to_string(known.label)), Value::number(std::int64_t{known.severity}),
         text_value(conduct::to_string(known.target)), Value::boolean(known.is_confirmed()),
         text_value(conduct::to_string(known.source)), text_value(conduct::to_string(known.intention))});
}

const feel::Scope& record_scope(record::Type type) {
    static const std::array<feel::Scope, all_types.size()> scopes = [] {
        std::array<feel::Scope, all_types.size()> made;
        for (const auto each : all_types) made[static_cast<std::size_t>(each)] = make_scope(each);
        return made;
    }();
    return scopes[static_cast<std::size_t>(type)];
}

void bind_record(const record::Record& record, const KnownConduct& known, std::vector<Value>& slots) {
    slots.clear();
    slots.push_back(text_value(record.id));
    slots.push_back(time_value(record.time));
    slots.push_back(text_value(record.customer));
    std::visit(Binder{slots, known}, record.body);
}

std::optional<record::Type> record_type(std::string_view name) {
    for (const auto type : all_types) {
        if (to_string(type) == name) return type;
    }
    return std::nullopt;
}

std::span<const InputField> input_fields() {
    static constexpr std::array<InputField, 28> fields = {{
        {"conduct", "label", true},
        {"conduct", "severity", true},
        {"conduct", "target", true},
        {"conduct", "confirmed", true},
        {"conduct", "source", true},
        {"conduct", "intention", true},
        {"contact", "touchpoint", true},
        {"contact", "direction", true},
        {"contact", "public", true},
        {"contact", "reach"},
        {"contact", "language"},
        {"contact", "acts", true},
        {"contact", "employee"},
        {"circumstances", "asked", true},
        {"circumstances", "kind", true},
        {"finding", "result", true},
        {"finding", "fault", true},
        {"finding", "manifestly_unfounded", true},
        {"order", "stage", true},
        {"order", "deposit"},
        {"order", "currency"},
        {"order", "total"},
        {"customer", "name"},
        {"customer", "vip"},
        {"customer", "spend"},
        {"customer", "reach"},
        {"customer", "language"},
        {"customer", "group"},
    }};
    return fields;
}

bool is_known_input(const Standard& standard, std::string_view path) {
    const auto is_fact = [&](const Fact& fact) { return fact.name == path; };
    if (std::any_of(standard.facts.begin(), standard.facts.end(), is_fact)) return true;
    const auto dot = path.find('.');
    const auto input = path.substr(0, dot);
    const auto fields = input_fields();
    return std::any_of(fields.begin(), fields.end(), [&](const InputField& field) {
        return field.input == input && (dot == std::string_view::npos || field.field == path.substr(dot + 1));
    });
}

}  // namespace konsequenz::standard
