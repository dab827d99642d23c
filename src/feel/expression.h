// A FEEL expression: compiled once, evaluated often, from any number of threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "feel/function.h"
#include "feel/type.h"
#include "feel/value.h"

namespace konsequenz::feel {

struct Tree;  // syntax.h

/// A variable an expression may read; its name may hold spaces and operator characters.
struct Variable {
    std::string name;
    Type type;
};

/// The variables an expression may read, in order: the n-th one is read from slot n.
/// A name of several words or with operators in it is recognised by longest match.
class Scope {
  public:
    Scope() = default;
    Scope(std::initializer_list<Variable> variables) : variables_(variables) {}
    explicit Scope(std::vector<Variable> variables) : variables_(std::move(variables)) {}

    /// The slot of the added variable. A later variable hides an earlier one of the same name.
    std::size_t add(std::string name, Type type = {}) {
        variables_.push_back({std::move(name), std::move(type)});
        return variables_.size() - 1;
    }
    [[nodiscard]] std::size_t size() const { return variables_.size(); }
    [[nodiscard]] std::span<const Variable> variables() const { return variables_; }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;

  private:
    std::vector<Variable> variables_;
};

/// Where the text stands, for errors; and named types beside the built-in ones, for `instance of` and parameters.
struct CompileOptions {
    std::string file;
    std::uint32_t line = 1;    ///< of the text's first character
    std::uint32_t column = 1;  ///< of the text's first character
    std::vector<TypeMember> types;
};

struct Evaluation {
    Value value;
    std::vector<Note> notes;  ///< empty where nothing turned null by force
};

/// What a unary test is, where it is a plain one: an index can be built from it. It speaks of scalar inputs (null among
/// them); whether a list, context, range or function passes only the expression can tell.
/// A value passes when it equals one of the constants or lies in one of the intervals. Negated it passes when it does
/// neither and is comparable with all of them: null is comparable with constants, not with intervals.
struct TestShape {
    enum class Form : std::uint8_t { any, values };  ///< any: the dash
    Form form = Form::any;
    bool negated = false;
    std::vector<Value> constants;      ///< scalars; null among them where the test names null
    std::vector<RangeEnds> intervals;  ///< of scalars; a null end is unbounded; never of the form not_equal
};

class Expression {
  public:
    /// Errors: feel.syntax, feel.unknown-name, feel.too-deep; with line, column and the text at fault.
    [[nodiscard]] static Result<Expression> compile(std::string_view text, const Scope& scope,
                                                    const CompileOptions& options = {});
    /// Unary tests of a decision table's cell, as `> 5, [1..3]`, `not("a", "b")`, `-`. The value tested is `?`, of type
    /// `input`, and comes in one slot behind those of the scope. The value is true, false or null.
    [[nodiscard]] static Result<Expression> compile_unary_tests(std::string_view text, const Type& input,
                                                                const Scope& scope, const CompileOptions& options = {});

    /// Fast path: no notes. `slots` has one value a variable of the scope (plus `?`); values of a type other than
    /// the variable's are the caller's mistake, which gives nulls but no crash.
    [[nodiscard]] Value evaluate(std::span<const Value> slots) const;
    [[nodiscard]] Value evaluate(std::span<const Value> slots, Run& run) const;
    [[nodiscard]] Evaluation evaluate_with_notes(std::span<const Value> slots,
                                                 const Environment& environment = {}) const;

    /// The static type of the value (null aside).
    [[nodiscard]] const Type& type() const;
    /// Where a part of the expression is null whatever its inputs are, because operand types never fit
    /// (code feel.type). The expression can be evaluated nonetheless.
    [[nodiscard]] std::span<const Error> type_errors() const;
    /// The free variables with the paths read of them, sorted, as "contact.public"; the whole variable where no path
    /// follows it.
    [[nodiscard]] std::vector<std::string> reads() const;
    /// The value where the expression reads nothing.
    [[nodiscard]] const Value* constant() const;
    /// Of unary tests only.
    [[nodiscard]] std::optional<TestShape> shape() const;
    [[nodiscard]] const Tree& tree() const;
    [[nodiscard]] std::string_view text() const;

  private:
    struct State;
    explicit Expression(std::shared_ptr<const State> state) : state_(std::move(state)) {}
    std::shared_ptr<const State> state_;
};

/// The built-in function of this name as a value, for boxed invocations; nullopt where there is none.
[[nodiscard]] std::optional<Value> find_builtin(std::string_view name);

/// The error's text with the line of the source at fault below it and a caret under the column.
[[nodiscard]] std::string with_caret(const Error& error, std::string_view source);

}  // namespace konsequenz::feel
