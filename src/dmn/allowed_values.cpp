#include "dmn/allowed_values.h"

#include <algorithm>

#include "dmn/state.h"

namespace konsequenz::dmn {
namespace {

/// The input whose name the path is or begins with, and what is left of the path.
struct Located {
    std::size_t input = 0;
    std::string_view rest;
};

std::optional<Located> locate(const Engine& engine, std::string_view path) {
    std::optional<Located> best;
    std::size_t length = 0;
    for (std::size_t at = 0; at < engine.inputs().size(); ++at) {
        const std::string& name = engine.inputs()[at].name;
        if (!path.starts_with(name) || name.size() < length) continue;
        if (path.size() > name.size() && path[name.size()] != '.') continue;
        best = Located{at, path.size() > name.size() ? path.substr(name.size() + 1) : std::string_view()};
        length = name.size();
    }
    return best;
}

}  // namespace

std::vector<feel::Value> allowed_values(const Engine& engine, std::string_view path) {
    const auto located = locate(engine, path);
    if (!located) return {};
    const CheckedType& whole = engine.state().inputs[located->input].type;
    const auto type = type_at(engine, path);
    if (type.kind() == feel::TypeKind::boolean) return {feel::Value::boolean(false), feel::Value::boolean(true)};
    if (located->rest.empty()) return whole.values;
    std::shared_ptr<const Constraint> constraint = whole.constraint;
    for (std::string_view rest = located->rest; constraint != nullptr;) {
        const auto dot = rest.find('.');
        const auto found = std::ranges::find(constraint->members, rest.substr(0, dot),
                                             [](const auto& member) { return std::string_view(member.first); });
        if (found == constraint->members.end()) return {};
        constraint = found->second;
        if (dot == std::string_view::npos) break;
        rest.remove_prefix(dot + 1);
    }
    if (constraint == nullptr) return {};
    for (const feel::Expression& tests : constraint->tests) {
        auto values = listed_values(tests);
        if (!values.empty()) return values;
    }
    return {};
}

feel::Type type_at(const Engine& engine, std::string_view path) {
    const auto located = locate(engine, path);
    if (!located) return {};
    feel::Type type = engine.inputs()[located->input].type;
    for (std::string_view rest = located->rest; !rest.empty();) {
        const auto dot = rest.find('.');
        const auto* member = type.find(rest.substr(0, dot));
        if (member == nullptr) return {};
        const feel::Type inner = *member;
        type = inner;
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    return type;
}

}  // namespace konsequenz::dmn
