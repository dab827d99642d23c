#include "service/policy_test_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/json.h"
#include "base/json_writer.h"
#include "ruling/ruling.h"

namespace konsequenz::service {
namespace {

/// JSON's escapes are TOML's as well, but for the one control character that JSON leaves as it is.
std::string toml_string(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    std::string escaped;
    for (const char letter : json) {
        if (letter == '\x7F')
            escaped += "\\u007F";
        else
            escaped += letter;
    }
    return escaped;
}

std::string toml_key(std::string_view name) {
    const bool is_bare = !name.empty() && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
    });
    return is_bare ? std::string(name) : toml_string(name);
}

/// A JSON value on one line of TOML.
void append_toml(std::string& out, const JsonValue& value) {
    switch (value.kind()) {
        case JsonKind::null: return;  // records have none
        case JsonKind::boolean:
        case JsonKind::number: out += value.text(); return;
        case JsonKind::string: out += toml_string(value.text()); return;
        case JsonKind::array:
        case JsonKind::object: break;
    }
    const bool is_object = value.kind() == JsonKind::object;
    out += is_object ? '{' : '[';
    bool is_first = true;
    for (const auto item : value) {
        if (!is_first) out += ", ";
        is_first = false;
        if (is_object) out += toml_key(item.key()) + " = ";
        append_toml(out, item);
    }
    out += is_object ? '}' : ']';
}

void append_record(std::string& out, const record::Record& record) {
    const auto json = record::to_json(record);
    JsonParser parser;
    const auto parsed = parser.parse(json);
    append_toml(out, *parsed);  // a record's own JSON is JSON
}

std::string plain_text(const feel::Value& value) {
    return value.is_string() ? std::string(value.as_string()) : feel::to_string(value);
}

template <class Texts>
void append_texts(std::string& out, std::string_view name, const Texts& texts) {
    if (texts.empty()) return;
    out += fmt::format(", {} = [", name);
    for (std::size_t at = 0; at < texts.size(); ++at) out += (at == 0 ? "" : ", ") + toml_string(texts[at]);
    out += ']';
}

std::string expectation(const ruling::Outcome& outcome) {
    std::string text = fmt::format("measure = {}", toml_string(outcome.measure));
    std::vector<std::string> safeguards;
    for (const auto& [name, value] : outcome.decisions) {
        if (name == "measure") continue;
        if (name == "safeguards") {
            if (!value.is_list()) continue;
            for (const auto& item : value.as_list()) safeguards.push_back(plain_text(item));
        } else if (!value.is_list() && !value.is_context()) {
            text += fmt::format(", {} = {}", toml_key(name),
                                value.is_number() ? plain_text(value) : toml_string(plain_text(value)));
        }
    }
    append_texts(text, "principles", outcome.principles);
    append_texts(text, "safeguards", safeguards);
    return text;
}

}  // namespace

std::string policy_tests_head(const standard::Standard& standard, std::string_view made_by) {
    return fmt::format(
        "# Written by {}. What is expected below is what {} {} says now, not what\n"
        "# somebody thought right: read each test before you keep it, and correct the standard where you disagree.\n",
        made_by, standard.id, standard.version);
}

Result<std::string> policy_test_text(const standard::Standard& standard, std::string_view id,
                                     const standard::LocalText& title, const MadeCase& made) {
    std::string text = fmt::format("[[test]]\nid = {}\n", toml_string(id));
    for (const auto& language : standard.languages) {
        const auto found = title.find(language);
        if (found == title.end())
            return fail("service.no-title",
                        fmt::format("test `{}` has no title in the language `{}`: add it", id, language));
        text += fmt::format("title.{} = {}\n", toml_key(language), toml_string(found->second));
    }
    if (!made.history.empty()) {
        text += "history = [\n";
        for (const auto& record : made.history) {
            text += "    ";
            append_record(text, record);
            text += ",\n";
        }
        text += "]\n";
    }
    text += "contact = ";
    append_record(text, made.contact);
    const Assessor assessor;
    auto assessment = assessor.assess(std::get<record::Contact>(made.contact.body));
    const auto known = known_of(standard, assessor, made);
    const auto ruling = TRY(ruling::Judge(standard).rule(made.contact, std::move(assessment), known));
    text += fmt::format("\nexpect = {{{}}}\n", expectation(*ruling.outcome));
    return text;
}

Result<std::string> policy_test_text(const standard::Standard& standard, const CaseMaker& maker, std::string_view id,
                                     const standard::LocalText& title, std::span<const InputValue> inputs) {
    return policy_test_text(standard, id, title, TRY(maker.make(inputs)));
}

Result<std::string> policy_test_text(const standard::Standard& standard, std::string_view id,
                                     const standard::LocalText& title, std::span<const InputValue> inputs) {
    return policy_test_text(standard, CaseMaker(standard), id, title, inputs);
}

}  // namespace konsequenz::service
