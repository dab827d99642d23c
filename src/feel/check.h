// The static types of FEEL's operators, properties and built-ins.
//
// nullopt means: whatever the operands are, the value is null, since their types never fit.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "feel/function.h"
#include "feel/syntax.h"
#include "feel/type.h"

namespace konsequenz::feel {

[[nodiscard]] std::optional<Type> type_of_binary(Operator sign, const Type& left, const Type& right);
[[nodiscard]] std::optional<Type> type_of_negation(const Type& operand);
/// Of `base.member`: a context's member, a property of a temporal value or range, or the list of them.
[[nodiscard]] std::optional<Type> type_of_path(const Type& base, std::string_view member);
[[nodiscard]] std::optional<Type> type_of_filter(const Type& base, const Type& condition);
/// The type an iterator's variable has over a domain.
[[nodiscard]] Type type_of_item(const Type& domain);
[[nodiscard]] Type type_of_builtin(const Builtin& builtin, std::span<const Type> arguments);
/// Whether an input of this type may pass a unary test of that type: a value, a range or list of them, a condition.
[[nodiscard]] bool may_pass(const Type& input, const Type& test);
/// The names of the properties of a type that are no context members ("time offset", "start included").
[[nodiscard]] std::span<const std::string_view> properties_of(TypeKind kind);
/// Whether an argument of this type can be accepted, conversions included.
[[nodiscard]] bool may_accept(Kinds accepts, const Type& argument);

}  // namespace konsequenz::feel
