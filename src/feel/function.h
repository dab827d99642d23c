// Functions as values, what one evaluation carries along (Run), and what a built-in function looks like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feel/type.h"
#include "feel/value.h"

namespace konsequenz::feel {

/// A half-open range of bytes in the source text.
struct SourceRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool operator==(const SourceRange&) const = default;
};

/// Why a null came about. Codes: feel.<kind>, as feel.division-by-zero.
struct Note {
    std::string code;
    std::string message;
    SourceRange range;  ///< of the expression whose value it was
};

/// What a caller lends to an evaluation. Without a clock now() and today() are null, with a note. An evaluation that
/// takes more steps than it may gives nulls with a note `feel.too-long`.
struct Environment {
    std::optional<DateTime> now;
    std::int64_t steps_max = 200'000'000;
};

/// What one evaluation carries along: its environment, its notes where they are wanted, and its limits, so that no
/// expression runs without end. One thread's; calls within calls pass the same Run on.
class Run {
  public:
    static constexpr std::uint32_t stack_weight_max = 8'000;
    /// Weight of a call that is no FEEL expression itself.
    static constexpr std::uint32_t call_weight = 10;
    static constexpr std::size_t list_size_max = 10'000'000;
    static constexpr std::size_t string_size_max = 16U << 20;
    static constexpr std::size_t notes_max = 1'000;

    explicit Run(const Environment& environment, std::vector<Note>* notes = nullptr)
        : environment_(&environment), notes_(notes), steps_left_(environment.steps_max) {}
    Run() : Run(empty_environment) {}

    [[nodiscard]] const Environment& environment() const { return *environment_; }
    [[nodiscard]] bool takes_notes() const { return notes_ != nullptr; }
    /// Records the reason and gives null, so that `return run.note(…)` ends a function. Once there are `notes_max`,
    /// each takes the place of the one before.
    Value note(std::string_view code, std::string message, SourceRange range = {});
    /// Counts steps of work (iterations, items made); false once the evaluation has had its share.
    [[nodiscard]] bool spend(std::int64_t steps = 1) { return (steps_left_ -= steps) >= 0; }
    /// What it costs to walk over a value, as comparing, converting and copying do.
    [[nodiscard]] bool spend_on(const Value& value) {
        const std::uint64_t size = value.size();
        return size < 16 || spend(static_cast<std::int64_t>(size / 16));
    }
    /// Enters and leaves a call that weighs as much as its expression is high: a measure of the stack it needs that is
    /// the same on every machine. False when calls are nested too deep, and then leave() is not due.
    [[nodiscard]] bool enter(std::uint32_t weight = call_weight) {
        if (stack_weight_ + weight > stack_weight_max) return false;
        stack_weight_ += weight;
        return true;
    }
    void leave(std::uint32_t weight = call_weight) { stack_weight_ -= weight; }
    /// From here on notes go there; gives where they went before.
    std::vector<Note>* exchange_notes(std::vector<Note>* notes) { return std::exchange(notes_, notes); }

  private:
    static const Environment empty_environment;
    const Environment* environment_;
    std::vector<Note>* notes_;
    std::int64_t steps_left_;
    std::uint32_t stack_weight_ = 0;
};

/// A function value: a lambda, a built-in, or what another folder makes of a knowledge model or an external function.
class Function : public detail::HeapObject {
  public:
    /// `function(parameters) → result`, with the parameters' names.
    [[nodiscard]] virtual const Type& signature() const = 0;
    /// Arguments by position, already as many as the signature has and converted to its types.
    [[nodiscard]] virtual Value call(std::span<const Value> arguments, Run& run) const = 0;
    /// Invocation from outside; the default checks the count, converts each argument (else null with a note), counts
    /// the depth and calls. Built-ins with optional and variadic parameters do better.
    [[nodiscard]] virtual Value invoke(std::span<const Value> arguments, Run& run) const;
    /// The same by parameter names. `names` and `arguments` are equally many.
    [[nodiscard]] virtual Value invoke_named(std::span<const std::string> names, std::span<const Value> arguments,
                                             Run& run) const;
};

/// Calls any value as a function; null with a note where it is none.
[[nodiscard]] Value invoke(const Value& function, std::span<const Value> arguments, Run& run);

