// Everything an evaluation can be told: each input, and each part of one, with the values that it can have.
//
// The domains come from the model's item definitions and, for a standard, from what its facts and records can be: a
// count is a whole number from 0 on, a share lies between 0 and 1, `conduct.label` is never null.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/engine.h"
#include "feel/expression.h"
#include "feel/value.h"
#include "standard/standard.h"

namespace konsequenz::proof {

/// An input that is no context, or a part of one that is none.
struct InputPath {
    std::string path;                  ///< "conduct.severity"
    std::size_t input = 0;             ///< index of Engine::inputs()
    std::vector<std::string> members;  ///< from the input down; none where it is the input itself
    feel::Type type;                   ///< any where the model does not say
    bool can_be_null = true;
    bool is_whole = false;                  ///< a whole number
    std::vector<feel::Value> values;        ///< all it can be, null aside, in their order; empty where not listed
    std::vector<feel::TestShape> shapes;    ///< else what holds of it, all at once
    std::optional<feel::Expression> other;  ///< a constraint that has no shape: what is said of the path is not certain
    /// What it is where nothing happened: a listed "none" or the first value, 0, false, "" or an empty list; null where
    /// it can be.
    feel::Value usual;
};

/// A value for each path, in the order of Space::paths.
using Assignment = std::vector<feel::Value>;

struct Space {
    std::vector<InputPath> paths;  ///< by input, then as its type has them

    [[nodiscard]] static Space of(const dmn::Engine& engine);
    /// Of the engine of a standard, with what is known of facts and records.
    [[nodiscard]] static Space of(const standard::Standard& standard);

    [[nodiscard]] std::optional<std::size_t> find(std::string_view path) const;
    /// Those that are the input or part of it: of `customer` all its parts.
    [[nodiscard]] std::vector<std::size_t> below(std::string_view path) const;
    /// Everything as usual.
    [[nodiscard]] Assignment usual() const;
};

/// One value an input of the engine: contexts put together from their parts.
[[nodiscard]] std::vector<feel::Value> inputs_of(const Space& space, const dmn::Engine& engine,
                                                 std::span<const feel::Value> assignment);

}  // namespace konsequenz::proof
