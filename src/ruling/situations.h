// Combinations of classes: the measure that a standard gives for one, and whether it can be at all.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "ruling/classes.h"

namespace konsequenz::ruling {

/// Not thread-safe, since it remembers; the standard must outlive it.
class Situations {
  public:
    explicit Situations(const standard::Standard& standard);

    /// What the measure depends on; a situation has one class for each, in this order.
    [[nodiscard]] const std::vector<InputClasses>& inputs() const { return inputs_; }
    [[nodiscard]] ClassId class_of(std::size_t input, const feel::Value& value) {
        return inputs_[input].class_of(value);
    }
    [[nodiscard]] static std::string key_of(std::span<const ClassId> ids);

    /// The rank of the measure in the standard's order; nothing where it gives none.
    [[nodiscard]] std::optional<std::size_t> measure(std::span<const ClassId> ids);

    /// Assumptions that must be looked at together: those that share an input which the measure does not read. What is
    /// not read may be anything that makes them hold.
    using Group = std::size_t;
    [[nodiscard]] bool holds(Group group, std::span<const ClassId> ids);
    /// The first group that speaks of one of the changed inputs, held before and does not now.
    [[nodiscard]] std::optional<Group> find_broken(std::span<const ClassId> ids, std::span<const ClassId> before,
                                                   std::span<const std::size_t> changed);
    [[nodiscard]] const std::vector<std::size_t>& assumed_inputs(Group group) const { return groups_[group].inputs; }

  private:
    struct AssumptionGroup {
        std::vector<std::size_t> assumptions;
        std::vector<std::size_t> inputs;
        std::vector<std::size_t> unread;
    };
    /// Where a path's value goes: a slot, and in a context a place.
    struct Target {
        std::size_t slot = 0;
        std::optional<std::size_t> member;
    };
    /// How the slots of a scope or an engine are filled.
    struct Slots {
        std::vector<feel::SharedContextKeys> keys;  ///< nullptr: a plain value
        [[nodiscard]] std::optional<Target> find(std::span<const std::string> names, std::string_view path) const;
    };

    /// A decision on the way to the measure: its value follows from the classes of what it reads itself and from the
    /// values of the decisions before it. There are few of these combinations, however many situations there are.
    struct Step {
        std::size_t decision = 0;
        std::vector<std::size_t> inputs;
        std::vector<std::size_t> steps;                              ///< earlier ones
        std::vector<feel::Value> values;                             ///< all that came out so far
        std::unordered_map<std::uint64_t, std::uint32_t> by_key;     // never iterated
        std::unordered_map<std::string, std::uint32_t> by_wide_key;  // of those that 64 bits do not hold
    };

    void plan_slots(const standard::Standard& standard);
    std::size_t plan_steps(std::size_t decision);
    [[nodiscard]] std::uint32_t run_step(Step& step, std::span<const ClassId> ids);
    [[nodiscard]] feel::Value evaluate(const Step& step, std::span<const ClassId> ids) const;
    void plan_groups(const standard::Standard& standard);
    [[nodiscard]] bool evaluate(const AssumptionGroup& group, std::span<const ClassId> ids);
    [[nodiscard]] std::vector<feel::Value> values_for(std::size_t unread, const AssumptionGroup& group,
                                                      std::span<const ClassId> ids) const;

    const standard::Standard& standard_;
    std::size_t measure_;
    feel::Scope scope_;
    std::vector<CompiledAssumption> assumptions_;
    std::vector<InputClasses> inputs_;
    std::vector<InputClasses> unread_;
    std::vector<AssumptionGroup> groups_;
    Slots engine_slots_;
    Slots scope_slots_;
    std::vector<std::optional<Target>> engine_targets_;        // by input
    std::vector<std::optional<Target>> scope_targets_;         // by input
    std::vector<std::optional<Target>> scope_targets_unread_;  // by unread input
    std::vector<Step> steps_;                                  // each behind those that it needs; the measure last
    std::vector<std::uint32_t> outcomes_;                      // of the steps, in one situation
    std::vector<std::optional<std::size_t>> ranks_;            // of the measure's values
    std::vector<std::unordered_map<std::string, bool>> held_;  // by group, by classes; never iterated
};

}  // namespace konsequenz::ruling
