#include "feel/function.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace konsequenz::feel {

const Environment Run::empty_environment{};

Value Run::note(std::string_view code, std::string message, SourceRange range) {
    if (notes_ == nullptr) return {};
    // The first ones and the last: a loop of a million nulls has one reason, not a million.
    if (notes_->size() == notes_max) notes_->pop_back();
    notes_->push_back({std::string(code), std::move(message), range});
    return {};
}

Value Function::invoke(std::span<const Value> arguments, Run& run) const {
    const Type& type = signature();
    const std::vector<TypeMember>& parameters = type.members();
    if (parameters.size() != arguments.size()) {
        return run.note("feel.arity",
                        fmt::format("the function takes {} arguments, not {}", parameters.size(), arguments.size()));
    }
    std::vector<Value> converted;
    converted.reserve(arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::optional<Value> value = convert(arguments[i], parameters[i].type);
        if (!value) {
            return run.note("feel.argument",
                            fmt::format("parameter `{}` takes {}, not {}", parameters[i].name,
                                        to_string(parameters[i].type), to_string(arguments[i].kind())));
        }
        converted.push_back(*std::move(value));
    }
    if (!run.enter()) return run.note("feel.too-deep", "calls are nested too deep");
    Value result = call(converted, run);
    run.leave();
    std::optional<Value> fitting = convert(result, type.element());
    if (fitting) return *std::move(fitting);
    return run.note("feel.result", fmt::format("the function should give {}, not {}", to_string(type.element()),
                                               to_string(result.kind())));
}

Value Function::invoke_named(std::span<const std::string> names, std::span<const Value> arguments, Run& run) const {
    const std::vector<TypeMember>& parameters = signature().members();
    if (parameters.size() != names.size()) {
        return run.note("feel.arity",
                        fmt::format("the function takes {} arguments, not {}", parameters.size(), names.size()));
    }
    std::vector<Value> ordered(parameters.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto found = std::ranges::find(parameters, names[i], &TypeMember::name);
        if (found == parameters.end() ||
            std::ranges::find(names.first(i), names[i]) != names.begin() + static_cast<std::ptrdiff_t>(i)) {
            return run.note("feel.argument", fmt::format("the function has no free parameter `{}`", names[i]));
        }
        ordered[static_cast<std::size_t>(found - parameters.begin())] = arguments[i];
    }
    return invoke(ordered, run);
}

Value invoke(const Value& function, std::span<const Value> arguments, Run& run) {
    if (!function.is_function()) {
        return run.note("feel.no-function", fmt::format("{} cannot be called", to_string(function.kind())));
    }
    return function.as_function().invoke(arguments, run);
}

}  // namespace konsequenz::feel
