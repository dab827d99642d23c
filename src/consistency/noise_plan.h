// A noise audit: the same cases, judged blind by several people.
//
// Cases are drawn from a history, as even over the principles that gave their measure as there are cases, and nobody
// gets one that they had a part in. Everybody gets every case, in an order of their own, and some of them twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "consistency/history.h"

namespace konsequenz::consistency {

struct NoisePlanOptions {
    std::vector<std::string> reviewers;  ///< at least two, each once
    std::size_t cases = 30;              ///< to be drawn
    std::size_t repeats = 5;             ///< of them, given to everybody a second time
    std::uint64_t seed = 1;
};

struct DrawnCase {
    std::string id;         ///< "n-1", which says nothing of the contact
    Index subject = 0;      ///< in the history
    std::string principle;  ///< that gave its measure; empty where the standard names none
    bool is_repeated = false;
};

/// One reviewer's sheet: what is judged, in which order.
struct Sheet {
    std::string reviewer;
    struct Task {
        std::string id;  ///< "r-2.17": the reviewer and the place on their sheet
        std::size_t drawn = 0;
        bool is_second = false;  ///< the second time
    };
    std::vector<Task> tasks;
};

struct NoisePlan {
    std::uint64_t seed = 0;
    std::vector<std::string> measures;  ///< the ladder to choose from
    std::vector<DrawnCase> cases;
    std::vector<Sheet> sheets;
};

/// Errors: consistency.noise-plan where there are too few reviewers or cases, or one is named twice.
[[nodiscard]] Result<NoisePlan> plan_noise(const History& history, const NoisePlanOptions& options);

/// What must stay closed until all have judged: which case is which contact, what was ruled, what comes twice. One JSON
/// object.
[[nodiscard]] std::string key_to_json(const NoisePlan& plan, const History& history);
/// One line for a reviewer: the task, what may matter for it, and `measure` to be filled in. `text` is what the contact
/// says. Nothing of who wrote it, how loud, to how many, or of what was ruled.
[[nodiscard]] std::string task_to_json(const NoisePlan& plan, const Sheet& sheet, std::size_t task,
                                       const History& history, std::string_view text);

}  // namespace konsequenz::consistency
