#include <fmt/format.h>

#include "base/json_writer.h"
#include "ruling/ruling.h"

namespace konsequenz::ruling {
namespace {

void write_assessment(JsonWriter& writer, const conduct::Assessment& assessment) {
    writer.key("assessment").begin_object();
    writer.member("label", to_string(assessment.label)).member("severity", std::int64_t{assessment.severity});
    writer.member("target", to_string(assessment.target)).member("source", to_string(assessment.source));
    writer.member("language", to_string(assessment.language)).member("intention", to_string(assessment.intention));
    if (!assessment.by.empty()) writer.member("by", assessment.by);
    if (!assessment.model_id.empty()) writer.member("model", assessment.model_id);
    if (!assessment.not_assessed.empty()) writer.member("not_assessed", assessment.not_assessed);
    writer.key("evidence").begin_array();
    for (const auto& span : assessment.evidence) {
        writer.begin_object().member("start", std::int64_t{span.start}).member("end", std::int64_t{span.end});
        writer.member("label", to_string(span.label)).member("weight", std::int64_t{span.weight_hundredths}).end_object();
    }
    writer.end_array().end_object();
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

}  // namespace

std::string to_json(const Ruling& ruling) {
    std::string json;
    append_json(json, ruling);
    return json;
}

void append_json(std::string& out, const Ruling& ruling) {
    JsonWriter writer(out);
    writer.begin_object()
        .member("type", "ruling")
        .member("contact", ruling.contact)
        .member("customer", ruling.customer);
    writer.member("time", to_string(ruling.time)).key("standard").begin_object();
    writer.member("id", ruling.standard_id)
        .member("version", ruling.standard_version)
        .member("sha256", to_hex(ruling.standard_sha256))
        .end_object();
    writer.member("in_force", ruling.is_in_force);
    write_assessment(writer, ruling.assessment);
    write_conduct(writer, ruling.conduct);
    write_values(writer, "facts", ruling.facts);
    write_values(writer, "decisions", ruling.decisions);
    writer.member("remedy", ruling.remedy)
        .member("measure", ruling.measure)
        .member("needs", standard::to_string(ruling.needs));
    if (ruling.lapses_at) writer.member("lapses_at", to_string(*ruling.lapses_at));
    if (ruling.appeal_until) writer.member("appeal_until", to_string(*ruling.appeal_until));
    writer.key("rules").begin_array();
    for (const auto& rule : ruling.rules) {
        writer.begin_object().member("decision", rule.decision).member("row", std::int64_t{rule.row});
        if (!rule.principle.empty()) writer.member("principle", rule.principle);
        if (!rule.reason.empty()) writer.member("reason", rule.reason);
        writer.end_object();
    }
    writer.end_array();
    write_texts(writer, "principles", ruling.principles);
    writer.key("reasons").begin_object();
    for (const auto& [language, texts] : ruling.reasons) write_texts(writer, language, texts);
    writer.end_object().end_object();
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
    const auto evidence = object->find("evidence");
    if (evidence && evidence->kind() == JsonKind::array) {
        for (const auto item : *evidence) {
            AssessmentReader span{item};
            assessment.evidence.push_back(
                {static_cast<std::uint32_t>(span.integer("start")), static_cast<std::uint32_t>(span.integer("end")),
                 span.word("label", conduct::parse_label), static_cast<std::int32_t>(span.integer("weight"))});
            reader.ok = reader.ok && span.ok;
        }
    }
    if (!reader.ok) return fail("ruling.not-a-ruling", "its `assessment` lacks a field or has an unknown word in it");
    return assessment;
}

}  // namespace konsequenz::ruling
