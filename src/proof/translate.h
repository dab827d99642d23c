// FEEL expressions as formulas. What the formulas cannot say is refused with its place, never guessed.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "feel/expression.h"
#include "proof/symbol.h"

namespace konsequenz::proof {

/// Calls a knowledge model.
using CallFunction = std::function<Result<Symbol>(std::size_t function, std::vector<Symbol> arguments)>;

class Translator {
  public:
    Translator(Symbols& symbols, CallFunction call) : symbols_(symbols), call_(std::move(call)) {}

    /// The value of the expression; `slots` has one symbol a variable of its scope.
    /// Errors: proof.not-decided, naming the construct.
    [[nodiscard]] Result<Symbol> value(const feel::Expression& expression, std::span<const Symbol> slots);
    /// Whether unary tests pass, the tested value coming behind the slots.
    [[nodiscard]] Result<Term> passes(const feel::Expression& tests, std::span<const Symbol> slots,
                                      const Symbol& input);

  private:
    class Reading;
    Symbols& symbols_;
    CallFunction call_;
};

}  // namespace konsequenz::proof
