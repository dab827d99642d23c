// Regions in words: "`severity` is 3 or more and `target` is "other"", in English and German.
#pragma once

#include <cstdint>
#include <string>

#include "proof/regions.h"
#include "proof/table_shape.h"

namespace konsequenz::proof {

enum class Language : std::uint8_t { english, german };

/// The axes that the box narrows; of a box that narrows none: "always".
[[nodiscard]] std::string in_words(const TableShape& shape, const Box& box, Language language);

}  // namespace konsequenz::proof
