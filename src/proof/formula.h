// Formulas over truths and rational numbers, free of any solver: what a standard says for all inputs at once.
//
// Terms lie in one array and name each other by index; equal terms are the same term, and what is certain is simplified
// as it is made, so that a table whose cells read constants stays small.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "feel/number.h"

namespace konsequenz::proof {

/// An index into Formulas; two terms are equal where they are identical.
struct Term {
    std::uint32_t index = 0;
    bool operator==(const Term&) const = default;
};

enum class Operation : std::uint8_t {
    truth,     ///< constant; `number` is 0 or 1
    number,    ///< constant
    variable,  ///< index into Formulas::variables()
    negation,
    conjunction,
    disjunction,
    choice,  ///< condition, then, otherwise
    equal,   ///< of two truths or two numbers
    less,
    less_equal,
    sum,
    difference,
    product,
    quotient,  ///< the divisor is no zero wherever its value matters
    floor,
};

enum class Sort : std::uint8_t { truth, whole, rational };

struct Variable {
    std::string name;
    Sort sort = Sort::truth;
};

class Formulas {
  public:
    struct Node {
        Operation operation = Operation::truth;
        Sort sort = Sort::truth;  ///< whole numbers are rationals that need no look at their fraction
        std::uint32_t first = 0;  ///< of its arguments; of a variable its index
        std::uint32_t count = 0;
        bool is_constant_tree = false;  ///< a choice whose every leaf is a constant number
        feel::Number number;
    };

    Formulas();

    [[nodiscard]] Term truth(bool value) const { return value ? yes_ : no_; }
    [[nodiscard]] Term number(const feel::Number& value);
    [[nodiscard]] Term number(std::int64_t value) { return number(feel::Number::from(value)); }
    /// A new one, whatever its name.
    [[nodiscard]] Term variable(std::string name, Sort sort);

    [[nodiscard]] Term negation(Term term);
    [[nodiscard]] Term conjunction(std::span<const Term> terms);
    [[nodiscard]] Term disjunction(std::span<const Term> terms);
    [[nodiscard]] Term both(Term left, Term right) { return conjunction(std::vector<Term>{left, right}); }
    [[nodiscard]] Term either(Term left, Term right) { return disjunction(std::vector<Term>{left, right}); }
    [[nodiscard]] Term implies(Term left, Term right) { return either(negation(left), right); }
    [[nodiscard]] Term choice(Term condition, Term then, Term otherwise);
    [[nodiscard]] Term equal(Term left, Term right);
    [[nodiscard]] Term less(Term left, Term right);
    [[nodiscard]] Term less_equal(Term left, Term right);
    /// sum, difference, product or quotient.
    [[nodiscard]] Term arithmetic(Operation operation, Term left, Term right);
    [[nodiscard]] Term floor(Term term);

    [[nodiscard]] const Node& operator[](Term term) const { return nodes_[term.index]; }
    [[nodiscard]] std::span<const Term> arguments(Term term) const;
    [[nodiscard]] std::span<const Variable> variables() const { return variables_; }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    [[nodiscard]] bool is_yes(Term term) const { return term == yes_; }
    [[nodiscard]] bool is_no(Term term) const { return term == no_; }
    /// The value of a constant number.
    [[nodiscard]] std::optional<feel::Number> constant(Term term) const;

  private:
    [[nodiscard]] Term add(Operation operation, Sort sort, std::span<const Term> arguments);
    [[nodiscard]] Term junction(Operation operation, std::span<const Term> terms);
    [[nodiscard]] Term comparison(Operation operation, Term left, Term right);
    [[nodiscard]] std::optional<Term> compared_choice(Operation operation, Term left, Term right);

    std::vector<Node> nodes_;
    std::vector<Term> arguments_;
    std::vector<Variable> variables_;
    std::unordered_multimap<std::uint64_t, Term> known_;  ///< by hash; only ever asked, never walked
    Term yes_;
    Term no_;
};

}  // namespace konsequenz::proof
