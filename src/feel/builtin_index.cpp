#include "feel/builtin_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace konsequenz::feel {

std::span<const BuiltinGroup> builtin_groups() {
    static const std::vector<BuiltinGroup> groups = [] {
        std::vector<BuiltinGroup> found;
        for (const std::span<const Builtin> table : builtin_tables()) {
            for (const Builtin& row : table) {
                const auto group = std::ranges::find(found, row.name, &BuiltinGroup::name);
                if (group == found.end()) {
                    found.push_back({row.name, {&row}});
                } else {
                    group->rows.push_back(&row);
                }
            }
        }
        return found;
    }();
    return groups;
}

std::optional<std::uint32_t> find_builtin_group(std::string_view name) {
    const std::span<const BuiltinGroup> groups = builtin_groups();
    const auto found = std::ranges::find(groups, name, &BuiltinGroup::name);
    if (found == groups.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - groups.begin());
}

namespace {

bool is_variadic(const Builtin& builtin) {
    return !builtin.parameters.empty() && builtin.parameters.back().presence == Presence::variadic;
}

const Parameter& parameter_at(const Builtin& builtin, std::size_t index) {
    return builtin.parameters[std::min(index, builtin.parameters.size() - 1)];
}

}  // namespace

bool takes_count(const Builtin& builtin, std::size_t count) {
    std::size_t required = 0;
    for (const Parameter& parameter : builtin.parameters) required += parameter.presence == Presence::required ? 1 : 0;
    return count >= required && (is_variadic(builtin) || count <= builtin.parameters.size());
}

std::optional<std::size_t> find_parameter(const Builtin& builtin, std::string_view name) {
    const auto found = std::ranges::find(builtin.parameters, name, &Parameter::name);
    if (found == builtin.parameters.end()) return std::nullopt;
    return static_cast<std::size_t>(found - builtin.parameters.begin());
}

bool takes_names(const Builtin& builtin, std::span<const std::string> names) {
    for (const std::string& name : names) {
        if (!find_parameter(builtin, name)) return false;
    }
    return std::ranges::all_of(builtin.parameters, [&](const Parameter& parameter) {
        return parameter.presence != Presence::required || std::ranges::find(names, parameter.name) != names.end();
    });
}

namespace {

// The argument as the parameter accepts it, by the implicit conversions; nullopt where none helps.
std::optional<Value> accepted(Kinds accepts, const Value& argument) {
    if (accepts.has(argument.kind())) return argument;
    if (argument.is_list() && argument.as_list().size() == 1 && accepts.has(argument.as_list().front().kind())) {
        return argument.as_list().front();
    }
    if (argument.kind() == Kind::date && accepts.has(Kind::date_time)) {
        return Value::date_time(make_date_time(argument.as_date(), Zone::utc()));
    }
    if (!argument.is_null() && accepts.has(Kind::list)) return Value::list({argument});
    return std::nullopt;
}

bool accepts_as_they_are(const Builtin& row, std::span<const Value> arguments, std::size_t given) {
    for (std::size_t i = 0; i < given; ++i) {
        if (!parameter_at(row, i).accepts.has(arguments[i].kind())) return false;
    }
    return true;
}

constexpr std::size_t small_count = 6;

// A result costs steps by its size, so that no chain of calls can fill the memory.
Value within_limits(Value result, Run& run) {
    std::size_t size = 0;
    if (result.is_list()) size = result.as_list().size();
    if (result.is_string()) size = result.as_string().size() / 64;
    if (size == 0) return result;
    const bool fits = result.is_list() ? size <= Run::list_size_max : size <= Run::string_size_max / 64;
    if (fits && run.spend(static_cast<std::int64_t>(size))) return result;
    return run.note("feel.too-long", "the result or the evaluation gets too long");
}

// What a built-in reads costs steps as well: one, and by the size of its arguments.
std::int64_t cost_of(std::span<const Value> arguments) {
    std::uint64_t size = 16;
    for (const Value& argument : arguments) size += argument.size() - 1;
    return static_cast<std::int64_t>(size / 16);
}

// The bits of `absent` tell which arguments were not given: those are null and not checked.
Value call_row(const BuiltinGroup& group, const Builtin& row, std::span<const Value> arguments, std::size_t given,
               std::uint32_t absent, Run& run) {
    if (!run.spend(cost_of(arguments))) return run.note("feel.too-long", "the evaluation takes too many steps");
    if (absent == 0 && accepts_as_they_are(row, arguments, arguments.size())) {
        Call call(arguments, given, run);
        return within_limits(row.run(call), run);
    }
    std::array<Value, small_count> few;
    std::vector<Value> many;
    if (arguments.size() > few.size()) many.resize(arguments.size());
    const std::span<Value> converted(many.empty() ? few.data() : many.data(), arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (i < 32 && (absent >> i & 1U) != 0) continue;
        const Parameter& parameter = parameter_at(row, i);
        std::optional<Value> value = accepted(parameter.accepts, arguments[i]);
        if (!value) {
            if (!run.takes_notes()) return {};
            return run.note("feel.argument", fmt::format("`{}` does not take {} as `{}`", group.name,
                                                         to_string(arguments[i].kind()), parameter.name));
        }
        converted[i] = *std::move(value);
    }
    Call call(converted, given, run);
    return within_limits(row.run(call), run);
}

bool can_accept(const Builtin& row, std::span<const Value> arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!accepted(parameter_at(row, i).accepts, arguments[i])) return false;
    }
    return true;
}

Value wrong_arguments(const BuiltinGroup& group, Run& run) {
    if (!run.takes_notes()) return {};
    return run.note("feel.arity", fmt::format("`{}` does not take these arguments: see its parameters", group.name));
}

}  // namespace

Value invoke_builtin(const BuiltinGroup& group, std::span<const Value> arguments, Run& run) {
    const Builtin* first = nullptr;
    const Builtin* best = nullptr;
    for (const Builtin* row : group.rows) {
        if (!takes_count(*row, arguments.size())) continue;
        if (first == nullptr) first = row;
        if (accepts_as_they_are(*row, arguments, arguments.size())) {
            best = row;
            break;
        }
        if (best == nullptr && group.rows.size() > 1 && can_accept(*row, arguments)) best = row;
    }
    if (best == nullptr) best = first;
    if (best == nullptr) return wrong_arguments(group, run);
    const std::size_t count = best->parameters.size() - (is_variadic(*best) ? 1 : 0);
    if (arguments.size() >= count) return call_row(group, *best, arguments, arguments.size(), 0, run);
    std::vector<Value> padded(arguments.begin(), arguments.end());
    padded.resize(count);
    const std::uint32_t absent = ~0U << arguments.size();
    return call_row(group, *best, padded, arguments.size(), absent, run);
}

Value invoke_builtin_named(const BuiltinGroup& group, std::span<const std::string> names,
                           std::span<const Value> arguments, Run& run) {
    for (const Builtin* row : group.rows) {
        if (!takes_names(*row, names)) continue;
        std::vector<Value> ordered(row->parameters.size());
        std::uint32_t absent = ~0U;
        std::size_t given = 0;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::size_t place = *find_parameter(*row, names[i]);
            ordered[place] = arguments[i];
            absent &= ~(1U << place);
            given = std::max(given, place + 1);
        }
        if (is_variadic(*row) && given < ordered.size()) ordered.resize(given);
        if (ordered.size() < 32) absent &= (1U << ordered.size()) - 1;
        return call_row(group, *row, ordered, given, absent, run);
    }
    return wrong_arguments(group, run);
}

}  // namespace konsequenz::feel
