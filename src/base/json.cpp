#include "base/json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <vector>

namespace konsequenz {
namespace {

namespace ondemand = simdjson::ondemand;
constexpr std::size_t depth_max = 64;
constexpr std::uint32_t keys_few = 16;  // so many are compared in pairs rather than sorted

}  // namespace

struct JsonParser::State {
    ondemand::parser parser{std::size_t{1} << 30};
    std::vector<detail::JsonNode> nodes;
    std::vector<std::string_view> keys_sorted;
    std::string buffer;
    std::string duplicate_key;

    simdjson::error_code add_value(ondemand::value& value, std::string_view key, std::size_t depth);
    simdjson::error_code add_array(ondemand::array array, std::uint32_t index, std::size_t depth);
    simdjson::error_code add_object(ondemand::object object, std::uint32_t index, std::size_t depth);
    bool has_duplicate_key(std::uint32_t object);
};

std::string_view to_string(JsonKind kind) {
    switch (kind) {
        case JsonKind::null: return "null";
        case JsonKind::boolean: return "a boolean";
        case JsonKind::number: return "a number";
        case JsonKind::string: return "a string";
        case JsonKind::array: return "an array";
        case JsonKind::object: return "an object";
    }
    return "nothing";
}

std::optional<JsonValue> JsonValue::find(std::string_view key) const {
    for (auto member : *this) {
        if (member.key() == key) return member;
    }
    return std::nullopt;
}

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\r' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// RFC 8259 section 6; simdjson's raw token is not checked by simdjson.
bool is_number(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const auto start = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
        return at - start;
    };
    if (at < text.size() && text[at] == '-') ++at;
    const auto start = at;
    const auto whole = digits();
    if (whole == 0 || (whole > 1 && text[start] == '0')) return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (digits() == 0) return false;
    }
    return at == text.size();
}

}  // namespace

simdjson::error_code JsonParser::State::add_value(ondemand::value& value, std::string_view key, std::size_t depth) {
    if (depth > depth_max) return simdjson::DEPTH_ERROR;
    const auto index = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back({.key = key});
    ondemand::json_type type{};
    if (auto error = value.type().get(type)) return error;
    switch (type) {
        case ondemand::json_type::array: {
            ondemand::array array;
            if (auto error = value.get_array().get(array)) return error;
            return add_array(array, index, depth);
        }
        case ondemand::json_type::object: {
            ondemand::object object;
            if (auto error = value.get_object().get(object)) return error;
            return add_object(object, index, depth);
        }
        case ondemand::json_type::string: {
            nodes[index].kind = JsonKind::string;
            return value.get_string().get(nodes[index].text);
        }
        case ondemand::json_type::number: {
            nodes[index].kind = JsonKind::number;
            nodes[index].text = trimmed(value.raw_json_token());
            return is_number(nodes[index].text) ? simdjson::SUCCESS : simdjson::NUMBER_ERROR;
        }
        case ondemand::json_type::boolean: {
            nodes[index].kind = JsonKind::boolean;
            nodes[index].text = trimmed(value.raw_json_token());
            if (nodes[index].text != "true" && nodes[index].text != "false") return simdjson::T_ATOM_ERROR;
            return simdjson::SUCCESS;
        }
        case ondemand::json_type::null: {
            nodes[index].kind = JsonKind::null;
            return trimmed(value.raw_json_token()) == "null" ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
        }
    }
    return simdjson::TAPE_ERROR;
}

simdjson::error_code JsonParser::State::add_array(ondemand::array array, std::uint32_t index, std::size_t depth) {
    nodes[index].kind = JsonKind::array;
    std::uint32_t previous = 0;
    for (auto item : array) {
        if (item.error()) return item.error();
        ondemand::value&& value = std::move(item).value_unsafe();
        const auto child = static_cast<std::uint32_t>(nodes.size());
        if (previous != 0) nodes[previous].next = child;
        previous = child;
        ++nodes[index].count;
        if (auto error = add_value(value, {}, depth + 1)) return error;
    }
    return simdjson::SUCCESS;
}

