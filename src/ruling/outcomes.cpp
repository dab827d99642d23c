#include "ruling/outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "dmn/engine.h"
#include "ruling/reasons.h"
#include "ruling/swap_check.h"

namespace konsequenz::ruling {
namespace {

using feel::Value;

/// When there are as many, all are forgotten: a standard whose tables read a name or a sum meets ever new ones.
constexpr std::size_t remembered_max = 65'536;

template <class Bytes>
void append_bytes(std::string& key, const Bytes& bytes) {
    key.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
}

/// Different values get different bytes, and so do equal ones that are written differently (1.0 and 1.00), since a
/// table may hand them on. False for a kind that no input has.
bool append_value(std::string& key, const Value& value) {
    key.push_back(static_cast<char>(value.kind()));
    switch (value.kind()) {
        case feel::Kind::null: return true;
        case feel::Kind::boolean: key.push_back(value.as_boolean() ? '\1' : '\0'); return true;
        case feel::Kind::number:
            append_bytes(key, value.as_number().low);
            append_bytes(key, value.as_number().high);
            return true;
        case feel::Kind::string:
            append_bytes(key, value.as_string().size());
            key.append(value.as_string());
            return true;
        case feel::Kind::list:
            append_bytes(key, value.as_list().size());
            return std::ranges::all_of(value.as_list(), [&](const Value& item) { return append_value(key, item); });
        default: return false;
    }
}

/// The principles behind the measure, then the remedy, then the rest in the order of the decisions.
std::vector<std::string_view> principles_of(const std::vector<FiredRule>& rules) {
    std::vector<std::string_view> principles;
    const auto add_once = [&](std::string_view principle) {
        if (!principle.empty() && std::ranges::find(principles, principle) == principles.end())
            principles.push_back(principle);
    };
    for (const auto* decision : {"measure", "remedy"}) {
        for (const auto& rule : rules) {
            if (rule.decision == decision) add_once(rule.principle);
        }
    }
    for (const auto& rule : rules) add_once(rule.principle);
    return principles;
}

/// Why an evaluation came to nothing, as far as it says.
std::string_view first_note(const dmn::Trace& trace) {
    if (!trace.notes.empty()) return trace.notes.front().message;
    for (const auto& decision : trace.decisions) {
        if (!decision.notes.empty()) return decision.notes.front().message;
    }
    return "no rule matches";
}

std::vector<FiredRule> fired_rules(const dmn::Engine& engine, const dmn::Trace& trace) {
    std::vector<FiredRule> fired;
    const auto tables = engine.tables();
    for (const auto& decision : engine.decisions()) {
        for (const auto& ran : trace.tables) {
            if (decision.table != ran.table) continue;
            for (const auto row : ran.chosen) {
                const auto& rule = tables[ran.table].rules[row];
                fired.push_back({decision.name, row + 1, rule.annotation("Principle"), rule.annotation("Reason")});
            }
        }
    }
    return fired;
}

std::string word_of(const Outcome& outcome, std::string_view decision) {
    const auto* value = outcome.find_decision(decision);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

}  // namespace

Outcomes::Outcomes(const standard::Standard& standard)
    : standard_(standard), changes_(standard), is_blind_(!reads_what_it_is_blind_to(standard)) {
    const auto inputs = standard.engine->inputs();
    for (std::size_t slot = 0; slot < inputs.size(); ++slot) {
        const auto fact = std::ranges::find(standard.facts, inputs[slot].name, &standard::Fact::name);
        if (fact != standard.facts.end())
            slots_.push_back({slot, {}, static_cast<std::size_t>(fact - standard.facts.begin())});
        else
            slots_.push_back({slot, inputs[slot].name});
    }
    for (std::size_t at = 0; at < standard.engine->decisions().size(); ++at) decisions_.push_back(at);
    choose_key();
}

void Outcomes::choose_key() {
    // Of what the tables read and of what says whether an input counts at all, the value. Of the rest of an input only
    // the kind: an input counts as null when a part of it is of a wrong kind.
    std::set<std::string, std::less<>> paths;
    for (const auto decision : decisions_) {
        for (auto& path : standard_.engine->input_paths(decision)) paths.insert(std::move(path));
    }
    for (const auto& input : standard_.engine->inputs())
        paths.insert(input.checked_paths.begin(), input.checked_paths.end());
    for (const auto& slot : slots_) {
        if (slot.input.empty()) {
            key_facts_.push_back(
                {slot.fact, paths.contains(standard_.facts[slot.fact].name) ? Part::value : Part::kind});
            continue;
        }
        const bool is_whole = paths.contains(slot.input);
        for (const auto& field : standard::input_fields()) {
            if (field.input != slot.input) continue;
            const auto path = fmt::format("{}.{}", field.input, field.field);
            const bool is_read = is_whole || std::ranges::any_of(paths, [&](const std::string& each) {
                                     return each == path || each.starts_with(path + ".");
                                 });
            key_fields_.push_back({find_field(path).value(), is_read ? Part::value : Part::kind});
        }
    }
}

bool Outcomes::write_key(const record::Record& contact, const facts::Known& known, std::string& key) const {
    const auto append = [&](const Value& value, Part part) {
        if (part == Part::value) return append_value(key, value);
        key.push_back(static_cast<char>(value.kind()));
        return true;
    };
    return std::ranges::all_of(key_facts_, [&](const auto& of) { return append(known.facts[of.fact], of.part); }) &&
           std::ranges::all_of(key_fields_,
                               [&](const auto& of) { return append(field_value(of.field, contact, known), of.part); });
}

Result<std::shared_ptr<const Outcome>> Outcomes::find(const record::Record& contact, const facts::Known& known) {
    thread_local std::string key;
    key.clear();
    if (!write_key(contact, known, key)) return conclude(contact, known);
    {
        const std::lock_guard lock(mutex_);
        const auto found = known_.find(key);
        if (found != known_.end()) return found->second;
    }
    auto outcome = TRY(conclude(contact, known));
    const std::lock_guard lock(mutex_);
    if (known_.size() >= remembered_max) {
        known_.clear();
        distinct_.clear();
    }
    // Few outcomes differ, however many keys lead to them.
    outcome = distinct_.emplace(outcome->id, std::move(outcome)).first->second;
    known_.emplace(key, outcome);
    return outcome;
}

Result<std::shared_ptr<const Outcome>> Outcomes::conclude(const record::Record& contact,
                                                          const facts::Known& known) const {
    const auto& engine = *standard_.engine;
    std::vector<Value> inputs(engine.inputs().size());
    for (const auto& slot : slots_)
        inputs[slot.slot] = slot.input.empty() ? known.facts[slot.fact] : input_value(slot.input, contact, known);
    dmn::Trace trace;
    std::vector<Value> values(decisions_.size());
    engine.evaluate(decisions_, inputs, values, trace);

    auto outcome = std::make_shared<Outcome>();
    for (std::size_t at = 0; at < values.size(); ++at)
        outcome->decisions.emplace_back(engine.decisions()[at].name, values[at].owned());
    outcome->measure = word_of(*outcome, "measure");
    outcome->remedy = word_of(*outcome, "remedy");
    const auto* measure = standard_.find_measure(outcome->measure);
    const bool has_remedy =
        std::ranges::any_of(standard_.remedies, [&](const auto& each) { return each.id == outcome->remedy; });
    if (measure == nullptr || !has_remedy) {
        return fail(
            "ruling.no-outcome",
            fmt::format("the standard `{}` gives contact `{}` no {} that it knows ({}): complete its tables",
                        standard_.id, contact.id, measure == nullptr ? "measure" : "remedy", first_note(trace)));
    }
    outcome->needs = measure->needs;
    outcome->rules = fired_rules(engine, trace);
    outcome->principles = principles_of(outcome->rules);
    give_reasons(standard_, *outcome);
    outcome->would_change = changes_.find(contact, known, outcome->measure);
    outcome->is_same_when_swapped = is_same_when_swapped(inputs, values);
    write_outcome_json(standard_, *outcome);
    return outcome;
}

bool Outcomes::is_same_when_swapped(const std::vector<Value>& inputs, const std::vector<Value>& values) const {
    std::string key;
    const bool has_key =
        is_blind_ && std::ranges::all_of(values, [&](const Value& value) { return append_value(key, value); });
    if (!has_key) return ruling::is_same_when_swapped(standard_, inputs, values);
    const std::lock_guard lock(swapped_mutex_);
    const auto found = swapped_.find(key);
    if (found != swapped_.end()) return found->second;
    const bool is_same = ruling::is_same_when_swapped(standard_, inputs, values);
    if (swapped_.size() >= remembered_max) swapped_.clear();
    swapped_.emplace(std::move(key), is_same);
    return is_same;
}

}  // namespace konsequenz::ruling
