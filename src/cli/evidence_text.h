// An assessed text for people at a terminal: what it was taken for, and the text with its evidence marked.
#pragma once

#include <cstdint>
#include <string>

#include "service/assess.h"

namespace konsequenz::cli {

enum class Marks : std::uint8_t {
    brackets,  ///< «stretch» and its weight behind it
    colour,    ///< underlined in the colour of its label
};

/// Two lines and more, the last without its break. Control characters in the text are made visible, so that no message
/// can steer the terminal that shows it.
void render_for_people(std::string& out, const service::AssessedText& text, Marks marks);

/// "+1.37", "-0.07": hundredths as they add to log-odds.
[[nodiscard]] std::string weight_text(std::int32_t weight_hundredths);

}  // namespace konsequenz::cli
