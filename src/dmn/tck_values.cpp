#include "dmn/tck_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "feel/expression.h"
#include "feel/temporal.h"

namespace konsequenz::dmn {

using feel::Kind;
using feel::Value;

namespace {

bool is_nil(XmlElement element) {
    const auto nil = element.attribute("nil");
    return nil && (*nil == "true" || *nil == "1");
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// The XML Schema type of a value, or what stands for the type where it says none.
std::string schema_type(XmlElement value, const feel::Type& type) {
    if (const auto written = value.attribute("type")) {
        const std::size_t colon = written->find(':');
        return std::string(colon == std::string_view::npos ? *written : written->substr(colon + 1));
    }
    switch (type.kind()) {
        case feel::TypeKind::boolean: return "boolean";
        case feel::TypeKind::number: return "decimal";
        case feel::TypeKind::date: return "date";
        case feel::TypeKind::time: return "time";
        case feel::TypeKind::date_time: return "dateTime";
        case feel::TypeKind::day_time_duration:
        case feel::TypeKind::year_month_duration: return "duration";
        default: return "string";
    }
}

template <class T, class Make>
std::optional<Value> made(const std::optional<T>& parsed, Make make) {
    if (!parsed) return std::nullopt;
    return make(*parsed);
}

std::optional<Value> duration(std::string_view text) {
    const std::optional<feel::Duration> parsed = feel::parse_duration(text);
    if (!parsed) return std::nullopt;
    const Value literal = Value::string(text);
    static const Result<feel::Expression> read =
        feel::Expression::compile("duration(text)", feel::Scope{{"text", feel::TypeKind::string}});
    Value value = read->evaluate(std::span(&literal, 1));
    if (value.is_null()) return std::nullopt;
    return value;
}

std::optional<Value> scalar(std::string_view type, const std::string& raw) {
    const std::string_view text = trimmed(raw);
    if (type == "string") return Value::string(std::string_view(raw));
    if (type == "boolean") {
        if (text == "true" || text == "1") return Value::boolean(true);
        if (text == "false" || text == "0") return Value::boolean(false);
        return std::nullopt;
    }
    if (type == "date") return made(feel::parse_date(text), [](const auto& date) { return Value::date(date); });
    if (type == "time") return made(feel::parse_time(text), [](const auto& time) { return Value::time(time); });
    if (type == "dateTime")
        return made(feel::parse_date_time(text), [](const auto& value) { return Value::date_time(value); });
    if (type == "duration") return duration(text);
    return made(feel::Number::parse(text), [](const auto& number) { return Value::number(number); });
}

bool numbers_match(const feel::Number& expected, const feel::Number& actual) {
    static const feel::Number tolerance = feel::Number::from_parts(false, 1, -8);
    if (expected == actual) return true;
    const std::optional<feel::Number> difference = feel::subtract(expected, actual);
    return difference && feel::absolute(*difference) < tolerance;
}

}  // namespace

Result<Value> tck_value(XmlElement holder, const feel::Type& type) {
    std::vector<feel::ContextEntry> entries;
    bool has_components = false;
    if (is_nil(holder)) return Value();
    for (const XmlElement child : holder) {
        const std::string_view name = child.name();
        if (name == "value") {
            if (is_nil(child)) return Value();
            const std::string written = schema_type(child, type);
            std::optional<Value> value = scalar(written, child.text());
            if (!value) return fail("dmn.tck", fmt::format("`{}` is no {}", child.text(), written), child.place());
            return std::move(*value);
        }
        if (name == "list") {
            if (is_nil(child)) return Value();
            std::vector<Value> items;
            const feel::Type element = type.kind() == feel::TypeKind::list ? type.element() : feel::Type();
            for (const XmlElement item : child) items.push_back(TRY(tck_value(item, element)));
            return Value::list(std::move(items));
        }
        if (name != "component") continue;
        has_components = true;
        const std::string key(child.attribute("name").value_or(""));
        const feel::Type* member = type.find(key);
        entries.push_back({key, TRY(tck_value(child, member == nullptr ? feel::Type() : *member))});
    }
    if (has_components) return Value::context(std::move(entries));
    return Value();
}

bool tck_matches(const Value& expected, const Value& actual) {
    if (expected.kind() != actual.kind()) return false;
    if (expected.is_number()) return numbers_match(expected.as_number(), actual.as_number());
    if (expected.is_list()) {
        return std::ranges::equal(expected.as_list(), actual.as_list(), tck_matches);
    }
    if (expected.is_context()) {
        const feel::ContextKeys& keys = expected.context_keys();
        if (keys.size() != actual.context_keys().size()) return false;
        return std::ranges::all_of(keys, [&](const std::string& key) {
            const Value* entry = actual.find(key);
            return entry != nullptr && tck_matches(*expected.find(key), *entry);
        });
    }
    return feel::identical(expected, actual) || feel::equals(expected, actual).value_or(false);
}

}  // namespace konsequenz::dmn
