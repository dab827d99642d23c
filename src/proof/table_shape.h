// A decision table as boxes: its columns as axes, its rules as what they cover.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmn/engine.h"
#include "dmn/table.h"
#include "proof/axis.h"
#include "proof/regions.h"
#include "proof/space.h"

namespace konsequenz::proof {

/// A cell that cannot be told apart into parts of its axis: it reads something else, or is no plain test.
struct OpenCell {
    std::size_t rule = 0;
    std::size_t column = 0;
};

/// What a cell says that its input can never be.
struct StrangeValue {
    std::size_t rule = 0;
    std::size_t column = 0;
    feel::Value value;
};

/// Whether an input that may be null counts as one that can be, or only one whose cells name null: of most models
/// nobody has said that no input is ever missing.
enum class NullCounts : std::uint8_t { where_named, where_possible };

struct TableShape {
    std::size_t table = 0;                ///< index of Engine::tables()
    std::optional<std::size_t> decision;  ///< index of Engine::decisions(), where the table is the whole of its logic
    const dmn::TableInfo* info = nullptr;
    const dmn::TableProgram* program = nullptr;  ///< absent: the table is part of a larger expression
    std::vector<Axis> axes;
    std::vector<std::size_t> axis_of;  ///< by column; columns of the same text are one axis
    Grid grid{{}};
    std::vector<Box> boxes;        ///< by rule: what it covers at the most
    std::vector<bool> is_certain;  ///< by rule: whether it covers just that
    std::vector<OpenCell> open;
    std::vector<OpenCell> closed;  ///< cells that let nothing through
    std::vector<StrangeValue> strange;

    [[nodiscard]] static TableShape of(const dmn::Engine& engine, const Space& space, NullCounts nulls,
                                       std::size_t table);

    /// A value for each axis, from inside the box, which is not empty.
    [[nodiscard]] std::vector<feel::Value> witness(const Box& box) const;
    /// Whether a value for each column lies in the box, as far as the box narrows their axes.
    [[nodiscard]] bool contains(const Box& box, std::span<const feel::Value> inputs) const;
};

}  // namespace konsequenz::proof
