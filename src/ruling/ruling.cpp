#include "ruling/ruling.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ruling/inputs.h"
#include "standard/texts.h"

namespace konsequenz::ruling {
namespace {

using feel::Value;

bool came_before(const Instant& time, const CivilDate& in_force_from) {
    const std::int64_t local_s = time.utc_ns / 1'000'000'000 + std::int64_t{time.offset_minutes} * 60;
    const std::int64_t day = local_s >= 0 ? local_s / 86'400 : (local_s - 86'399) / 86'400;
    return day < days_from_civil(in_force_from);
}

template <class Text>
void add_once(std::vector<Text>& list, Text item) {
    if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

/// The ruling's principles: those behind the measure, then the remedy, then the rest in the order of the decisions.
std::vector<std::string_view> principles_of(const std::vector<FiredRule>& rules) {
    std::vector<std::string_view> principles;
    for (const auto* decision : {"measure", "remedy"}) {
        for (const auto& rule : rules) {
            if (rule.decision == decision) add_once(principles, rule.principle);
        }
    }
    for (const auto& rule : rules) add_once(principles, rule.principle);
    return principles;
}

/// What placeholders stand for in a reason, in one language.
class Filler {
  public:
    Filler(const Ruling& ruling, const std::vector<std::pair<std::string_view, Value>>& inputs,
           const standard::Texts& texts)
        : ruling_(ruling), inputs_(inputs), texts_(texts) {}

    std::optional<std::string> operator()(std::string_view name) const {
        if (name == "contact.time") return to_string(ruling_.time).substr(0, 10);
        for (const auto& [fact, value] : ruling_.facts) {
            if (fact == name) return shown(value);
        }
        const auto dot = name.find('.');
        for (const auto& [input, value] : inputs_) {
            if (input != name.substr(0, dot) || !value.is_context() || dot == std::string_view::npos) continue;
            const auto* member = value.find(name.substr(dot + 1));
            if (member != nullptr) return shown(*member);
        }
        return std::nullopt;
    }

  private:
    [[nodiscard]] std::string shown(const Value& value) const {
        if (value.is_null()) return "–";
        if (value.is_string()) return std::string(standard::localized(texts_, value.as_string()));
        if (value.is_boolean()) return std::string(standard::localized(texts_, value.as_boolean() ? "true" : "false"));
        return feel::to_string(value);
    }

    const Ruling& ruling_;
    const std::vector<std::pair<std::string_view, Value>>& inputs_;
    const standard::Texts& texts_;
};

void give_reasons(const standard::Standard& standard, const std::vector<std::pair<std::string_view, Value>>& inputs,
                  Ruling& ruling) {
    for (const auto& [language, texts] : standard.texts) {
        auto& reasons = ruling.reasons.emplace_back(language, std::vector<std::string>()).second;
        const Filler filler(ruling, inputs, texts);
        for (const auto* decision : {"measure", "remedy", "protection"}) {
            for (const auto& rule : ruling.rules) {
                const auto text = rule.decision == decision ? texts.reasons.find(rule.reason) : texts.reasons.end();
                if (text != texts.reasons.end()) add_once(reasons, standard::fill(text->second, filler));
            }
        }
    }
}

/// Why an evaluation came to nothing, as far as it says.
std::string_view first_note(const dmn::Trace& trace) {
    if (!trace.notes.empty()) return trace.notes.front().message;
    for (const auto& decision : trace.decisions) {
        if (!decision.notes.empty()) return decision.notes.front().message;
    }
    return "no rule matches";
}

/// A contact from before the standard: nothing follows from it, and the ruling says why.
void leave_unjudged(const standard::Standard& standard, Ruling& ruling) {
    ruling.is_in_force = false;
    ruling.measure = standard.measures.front().id;
    ruling.remedy = standard.remedies.front().id;
    const auto& from = standard.in_force_from;
    const auto date = fmt::format("{:04}-{:02}-{:02}", from.year, from.month, from.day);
    for (const auto& language : standard.languages) {
        auto reason = language == "de"
                          ? fmt::format("Der Standard gilt erst seit {}; frühere Kontakte beurteilt er nicht.", date)
                          : fmt::format("The standard is in force from {}; it does not judge earlier contacts.", date);
        ruling.reasons.emplace_back(language, std::vector{std::move(reason)});
    }
}

}  // namespace

const Value* Ruling::find_decision(std::string_view name) const {
    const auto found =
        std::find_if(decisions.begin(), decisions.end(), [&](const auto& decision) { return decision.first == name; });
    return found == decisions.end() ? nullptr : &found->second;
}

Judge::Judge(const standard::Standard& standard) : standard_(standard) {
    const auto inputs = standard.engine->inputs();
    for (std::size_t slot = 0; slot < inputs.size(); ++slot) {
        const auto fact = std::find_if(standard.facts.begin(), standard.facts.end(),
                                       [&](const standard::Fact& each) { return each.name == inputs[slot].name; });
        if (fact != standard.facts.end())
            bindings_.push_back({slot, {}, static_cast<std::size_t>(fact - standard.facts.begin())});
        else
            bindings_.push_back({slot, inputs[slot].name});
    }
    for (std::size_t at = 0; at < standard.engine->decisions().size(); ++at) decisions_.push_back(at);
}

Result<Ruling> Judge::rule(const record::Record& contact, const conduct::Assessment& assessment,
                           const facts::Known& known) const {
    Ruling ruling;
    ruling.contact = contact.id;
    ruling.customer = contact.customer;
    ruling.time = contact.time;
    ruling.standard_id = standard_.id;
    ruling.standard_version = standard_.version;
    ruling.standard_sha256 = standard_.sha256;
    ruling.assessment = assessment;
    ruling.conduct = known.conduct;
    for (std::size_t at = 0; at < standard_.facts.size(); ++at)
        ruling.facts.emplace_back(standard_.facts[at].name, known.facts[at]);
    if (came_before(contact.time, standard_.in_force_from)) {
        leave_unjudged(standard_, ruling);
        return ruling;
    }
    std::vector<Value> slots(standard_.engine->inputs().size());
    std::vector<std::pair<std::string_view, Value>> inputs;
    for (const auto& binding : bindings_) {
        slots[binding.slot] =
            binding.input.empty() ? known.facts[binding.fact] : input_value(binding.input, contact, known);
        if (!binding.input.empty()) inputs.emplace_back(binding.input, slots[binding.slot]);
    }
    dmn::Trace trace;
    std::vector<Value> values(decisions_.size());
    standard_.engine->evaluate(decisions_, slots, values, trace);
    const auto decisions = standard_.engine->decisions();
    for (std::size_t at = 0; at < values.size(); ++at)
        ruling.decisions.emplace_back(decisions[at].name, values[at].owned());
    TRY_VOID(conclude(contact, trace, ruling));
    give_reasons(standard_, inputs, ruling);
    return ruling;
}

Result<void> Judge::conclude(const record::Record& contact, const dmn::Trace& trace, Ruling& ruling) const {
    const auto word = [&](std::string_view name) {
        const auto* value = ruling.find_decision(name);
        return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
    };
    ruling.measure = word("measure");
    ruling.remedy = word("remedy");
    const auto* measure = standard_.find_measure(ruling.measure);
    const bool has_remedy = std::any_of(standard_.remedies.begin(), standard_.remedies.end(),
                                        [&](const auto& each) { return each.id == ruling.remedy; });
    if (measure == nullptr || !has_remedy) {
        const auto* which = measure == nullptr ? "measure" : "remedy";
        const auto why = first_note(trace);
        return fail("ruling.no-outcome",
                    fmt::format("the standard `{}` gives contact `{}` no {} that it knows ({}): complete its tables",
                                standard_.id, contact.id, which, why));
    }
    ruling.needs = measure->needs;
    if (measure->lapses_after) ruling.lapses_at = add(contact.time, *measure->lapses_after);
    if (measure->appeal_within) ruling.appeal_until = add(contact.time, *measure->appeal_within);
    const auto tables = standard_.engine->tables();
    for (const auto& decision : standard_.engine->decisions()) {
        for (const auto& ran : trace.tables) {
            if (decision.table != ran.table) continue;
            for (const auto row : ran.chosen) {
                const auto& rule = tables[ran.table].rules[row];
                ruling.rules.push_back(
                    {decision.name, row + 1, rule.annotation("Principle"), rule.annotation("Reason")});
            }
        }
    }
    ruling.principles = principles_of(ruling.rules);
    return {};
}

}  // namespace konsequenz::ruling
