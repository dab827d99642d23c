#include <fmt/format.h>

#include <cassert>

#include "base/json_writer.h"
#include "base/sha256.h"
#include "conduct/assessment_json.h"
#include "ruling/ruling.h"

namespace konsequenz::ruling {
namespace {

void write_assessment(JsonWriter& writer, const conduct::Assessment& assessment) {
    writer.key("assessment").begin_object();
    writer.member("label", to_string(assessment.label)).member("severity", std::int64_t{assessment.severity});
    writer.member("target", to_string(assessment.target)).member("source", to_string(assessment.source));
    writer.member("language", to_string(assessment.language)).member("intention", to_string(assessment.intention));
    if (!assessment.by.empty()) writer.member("by", assessment.by);
    if (assessment.source == conduct::Source::model) write_probabilities(writer, assessment);
    if (!assessment.model_id.empty()) writer.member("model", assessment.model_id);
    if (!assessment.calibration_id.empty()) writer.member("calibration", assessment.calibration_id);
    if (!assessment.not_assessed.empty()) writer.member("not_assessed", assessment.not_assessed);
    write_evidence(writer, assessment);
    writer.end_object();
}

void write_conduct(JsonWriter& writer, const standard::KnownConduct& conduct) {
    writer.key("conduct").begin_object();
    writer.member("label", to_string(conduct.label)).member("severity", std::int64_t{conduct.severity});
    writer.member("target", to_string(conduct.target)).member("confirmed", conduct.is_confirmed());
    writer.member("source", to_string(conduct.source)).member("intention", to_string(conduct.intention)).end_object();
}

void write_values(JsonWriter& writer, std::string_view key,
                  const std::vector<std::pair<std::string_view, feel::Value>>& values) {
    writer.key(key).begin_object();
    for (const auto& [name, value] : values) write_json(writer.key(name), value);
    writer.end_object();
}

template <class Text>
void write_texts(JsonWriter& writer, std::string_view key, const std::vector<Text>& texts) {
    writer.key(key).begin_array();
    for (const auto& text : texts) writer.string(text);
    writer.end_array();
}

void write_reasons(JsonWriter& writer, const Reasons& reasons) {
    writer.key("reasons").begin_object();
    for (const auto& [language, texts] : reasons) write_texts(writer, language, texts);
    writer.end_object();
}

void write_rules(JsonWriter& writer, const std::vector<FiredRule>& rules) {
    writer.key("rules").begin_array();
    for (const auto& rule : rules) {
        writer.begin_object().member("decision", rule.decision).member("row", std::int64_t{rule.row});
        if (!rule.principle.empty()) writer.member("principle", rule.principle);
        if (!rule.reason.empty()) writer.member("reason", rule.reason);
        writer.end_object();
    }
    writer.end_array();
}

void write_changes(JsonWriter& writer, std::string_view key, const std::vector<ChangeSet>& sets) {
    writer.key(key).begin_array();
    for (const auto& set : sets) {
        writer.begin_object().member("measure", set.measure).key("changes").begin_array();
        for (const auto& change : set.changes) {
            writer.begin_object().member("fact", change.path);
            write_json(writer.key("from"), change.from);
            write_json(writer.key("to"), change.to);
            writer.end_object();
        }
        writer.end_array().end_object();
    }
    writer.end_array();
}

void write_what_if(JsonWriter& writer, const standard::Standard& standard, const Outcome& outcome) {
    writer.key("would_change_if").begin_object();
    write_changes(writer, "milder", outcome.would_change.milder);
    write_changes(writer, "harsher", outcome.would_change.harsher);
    writer.end_object();
    writer.key("swap_check").begin_object();
    write_texts(writer, "blind_to", standard.blind_to);
    writer.member("same", outcome.is_same_when_swapped).end_object();
}

/// `write_outcome` puts the outcome's members or what stands for them.
template <class WriteOutcome>
void write_ruling(std::string& out, const Ruling& ruling, WriteOutcome write_outcome) {
    JsonWriter writer(out);
    writer.begin_object().member("type", "ruling").member("contact", ruling.contact);
    writer.member("customer", ruling.customer).member("time", to_string(ruling.time));
    write_outcome(writer);
    if (ruling.outcome->has_placeholders) write_reasons(writer, ruling.filled_reasons);
    if (ruling.lapses_at) writer.member("lapses_at", to_string(*ruling.lapses_at));
    if (ruling.appeal_until) writer.member("appeal_until", to_string(*ruling.appeal_until));
    write_assessment(writer, ruling.assessment);
    write_conduct(writer, ruling.conduct);
    write_values(writer, "facts", ruling.facts);
    writer.end_object();
}

/// Within a string its quotes would be escaped, so it stands only where the member stands.
constexpr std::string_view reference_key = R"(,"outcome":")";

}  // namespace

