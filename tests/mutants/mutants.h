// The form of tests/mutants/*.mutants; README.md beside them tells it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace konsequenz::mutants {

struct Mutant {
    std::string title;
    std::string kind;
    std::string standard;
    std::string file;
    std::string expect;
    std::vector<std::pair<std::string, std::string>> replacements;  ///< old, new
    std::uint32_t line = 0;
};

/// Errors: mutants.form.
[[nodiscard]] Result<std::vector<Mutant>> parse(std::string_view text, const std::string& file);
/// The text with every replacement done. Errors: mutants.old where one does not stand in it just once.
[[nodiscard]] Result<std::string> apply(const Mutant& mutant, std::string text);

}  // namespace konsequenz::mutants
