#include "consistency/noise_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/json_writer.h"
#include "statistics/random.h"

namespace konsequenz::consistency {
namespace {

std::string principle_of(const History& history, const Case& each) {
    const auto& principles = history.outcome_of(each).measure_principles;
    return principles.empty() ? std::string() : history.principles[principles.front()];
}

/// Cases that somebody of the reviewers had a part in.
std::set<Index> touched_by(const History& history, const std::set<std::string>& reviewers) {
    const auto is_reviewer = [&](Index person) {
        return person != no_index && reviewers.contains(history.people[person]);
    };
    std::set<Index> touched;
    for (Index at = 0; at < history.cases.size(); ++at) {
        if (is_reviewer(history.cases[at].employee)) touched.insert(at);
    }
    for (const auto& departure : history.departures) {
        if (departure.subject != no_index && is_reviewer(departure.by)) touched.insert(departure.subject);
    }
    for (const auto& review : history.reviews) {
        if (review.subject != no_index && is_reviewer(review.by)) touched.insert(review.subject);
    }
    for (const auto& act : history.acts) {
        if (is_reviewer(act.by)) touched.insert(act.subject);
    }
    return touched;
}

/// One of each principle in turn, until there are enough; of each situation one, as long as there are others.
std::vector<Index> draw(const History& history, const std::set<Index>& touched, std::size_t wanted,
                        statistics::Random& random) {
    std::map<std::string, std::vector<Index>> by_principle;
    for (Index at = 0; at < history.cases.size(); ++at) {
        if (!touched.contains(at)) by_principle[principle_of(history, history.cases[at])].push_back(at);
    }
    std::set<Index> situations;
    for (auto& [principle, cases] : by_principle) {
        random.shuffle(cases);
        // Taken from the end: what has a situation of its own stands there.
        std::ranges::stable_partition(cases,
                                      [&](Index at) { return !situations.insert(history.cases[at].situation).second; });
    }
    std::vector<Index> drawn;
    while (drawn.size() < wanted) {
        const auto before = drawn.size();
        for (auto& [principle, cases] : by_principle) {
            if (cases.empty() || drawn.size() == wanted) continue;
            drawn.push_back(cases.back());
            cases.pop_back();
        }
        if (drawn.size() == before) break;
    }
    random.shuffle(drawn);
    return drawn;
}

Sheet sheet_of(const NoisePlan& plan, const std::string& reviewer, statistics::Random& random) {
    Sheet sheet{reviewer, {}};
    std::vector<std::size_t> first;
    std::vector<std::size_t> second;
    for (std::size_t at = 0; at < plan.cases.size(); ++at) {
        first.push_back(at);
        if (plan.cases[at].is_repeated) second.push_back(at);
    }
    // What comes twice comes as far apart as one sheet allows: early the first time, and after all others again.
    random.shuffle(first);
    std::ranges::stable_partition(first, [&](std::size_t at) { return plan.cases[at].is_repeated; });
    random.shuffle(second);
    const auto add = [&](std::size_t drawn, bool is_second) {
        sheet.tasks.push_back({fmt::format("{}.{}", reviewer, sheet.tasks.size() + 1), drawn, is_second});
    };
    for (const auto at : first) add(at, false);
    for (const auto at : second) add(at, true);
    return sheet;
}

}  // namespace

Result<NoisePlan> plan_noise(const History& history, const NoisePlanOptions& options) {
    const std::set<std::string> reviewers(options.reviewers.begin(), options.reviewers.end());
    if (options.reviewers.size() < 2)
        return fail("consistency.noise-plan", "a noise audit needs at least two reviewers: name more of them");
    if (reviewers.size() < options.reviewers.size())
        return fail("consistency.noise-plan", "a reviewer is named twice: name each once");
    statistics::Random random(options.seed);
    const auto drawn = draw(history, touched_by(history, reviewers), options.cases, random);
    if (drawn.size() < 2)
        return fail("consistency.noise-plan",
                    fmt::format("only {} cases are left that none of the reviewers had a part in: name other reviewers",
                                drawn.size()));
    NoisePlan plan{options.seed, history.measures, {}, {}};
    for (std::size_t at = 0; at < drawn.size(); ++at) {
        plan.cases.push_back({fmt::format("n-{}", at + 1), drawn[at], principle_of(history, history.cases[drawn[at]]),
                              at < options.repeats});
    }
    for (const auto& reviewer : options.reviewers) plan.sheets.push_back(sheet_of(plan, reviewer, random));
    return plan;
}

std::string key_to_json(const NoisePlan& plan, const History& history) {
    std::string json;
    JsonWriter writer(json);
    writer.begin_object().member("type", "noise-key").member("seed", static_cast<std::int64_t>(plan.seed));
    writer.key("measures").begin_array();
    for (const auto& measure : plan.measures) writer.string(measure);
    writer.end_array().key("cases").begin_array();
    for (const auto& drawn : plan.cases) {
        const auto& each = history.cases[drawn.subject];
        writer.begin_object().member("case", drawn.id).member("contact", each.contact);
        writer.member("principle", drawn.principle).member("ruled", history.measures[history.outcome_of(each).measure]);
        writer.end_object();
    }
    writer.end_array().key("tasks").begin_array();
    for (const auto& sheet : plan.sheets) {
        for (const auto& task : sheet.tasks) {
            writer.begin_object().member("task", task.id).member("reviewer", sheet.reviewer);
            writer.member("case", plan.cases[task.drawn].id).member("second", task.is_second).end_object();
        }
    }
    writer.end_array().end_object();
    return json;
}

std::string task_to_json(const NoisePlan& plan, const Sheet& sheet, std::size_t task, const History& history,
                         std::string_view text) {
    const auto& each = history.cases[plan.cases[sheet.tasks[task].drawn].subject];
    std::string json;
    JsonWriter writer(json);
    writer.begin_object()
        .member("task", sheet.tasks[task].id)
        .member("touchpoint", history.touchpoints[each.touchpoint]);
    writer.member("text", text).key("facts").begin_object();
    for (const auto& [name, value] : history.situations[each.situation].values()) {
        // The conduct is what the reviewer judges; told beforehand, it would be half of the answer.
        if (!name.starts_with("conduct.")) writer.member(name, value);
    }
    writer.end_object().key("choose").begin_array();
    for (const auto& measure : plan.measures) writer.string(measure);
    writer.end_array().key("measure").null().end_object();
    return json;
}

}  // namespace konsequenz::consistency
