// From better to worse: the order of what an input or a decision can be.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "proof/space.h"
#include "proof/symbol.h"
#include "standard/standard.h"

namespace konsequenz::proof {

/// Listed values in their order, mildest first; numbers by themselves; false before true.
class Order {
  public:
    [[nodiscard]] static Order of(const InputPath& path);
    /// `measure` and `remedy` have the order of the standard's outcomes, other decisions that of their type's values.
    [[nodiscard]] static Order of(const standard::Standard& standard, std::size_t decision);

    /// The listed values, of a list those of its items; empty where none are listed.
    [[nodiscard]] std::span<const feel::Value> values() const { return values_; }
    /// Errors: proof.not-decided where the values have no order; `name` is what has them.
    [[nodiscard]] Result<Term> rank(Symbols& symbols, const Symbol& symbol, std::string_view name) const;
    /// The same of a value; nothing where it has none.
    [[nodiscard]] std::optional<feel::Number> rank(const feel::Value& value) const;

  private:
    std::vector<feel::Value> values_;
};

}  // namespace konsequenz::proof
