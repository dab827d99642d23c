// A history, looked at for whether like is treated alike: all figures of `konsequenz consistency`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "consistency/deviations.h"
#include "consistency/equality.h"
#include "consistency/history.h"
#include "consistency/kept.h"
#include "consistency/neighbours.h"
#include "consistency/team.h"
#include "consistency/twins.h"
#include "standard/standard.h"

namespace konsequenz::consistency {

struct ConsistencyOptions {
    std::size_t pairs_max = 50;  ///< twins shown side by side; all are counted
    NeighbourOptions neighbours;
    KeptOptions kept;
    TeamOptions team;
};

struct Consistency {
    History history;
    Twins twins;
    std::vector<Pair> near_twins;
    std::vector<Favoured> favoured;
    std::vector<Premium> premiums;
    std::vector<GroupDifference> differences;
    Deviations deviations;
    KeptIndex kept;
    Team team;
    ConsistencyOptions options;  ///< the standard inside, where given, must outlive what reads it
    std::string source;          ///< for people: the log's or the file's name
};

[[nodiscard]] Consistency find_consistency(History history, const ConsistencyOptions& options = {});

/// One JSON object on one line without a newline; docs/consistency.md says what stands in it. Shares have four
/// decimals. Of employees only the one who asked is named, and in `deviations` those who decided.
[[nodiscard]] std::string to_json(const Consistency& consistency);

}  // namespace konsequenz::consistency
