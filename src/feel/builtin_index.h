// The built-in functions by name: the rows of one name, in the order of their tables.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "feel/function.h"

namespace konsequenz::feel {

struct BuiltinGroup {
    std::string_view name;
    std::vector<const Builtin*> rows;
};

[[nodiscard]] std::span<const BuiltinGroup> builtin_groups();
[[nodiscard]] std::optional<std::uint32_t> find_builtin_group(std::string_view name);

/// Whether so many positional arguments can be given to the row.
[[nodiscard]] bool takes_count(const Builtin& builtin, std::size_t count);
/// The parameter's place, where the row has one of this name.
[[nodiscard]] std::optional<std::size_t> find_parameter(const Builtin& builtin, std::string_view name);
/// Whether these names are parameters of the row, each once, and every required one among them.
[[nodiscard]] bool takes_names(const Builtin& builtin, std::span<const std::string> names);

/// Whether the function can stand where a function of this type is asked for. A built-in can where one of its rows
/// takes such parameters and may give such a result: it has no single signature.
[[nodiscard]] bool function_conforms(const Function& function, const Type& type);

/// Invokes a group by position: picks the row, converts the arguments, calls. Null with a note where nothing fits.
[[nodiscard]] Value invoke_builtin(const BuiltinGroup& group, std::span<const Value> arguments, Run& run);
[[nodiscard]] Value invoke_builtin_named(const BuiltinGroup& group, std::span<const std::string> names,
                                         std::span<const Value> arguments, Run& run);

}  // namespace konsequenz::feel
