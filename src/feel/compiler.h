// Syntax tree to code.
#pragma once

#include <cstdint>

#include "feel/code.h"
#include "feel/expression.h"
#include "feel/syntax.h"

namespace konsequenz::feel {

struct Program {
    CodePtr code;
    std::uint32_t local_count = 0;
    std::optional<TestShape> shape;  ///< of unary tests
};

/// `input_slot` is where `?` is read from. The program refers to nothing of the tree.
[[nodiscard]] Program compile_program(const Tree& tree, std::uint32_t input_slot, const Type& input);

}  // namespace konsequenz::feel
