// Compiled FEEL: a tree of small objects, each of which runs itself within a frame. Immutable and free of allocation
// for scalars. The compiler builds it (compiler.h); nobody else needs to know it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "feel/builtin_index.h"
#include "feel/function.h"
#include "feel/syntax.h"
#include "feel/value.h"

namespace konsequenz::feel {

/// Three-valued logic; what is neither true nor false is unknown.
enum class Truth : std::uint8_t { no, yes, unknown };

[[nodiscard]] inline Truth truth_of(const Value& value) {
    return value.is_true() ? Truth::yes : value.is_false() ? Truth::no : Truth::unknown;
}
[[nodiscard]] inline Truth truth_of(std::optional<bool> value) {
    return !value ? Truth::unknown : *value ? Truth::yes : Truth::no;
}
[[nodiscard]] inline Value value_of(Truth truth) {
    return truth == Truth::unknown ? Value() : Value::boolean(truth == Truth::yes);
}

/// What code reads and writes while it runs: the caller's slots, the body's own variables, the evaluation.
struct Frame {
    std::span<const Value> slots;
    Value* locals;
    Run& run;
};

class Code {
  public:
    explicit Code(SourceRange range) : range_(range) {}
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;
    virtual ~Code() = default;

    [[nodiscard]] virtual Value run(Frame& frame) const = 0;
    /// The same as a truth value, which conditions ask for.
    [[nodiscard]] virtual Truth test(Frame& frame) const { return truth_of(run(frame)); }
    /// The value where it lies, without a copy, or in `scratch`.
    [[nodiscard]] virtual const Value& look(Frame& frame, Value& scratch) const {
        scratch = run(frame);
        return scratch;
    }
    /// The value where it is the same in every frame.
    [[nodiscard]] virtual const Value* constant() const { return nullptr; }
    [[nodiscard]] SourceRange range() const { return range_; }

  private:
    SourceRange range_;
};

using CodePtr = std::unique_ptr<const Code>;

/// A function's compiled body; shared by all closures made of it.
struct Lambda {
    CodePtr body;
    Type signature;
    std::uint32_t local_count = 0;
    std::vector<std::uint32_t> captured;  ///< where in the locals the captured values go; parameters come first
    std::uint32_t height = 1;
};

/// Locals of a body: on the stack where they are few.
class Locals {
  public:
    explicit Locals(std::size_t count) {
        if (count > few_.size()) many_.resize(count);
    }
    [[nodiscard]] Value* data() { return many_.empty() ? few_.data() : many_.data(); }

  private:
    std::array<Value, 6> few_;
    std::vector<Value> many_;
};

// code_read.cpp
[[nodiscard]] CodePtr constant_code(SourceRange range, Value value);
[[nodiscard]] CodePtr slot_code(SourceRange range, std::uint32_t slot);
[[nodiscard]] CodePtr local_code(SourceRange range, std::uint32_t local);
/// The member of the first item (a local) that has it, else the rest (which may be absent: null).
[[nodiscard]] CodePtr member_name_code(SourceRange range, std::string name, std::vector<CodePtr> items, CodePtr rest);
[[nodiscard]] CodePtr path_code(SourceRange range, CodePtr base, std::string member);

// code_logic.cpp
[[nodiscard]] CodePtr conjunction_code(SourceRange range, CodePtr left, CodePtr right);
[[nodiscard]] CodePtr disjunction_code(SourceRange range, CodePtr left, CodePtr right);
[[nodiscard]] CodePtr comparison_code(SourceRange range, Operator sign, CodePtr left, CodePtr right);
[[nodiscard]] CodePtr between_code(SourceRange range, CodePtr value, CodePtr low, CodePtr high);
[[nodiscard]] CodePtr if_code(SourceRange range, CodePtr condition, CodePtr then, CodePtr otherwise);
[[nodiscard]] CodePtr instance_of_code(SourceRange range, CodePtr value, Type type);

/// One test of `in` or of a table's cell.
struct TestCode {
    enum class Kind : std::uint8_t {
        compare,  ///< `sign operand`
        pass,     ///< a value the input is held against
        hold,     ///< a condition on the input (it names `?`), true or false by itself
        either,   ///< a value to be held against, but a true by itself passes as well
    };
    Kind kind = Kind::pass;
    Operator sign = Operator::equal;
    CodePtr code;
};
[[nodiscard]] CodePtr tests_code(SourceRange range, CodePtr input, std::vector<TestCode> tests, bool negated);

// code_arithmetic.cpp
[[nodiscard]] CodePtr arithmetic_code(SourceRange range, Operator sign, CodePtr left, CodePtr right);
[[nodiscard]] CodePtr negation_code(SourceRange range, CodePtr operand);

// code_iterate.cpp
struct IteratorCode {
    std::uint32_t local = 0;
    CodePtr domain;
    CodePtr end;  ///< of `domain..end`; absent otherwise
};
struct FilterCode {
    CodePtr base;
    CodePtr condition;
    std::uint32_t item = 0;
    bool uses_item = false;
    bool is_index = false;  ///< the condition is statically a number
};
[[nodiscard]] CodePtr filter_code(SourceRange range, FilterCode filter);
/// `partial` is the local that shows the results so far; absent where the result does not read it.
[[nodiscard]] CodePtr for_code(SourceRange range, std::vector<IteratorCode> iterators, CodePtr result,
                               std::optional<std::uint32_t> partial);
[[nodiscard]] CodePtr quantified_code(SourceRange range, Quantifier quantifier, std::vector<IteratorCode> iterators,
                                      CodePtr condition);

// code_build.cpp
[[nodiscard]] CodePtr list_code(SourceRange range, std::vector<CodePtr> items);
struct EntryCode {
    std::uint32_t local = 0;
    CodePtr value;
};
[[nodiscard]] CodePtr context_code(SourceRange range, SharedContextKeys keys, std::vector<EntryCode> entries);
[[nodiscard]] CodePtr interval_code(SourceRange range, CodePtr low, CodePtr high, Bound low_bound, Bound high_bound);
[[nodiscard]] CodePtr comparison_range_code(SourceRange range, Operator sign, CodePtr operand);
[[nodiscard]] CodePtr closure_code(SourceRange range, std::shared_ptr<const Lambda> lambda,
                                   std::vector<CodePtr> captured);
[[nodiscard]] CodePtr external_code(SourceRange range, CodePtr description, Type signature);
[[nodiscard]] CodePtr builtin_call_code(SourceRange range, const BuiltinGroup& group, std::vector<CodePtr> arguments,
                                        std::vector<std::string> names);
[[nodiscard]] CodePtr call_code(SourceRange range, CodePtr function, std::vector<CodePtr> arguments,
                                std::vector<std::string> names);
[[nodiscard]] Value builtin_value(const BuiltinGroup& group);

}  // namespace konsequenz::feel
