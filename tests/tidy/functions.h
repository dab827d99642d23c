// Finds the functions of a C++ file and how long they are, without a compiler: by its braces.
//
// It reads our own clang-formatted style. Comments, string and character literals, raw strings and preprocessor lines
// are blanked first, so that a brace inside them counts for nothing. A lambda inside a function belongs to it; a lambda
// in the initialiser of a variable at namespace scope counts as a function of its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace konsequenz::tidy {

struct Function {
    std::string head;            ///< what stands before its brace, on one line
    std::size_t first_line = 0;  ///< where the head begins, from 1
    std::size_t last_line = 0;   ///< where its closing brace stands

    [[nodiscard]] std::size_t lines() const { return last_line - first_line + 1; }
};

/// The same text, byte for byte as long and with its line ends, in which comments, literals and preprocessor lines are
/// blanks. A literal leaves its two quotes.
[[nodiscard]] std::string blank_out(std::string_view source);

/// The functions with a body, in the order in which they begin.
[[nodiscard]] std::vector<Function> functions_of(std::string_view source);

}  // namespace konsequenz::tidy
