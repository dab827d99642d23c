// What another version of a standard changes, for whom: by meaning, for all inputs, not by text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proof/search.h"
#include "standard/standard.h"

namespace konsequenz::proof {

enum class Direction : std::uint8_t { milder, harsher, other };
[[nodiscard]] std::string_view to_string(Direction direction);

/// A row of a table that decides, with its cells that are no dash.
struct DecidingRow {
    std::uint32_t row = 0;          ///< counts from 1; 0 where no row decides alone
    std::vector<std::string> when;  ///< "`gravity` >= 2"
    feel::Value value;
};

/// Where the old row decided one thing and the new row decides another: a region with a case in it.
struct Change {
    std::string decision;
    Direction direction = Direction::other;
    DecidingRow before;
    DecidingRow after;
    Case old_case;  ///< the smallest one found, under the old standard
    Case new_case;  ///< the same under the new one
};

struct Comparison {
    std::vector<Change> changes;
    /// Decisions that are the same for all inputs: proved.
    std::vector<std::string> equivalent;
    /// Decisions of which nothing certain can be said beyond the changes found, with the reason.
    std::vector<std::pair<std::string, std::string>> not_decided;
    /// Facts that both have and that count differently: "abusive_contacts_90d". Their values were taken to be equal.
    std::vector<std::string> changed_facts;
    std::vector<std::string> added_guarantees;
    std::vector<std::string> dropped_guarantees;
};

/// Decisions that both have: remedy, measure, then the others. Under the assumptions of both.
[[nodiscard]] Comparison compare(const standard::Standard& before, const standard::Standard& after,
                                 const Limits& limits = {});

/// A change as a short story.
[[nodiscard]] std::string tell(const standard::Standard& before, const standard::Standard& after, const Change& change,
                               std::string_view language);

}  // namespace konsequenz::proof
