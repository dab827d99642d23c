// Reads a contact's text with a small, visible lexicon of German and English and says what it saw.
//
// It never says more than it sees: an insult needs a person as its target, harsh words about a product, a company or a
// service stay criticism, and a text that it cannot read is not assessed rather than guessed at.
#pragma once

#include <string_view>

#include "conduct/assessment.h"

namespace konsequenz::conduct {

inline constexpr std::string_view lexicon_id = "lexicon-1";

/// The assessment of one text. Any bytes are safe; invalid UTF-8 is read as separators. Only the first 64 KiB are read.
/// Time is linear in the text; the same text gives the same assessment everywhere.
/// `source` is lexicon and `model_id` is lexicon_id; where `not_assessed` is given, `source` is none.
[[nodiscard]] Assessment assess(std::string_view text);

}  // namespace konsequenz::conduct
