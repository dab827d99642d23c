// A column of a decision table as an axis: its values in as few parts as its cells can tell apart.
//
// A part holds values that every cell of the axis treats alike, so what holds of one of them, the sample, holds of all.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "feel/expression.h"
#include "feel/type.h"
#include "feel/value.h"

namespace konsequenz::proof {

/// The values that an input expression can have, as far as they are known.
struct Domain {
    feel::TypeKind kind = feel::TypeKind::any;
    bool can_be_null = false;             ///< whether null counts
    bool is_whole = false;                ///< whole numbers only
    bool is_vague = false;                ///< something else is said of them that has no shape
    std::vector<feel::Value> values;      ///< all of them, null aside; empty where they are not listed
    std::vector<feel::TestShape> shapes;  ///< what holds of each, all at once
    std::vector<feel::Expression> tests;  ///< tests without a shape that listed values must pass
    std::vector<feel::Value> test_slots;  ///< the scope's values for such tests, `?` to be put behind them
};

struct Atom {
    enum class Kind : std::uint8_t { value, between, other, null };
    Kind kind = Kind::other;
    feel::Value low;   ///< value: the value itself; between: the open lower end, null where there is none
    feel::Value high;  ///< between: the open upper end, null where there is none
    feel::Value sample;
};

struct Axis {
    std::string name;         ///< the text of the input expression
    std::vector<Atom> atoms;  ///< ascending where they have an order; other values and null last
    bool is_ordered = false;
    bool is_listed = false;  ///< every value is known
    bool is_whole = false;
    bool is_open = false;   ///< no parts can be told: only the dash is sure to pass
    bool is_vague = false;  ///< some of it may never occur
    feel::TypeKind kind = feel::TypeKind::any;
};

/// Whether the value passes a test of this shape.
[[nodiscard]] bool passes(const feel::TestShape& shape, const feel::Value& value);

/// Whether the value is one of the atom's.
[[nodiscard]] bool holds(const Axis& axis, std::size_t atom, const feel::Value& value);

/// The axis for these shapes of cells.
[[nodiscard]] Axis make_axis(std::string name, const Domain& domain, std::span<const feel::TestShape> cells);

/// Which atoms pass a cell of this shape, a bit each from the lowest; nullopt where the axis is open and the cell is no
/// dash.
[[nodiscard]] std::optional<std::vector<std::uint64_t>> atoms_of(const Axis& axis, const feel::TestShape& cell);

}  // namespace konsequenz::proof
