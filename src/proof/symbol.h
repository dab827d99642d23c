// FEEL values as formulas: what an expression is, whatever its inputs are.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "feel/type.h"
#include "feel/value.h"
#include "proof/formula.h"
#include "proof/space.h"

namespace konsequenz::proof {

struct Symbol;

struct SymbolEntry;

/// One item of a list, where it is there.
struct SymbolItem;

/// A value of one kind, or null. Numbers are themselves, dates their days since 1970, durations their nanoseconds or
/// months, strings the number of their text (Symbols::code).
struct Symbol {
    feel::TypeKind kind = feel::TypeKind::null;  ///< null: always null; list and context: of the parts below
    Term is_null;
    Term term;                         ///< of a scalar; says nothing where it is null
    std::vector<SymbolEntry> entries;  ///< of a context
    std::vector<SymbolItem> items;     ///< of a list, in its order
    /// Of a list: only which items are in it is known, neither their order nor how often they occur.
    bool is_loose = false;
    std::size_t function = 0;  ///< of a function: the index of the knowledge model
    std::string undecided;     ///< why nothing can be said of it; empty otherwise
};

struct SymbolItem {
    Term is_there;
    Symbol value;
};

struct SymbolEntry {
    std::string name;
    Symbol value;
};

/// Makes and combines symbols over one set of formulas.
class Symbols {
  public:
    /// Tables of as many rules are told as a tree of cuts, smaller ones rule by rule.
    explicit Symbols(std::size_t tree_rules_min = 64) : tree_rules_min_(tree_rules_min) {}
    [[nodiscard]] std::size_t tree_rules_min() const { return tree_rules_min_; }

    [[nodiscard]] Formulas& formulas() { return formulas_; }
    [[nodiscard]] const Formulas& formulas() const { return formulas_; }

    // --- making ---
    [[nodiscard]] Symbol null() const;
    [[nodiscard]] Symbol truth(Term term) const;  ///< never null
    [[nodiscard]] Symbol truth(Term is_null, Term term) const;
    [[nodiscard]] Symbol number(Term term) const;
    /// Errors: proof.not-decided where values of its kind are not looked at.
    [[nodiscard]] Result<Symbol> constant(const feel::Value& value);
    /// A new unknown of the path's domain; what holds of it is added to `facts`. Undecided where its type is not known.
    [[nodiscard]] Symbol unknown(const InputPath& path, std::vector<Term>& facts);
    /// The number that stands for a text; equal texts have equal numbers.
    [[nodiscard]] std::int64_t code(std::string_view text);
    [[nodiscard]] std::optional<std::string> text_of(std::int64_t code) const;

    // --- combining; nullopt where FEEL's answer cannot be said in these formulas ---
    [[nodiscard]] Term is_true(const Symbol& symbol);
    [[nodiscard]] Term is_false(const Symbol& symbol);
    [[nodiscard]] std::optional<Symbol> choice(Term condition, const Symbol& then, const Symbol& otherwise);
    /// FEEL's `=`: a truth or null.
    [[nodiscard]] std::optional<Symbol> equals(const Symbol& left, const Symbol& right);
    /// The same value, nulls included: a plain truth. Of lists: the same items at the same places of the same table.
    [[nodiscard]] std::optional<Term> identical(const Symbol& left, const Symbol& right);
    /// `<` or `<=`.
    [[nodiscard]] std::optional<Symbol> ordered(bool or_equal, const Symbol& left, const Symbol& right);
    /// Whether the value passes the test. Errors: proof.not-decided.
    [[nodiscard]] Result<Term> is_in(const Symbol& value, const feel::TestShape& shape);
    /// Whether it is one of the values.
    [[nodiscard]] Result<Term> is_one_of(const Symbol& value, std::span<const feel::Value> values);

  private:
    [[nodiscard]] Symbol unknown_scalar(const InputPath& path, std::vector<Term>& facts);
    [[nodiscard]] Symbol unknown_list(const InputPath& path);
    [[nodiscard]] std::optional<Term> same_items(const Symbol& left, const Symbol& right);

    std::size_t tree_rules_min_;
    Formulas formulas_;
    std::map<std::string, std::int64_t, std::less<>> codes_;
    std::vector<std::string> texts_;
};

/// A refusal of the translation: `what` names the construct.
[[nodiscard]] std::unexpected<Error> not_decided(std::string what, Place where = {});

}  // namespace konsequenz::proof
