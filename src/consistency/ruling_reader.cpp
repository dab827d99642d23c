#include "consistency/ruling_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace konsequenz::consistency {
namespace {

Result<std::string_view> text_of(const JsonValue& object, std::string_view key, std::string_view code) {
    const auto found = object.find(key);
    if (!found || found->kind() != JsonKind::string)
        return fail(std::string(code),
                    fmt::format("`{}` is missing or no text: expected what konsequenz decide writes", key));
    return found->text();
}

Result<JsonValue> part_of(const JsonValue& object, std::string_view key, JsonKind kind, std::string_view code) {
    const auto found = object.find(key);
    if (!found || found->kind() != kind)
        return fail(std::string(code), fmt::format("`{}` is missing or not {}: expected what konsequenz decide writes",
                                                   key, to_string(kind)));
    return *found;
}

Result<OutcomeText> outcome_of(const JsonValue& json, std::string_view code) {
    OutcomeText outcome;
    const auto standard = TRY(part_of(json, "standard", JsonKind::object, code));
    outcome.standard =
        fmt::format("{} {}", TRY(text_of(standard, "id", code)), TRY(text_of(standard, "version", code)));
    outcome.is_in_force = TRY(part_of(json, "in_force", JsonKind::boolean, code)).as_boolean();
    outcome.measure = TRY(text_of(json, "measure", code));
    outcome.remedy = TRY(text_of(json, "remedy", code));
    for (const auto rule : TRY(part_of(json, "rules", JsonKind::array, code))) {
        const auto decision = TRY(text_of(rule, "decision", code));
        const auto principle = rule.find("principle");
        if (!principle) continue;
        auto& list = decision == "measure"  ? outcome.measure_principles
                     : decision == "remedy" ? outcome.remedy_principles
                                            : outcome.other_principles;
        if (std::ranges::find(list, principle->text()) == list.end()) list.push_back(principle->text());
    }
    return outcome;
}

}  // namespace

Result<OutcomeText> read_outcome(const JsonValue& json) {
    constexpr std::string_view code = "consistency.not-an-outcome";
    if (json.kind() != JsonKind::object) return fail(std::string(code), "an outcome is a JSON object");
    return outcome_of(json, code);
}

Result<RulingText> read_ruling(const JsonValue& json) {
    constexpr std::string_view code = "consistency.not-a-ruling";
    if (json.kind() != JsonKind::object) return fail(std::string(code), "a ruling is a JSON object");
    RulingText ruling;
    ruling.contact = TRY(text_of(json, "contact", code));
    ruling.customer = TRY(text_of(json, "customer", code));
    ruling.time = TRY(parse_instant(TRY(text_of(json, "time", code))));
    const auto reference = json.find("outcome");
    if (reference && reference->kind() == JsonKind::string)
        ruling.outcome_id = reference->text();
    else
        ruling.outcome = TRY(outcome_of(json, code));
    const auto conduct = TRY(part_of(json, "conduct", JsonKind::object, code));
    const auto label = conduct::parse_label(TRY(text_of(conduct, "label", code)));
    const auto target = conduct::parse_target(TRY(text_of(conduct, "target", code)));
    if (!label || !target) return fail(std::string(code), "`conduct` has an unknown word in it");
    ruling.label = *label;
    ruling.target = *target;
    ruling.severity = TRY(part_of(conduct, "severity", JsonKind::number, code)).text();
    ruling.intention = TRY(text_of(conduct, "intention", code));
    ruling.is_confirmed = TRY(part_of(conduct, "confirmed", JsonKind::boolean, code)).as_boolean();
    for (const auto fact : TRY(part_of(json, "facts", JsonKind::object, code)))
        ruling.facts.emplace_back(fact.key(), fact);
    return ruling;
}

}  // namespace konsequenz::consistency
