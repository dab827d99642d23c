#include "consistency/consistency.h"

#include <utility>

namespace konsequenz::consistency {

Consistency find_consistency(History history, const ConsistencyOptions& options) {
    Consistency found;
    found.history = std::move(history);
    found.options = options;
    const Cells cells(found.history);
    const Neighbourhood neighbourhood(found.history, cells);
    found.twins = find_twins(found.history, options.pairs_max);
    found.near_twins = find_near_twins(found.history, cells, neighbourhood, options.pairs_max, options.neighbours);
    found.favoured = test_situations(found.history, cells, neighbourhood, options.neighbours);
    found.premiums = find_premiums(found.history, cells);
    found.differences = find_group_differences(found.history);
    found.deviations = find_deviations(found.history);
    found.kept = find_kept(found.history, options.kept);
    found.team = find_team(found.history, options.team);
    return found;
}

}  // namespace konsequenz::consistency