std::string to_json(const Ruling& ruling) {
    std::string json;
    append_json(json, ruling);
    return json;
}

void append_json(std::string& out, const Ruling& ruling) {
    write_ruling(out, ruling, [&](JsonWriter& writer) { writer.raw_members(ruling.outcome->json); });
}

void append_json_by_reference(std::string& out, const Ruling& ruling) {
    write_ruling(out, ruling, [&](JsonWriter& writer) { writer.member("outcome", ruling.outcome->id); });
}

std::optional<std::string_view> outcome_reference(std::string_view ruling_json) {
    const auto key = ruling_json.find(reference_key);
    if (key == std::string_view::npos) return std::nullopt;
    const auto id = ruling_json.substr(key + reference_key.size());
    return id.substr(0, id.find('"'));
}

void append_resolved(std::string& out, std::string_view ruling_json, std::string_view outcome_json) {
    const auto id = outcome_reference(ruling_json);
    assert(id);
    const auto before = static_cast<std::size_t>(id->data() - ruling_json.data()) - reference_key.size() + 1;
    const auto after = before + reference_key.size() + id->size();
    out.append(ruling_json.substr(0, before)).append(outcome_json).append(ruling_json.substr(after));
}

void write_outcome_json(const standard::Standard& standard, Outcome& outcome) {
    std::string object;
    JsonWriter writer(object);
    writer.begin_object().key("standard").begin_object();
    writer.member("id", standard.id).member("version", standard.version);
    writer.member("sha256", to_hex(standard.sha256)).end_object();
    writer.member("in_force", outcome.is_in_force);
    write_values(writer, "decisions", outcome.decisions);
    writer.member("remedy", outcome.remedy).member("measure", outcome.measure);
    writer.member("needs", standard::to_string(outcome.needs));
    write_rules(writer, outcome.rules);
    write_texts(writer, "principles", outcome.principles);
    if (!outcome.has_placeholders) write_reasons(writer, outcome.reasons);
    if (outcome.is_in_force) write_what_if(writer, standard, outcome);
    writer.end_object();
    outcome.json = object.substr(1, object.size() - 2);
    outcome.id = to_hex(Sha256().update(outcome.json).finish()).substr(0, 32);
}

namespace {

/// Reads the members of a logged assessment; `ok` turns false at the first that is missing or unknown.
struct AssessmentReader {
    const JsonValue& object;
    bool ok = true;

    std::string_view text(std::string_view key) {
        const auto found = object.find(key);
        if (!found || found->kind() != JsonKind::string) {
            ok = false;
            return {};
        }
        return found->text();
    }
    std::string optional_text(std::string_view key) const {
        const auto found = object.find(key);
        return found && found->kind() == JsonKind::string ? std::string(found->text()) : std::string();
    }
    std::int64_t integer(std::string_view key) {
        const auto found = object.find(key);
        const auto number =
            found && found->kind() == JsonKind::number ? feel::Number::parse(found->text()) : std::nullopt;
        const auto whole = number ? number->to_int64() : std::nullopt;
        if (!whole) ok = false;
        return whole.value_or(0);
    }
    template <class Enum>
    Enum word(std::string_view key, std::optional<Enum> (*parse)(std::string_view)) {
        const auto found = parse(text(key));
        if (!found) ok = false;
        return found.value_or(Enum{});
    }
};

}  // namespace

Result<conduct::Assessment> assessment_of(const JsonValue& ruling) {
    const auto object = ruling.kind() == JsonKind::object ? ruling.find("assessment") : std::nullopt;
    if (!object || object->kind() != JsonKind::object)
        return fail("ruling.not-a-ruling", "there is no `assessment` in it: expected a ruling");
    AssessmentReader reader{*object};
    conduct::Assessment assessment;
    assessment.label = reader.word("label", conduct::parse_label);
    assessment.severity = static_cast<int>(reader.integer("severity"));
    assessment.target = reader.word("target", conduct::parse_target);
    assessment.source = reader.word("source", conduct::parse_source);
    assessment.language = reader.word("language", conduct::parse_language);
    assessment.intention = reader.word("intention", conduct::parse_intention);
    assessment.by = reader.optional_text("by");
    assessment.model_id = reader.optional_text("model");
    assessment.not_assessed = reader.optional_text("not_assessed");
    assessment.calibration_id = reader.optional_text("calibration");
    reader.ok = reader.ok && read_probabilities(*object, assessment) && read_evidence(*object, assessment);
    if (!reader.ok) return fail("ruling.not-a-ruling", "its `assessment` lacks a field or has an unknown word in it");
    return assessment;
}

}  // namespace konsequenz::ruling
