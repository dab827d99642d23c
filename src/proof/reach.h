// Whether a region of a decision's table is ever met: tried out on the model itself, over all that tells its inputs
// apart.
//
// A table by itself treats its columns as free. In a model one may follow from another: `gravity` is 0 wherever
// `conduct.label` is "criticism". What the model never gives is no gap of it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dmn/engine.h"
#include "proof/space.h"
#include "proof/table_shape.h"

namespace konsequenz::proof {

enum class Reached : std::uint8_t { yes, never, unknown };

/// How many inputs are tried for one region.
inline constexpr std::size_t tries_max = 30'000;

/// The value that a path must have for a try to count.
struct Wish {
    std::string path;
    feel::Value value;
};

class Reach {
  public:
    /// `shapes`: one for each table of the engine, in their order. `assumptions`: conditions over the engine's inputs
    /// that hold of every case.
    Reach(const dmn::Engine& engine, const Space& space, NullCounts nulls, const std::vector<TableShape>& shapes,
          std::vector<feel::Expression> assumptions);

    /// Whether what the box narrows can come together, with the wishes; `shape` is the whole of a decision's logic.
    [[nodiscard]] Reached reaches(const TableShape& shape, const Box& box, const std::vector<Wish>& wishes = {}) const;

  private:
    struct Candidates {
        std::size_t path = 0;
        std::vector<feel::Value> values;
    };
    /// What there is to try; nullopt where it is too much.
    struct Plan {
        std::vector<Candidates> candidates;
        std::vector<const feel::Expression*> assumptions;  ///< those that speak of nothing else
        bool is_exhaustive = true;
    };
    [[nodiscard]] std::optional<Plan> plan(const TableShape& shape, const Box& box,
                                           const std::vector<Wish>& wishes) const;
    void assume(Plan& made) const;
    [[nodiscard]] bool meets(const TableShape& shape, const Box& box, const std::vector<feel::Value>& inputs) const;
    [[nodiscard]] std::vector<feel::TestShape> cells_about(const std::string& path) const;
    [[nodiscard]] std::vector<feel::Value> values_of(std::size_t path, bool& is_exhaustive) const;
    /// False where something that is read has no path.
    [[nodiscard]] bool add_reads(std::size_t decision, const std::vector<std::string>& reads,
                                 std::vector<std::size_t>& paths, std::vector<std::size_t>& decisions) const;
    [[nodiscard]] bool is_told_by(const std::string& column, const std::string& read, std::size_t decision) const;
    [[nodiscard]] bool has_told_reads(std::size_t decision) const;
    [[nodiscard]] bool is_listed(std::size_t path) const;

    const dmn::Engine& engine_;
    const Space& space_;
    NullCounts nulls_;
    const std::vector<TableShape>& shapes_;
    std::vector<feel::Expression> assumptions_;
};

}  // namespace konsequenz::proof
