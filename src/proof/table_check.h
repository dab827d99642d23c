// What can be said of one decision table without a solver: gaps, overlaps, rules and cells that do nothing.
#pragma once

#include <string>
#include <vector>

#include "dmn/engine.h"
#include "proof/finding.h"
#include "proof/reach.h"
#include "proof/region_text.h"
#include "proof/table_shape.h"

namespace konsequenz::proof {

/// More of one kind are counted, not shown.
inline constexpr std::size_t findings_max = 25;
/// So many regions of one finding are shown.
inline constexpr std::size_t regions_shown = 12;

struct TableGap {
    Box region;
    bool is_certain = true;  ///< false: only where what the table reads can come together so
};
struct TableOverlap {
    std::size_t first = 0;
    std::size_t second = 0;
    Box region;
    bool is_certain = true;
};
template <class Item>
struct Found {
    std::vector<Item> items;
    std::size_t more = 0;     ///< that many are not among them
    bool is_complete = true;  ///< false: a limit stopped the search
};

/// Of one engine; keeps the shapes of its tables.
class TableChecks {
  public:
    /// `assumptions`: conditions over the engine's inputs, in their order, that hold of every case.
    TableChecks(const dmn::Engine& engine, const Space& space, NullCounts nulls,
                const std::vector<feel::Expression>& assumptions = {});
    TableChecks(const TableChecks&) = delete;
    TableChecks& operator=(const TableChecks&) = delete;

    [[nodiscard]] const std::vector<TableShape>& shapes() const { return shapes_; }
    [[nodiscard]] const Reach& reach() const { return reach_; }

    /// Regions that no rule matches, few and wide; they may overlap one another.
    [[nodiscard]] Found<TableGap> gaps(const TableShape& shape) const;
    /// Pairs of rules that match at once, by UNIQUE, or by ANY with outputs that differ.
    [[nodiscard]] Found<TableOverlap> overlaps(const TableShape& shape) const;
    /// Rules that never say the outcome, by FIRST and PRIORITY.
    [[nodiscard]] std::vector<std::size_t> dead_rules(const TableShape& shape) const;

    /// Whether the columns that the box narrows may hang together, so that the model must say if they do.
    [[nodiscard]] bool may_hang_together(const TableShape& shape, const Box& box) const;

    [[nodiscard]] std::vector<Finding> findings(const TableShape& shape, Language language) const;

  private:
    std::vector<TableShape> make_shapes() const;
    [[nodiscard]] std::vector<Box> before(const TableShape& shape, std::size_t rule) const;
    [[nodiscard]] std::optional<bool> is_never(const TableShape& shape, const Box& box) const;

    const dmn::Engine& engine_;
    const Space& space_;
    NullCounts nulls_;
    std::vector<std::vector<std::string>> assumed_;  ///< what each assumption reads
    std::vector<TableShape> shapes_;
    Reach reach_;
};

/// Whether the hit policy takes one rule's outputs, so that each input should have a rule.
[[nodiscard]] bool takes_one_rule(dmn::HitPolicy policy);

/// Where a table stands: its decision, or its first rule.
[[nodiscard]] Place place_of(const dmn::Engine& engine, const TableShape& shape);

}  // namespace konsequenz::proof
