// The parts that the texts of a synthetic history are put together from, German and English.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "random.h"

namespace konsequenz::make_history {

enum class Tongue : std::uint8_t { german, english };
enum class Mood : std::uint8_t { question, praise, complaint, harsh_criticism, insult, threat };

/// A greeting, one or two sentences in the mood, and an ending.
[[nodiscard]] std::string compose(Random& random, Tongue tongue, Mood mood);

[[nodiscard]] std::string_view item_name(Random& random);
[[nodiscard]] std::string person_name(Random& random);

}  // namespace konsequenz::make_history