simdjson::error_code JsonParser::State::add_object(ondemand::object object, std::uint32_t index, std::size_t depth) {
    nodes[index].kind = JsonKind::object;
    std::uint32_t previous = 0;
    for (auto member : object) {
        if (member.error()) return member.error();
        // By reference: what simdjson has just put together in parts would be waited for if it were copied as a whole.
        ondemand::field&& field = std::move(member).value_unsafe();
        std::string_view key;
        if (auto error = field.unescaped_key().get(key)) return error;
        const auto child = static_cast<std::uint32_t>(nodes.size());
        if (previous != 0) nodes[previous].next = child;
        previous = child;
        ++nodes[index].count;
        if (auto error = add_value(field.value(), key, depth + 1)) return error;
    }
    return has_duplicate_key(index) ? simdjson::UNEXPECTED_ERROR : simdjson::SUCCESS;
}

bool JsonParser::State::has_duplicate_key(std::uint32_t object) {
    const std::uint32_t count = nodes[object].count;
    if (count < 2) return false;
    if (count <= keys_few) {
        for (auto child = nodes[object + 1].next; child != 0; child = nodes[child].next) {
            const std::string_view key = nodes[child].key;
            for (auto other = object + 1; other != child; other = nodes[other].next) {
                if (nodes[other].key.size() != key.size() || nodes[other].key != key) continue;
                duplicate_key = key;
                return true;
            }
        }
        return false;
    }
    keys_sorted.clear();
    for (auto child = object + 1; child != 0; child = nodes[child].next) keys_sorted.push_back(nodes[child].key);
    std::sort(keys_sorted.begin(), keys_sorted.end());
    const auto twin = std::adjacent_find(keys_sorted.begin(), keys_sorted.end());
    if (twin == keys_sorted.end()) return false;
    duplicate_key = *twin;
    return true;
}

JsonParser::JsonParser() : state_(std::make_unique<State>()) {}
JsonParser::~JsonParser() = default;
JsonParser::JsonParser(JsonParser&&) noexcept = default;
JsonParser& JsonParser::operator=(JsonParser&&) noexcept = default;

namespace {

std::unexpected<Error> syntax_failure(simdjson::error_code error, std::uint32_t column,
                                      std::string_view duplicate_key) {
    const Place where{.column = column};
    switch (error) {
        case simdjson::UTF8_ERROR:
            return fail("json.encoding", "the bytes are not valid UTF-8: write the file as UTF-8", where);
        case simdjson::DEPTH_ERROR:
            return fail("json.too-deep", fmt::format("nested deeper than {} levels: flatten it", depth_max), where);
        case simdjson::UNEXPECTED_ERROR:
            return fail("json.duplicate-key",
                        fmt::format("the key `{}` stands twice in one object: keep one of them", duplicate_key), where);
        case simdjson::EMPTY: return fail("json.syntax", "nothing here: expected a JSON value", where);
        default: return fail("json.syntax", fmt::format("not valid JSON: {}", simdjson::error_message(error)), where);
    }
}

}  // namespace

Result<JsonValue> JsonParser::parse(std::string_view document) {
    auto& state = *state_;
    state.nodes.clear();
    state.buffer.reserve(document.size() + simdjson::SIMDJSON_PADDING);
    state.buffer.assign(document);
    // simdjson reads padding bytes beyond the text, which must be allocated but need no value.
    simdjson::padded_string_view padded(state.buffer.data(), state.buffer.size(), state.buffer.capacity());

    ondemand::document parsed;
    simdjson::error_code error = state.parser.iterate(padded).get(parsed);
    std::uint32_t column = 0;
    if (!error) {
        bool is_scalar = false;
        error = parsed.is_scalar().get(is_scalar);
        if (!error && is_scalar)
            return fail("json.syntax", "expected an object or an array at the top", Place{.column = 1});
        ondemand::value root;
        if (!error) error = parsed.get_value().get(root);
        if (!error) error = state.add_value(root, {}, 1);
        const char* location = nullptr;
        const bool has_more = parsed.current_location().get(location) == simdjson::SUCCESS;
        if (!error && has_more) error = simdjson::TRAILING_CONTENT;
        if (error) {
            if (has_more) column = static_cast<std::uint32_t>(location - state.buffer.data()) + 1;
        }
    }
    if (error) return syntax_failure(error, column, state.duplicate_key);
    return JsonValue(state.nodes.data(), 0);
}

}  // namespace konsequenz
