// Context functions: 10.3.4.8.
#include <algorithm>

#include "feel/builtins/tables.h"

namespace konsequenz::feel::builtins {

namespace {

Value no_such_key(Call& call) { return call.null("feel.no-entry", "the context has no entry of this key"); }

// get value(m, key)
Value get_value(Call& call) {
    const Value* entry = call[0].find(call[1].as_string());
    return entry != nullptr ? *entry : no_such_key(call);
}

// get value(context, keys): along a path of keys.
Value get_value_at(Call& call) {
    const Value* place = &call[0];
    if (call[1].as_list().empty()) return call.null("feel.argument", "one key at least is needed");
    for (const Value& key : call[1].as_list()) {
        if (!key.is_string()) return call.null("feel.argument", "every key must be a string");
        place = place->is_context() ? place->find(key.as_string()) : nullptr;
        if (place == nullptr) return no_such_key(call);
    }
    return *place;
}

Value get_entries(Call& call) {
    static const SharedContextKeys entry_keys = std::make_shared<const ContextKeys>(ContextKeys{"key", "value"});
    const ContextKeys& keys = call[0].context_keys();
    const std::span<const Value> values = call[0].context_values();
    std::vector<Value> entries;
    entries.reserve(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        entries.push_back(Value::context(entry_keys, {Value::string(std::string_view(keys[i])), values[i]}));
    }
    return Value::list(std::move(entries));
}

std::vector<ContextEntry> entries_of(const Value& context) {
    std::vector<ContextEntry> entries;
    const std::span<const Value> values = context.context_values();
    for (std::size_t i = 0; i < values.size(); ++i) entries.push_back({context.context_keys()[i], values[i]});
    return entries;
}

// context(entries): each a context with key and value; keys are distinct.
Value context_of(Call& call) {
    std::vector<ContextEntry> entries;
    for (const Value& item : call[0].as_list()) {
        const Value* key = item.is_context() ? item.find("key") : nullptr;
        const Value* value = item.is_context() ? item.find("value") : nullptr;
        if (key == nullptr || !key->is_string() || value == nullptr) {
            return call.null("feel.argument", "every entry must have a `key` that is a string, and a `value`");
        }
        entries.push_back({std::string(key->as_string()), *value});
    }
    std::vector<std::string_view> keys;
    for (const ContextEntry& entry : entries) keys.push_back(entry.key);
    std::ranges::sort(keys);
    if (std::ranges::adjacent_find(keys) != keys.end())
        return call.null("feel.argument", "two entries have the same key");
    return Value::context(std::move(entries));
}

Value with_entry(const Value& context, std::string_view key, const Value& value) {
    std::vector<ContextEntry> entries = entries_of(context);
    entries.push_back({std::string(key), value});
    return Value::context(std::move(entries));
}

// context put(context, key, value)
Value put_value(Call& call) { return with_entry(call[0], call[1].as_string(), call[2]); }

// context put(context, keys, value): on the way, every key must lead to a context.
Value put_value_at(Call& call) {
    const std::span<const Value> keys = call[1].as_list();
    if (keys.empty() || !std::ranges::all_of(keys, &Value::is_string)) {
        return call.null("feel.argument", "one key at least is needed, and every key must be a string");
    }
    std::vector<const Value*> contexts = {&call[0]};
    for (const Value& key : keys.first(keys.size() - 1)) {
        const Value* inner = contexts.back()->find(key.as_string());
        if (inner == nullptr || !inner->is_context()) return no_such_key(call);
        contexts.push_back(inner);
    }
    Value result = call[2];
    for (std::size_t i = keys.size(); i-- > 0;) result = with_entry(*contexts[i], keys[i].as_string(), result);
    return result;
}

// context merge(contexts): a later context's entries win.
Value merge_contexts(Call& call) {
    std::vector<ContextEntry> entries;
    for (const Value& context : call[0].as_list()) {
        if (!context.is_context()) return call.null("feel.argument", "every item must be a context");
        for (ContextEntry& entry : entries_of(context)) entries.push_back(std::move(entry));
    }
    return Value::context(std::move(entries));
}

constexpr Parameter get_value_parameters[] = {{"m", kinds::context}, {"key", kinds::string}};
constexpr Parameter get_value_at_parameters[] = {{"context", kinds::context}, {"keys", kinds::list}};
constexpr Parameter get_entries_parameters[] = {{"m", kinds::context}};
constexpr Parameter context_parameters[] = {{"entries", kinds::list}};
constexpr Parameter put_parameters[] = {{"context", kinds::context}, {"key", kinds::string}, {"value", kinds::any}};
constexpr Parameter put_at_parameters[] = {{"context", kinds::context}, {"keys", kinds::list}, {"value", kinds::any}};
constexpr Parameter merge_parameters[] = {{"contexts", kinds::list}};

constexpr Builtin table[] = {
    {"get value", get_value_parameters, get_value, TypeKind::any},
    {"get value", get_value_at_parameters, get_value_at, TypeKind::any},
    {"get entries", get_entries_parameters, get_entries, TypeKind::context, Returns::list_of_kind},
    {"context", context_parameters, context_of, TypeKind::context},
    {"context put", put_parameters, put_value, TypeKind::context},
    {"context put", put_at_parameters, put_value_at, TypeKind::context},
    {"context merge", merge_parameters, merge_contexts, TypeKind::context},
};

}  // namespace

std::span<const Builtin> context_table() { return table; }

}  // namespace konsequenz::feel::builtins
