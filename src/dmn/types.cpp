#include "dmn/types.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "feel/syntax.h"

namespace konsequenz::dmn {

using feel::Value;

bool is_fixed(const Constraint& constraint) {
    const auto has_shape = [](const feel::Expression& test) { return test.shape().has_value(); };
    return std::ranges::all_of(constraint.tests, has_shape) &&
           (constraint.element == nullptr || is_fixed(*constraint.element)) &&
           std::ranges::all_of(constraint.members, [](const auto& member) { return is_fixed(*member.second); });
}

bool CheckedType::is_fixed() const { return constraint == nullptr || dmn::is_fixed(*constraint); }

bool fulfils(const Constraint& constraint, const Value& value, feel::Run& run) {
    if (value.is_null()) return true;
    for (const feel::Expression& test : constraint.tests) {
        if (!test.evaluate(std::span(&value, 1), run).is_true()) return false;
    }
    if (constraint.element && value.is_list()) {
        for (const Value& item : value.as_list()) {
            if (!fulfils(*constraint.element, item, run)) return false;
        }
    }
    if (!value.is_context()) return true;
    return std::ranges::all_of(constraint.members, [&](const auto& member) {
        const Value* entry = value.find(member.first);
        return entry == nullptr || fulfils(*member.second, *entry, run);
    });
}

Value coerce_slowly(const Value& value, const CheckedType& type, std::string_view what, feel::Run& run) {
    if (!run.spend_on(value)) return run.note("feel.too-long", "the evaluation takes too many steps");
    std::optional<Value> converted = feel::convert(value, type.type);
    if (!converted) {
        if (!run.takes_notes()) return {};
        return run.note("dmn.type",
                        fmt::format("{} is {}: expected {}", what, feel::to_string(value), feel::to_string(type.type)));
    }
    if (!type.constraint || fulfils(*type.constraint, *converted, run)) return std::move(*converted);
    if (!run.takes_notes()) return {};
    return run.note("dmn.not-allowed",
                    fmt::format("{} is {}: its type does not allow that value", what, feel::to_string(value)));
}

std::vector<Value> listed_values(const feel::Expression& tests) {
    const std::optional<feel::TestShape> shape = tests.shape();
    if (!shape || shape->form != feel::TestShape::Form::values || shape->negated || !shape->intervals.empty())
        return {};
    return shape->constants;
}

TypeTable::TypeTable(const Model& model, std::vector<Error>& errors) : model_(model), errors_(errors) {
    for (const Definitions& definitions : model.definitions) {
        for (const ItemDefinition& item : definitions.types) {
            const bool added =
                entries_.try_emplace(Key{definitions.model, item.name}, Entry{.model = &definitions, .item = &item})
                    .second;
            if (!added)
                errors_.push_back({"dmn.duplicate",
                                   fmt::format("the type `{}` is defined twice: rename one", item.name), item.place});
        }
    }
}

TypeTable::Entry* TypeTable::locate(const Definitions& model, std::string_view name) {
    if (const auto own = entries_.find(Key{model.model, std::string(name)}); own != entries_.end()) return &own->second;
    for (const Import& import : model.imports) {
        std::string_view rest = name;
        if (!import.name.empty()) {
            if (!name.starts_with(import.name + ".")) continue;
            rest.remove_prefix(import.name.size() + 1);
        }
        if (const auto found = entries_.find(Key{import.model, std::string(rest)}); found != entries_.end())
            return &found->second;
    }
    return nullptr;
}

CheckedType TypeTable::find(const Definitions& model, std::string_view name, const Place& place) {
    if (name.empty()) return {};
    if (Entry* entry = locate(model, name)) return resolve(*entry, place);
    if (const std::optional<feel::Type> built_in = feel::find_built_in_type(name)) return {.type = *built_in};
    errors_.push_back(
        {"dmn.unknown-type", fmt::format("there is no type `{}`: define it or mend the name", name), place});
    return {};
}

CheckedType TypeTable::resolve(Entry& entry, const Place& place) {
    if (entry.state == Entry::State::in_work) {
        errors_.push_back({"dmn.cycle",
                           fmt::format("the type `{}` is defined by itself: break the circle", entry.item->name),
                           place});
        return {};
    }
    if (entry.state == Entry::State::untouched) {
        const std::uint32_t outside = std::exchange(height_, 0);
        entry.state = Entry::State::in_work;
        entry.type = build(*entry.model, *entry.item);
        entry.state = Entry::State::done;
        entry.height = std::exchange(height_, outside);
    }
    height_ = std::max(height_, entry.height);
    return entry.type;
}

void TypeTable::note_too_deep(const ItemDefinition& item) {
    errors_.push_back(
        {"dmn.too-deep",
         fmt::format("the type `{}` stands on more than {} others: flatten it", item.name, type_height_max),
         item.place});
}

void TypeTable::note_too_large(const ItemDefinition& item) {
    errors_.push_back({"dmn.too-large",
                       fmt::format("the type `{}` has more than {} parts with all that is inside: make it smaller",
                                   item.name, feel::type_parts_max),
                       item.place});
}

void TypeTable::constrain(CheckedType& type, const Text& tests, const feel::Type& tested) {
    Result<feel::Expression> compiled = feel::Expression::compile_unary_tests(
        tests.text, tested, feel::Scope(),
        {.file = tests.place.file, .line = tests.place.line, .column = tests.place.column});
    if (!compiled) {
        Error error = std::move(compiled).error();
        error.where = tests.in_file(std::move(error.where));
        errors_.push_back(std::move(error));
        return;
    }
    auto constraint = type.constraint ? std::make_shared<Constraint>(*type.constraint) : std::make_shared<Constraint>();
    std::vector<Value> values = listed_values(*compiled);
    if (!values.empty()) type.values = std::move(values);
    constraint->tests.push_back(std::move(*compiled));
    type.constraint = std::move(constraint);
}

CheckedType TypeTable::build_inner(const Definitions& model, const ItemDefinition& item) {
    if (item.is_function) {
        std::vector<feel::TypeMember> parameters;
        for (const InformationItem& parameter : item.parameters) {
            parameters.push_back({parameter.name, find(model, parameter.type_ref, parameter.place).type});
        }
        return {.type =
                    feel::Type::function(std::move(parameters), find(model, item.output_type_ref, item.place).type)};
    }
    if (item.components.empty()) return find(model, item.type_ref, item.place);
    std::vector<feel::TypeMember> members;
    auto constraint = std::make_shared<Constraint>();
    for (const ItemDefinition& component : item.components) {
        CheckedType member = build(model, component);
        if (std::ranges::find(members, component.name, &feel::TypeMember::name) != members.end()) {
            errors_.push_back(
                {"dmn.duplicate",
                 fmt::format("the type `{}` has two components `{}`: rename one", item.name, component.name),
                 component.place});
            continue;
        }
        members.push_back({component.name, member.type});
        if (member.constraint) constraint->members.emplace_back(component.name, member.constraint);
    }
    const bool has_members = !members.empty();
    CheckedType type{.type = feel::Type::context(std::move(members))};
    if (has_members && !type.type.has_parts()) note_too_large(item);
    if (!constraint->members.empty()) type.constraint = std::move(constraint);
    return type;
}

// The depth keeps the recursion short; the height is the same in whatever order the types are asked for.
CheckedType TypeTable::build(const Definitions& model, const ItemDefinition& item) {
    const std::uint32_t outside = std::exchange(height_, 0);
    CheckedType type;
    ++depth_;
    if (depth_ <= type_height_max) type = build_whole(model, item);
    --depth_;
    if (depth_ < type_height_max && height_ < type_height_max) {
        height_ = std::max(outside, height_ + 1);
        return type;
    }
    note_too_deep(item);
    height_ = outside;
    return {};
}

CheckedType TypeTable::build_whole(const Definitions& model, const ItemDefinition& item) {
    CheckedType type = build_inner(model, item);
    if (item.allowed_values) constrain(type, *item.allowed_values, type.type);
    if (item.is_collection) {
        CheckedType list{.type = feel::Type::list(type.type), .constraint = nullptr, .values = type.values};
        if (type.constraint) {
            auto constraint = std::make_shared<Constraint>();
            constraint->element = type.constraint;
            list.constraint = std::move(constraint);
        }
        type = std::move(list);
    }
    if (item.type_constraint) constrain(type, *item.type_constraint, type.type);
    return type;
}

std::vector<feel::TypeMember> TypeTable::named_types(const Definitions& model) {
    std::vector<feel::TypeMember> types;
    for (const ItemDefinition& item : model.types)
        types.push_back({item.name, find(model, item.name, item.place).type});
    for (const Import& import : model.imports) {
        for (const Definitions& imported : model_.definitions) {
            if (imported.model != import.model) continue;
            for (const ItemDefinition& item : imported.types) {
                const std::string prefix = import.name.empty() ? std::string() : import.name + ".";
                types.push_back({prefix + item.name, find(imported, item.name, item.place).type});
            }
        }
    }
    return types;
}

}  // namespace konsequenz::dmn
