// One FEEL expression being read as a formula. Only translate*.cpp know it.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "feel/syntax.h"
#include "proof/translate.h"

namespace konsequenz::proof {

class Translator::Reading {
  public:
    Reading(Symbols& symbols, const CallFunction& call, const feel::Expression& expression,
            std::span<const Symbol> slots, const Symbol* input)
        : symbols_(symbols),
          formulas_(symbols.formulas()),
          call_(call),
          expression_(expression),
          tree_(expression.tree()),
          slots_(slots),
          input_(input) {}

    [[nodiscard]] Result<Symbol> root();
    /// Of unary tests: whether they pass.
    [[nodiscard]] Result<Term> tests();

  private:
    using Id = feel::NodeId;
    /// A truth of three values.
    struct Truth {
        Term yes;
        Term no;
    };

    [[nodiscard]] Result<Symbol> read(Id id);
    [[nodiscard]] Result<Symbol> read_path(Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Literal& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::AtLiteral& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Name& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Input& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Negation& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Binary& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Between& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::In& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::InstanceOf& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Path& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::If& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Filter& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::For& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Quantified& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::ListLiteral& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::ContextLiteral& node, Id id);
    [[nodiscard]] Result<Symbol> make(const feel::Invocation& node, Id id);
    template <class Node>
    [[nodiscard]] Result<Symbol> make(const Node&, Id id) {
        return refuse(id, "this construct");
    }

    [[nodiscard]] Result<Symbol> arithmetic(feel::Operator sign, const Symbol& left, const Symbol& right, Id id);
    [[nodiscard]] Result<Symbol> of_numbers(feel::Operator sign, const Symbol& left, const Symbol& right, Id id);
    [[nodiscard]] Result<Symbol> power(const Symbol& base, const Symbol& exponent, Id id);
    [[nodiscard]] Result<Symbol> compared(feel::Operator sign, const Symbol& left, const Symbol& right, Id id);
    [[nodiscard]] Result<std::vector<SymbolItem>> items_of(const std::vector<feel::Iterator>& iterators, Id id);

    /// Whether the input passes one test.
    [[nodiscard]] Result<Truth> test(Id test, const Symbol& input, bool is_unary);
    [[nodiscard]] Result<Truth> test_interval(const feel::Interval& interval, const Symbol& input, Id id);
    [[nodiscard]] Result<Truth> test_value(const Symbol& value, const Symbol& input, Id id);
    [[nodiscard]] bool names_input(Id id) const;

    [[nodiscard]] Result<Symbol> call_builtin(std::string_view name, std::vector<Symbol> arguments, Id id);
    [[nodiscard]] Result<Symbol> list_contains(const Symbol& list, const Symbol& element, Id id);
    [[nodiscard]] Result<Symbol> count(const Symbol& list, Id id);
    [[nodiscard]] Result<Symbol> sum(std::span<const SymbolItem> items, Term is_null, Id id);
    [[nodiscard]] Result<Symbol> extreme(std::span<const SymbolItem> items, Term is_null, bool greatest, Id id);
    [[nodiscard]] Result<Symbol> decided(std::span<const SymbolItem> items, Term is_null, bool deciding, Id id);

    [[nodiscard]] Truth truth_of(const Symbol& symbol);
    [[nodiscard]] Symbol symbol_of(const Truth& truth);
    [[nodiscard]] Truth opposite(const Truth& truth) const { return {truth.no, truth.yes}; }
    [[nodiscard]] Result<Symbol> choose(Term condition, const Symbol& then, const Symbol& otherwise, Id id);
    [[nodiscard]] std::unexpected<Error> refuse(Id id, std::string_view what) const;

    Symbols& symbols_;
    Formulas& formulas_;
    const CallFunction& call_;
    const feel::Expression& expression_;
    const feel::Tree& tree_;
    std::span<const Symbol> slots_;
    const Symbol* input_;
    std::map<feel::LocalId, Symbol> locals_;
};

}  // namespace konsequenz::proof
