// What a model's item definitions say an input, or a part of it, may be.
#pragma once

#include <string_view>
#include <vector>

#include "dmn/engine.h"

namespace konsequenz::dmn {

/// The plain values that the part of an input at this path ("conduct.label", "notices") may have, in the order written;
/// both truths for a boolean; empty where they are not listed or there is no such part.
[[nodiscard]] std::vector<feel::Value> allowed_values(const Engine& engine, std::string_view path);
/// The type of a part of an input; any where it is not known.
[[nodiscard]] feel::Type type_at(const Engine& engine, std::string_view path);

}  // namespace konsequenz::dmn
