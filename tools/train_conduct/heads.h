// Which rows a head is trained on, and what it should say of each.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "conduct/model_format.h"
#include "rows.h"

namespace konsequenz::train {

/// Whether the head should hold for the row; nothing where the row cannot say. A flag that a data set cannot express is
/// unknown, and never a no.
[[nodiscard]] std::optional<bool> wanted(conduct::Head head, const Row& row);
/// A contact of a customer rather than public talk.
[[nodiscard]] bool is_service(const Row& row);
/// How many times the row counts.
[[nodiscard]] int times(conduct::Head head, const Row& row);
/// The strength of the data against the prior of small weights (LIBLINEAR's C).
[[nodiscard]] double strength(conduct::Head head);

}  // namespace konsequenz::train
