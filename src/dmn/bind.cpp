// JSON objects to input slots, without a tree in between.
#include <fmt/format.h>

#include <algorithm>

#include "dmn/state.h"

namespace konsequenz::dmn {

using feel::Value;

namespace {

std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t at = 0; at < row.size(); ++at) row[at] = at;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

Error unknown_input(std::span<const InputInfo> inputs, std::string_view name) {
    constexpr std::size_t compared_max = 100;  // letters; the key comes from outside and may be of any length
    const std::string_view begin = name.substr(0, compared_max);
    std::string message = fmt::format("the model has no input `{}`", begin);
    const auto nearest =
        std::ranges::min_element(inputs, {}, [&](const InputInfo& input) { return distance(input.name, begin); });
    if (nearest != inputs.end()) message += fmt::format(": the nearest is `{}`", nearest->name);
    return {"dmn.unknown-input", std::move(message), Place{.field = std::string(begin)}};
}

// What most inputs are, straight from the text into the slot, which is null before. False: left to the general reader.
bool read_plain(const JsonValue& json, feel::TypeKind kind, Value& slot) {
    const auto is_of = [kind](feel::TypeKind wanted) { return kind == wanted || kind == feel::TypeKind::any; };
    switch (json.kind()) {
        case JsonKind::null: return true;
        case JsonKind::boolean:
            if (!is_of(feel::TypeKind::boolean)) return false;
            slot = Value::boolean(json.as_boolean());
            return true;
        case JsonKind::string:
            if (!is_of(feel::TypeKind::string)) return false;
            slot = Value::borrowed(json.text());
            return true;
        case JsonKind::number: {
            const std::string_view text = json.text();
            if (!is_of(feel::TypeKind::number) || text.size() > 18) return false;
            std::int64_t number = 0;
            for (const char digit : text) {
                if (digit < '0' || digit > '9') return false;
                number = number * 10 + (digit - '0');
            }
            slot = Value::number(number);
            return true;
        }
        default: return false;
    }
}

}  // namespace

Result<void> Engine::bind(const JsonValue& object, std::span<Value> slots) const {
    if (object.kind() != JsonKind::object) {
        return fail("dmn.json-object", fmt::format("the inputs are {}: expected an object with a member for each input",
                                                   to_string(object.kind())));
    }
    const std::vector<InputInfo>& inputs = state_->input_infos;
    std::ranges::fill(slots, Value());
    std::size_t guess = 0;  // members mostly come in the order of the inputs
    for (const JsonValue member : object) {
        const std::string_view key = member.key();
        if (guess >= inputs.size() || inputs[guess].name != key) {
            const std::optional<std::size_t> found = find_input(key);
            if (!found) return std::unexpected(unknown_input(inputs, key));
            guess = *found;
        }
        const feel::Type& type = inputs[guess].type;
        if (read_plain(member, type.kind(), slots[guess])) {
            ++guess;
            continue;
        }
        Result<Value> value = feel::from_json(member, type);
        if (!value) {
            Error error = std::move(value).error();
            const std::string& inner = error.where.field;
            error.where.field = inner.empty() || inner.starts_with('[') ? fmt::format("{}{}", key, inner)
                                                                        : fmt::format("{}.{}", key, inner);
            return std::unexpected(std::move(error));
        }
        slots[guess++] = std::move(*value);
    }
    return {};
}

}  // namespace konsequenz::dmn
