// Compiled boxed expressions: small immutable objects that run within a frame of slots.
//
// A body (a decision's logic, a knowledge model, a boxed function) has one frame. Its first slots are what it requires
// and its parameters; entries of boxed contexts, iteration variables and the `?` of unary tests follow as they come
// into scope.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dmn/cells.h"
#include "dmn/engine.h"
#include "dmn/types.h"
#include "feel/expression.h"
#include "feel/function.h"

namespace konsequenz::dmn {

struct Frame {
    std::span<feel::Value> slots;
    feel::Run& run;
    Trace* trace;  ///< absent: not wanted
};

class Logic;

/// What a logic is made of, for those who look at it without running it.
struct LogicView {
    enum class Kind : std::uint8_t { other, expression, constant, checked, context, invocation, list, conditional };
    Kind kind = Kind::other;
    const feel::Expression* expression = nullptr;
    std::size_t scope_size = 0;  ///< of the expression
    feel::Value constant;
    const CheckedType* type = nullptr;  ///< checked: what parts[0] must fit
    std::vector<const Logic*> parts;    ///< context: the entries' values; invocation: the function and arguments;
                                        ///< conditional: condition, then, otherwise
    std::vector<std::size_t> slots;     ///< context: of the entries
    const Logic* result = nullptr;      ///< context: absent where the context itself is
    feel::SharedContextKeys names;      ///< context: of the entries
    bool has_named_arguments = false;   ///< invocation
};

class Logic {
  public:
    Logic() = default;
    Logic(const Logic&) = delete;
    Logic& operator=(const Logic&) = delete;
    virtual ~Logic() = default;
    [[nodiscard]] virtual feel::Value run(Frame& frame) const = 0;
    [[nodiscard]] virtual LogicView view() const { return {}; }
};
using LogicPtr = std::unique_ptr<const Logic>;

/// Where a body's required value comes from.
struct Source {
    enum class Kind : std::uint8_t { input, decision, knowledge, service, group };
    Kind kind = Kind::input;
    std::size_t index = 0;
    feel::SharedContextKeys keys;  ///< of a group: what is imported under one name
    std::vector<Source> members;   ///< of a group
};

/// Logic with its frame.
struct Body {
    std::vector<Source> requirements;     ///< fill the first slots
    std::vector<CheckedType> parameters;  ///< the slots behind them
    LogicPtr logic;                       ///< absent: null
    CheckedType result;
    feel::Type type;  ///< of what the logic gives, as far as it is known without running it
    std::string name;
    std::size_t slot_count = 0;
    std::uint32_t height = 0;  ///< how many boxed expressions stand inside one another

    /// What the stack carries while the logic runs, in the measure of feel::Run::enter; its FEEL expressions count
    /// themselves.
    [[nodiscard]] std::uint32_t weight() const { return 4 * height; }
};

/// Values of a frame.
using SlotBuffer = SmallValues<12>;

/// The trace of the evaluation that this thread is in, for functions called from within FEEL; restored on leaving.
class TraceGuard {
  public:
    explicit TraceGuard(Trace* trace);
    ~TraceGuard();
    TraceGuard(const TraceGuard&) = delete;
    TraceGuard& operator=(const TraceGuard&) = delete;
    [[nodiscard]] static Trace* current();

  private:
    Trace* before_;
};

}  // namespace konsequenz::dmn
