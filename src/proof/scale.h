// The order of the values of one kind, and a value strictly between two others.
#pragma once

#include <optional>
#include <span>

#include "feel/type.h"
#include "feel/value.h"

namespace konsequenz::proof {

/// Whether the kind has an order that parts can be cut from.
[[nodiscard]] bool has_scale(feel::TypeKind kind);
/// Whether all these values, of the kind, stand on one scale: comparable with one another, in zones that agree.
[[nodiscard]] bool share_scale(feel::TypeKind kind, std::span<const feel::Value> values);
/// A value strictly between the two; null for an end that is not there; nullopt where there is none. Values are whole
/// numbers where `is_whole`.
[[nodiscard]] std::optional<feel::Value> between(feel::TypeKind kind, bool is_whole, const feel::Value& low,
                                                 const feel::Value& high);

}  // namespace konsequenz::proof
