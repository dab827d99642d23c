// A decision table as formulas. DMN 1.5, 8.2.11 (hit policies) and 8.2.12 (defaults).
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "dmn/table.h"
#include "proof/symbol.h"
#include "proof/table_tree.h"
#include "proof/translate.h"
#include "proof/world.h"

namespace konsequenz::proof {

/// As a type has it.
using CheckFunction = std::function<Result<Symbol>(Symbol symbol, const dmn::CheckedType& type)>;

class TableReader {
  public:
    TableReader(Symbols& symbols, Translator& translator, const CheckFunction& check, const dmn::TableProgram& program,
                std::span<const Symbol> slots)
        : symbols_(symbols),
          formulas_(symbols.formulas()),
          translator_(translator),
          check_(check),
          program_(program),
          scope_(slots.first(program.scope_size)) {}

    /// The table's value; what its rules do goes to `table`. Errors: proof.not-decided.
    [[nodiscard]] Result<Symbol> read(TableFormulas& table);

  private:
    [[nodiscard]] Result<void> read_matches(TableFormulas& table);
    /// The value by a tree of cuts; absent where the table has none.
    [[nodiscard]] Result<std::optional<Symbol>> by_tree(TableFormulas& table);
    /// Whether a column's value lies at the places of the node up to its cut.
    [[nodiscard]] Result<Term> is_low(const TreeNode& node, const dmn::ColumnIndex& index);
    [[nodiscard]] Result<Symbol> leaf_value(const TreeNode& leaf);
    [[nodiscard]] Result<Symbol> output(std::size_t rule);
    [[nodiscard]] Result<Symbol> no_match();
    /// Of rules of which at most one is chosen.
    [[nodiscard]] Result<Symbol> chosen_output(std::span<const Term> chosen);
    [[nodiscard]] Result<Symbol> by_policy(TableFormulas& table);
    [[nodiscard]] Result<Symbol> first(TableFormulas& table, std::span<const std::uint32_t> order);
    [[nodiscard]] Result<Symbol> unique(TableFormulas& table);
    [[nodiscard]] Result<Symbol> any(TableFormulas& table);
    [[nodiscard]] Result<Symbol> list(TableFormulas& table, std::span<const std::uint32_t> order);
    [[nodiscard]] Result<Symbol> aggregate(TableFormulas& table);
    [[nodiscard]] Result<std::vector<std::uint32_t>> order() const;
    [[nodiscard]] Result<Symbol> choose(Term condition, const Symbol& then, const Symbol& otherwise);
    [[nodiscard]] bool is_list() const;

    Symbols& symbols_;
    Formulas& formulas_;
    Translator& translator_;
    const CheckFunction& check_;
    const dmn::TableProgram& program_;
    std::span<const Symbol> scope_;
    std::vector<Symbol> values_;  ///< of the columns
};

}  // namespace konsequenz::proof
