#include "ruling/swap_check.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

#include "dmn/allowed_values.h"

namespace konsequenz::ruling {
namespace {

using feel::TypeKind;
using feel::Value;

/// Null, and a value of the type that is not the present one: an allowed one where these are listed.
std::vector<Value> others(const dmn::Engine& engine, std::string_view path, const Value& present) {
    std::vector<Value> found;
    const auto add = [&](Value value) {
        if (!feel::identical(value, present)) found.push_back(std::move(value));
    };
    add(Value::null());
    const auto allowed = dmn::allowed_values(engine, path);
    if (!allowed.empty()) {
        for (const auto& value : allowed) add(value);
        return found;
    }
    const auto type = dmn::type_at(engine, path).kind();
    const bool is_unknown = type == TypeKind::any;
    if (type == TypeKind::number || (is_unknown && present.is_number())) {
        add(Value::number(std::int64_t{0}));
        add(Value::number(std::int64_t{1'000'000}));
    }
    if (type == TypeKind::boolean || (is_unknown && present.is_boolean())) {
        add(Value::boolean(false));
        add(Value::boolean(true));
    }
    if (type == TypeKind::string || (is_unknown && present.is_string())) add(Value::string("somebody else"));
    if (type == TypeKind::list) add(Value::list({}));
    return found;
}

/// The input with one member changed; unchanged where it has none of this name.
Value with_member(const Value& input, std::string_view member, const Value& value) {
    if (!input.is_context()) return input;
    std::vector<feel::ContextEntry> entries;
    for (std::size_t at = 0; at < input.context_keys().size(); ++at) {
        const auto& key = input.context_keys()[at];
        entries.push_back({key, key == member ? value : input.context_values()[at]});
    }
    return Value::context(std::move(entries));
}

}  // namespace

bool is_same_when_swapped(const standard::Standard& standard, std::span<const Value> inputs,
                          std::span<const Value> values) {
    const auto& engine = *standard.engine;
    std::vector<std::size_t> decisions(values.size());
    std::iota(decisions.begin(), decisions.end(), std::size_t{0});
    std::vector<Value> changed(inputs.begin(), inputs.end());
    std::vector<Value> found(values.size());
    for (const std::string_view path : standard.blind_to) {
        const auto dot = path.find('.');
        const auto slot = engine.find_input(path.substr(0, dot));
        if (!slot) continue;
        const auto member = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
        const auto* part = member.empty()               ? &inputs[*slot]
                           : inputs[*slot].is_context() ? inputs[*slot].find(member)
                                                        : nullptr;
        for (const auto& other : others(engine, path, part == nullptr ? Value() : *part)) {
            changed[*slot] = member.empty() ? other : with_member(inputs[*slot], member, other);
            engine.evaluate(decisions, changed, found);
            if (!std::ranges::equal(found, values, feel::identical)) return false;
        }
        changed[*slot] = inputs[*slot];
    }
    return true;
}

bool reads_what_it_is_blind_to(const standard::Standard& standard) {
    const auto is_inside = [](std::string_view inner, std::string_view outer) {
        return inner == outer || (inner.starts_with(outer) && inner[outer.size()] == '.');
    };
    for (std::size_t decision = 0; decision < standard.engine->decisions().size(); ++decision) {
        for (const auto& read : standard.engine->input_paths(decision)) {
            for (const auto& blind : standard.blind_to) {
                if (is_inside(read, blind) || is_inside(blind, read)) return true;
            }
        }
    }
    return false;
}

}  // namespace konsequenz::ruling
