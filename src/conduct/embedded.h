// The files that are part of the program: the model, and the vocabulary that the build lays out.
#pragma once

#include <string_view>

namespace konsequenz::conduct {

/// The bytes of models/conduct.kqm, in the program's read-only data, at an address that 64 divides.
[[nodiscard]] std::string_view embedded_model();
/// The tables of cues as they are looked up (vocabulary.h), at such an address as well.
[[nodiscard]] std::string_view embedded_vocabulary();

}  // namespace konsequenz::conduct
