#include "backtest/decisions.h"

#include <algorithm>
#include <map>

#include "backtest/decision_columns.h"
#include "dmn/state.h"
#include "dmn/table.h"

namespace konsequenz::backtest {
namespace {

/// Where a leaf's codes come from.
struct Leaf {
    CodePlace place;
    const InputCodes* input = nullptr;  ///< or
    const FactCodes* fact = nullptr;
};

std::map<std::size_t, Leaf> leaves_of(const Codebook& codebook) {
    std::map<std::size_t, Leaf> leaves;
    const auto& reading = codebook.reading();
    for (std::size_t at = 0; at < input_count; ++at) {
        const auto input = static_cast<Input>(at);
        if (codebook.place(input)) leaves[reading.input(input).slot] = {*codebook.place(input), &codebook.input(input)};
    }
    for (std::size_t at = 0; at < reading.facts().size(); ++at)
        leaves[reading.facts()[at].slot] = {codebook.fact_place(at), nullptr, &codebook.facts()[at]};
    return leaves;
}

std::uint16_t place_of(const auto& outcomes, const feel::Value& value) {
    if (!value.is_string()) return no_outcome;
    const auto found = std::ranges::find_if(outcomes, [&](const auto& each) { return each.id == value.as_string(); });
    return found == outcomes.end() ? no_outcome : static_cast<std::uint16_t>(found - outcomes.begin());
}

}  // namespace

struct Decisions::State {
    const Reading& reading;
    std::map<std::size_t, DecisionColumn> columns;  ///< by decision
    std::vector<Decided> decided;                   ///< by situation
};

Decisions::Decisions(const Reading& reading) : state_(new State{reading, {}, {}}) {
    for (const auto decision : reading.decisions())
        state_->columns.emplace(decision, DecisionColumn(reading.standard().engine, decision));
}
Decisions::~Decisions() = default;
Decisions::Decisions(Decisions&&) noexcept = default;
Decisions& Decisions::operator=(Decisions&&) noexcept = default;

std::vector<std::pair<std::string, std::string>> Decisions::by_combination() const {
    std::vector<std::pair<std::string, std::string>> named;
    for (const auto decision : state_->reading.decisions()) {
        const auto& why = state_->columns.at(decision).why_by_combination();
        if (!why.empty()) named.emplace_back(state_->reading.standard().engine->decisions()[decision].name, why);
    }
    return named;
}

Decided Decisions::at(std::uint32_t situation) const {
    // Before the standard was in force nothing follows: the first of each, as ruling/ruling.cpp has it.
    return situation == not_in_force ? Decided{0, 0} : state_->decided[situation];
}

void Decisions::decide_new(const Codebook& codebook) {
    auto& state = *state_;
    const auto from = state.decided.size();
    const auto count = codebook.situations().size() - from;
    if (count == 0) return;
    ValueColumns known;
    for (const auto& [slot, leaf] : leaves_of(codebook)) {
        auto& column = known.inputs[slot];
        column.values = leaf.input != nullptr ? leaf.input->values() : leaf.fact->values();
        column.codes.reserve(count);
        for (std::size_t at = 0; at < count; ++at)
            column.codes.push_back(codebook.situations().code(from + at, leaf.place));
    }
    for (const auto decision : state.reading.decisions()) {
        auto& column = state.columns.at(decision);
        known.decisions[decision] = column.evaluate(known, count);
    }
    const auto places = [&](std::optional<std::size_t> decision, const auto& outcomes) {
        std::vector<std::uint16_t> of_value;
        if (!decision) return std::vector<std::uint16_t>(count, no_outcome);
        const auto& column = known.decisions.at(*decision);
        for (const auto& value : column.values) of_value.push_back(place_of(outcomes, value));
        std::vector<std::uint16_t> made;
        made.reserve(count);
        for (const auto code : column.codes) made.push_back(of_value[code]);
        return made;
    };
    const auto& standard = state.reading.standard();
    const auto measures = places(state.reading.measure(), standard.measures);
    const auto remedies = places(state.reading.remedy(), standard.remedies);
    for (std::size_t at = 0; at < count; ++at) {
        const bool has_both = measures[at] != no_outcome && remedies[at] != no_outcome;
        state.decided.push_back(has_both ? Decided{measures[at], remedies[at]} : Decided{});
    }
}

}  // namespace konsequenz::backtest
