// The logic of each kind of boxed expression, made by the compiler. DMN 1.5, 7.3 and 10.2.2.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dmn/logic.h"
#include "dmn/model.h"

namespace konsequenz::dmn {

/// Null with this error as its reason.
[[nodiscard]] LogicPtr fault_logic(Error error);
[[nodiscard]] LogicPtr constant_logic(feel::Value value);
/// Reads the first `scope_size` slots.
[[nodiscard]] LogicPtr expression_logic(feel::Expression expression, std::size_t scope_size);
/// Coerces what the logic gives.
[[nodiscard]] LogicPtr checked_logic(LogicPtr logic, CheckedType type, std::string what);

struct EntryLogic {
    std::size_t slot = 0;
    LogicPtr value;
};
/// With a result the result; else a context of all entries, whose names are `keys`.
[[nodiscard]] LogicPtr context_logic(std::vector<EntryLogic> entries, feel::SharedContextKeys keys, LogicPtr result);
[[nodiscard]] LogicPtr invocation_logic(LogicPtr function, std::vector<std::string> names,
                                        std::vector<LogicPtr> arguments);
/// A function value that keeps the first `captured` slots.
[[nodiscard]] LogicPtr function_logic(Body body, feel::Type signature, std::size_t captured);
[[nodiscard]] LogicPtr list_logic(std::vector<LogicPtr> items);
[[nodiscard]] LogicPtr relation_logic(feel::SharedContextKeys columns, std::vector<std::vector<LogicPtr>> rows);
[[nodiscard]] LogicPtr conditional_logic(LogicPtr condition, LogicPtr then, LogicPtr otherwise);

/// How a filter, an iteration or a quantifier walks over its list: item n goes into the slot, then the inner logic
/// runs.
struct IterationLogic {
    LogicPtr in;
    LogicPtr inner;
    std::size_t slot = 0;
    std::optional<std::size_t> partial;                        ///< for: the slot of the results so far
    std::vector<std::pair<std::size_t, std::string>> members;  ///< filter: slots that show entries of the item
};
[[nodiscard]] LogicPtr filter_logic(IterationLogic iteration);
[[nodiscard]] LogicPtr for_logic(IterationLogic iteration);
[[nodiscard]] LogicPtr quantified_logic(IterationLogic iteration, QuantifierKind kind);

}  // namespace konsequenz::dmn
