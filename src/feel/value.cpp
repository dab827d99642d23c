#include "feel/value.h"

#include <algorithm>
#include <array>

#include "feel/function.h"
#include "feel/value_objects.h"

namespace konsequenz::feel {

namespace {

using detail::ContextObject;
using detail::HeapObject;
using detail::ListObject;
using detail::RangeObject;
using detail::StringObject;

void measure(HeapObject& object, std::span<const Value> values) {
    std::uint32_t deepest = 0;
    for (const Value& value : values) {
        deepest = std::max(deepest, value.depth());
        object.size += value.size();
    }
    object.depth = 1 + deepest;
}

}  // namespace

std::string_view to_string(Kind kind) {
    static constexpr std::array<std::string_view, 13> names = {
        "null",
        "boolean",
        "number",
        "string",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
        "list",
        "context",
        "range",
        "function",
    };
    return names[static_cast<std::size_t>(kind)];
}

void Value::release_heap() noexcept {
    // The release makes what this owner did visible to the one that destroys; the acquire makes the destroyer see it.
    if (payload_.object->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete payload_.object;
}

Value Value::adopt(Kind kind, std::unique_ptr<HeapObject> object) noexcept {
    if (object->depth > nesting_max || object->size > parts_max) return {};
    Value value(kind);
    value.storage_ = Storage::heap;
    value.payload_.object = object.release();
    return value;
}

Value Value::string(std::string_view text) {
    if (text.size() > inline_size_max) return string(std::string(text));
    Value value(Kind::string);
    value.storage_ = Storage::inlined;
    value.size_ = static_cast<std::uint8_t>(text.size());
    std::copy(text.begin(), text.end(), value.payload_.inlined);
    return value;
}

Value Value::string(std::string&& text) {
    if (text.size() <= inline_size_max) return string(std::string_view(text));
    auto object = std::make_unique<StringObject>(std::move(text));
    object->size = 1 + object->text.size() / 64;
    return adopt(Kind::string, std::move(object));
}

std::string_view Value::heap_string() const noexcept { return static_cast<const StringObject*>(payload_.object)->text; }

Value Value::list(std::vector<Value> items) {
    auto object = std::make_unique<ListObject>(std::move(items));
    measure(*object, object->items);
    return adopt(Kind::list, std::move(object));
}

Value Value::context(SharedContextKeys keys, std::vector<Value> values) {
    assert(keys != nullptr && keys->size() == values.size());
    auto object = std::make_unique<ContextObject>(std::move(keys), std::move(values));
    measure(*object, object->values);
    return adopt(Kind::context, std::move(object));
}

Value Value::context(std::vector<ContextEntry> entries) {
    auto keys = std::make_shared<ContextKeys>();
    std::vector<Value> values;
    keys->reserve(entries.size());
    values.reserve(entries.size());
    for (ContextEntry& entry : entries) {
        const auto found = std::find(keys->begin(), keys->end(), entry.key);
        if (found != keys->end()) {
            values[static_cast<std::size_t>(found - keys->begin())] = std::move(entry.value);
            continue;
        }
        keys->push_back(std::move(entry.key));
        values.push_back(std::move(entry.value));
    }
    return context(std::move(keys), std::move(values));
}

Value Value::range(RangeEnds ends) {
    auto object = std::make_unique<RangeObject>(std::move(ends));
    object->depth = 1 + std::max(object->ends.low.depth(), object->ends.high.depth());
    object->size = 1 + object->ends.low.size() + object->ends.high.size();
    return adopt(Kind::range, std::move(object));
}

Value Value::function(std::unique_ptr<Function> function) { return adopt(Kind::function, std::move(function)); }

std::span<const Value> Value::as_list() const& noexcept {
    assert(kind_ == Kind::list);
    return static_cast<const ListObject*>(payload_.object)->items;
}

const ContextKeys& Value::context_keys() const noexcept {
    assert(kind_ == Kind::context);
    return *static_cast<const ContextObject*>(payload_.object)->keys;
}

std::span<const Value> Value::context_values() const& noexcept {
    assert(kind_ == Kind::context);
    return static_cast<const ContextObject*>(payload_.object)->values;
}

const Value* Value::find(std::string_view key) const& noexcept {
    assert(kind_ == Kind::context);
    const auto* object = static_cast<const ContextObject*>(payload_.object);
    const ContextKeys& keys = *object->keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == key) return &object->values[i];
    }
    return nullptr;
}

const RangeEnds& Value::as_range() const noexcept {
    assert(kind_ == Kind::range);
    return static_cast<const RangeObject*>(payload_.object)->ends;
}

const Function& Value::as_function() const noexcept {
    assert(kind_ == Kind::function);
    return *static_cast<const Function*>(payload_.object);
}

Value Value::owned() const {
    switch (kind_) {
        case Kind::string: return storage_ == Storage::borrowed ? string(as_string()) : *this;
        case Kind::list: {
            std::vector<Value> items;
            items.reserve(as_list().size());
            for (const Value& item : as_list()) items.push_back(item.owned());
            return list(std::move(items));
        }
        case Kind::context: {
            std::vector<Value> values;
            values.reserve(context_values().size());
            for (const Value& value : context_values()) values.push_back(value.owned());
            return context(static_cast<const ContextObject*>(payload_.object)->keys, std::move(values));
        }
        case Kind::range: {
            const RangeEnds& ends = as_range();
            return range({ends.low.owned(), ends.high.owned(), ends.low_bound, ends.high_bound, ends.form});
        }
        default: return *this;
    }
}

}  // namespace konsequenz::feel
