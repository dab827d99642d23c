// String functions: 10.3.4.3.
#include "feel/builtins/tables.h"
#include "feel/text.h"

namespace konsequenz::feel::builtins {

namespace {

template <class T, class Make>
Value from_result(Call& call, Result<T> result, Make make) {
    if (result) return make(*std::move(result));
    return call.null(result.error().code, std::move(result.error().message));
}

Value substring_of(Call& call) {
    const std::optional<std::int64_t> start = whole(call[1]);
    const std::optional<std::int64_t> count = call[2].is_null() ? std::nullopt : whole(call[2]);
    if (!start || (!call[2].is_null() && !count)) return out_of_range(call, "the position or the length");
    return value_or_null(call, text::substring(call[0].as_string(), *start, count),
                         "there is no such position in the string",
                         [](std::string_view part) { return Value::string(part); });
}

Value length_of(Call& call) { return Value::number(static_cast<std::int64_t>(text::length(call[0].as_string()))); }
Value upper_case_of(Call& call) { return Value::string(text::upper_case(call[0].as_string())); }
Value lower_case_of(Call& call) { return Value::string(text::lower_case(call[0].as_string())); }
Value part_before(Call& call) { return Value::string(text::before(call[0].as_string(), call[1].as_string())); }
Value part_after(Call& call) { return Value::string(text::after(call[0].as_string(), call[1].as_string())); }

Value contains_part(Call& call) { return Value::boolean(call[0].as_string().contains(call[1].as_string())); }
Value starts_with(Call& call) { return Value::boolean(call[0].as_string().starts_with(call[1].as_string())); }
Value ends_with(Call& call) { return Value::boolean(call[0].as_string().ends_with(call[1].as_string())); }

std::string_view flags_or_none(const Value& flags) { return flags.is_null() ? std::string_view() : flags.as_string(); }

Value matches_pattern(Call& call) {
    return from_result(call,
                       text::matches(call[0].as_string(), call[1].as_string(), flags_or_none(call[2]), &call.run()),
                       [](bool found) { return Value::boolean(found); });
}

Value replace_pattern(Call& call) {
    return from_result(call,
                       text::replace(call[0].as_string(), call[1].as_string(), call[2].as_string(),
                                     flags_or_none(call[3]), &call.run()),
                       [](std::string&& replaced) { return Value::string(std::move(replaced)); });
}

Value split_at(Call& call) {
    return from_result(call, text::split(call[0].as_string(), call[1].as_string(), &call.run()),
                       [](const std::vector<std::string>& parts) {
                           std::vector<Value> values;
                           values.reserve(parts.size());
                           for (const std::string& part : parts)
                               values.push_back(Value::string(std::string_view(part)));
                           return Value::list(std::move(values));
                       });
}

// string join(list, delimiter): nulls are left out; anything else than a string makes it null.
Value join_strings(Call& call) {
    const std::string_view delimiter = flags_or_none(call[1]);
    std::string joined;
    bool first = true;
    for (const Value& item : call[0].as_list()) {
        if (item.is_null()) continue;
        if (!item.is_string()) return call.null("feel.argument", "only strings can be joined");
        if (!first) joined += delimiter;
        joined += item.as_string();
        first = false;
    }
    return Value::string(std::move(joined));
}

constexpr Kinds maybe_string = kinds::string | kinds::null;

constexpr Parameter substring_parameters[] = {
    {"string", kinds::string}, {"start position", kinds::number}, {"length", kinds::number, optional}};
constexpr Parameter one_string[] = {{"string", kinds::string}};
constexpr Parameter string_and_match[] = {{"string", kinds::string}, {"match", kinds::string}};
constexpr Parameter replace_parameters[] = {{"input", kinds::string},
                                            {"pattern", kinds::string},
                                            {"replacement", kinds::string},
                                            {"flags", maybe_string, optional}};
constexpr Parameter matches_parameters[] = {
    {"input", kinds::string}, {"pattern", kinds::string}, {"flags", maybe_string, optional}};
constexpr Parameter split_parameters[] = {{"string", kinds::string}, {"delimiter", kinds::string}};
constexpr Parameter join_parameters[] = {{"list", kinds::list}, {"delimiter", maybe_string, optional}};

constexpr Builtin table[] = {
    {"substring", substring_parameters, substring_of, TypeKind::string},
    {"string length", one_string, length_of, TypeKind::number},
    {"upper case", one_string, upper_case_of, TypeKind::string},
    {"lower case", one_string, lower_case_of, TypeKind::string},
    {"substring before", string_and_match, part_before, TypeKind::string},
    {"substring after", string_and_match, part_after, TypeKind::string},
    {"replace", replace_parameters, replace_pattern, TypeKind::string},
    {"contains", string_and_match, contains_part, TypeKind::boolean},
    {"starts with", string_and_match, starts_with, TypeKind::boolean},
    {"ends with", string_and_match, ends_with, TypeKind::boolean},
    {"matches", matches_parameters, matches_pattern, TypeKind::boolean},
    {"split", split_parameters, split_at, TypeKind::string, Returns::list_of_kind},
    {"string join", join_parameters, join_strings, TypeKind::string},
};

}  // namespace

std::span<const Builtin> string_table() { return table; }

}  // namespace konsequenz::feel::builtins
