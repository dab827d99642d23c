#include "consistency/noise_audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "statistics/bootstrap.h"

namespace konsequenz::consistency {
namespace {

using statistics::Drawn;
using statistics::Ratings;

constexpr std::string_view key_code = "consistency.noise-key";
constexpr std::string_view answer_code = "consistency.noise-answer";

Result<std::string> text_of(const JsonValue& object, std::string_view name, std::string_view code) {
    const auto found = object.kind() == JsonKind::object ? object.find(name) : std::nullopt;
    if (!found || found->kind() != JsonKind::string)
        return fail(std::string(code),
                    fmt::format("`{}` is missing or no text: expected what konsequenz noise plan writes", name));
    return std::string(found->text());
}

Result<JsonValue> list_of(const JsonValue& key, std::string_view name) {
    const auto found = key.kind() == JsonKind::object ? key.find(name) : std::nullopt;
    if (!found || found->kind() != JsonKind::array)
        return fail(std::string(key_code),
                    fmt::format("`{}` is missing or no list: expected the key that konsequenz noise plan wrote", name));
    return *found;
}

template <class List, class Same>
std::size_t position(const List& list, Same same) {
    return static_cast<std::size_t>(std::ranges::find_if(list, same) - list.begin());
}

using Figures = std::vector<std::optional<double>>;

/// Alpha, AC1, pairs alike.
Figures agreement(const Ratings& ratings, Drawn drawn) {
    return {statistics::krippendorff_alpha(ratings, statistics::Scale::ordinal, drawn),
            statistics::gwet_ac1(ratings, drawn), statistics::pairs_alike(ratings, drawn)};
}

/// The figures of some of the cases, with intervals from drawing those again.
void add_agreement(AgreementOf& result, const Ratings& ratings, const std::vector<std::size_t>& cases,
                   const statistics::BootstrapOptions& options) {
    result.cases = cases.size();
    std::vector<std::size_t> places;
    const auto figures = [&](Drawn drawn) {
        places.clear();
        for (const auto at : drawn) places.push_back(cases[at]);
        return agreement(ratings, places);
    };
    const auto values = agreement(ratings, cases);
    const auto intervals = statistics::bootstrap_intervals(cases.size(), figures, options);
    result.alpha = {values[0], intervals[0]};
    result.ac1 = {values[1], intervals[1]};
    result.pairs_alike = {values[2], intervals[2]};
}

/// Components of noise and ICC(2,1); without repeats.
Figures components(const Ratings& ratings, Drawn drawn) {
    const auto table = statistics::two_way(ratings, drawn);
    if (!table) return Figures(4);
    const auto noise = statistics::noise_of(*table, {});
    return {noise.level, noise.pattern, noise.system, statistics::intraclass_correlation(*table)};
}

}  // namespace

std::string_view to_string(Clarity clarity) {
    static constexpr std::array<std::string_view, 3> words{"clear", "not known yet", "not clear"};
    return words[static_cast<std::size_t>(clarity)];
}

Clarity AgreementOf::clarity() const {
    if (!alpha.interval || cases < clarity_cases_min) return Clarity::not_known_yet;
    if (alpha.interval->high < alpha_least) return Clarity::not_clear;
    return alpha.interval->low >= alpha_least ? Clarity::clear : Clarity::not_known_yet;
}

Result<std::int32_t> NoiseAnswers::place_of(std::string_view measure, std::string_view code) const {
    const auto place = position(measures_, [&](const std::string& each) { return each == measure; });
    if (place == measures_.size())
        return fail(std::string(code), fmt::format("`{}` is no measure of this audit: choose one of {}", measure,
                                                   fmt::join(measures_, ", ")));
    return static_cast<std::int32_t>(place);
}

Result<void> NoiseAnswers::add_tasks(const JsonValue& tasks) {
    for (const auto task : tasks) {
        Task made;
        made.id = TRY(text_of(task, "task", key_code));
        const auto id = TRY(text_of(task, "case", key_code));
        made.which = position(cases_, [&](const Case& each) { return each.id == id; });
        if (made.which == cases_.size())
            return fail(std::string(key_code),
                        fmt::format("the task `{}` names the case `{}`, which is not there", made.id, id));
        const auto reviewer = TRY(text_of(task, "reviewer", key_code));
        made.reviewer = position(reviewers_, [&](const std::string& each) { return each == reviewer; });
        if (made.reviewer == reviewers_.size()) reviewers_.push_back(reviewer);
        const auto second = task.find("second");
        made.is_second = second && second->kind() == JsonKind::boolean && second->as_boolean();
        tasks_.push_back(std::move(made));
    }
    return {};
}

Result<NoiseAnswers> NoiseAnswers::of_key(const JsonValue& key) {
    NoiseAnswers answers;
    for (const auto measure : TRY(list_of(key, "measures"))) answers.measures_.emplace_back(measure.text());
    for (const auto each : TRY(list_of(key, "cases"))) {
        Case made{TRY(text_of(each, "case", key_code)), TRY(text_of(each, "principle", key_code)), 0};
        made.ruled = TRY(answers.place_of(TRY(text_of(each, "ruled", key_code)), key_code));
        answers.cases_.push_back(std::move(made));
    }
    TRY_VOID(answers.add_tasks(TRY(list_of(key, "tasks"))));
    if (answers.cases_.empty() || answers.reviewers_.size() < 2)
        return fail(std::string(key_code), "the key has no cases, or fewer than two reviewers");
    return answers;
}

Result<void> NoiseAnswers::add(const JsonValue& answer) {
    const auto id = TRY(text_of(answer, "task", answer_code));
    const auto found = std::ranges::find_if(tasks_, [&](const Task& task) { return task.id == id; });
    if (found == tasks_.end())
        return fail(std::string(answer_code),
                    fmt::format("the task `{}` is not in the key: it belongs to another plan", id));
    const auto measure = answer.find("measure");
    if (!measure || measure->is_null()) return {};
    if (measure->kind() != JsonKind::string)
        return fail(std::string(answer_code), fmt::format("`measure` of the task `{}` is no text: choose one of {}", id,
                                                          fmt::join(measures_, ", ")));
    if (found->answer != Ratings::none)
        return fail(std::string(answer_code), fmt::format("the task `{}` is answered twice: leave one line", id));
    found->answer = TRY(place_of(measure->text(), answer_code));
    ++answered_;
    return {};
}

Ratings NoiseAnswers::ratings() const {
    Ratings ratings(cases_.size(), reviewers_.size(), static_cast<std::int32_t>(measures_.size()));
    for (const auto& task : tasks_) {
        if (!task.is_second && task.answer != Ratings::none) ratings.set(task.which, task.reviewer, task.answer);
    }
    return ratings;
}

namespace {

void add_components(NoiseAudit& audit, const Ratings& ratings, const std::vector<statistics::Repeat>& repeats,
                    const statistics::BootstrapOptions& options) {
    std::vector<std::size_t> whole;
    for (std::size_t which = 0; which < ratings.cases(); ++which) {
        bool is_whole = true;
        for (std::size_t rater = 0; rater < ratings.raters(); ++rater)
            is_whole &= ratings.at(which, rater) != Ratings::none;
        if (is_whole) whole.push_back(which);
    }
    audit.complete_cases = whole.size();
    audit.repeats = repeats.size();
    const auto table = statistics::two_way(ratings, whole);
    if (!table) return;
    audit.noise = statistics::noise_of(*table, repeats);
    std::vector<std::size_t> places;
    const auto intervals = statistics::bootstrap_intervals(
        whole.size(),
        [&](Drawn drawn) {
            places.clear();
            for (const auto at : drawn) places.push_back(whole[at]);
            return components(ratings, places);
        },
        options);
    audit.level_interval = intervals[0];
    audit.pattern_interval = intervals[1];
    audit.system_interval = intervals[2];
    audit.intraclass = {statistics::intraclass_correlation(*table), intervals[3]};
    audit.occasion_interval = statistics::bootstrap_interval(
        repeats.size(),
        [&](Drawn drawn) -> std::optional<double> {
            std::vector<statistics::Repeat> again;
            for (const auto at : drawn) again.push_back(repeats[at]);
            return statistics::noise_of(*table, again).occasion;
        },
        options);
}

}  // namespace

NoiseAudit NoiseAnswers::audit(std::uint64_t seed, std::size_t draws) const {
    const statistics::BootstrapOptions options{.draws = draws, .seed = seed};
    NoiseAudit audit;
    audit.measures = measures_;
    audit.reviewers = reviewers_;
    const auto ratings = this->ratings();
    add_agreement(audit.all, ratings, statistics::all_cases(ratings), options);
    std::map<std::string, std::pair<AgreementOf, std::vector<std::size_t>>> principles;
    for (std::size_t at = 0; at < cases_.size(); ++at) principles[cases_[at].principle].second.push_back(at);
    std::vector<statistics::Repeat> repeats;
    audit.severities.resize(reviewers_.size());
    for (const auto& task : tasks_) {
        if (task.answer == Ratings::none) continue;
        if (task.is_second) {
            const auto first = ratings.at(task.which, task.reviewer);
            if (first != Ratings::none) repeats.push_back({first, task.answer});
            continue;
        }
        const bool is_as_ruled = task.answer == cases_[task.which].ruled;
        auto& principle = principles.at(cases_[task.which].principle).first;
        ++principle.judgements;
        principle.as_ruled.add(is_as_ruled);
        ++audit.all.judgements;
        audit.all.as_ruled.add(is_as_ruled);
        ++audit.severities[task.reviewer].judgements;
        audit.severities[task.reviewer].mean += task.answer;
    }
    for (auto& [id, made] : principles) {
        if (id.empty()) continue;
        made.first.principle = id;
        add_agreement(made.first, ratings, made.second, options);
        audit.principles.push_back(std::move(made.first));
    }
    std::ranges::stable_sort(audit.principles, [](const AgreementOf& one, const AgreementOf& other) {
        return std::tuple(-static_cast<int>(one.clarity()), one.alpha.value.value_or(2)) <
               std::tuple(-static_cast<int>(other.clarity()), other.alpha.value.value_or(2));
    });
    for (auto& severity : audit.severities) {
        if (severity.judgements > 0) severity.mean /= static_cast<double>(severity.judgements);
    }
    std::ranges::stable_sort(audit.severities, {}, &NoiseAudit::Severity::mean);
    add_components(audit, ratings, repeats, options);
    return audit;
}

}  // namespace konsequenz::consistency
