#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "feel/function.h"
#include "feel/type.h"
#include "feel/value.h"

namespace konsequenz::feel {

namespace {

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
                    out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

bool is_plain_key(std::string_view key) {
    if (key.empty() || std::isdigit(static_cast<unsigned char>(key.front())) != 0) return false;
    return std::ranges::all_of(key,
                               [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
}

void append(std::string& out, const Value& value);

void append_at(std::string& out, std::string_view text) {
    out += "@\"";
    out += text;
    out += '"';
}

void append_list(std::string& out, std::span<const Value> items) {
    out += '[';
    bool first = true;
    for (const Value& item : items) {
        if (!first) out += ", ";
        first = false;
        append(out, item);
    }
    out += ']';
}

void append_context(std::string& out, const Value& value) {
    out += '{';
    for (std::size_t i = 0; i < value.context_keys().size(); ++i) {
        if (i > 0) out += ", ";
        const std::string& key = value.context_keys()[i];
        if (is_plain_key(key)) {
            out += key;
        } else {
            append_quoted(out, key);
        }
        out += ": ";
        append(out, value.context_values()[i]);
    }
    out += '}';
}

void append_range(std::string& out, const RangeEnds& ends) {
    if (ends.form == RangeForm::interval) {
        out += ends.low_bound == Bound::closed ? '[' : '(';
        append(out, ends.low);
        out += "..";
        append(out, ends.high);
        out += ends.high_bound == Bound::closed ? ']' : ')';
        return;
    }
    const bool above = !ends.low.is_null();
    std::string_view sign = "!= ";
    if (ends.form == RangeForm::comparison) {
        if (ends.low_bound == Bound::closed && ends.high_bound == Bound::closed)
            sign = "= ";
        else if (above)
            sign = ends.low_bound == Bound::closed ? ">= " : "> ";
        else
            sign = ends.high_bound == Bound::closed ? "<= " : "< ";
    }
    out += '(';
    out += sign;
    append(out, above ? ends.low : ends.high);
    out += ')';
}

void append_function(std::string& out, const Function& function) {
    out += "function(";
    bool first = true;
    for (const TypeMember& parameter : function.signature().members()) {
        if (!first) out += ", ";
        first = false;
        out += parameter.name;
    }
    out += ')';
}

void append(std::string& out, const Value& value) {
    switch (value.kind()) {
        case Kind::null: out += "null"; return;
        case Kind::boolean: out += value.as_boolean() ? "true" : "false"; return;
        case Kind::number: out += to_string(value.as_number()); return;
        case Kind::string: append_quoted(out, value.as_string()); return;
        case Kind::date: append_at(out, to_string(value.as_date())); return;
        case Kind::time: append_at(out, to_string(value.as_time())); return;
        case Kind::date_time: append_at(out, to_string(value.as_date_time())); return;
        case Kind::day_time_duration: append_at(out, to_string(value.as_day_time_duration())); return;
        case Kind::year_month_duration: append_at(out, to_string(value.as_year_month_duration())); return;
        case Kind::list: append_list(out, value.as_list()); return;
        case Kind::context: append_context(out, value); return;
        case Kind::range: append_range(out, value.as_range()); return;
        case Kind::function: append_function(out, value.as_function()); return;
    }
}

}  // namespace

std::string quoted(std::string_view text) {
    std::string out;
    append_quoted(out, text);
    return out;
}

std::string to_string(const Value& value) {
    std::string out;
    append(out, value);
    return out;
}

void write_json(JsonWriter& writer, const Value& value) {
    switch (value.kind()) {
        case Kind::null: writer.null(); return;
        case Kind::boolean: writer.boolean(value.as_boolean()); return;
        case Kind::number: writer.raw(to_string(value.as_number())); return;
        case Kind::string: writer.string(value.as_string()); return;
        case Kind::date: writer.string(to_string(value.as_date())); return;
        case Kind::time: writer.string(to_string(value.as_time())); return;
        case Kind::date_time: writer.string(to_string(value.as_date_time())); return;
        case Kind::day_time_duration: writer.string(to_string(value.as_day_time_duration())); return;
        case Kind::year_month_duration: writer.string(to_string(value.as_year_month_duration())); return;
        case Kind::list:
            writer.begin_array();
            for (const Value& item : value.as_list()) write_json(writer, item);
            writer.end_array();
            return;
        case Kind::context:
            writer.begin_object();
            for (std::size_t i = 0; i < value.context_keys().size(); ++i) {
                writer.key(value.context_keys()[i]);
                write_json(writer, value.context_values()[i]);
            }
            writer.end_object();
            return;
        case Kind::range:
        case Kind::function: writer.string(to_string(value)); return;
    }
}

namespace {

std::unexpected<Error> json_error(std::string_view kind, const std::string& path, std::string message) {
    return fail(fmt::format("feel.json-{}", kind), std::move(message), Place{.field = path});
}

Result<Value> read_json(const JsonValue& json, const Type& type, const std::string& path);

std::optional<Value> read_temporal(std::string_view text, TypeKind kind) {
    switch (kind) {
        case TypeKind::date:
            if (const auto date = parse_date(text)) return Value::date(*date);
            return std::nullopt;
        case TypeKind::time:
            if (const auto time = parse_time(text)) return Value::time(*time);
            return std::nullopt;
        case TypeKind::date_time:
            if (const auto value = parse_date_time(text)) return Value::date_time(*value);
            return std::nullopt;
        default: break;
    }
    const std::optional<Duration> duration = parse_duration(text);
    if (!duration || duration->is_year_month != (kind == TypeKind::year_month_duration)) return std::nullopt;
    return duration->is_year_month ? Value::duration(duration->year_month) : Value::duration(duration->day_time);
}

bool is_temporal(TypeKind kind) { return kind >= TypeKind::date && kind <= TypeKind::year_month_duration; }

Result<Value> read_list(const JsonValue& json, const Type& type, const std::string& path) {
    std::vector<Value> items;
    items.reserve(json.size());
    std::size_t index = 0;
    for (const JsonValue item : json) {
        items.push_back(TRY(read_json(item, type.element(), fmt::format("{}[{}]", path, ++index))));
    }
    return Value::list(std::move(items));
}

Result<Value> read_context(const JsonValue& json, const Type& type, const std::string& path) {
    auto keys = std::make_shared<ContextKeys>();
    std::vector<Value> values;
    keys->reserve(json.size());
    values.reserve(json.size());
    for (const JsonValue member : json) {
        const Type* expected = type.find(member.key());
        const std::string inner = path.empty() ? std::string(member.key()) : fmt::format("{}.{}", path, member.key());
        values.push_back(TRY(read_json(member, expected != nullptr ? *expected : Type(), inner)));
        keys->emplace_back(member.key());
    }
    // As with the inputs themselves, what is not given is null.
    for (const TypeMember& member : type.members()) {
        if (std::ranges::find(*keys, member.name) != keys->end()) continue;
        keys->push_back(member.name);
        values.emplace_back();
    }
    return Value::context(std::move(keys), std::move(values));
}

// The digits from the first to the last that is not zero: more than 34 would be rounded, and input is never changed.
std::size_t significant_digits(std::string_view number) {
    const std::string_view mantissa = number.substr(0, number.find_first_of("eE"));
    std::size_t count = 0;
    std::size_t zeros = 0;
    for (const char c : mantissa) {
        if (c == '0' && count > 0) ++zeros;
        if (c < '1' || c > '9') continue;
        count += zeros + 1;
        zeros = 0;
    }
    return count;
}

Result<Value> read_untyped(const JsonValue& json, const Type& type, const std::string& path) {
    switch (json.kind()) {
        case JsonKind::null: return Value();
        case JsonKind::boolean: return Value::boolean(json.as_boolean());
        case JsonKind::number:
            if (const auto number = Number::parse(json.text()); number && significant_digits(json.text()) <= 34) {
                return Value::number(*number);
            }
            return json_error("number", path, fmt::format("`{}` does not fit a decimal of 34 digits", json.text()));
        case JsonKind::string:
            if (is_temporal(type.kind())) {
                if (std::optional<Value> value = read_temporal(json.text(), type.kind())) return *std::move(value);
                return json_error("temporal", path, fmt::format("`{}` is no {}", json.text(), to_string(type)));
            }
            return Value::string(json.text());
        case JsonKind::array: return read_list(json, type.kind() == TypeKind::list ? type : Type(), path);
        case JsonKind::object: return read_context(json, type.kind() == TypeKind::context ? type : Type(), path);
    }
    return Value();
}

Result<Value> read_json(const JsonValue& json, const Type& type, const std::string& path) {
    Value value = TRY(read_untyped(json, type, path));
    if (value.is_null() || is_instance(value, type)) return value;
    for (const TypeMember& member : type.members()) {
        if (!value.is_context() || type.kind() != TypeKind::context || value.find(member.name) != nullptr) continue;
        return json_error("type", path,
                          fmt::format("the member `{}` is missing: give it, if need be null", member.name));
    }
    return json_error("type", path, fmt::format("expected {}, found {}", to_string(type), to_string(json.kind())));
}

}  // namespace

Result<Value> from_json(const JsonValue& json) { return read_json(json, Type(), {}); }
Result<Value> from_json(const JsonValue& json, const Type& type) { return read_json(json, type, {}); }

}  // namespace konsequenz::feel
