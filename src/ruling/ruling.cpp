#include "ruling/ruling.h"

#include <algorithm>
#include <utility>

#include "ruling/outcomes.h"
#include "ruling/reasons.h"

namespace konsequenz::ruling {
namespace {

/// What a contact from before the standard gets: nothing follows from it, and the ruling says why.
std::shared_ptr<const Outcome> no_judgement(const standard::Standard& standard) {
    auto outcome = std::make_shared<Outcome>();
    outcome->is_in_force = false;
    outcome->measure = standard.measures.front().id;
    outcome->remedy = standard.remedies.front().id;
    outcome->reasons = reasons_for_no_judgement(standard);
    write_outcome_json(standard, *outcome);
    return outcome;
}

}  // namespace

bool came_before(const Instant& contact, const CivilDate& in_force_from) {
    const std::int64_t local_s = contact.utc_ns / 1'000'000'000 + std::int64_t{contact.offset_minutes} * 60;
    const std::int64_t day = local_s >= 0 ? local_s / 86'400 : (local_s - 86'399) / 86'400;
    return day < days_from_civil(in_force_from);
}

const feel::Value* Outcome::find_decision(std::string_view name) const {
    const auto found = std::ranges::find(decisions, name, [](const auto& decision) { return decision.first; });
    return found == decisions.end() ? nullptr : &found->second;
}

struct Judge::State {
    explicit State(const standard::Standard& standard_in)
        : standard(standard_in), outcomes(standard_in), before_the_standard(no_judgement(standard_in)) {}

    const standard::Standard& standard;
    Outcomes outcomes;
    std::shared_ptr<const Outcome> before_the_standard;
};

Judge::Judge(const standard::Standard& standard) : state_(std::make_unique<State>(standard)) {}
Judge::~Judge() = default;
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;

Result<Ruling> Judge::rule(const record::Record& contact, conduct::Assessment assessment,
                           const facts::Known& known) const {
    const auto& standard = state_->standard;
    Ruling ruling{.contact = contact.id,
                  .customer = contact.customer,
                  .time = contact.time,
                  .assessment = std::move(assessment),
                  .conduct = known.conduct};
    ruling.facts.reserve(standard.facts.size());
    for (std::size_t at = 0; at < standard.facts.size(); ++at)
        ruling.facts.emplace_back(standard.facts[at].name, known.facts[at]);
    if (came_before(contact.time, standard.in_force_from)) {
        ruling.outcome = state_->before_the_standard;
        return ruling;
    }
    ruling.outcome = TRY(state_->outcomes.find(contact, known));
    const auto* measure = standard.find_measure(ruling.outcome->measure);
    if (measure->lapses_after) ruling.lapses_at = add(contact.time, *measure->lapses_after);
    if (measure->appeal_within) ruling.appeal_until = add(contact.time, *measure->appeal_within);
    if (ruling.outcome->has_placeholders) ruling.filled_reasons = filled(standard, *ruling.outcome, contact, known);
    return ruling;
}

}  // namespace konsequenz::ruling
