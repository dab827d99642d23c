#include "voices/json_members.h"

#include <simdjson.h>

namespace konsequenz::voices {
namespace ondemand = simdjson::ondemand;

static simdjson::error_code fill(ondemand::value& value, JsonMember& member) {
    static constexpr std::array kinds{JsonKind::array,  JsonKind::object,  JsonKind::number,
                                      JsonKind::string, JsonKind::boolean, JsonKind::null};
    ondemand::json_type type{};
    if (auto error = value.type().get(type)) return error;
    member.kind = kinds.at(static_cast<std::size_t>(type) - 1);
    if (member.kind == JsonKind::string) return value.get_string().get(member.text);
    if (member.kind != JsonKind::null) member.text = value.raw_json_token();
    ondemand::array array;
    if (member.kind != JsonKind::array || value.get_array().get(array)) return simdjson::SUCCESS;
    return array.raw_json().get(member.text);
}

static bool is_key(ondemand::raw_json_string key, std::string_view name) {
    return key.raw()[name.size()] == '"' && std::string_view(key.raw(), name.size()) == name;
}

static simdjson::error_code fill_all(ondemand::object object, std::string_view parent, std::span<JsonMember> wanted) {
    for (auto field : object) {
        if (field.error()) return field.error();
        ondemand::field&& member = std::move(field).value_unsafe();
        for (auto& asked : wanted) {
            simdjson::error_code error = simdjson::SUCCESS;
            ondemand::object inner;
            if (is_key(member.key(), asked.name) && asked.parent == parent)
                error = fill(member.value(), asked);
            else if (!parent.empty() || asked.parent.empty() || !is_key(member.key(), asked.parent))
                continue;
            else if (member.value().get_object().get(inner) == simdjson::SUCCESS)
                error = fill_all(inner, asked.parent, wanted);
            if (error) return error;
            break;
        }
    }
    return simdjson::SUCCESS;
}

Result<void> read_members(std::string_view padded_line, std::span<JsonMember> wanted) {
    for (auto& member : wanted) member = {member.parent, member.name};
    thread_local ondemand::parser parser;
    ondemand::document document;
    ondemand::object object;
    const simdjson::padded_string_view padded(padded_line, padded_line.size() + json_padding);
    auto error = parser.iterate(padded).get(document);
    if (!error) error = document.get_object().get(object);
    if (!error) error = fill_all(object, {}, wanted);
    if (!error) return {};
    return fail(error == simdjson::UTF8_ERROR ? "json.encoding" : "json.syntax", simdjson::error_message(error));
}

}  // namespace konsequenz::voices