// --- built-in functions ---

/// A set of kinds: what a parameter accepts. Null is in it only where said so.
struct Kinds {
    std::uint32_t bits = 0;

    [[nodiscard]] constexpr bool has(Kind kind) const { return (bits >> static_cast<unsigned>(kind) & 1U) != 0; }
    friend constexpr Kinds operator|(Kinds left, Kinds right) { return {left.bits | right.bits}; }
};
[[nodiscard]] constexpr Kinds one_kind(Kind kind) { return {1U << static_cast<unsigned>(kind)}; }

namespace kinds {
inline constexpr Kinds null = one_kind(Kind::null);
inline constexpr Kinds boolean = one_kind(Kind::boolean);
inline constexpr Kinds number = one_kind(Kind::number);
inline constexpr Kinds string = one_kind(Kind::string);
inline constexpr Kinds date = one_kind(Kind::date);
inline constexpr Kinds time = one_kind(Kind::time);
inline constexpr Kinds date_time = one_kind(Kind::date_time);
inline constexpr Kinds day_time_duration = one_kind(Kind::day_time_duration);
inline constexpr Kinds year_month_duration = one_kind(Kind::year_month_duration);
inline constexpr Kinds list = one_kind(Kind::list);
inline constexpr Kinds context = one_kind(Kind::context);
inline constexpr Kinds range = one_kind(Kind::range);
inline constexpr Kinds function = one_kind(Kind::function);
inline constexpr Kinds any = {0x1fff};  ///< null included
}  // namespace kinds

enum class Presence : std::uint8_t {
    required,
    optional,  ///< where absent the argument is null
    variadic,  ///< the last parameter: any number of arguments, each its own argument of the call
};

struct Parameter {
    std::string_view name;
    Kinds accepts = kinds::any;
    Presence presence = Presence::required;
};

/// The static type of a built-in's result.
enum class Returns : std::uint8_t {
    kind,           ///< a value of `result`
    list_of_kind,   ///< a list of `result`
    first_type,     ///< the type of the first argument
    first_element,  ///< the element type of the first argument (of the argument itself where it is no list)
};

/// What a built-in sees of its invocation. The arguments have been checked against the parameters' kinds and converted
/// implicitly (a list of one item to its item, an item to a list of one, a date to a date and time), so that each
/// argument's kind is one its parameter accepts; a failure there gave null with a note before the function ran.
class Call {
  public:
    Call(std::span<const Value> arguments, std::size_t given, Run& run)
        : arguments_(arguments), given_(given), run_(run) {}

    /// Number of arguments: at least the number of parameters that are not variadic.
    [[nodiscard]] std::size_t size() const { return arguments_.size(); }
    [[nodiscard]] const Value& operator[](std::size_t index) const { return arguments_[index]; }
    [[nodiscard]] std::span<const Value> arguments() const { return arguments_; }
    /// How many were written by the caller (named invocation: up to the last one given).
    [[nodiscard]] std::size_t given() const { return given_; }
    [[nodiscard]] Run& run() { return run_; }
    /// Null with its reason: `return call.null("feel.out-of-range", "…")`. Build the message only where cheap, or ask
    /// `run().takes_notes()` first.
    [[nodiscard]] Value null(std::string_view code, std::string message) { return run_.note(code, std::move(message)); }
    /// Calls a function value that came as an argument.
    [[nodiscard]] Value invoke(const Value& function, std::span<const Value> arguments) {
        return feel::invoke(function, arguments, run_);
    }

  private:
    std::span<const Value> arguments_;
    std::size_t given_;
    Run& run_;
};

/// One row of the built-ins' tables. Rows of the same name are overloads: the one whose parameters fit the number (or
/// the names) of the arguments and whose kinds accept them is called; where none does, the first one that fits the
/// number reports the mismatch.
struct Builtin {
    std::string_view name;
    std::span<const Parameter> parameters;
    Value (*run)(Call& call);
    TypeKind result = TypeKind::any;
    Returns returns = Returns::kind;
};

/// The tables of src/feel/builtins, in their order: each a constant array of rows (builtins/builtins.cpp gathers them).
[[nodiscard]] std::span<const std::span<const Builtin>> builtin_tables();

}  // namespace konsequenz::feel
