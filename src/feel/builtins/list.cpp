// List functions that give lists, and those that look for items: 10.3.4.4; sort: 10.3.4.9; list replace: 10.3.4.4.
#include <algorithm>
#include <functional>
#include <unordered_map>

#include "feel/builtins/tables.h"

namespace konsequenz::feel::builtins {

namespace {

bool same(const Value& left, const Value& right) { return equals(left, right).value_or(false); }

Value too_long(Call& call) { return call.null("feel.too-long", "the evaluation takes too many steps"); }

// Lists beyond the limit are not made, however the items come together.
Value list_of(Call& call, std::vector<Value> items) {
    if (items.size() > Run::list_size_max) return call.null("feel.too-long", "the list would have too many items");
    if (!call.run().spend(static_cast<std::int64_t>(items.size()))) return too_long(call);
    return Value::list(std::move(items));
}

std::vector<Value> copy(std::span<const Value> items) { return {items.begin(), items.end()}; }

Value list_contains(Call& call) {
    const std::span<const Value> items = call[0].as_list();
    return Value::boolean(std::ranges::any_of(items, [&](const Value& item) { return same(item, call[1]); }));
}

// sublist(list, start position, length)
Value sublist_of(Call& call) {
    const std::span<const Value> items = call[0].as_list();
    const std::optional<std::size_t> begin = index_of_position(call[1], items.size());
    if (!begin) return out_of_range(call, "the start position");
    std::size_t count = items.size() - *begin;
    if (!call[2].is_null()) {
        const std::optional<std::int64_t> asked = whole(call[2]);
        if (!asked || *asked < 0 || static_cast<std::size_t>(*asked) > count) return out_of_range(call, "the length");
        count = static_cast<std::size_t>(*asked);
    }
    return list_of(call, copy(items.subspan(*begin, count)));
}

Value append_items(Call& call) {
    std::vector<Value> items = copy(call[0].as_list());
    items.insert(items.end(), call.arguments().begin() + 1, call.arguments().end());
    return list_of(call, std::move(items));
}

std::vector<Value> joined(Call& call) {
    std::vector<Value> items;
    for (const Value& list : call.arguments()) {
        const std::span<const Value> more = list.as_list();
        items.insert(items.end(), more.begin(), more.end());
    }
    return items;
}

Value concatenate_lists(Call& call) {
    if (call.size() == 0) return call.null("feel.arity", "one list at least is needed");
    return list_of(call, joined(call));
}

// Equal values have equal keys; how many unequal ones share a key only matters for speed.
std::uint64_t bucket_key(const Value& value) {
    const auto kind = static_cast<std::uint64_t>(value.kind());
    switch (value.kind()) {
        case Kind::number: return value.as_number().hash();
        case Kind::string: return std::hash<std::string_view>()(value.as_string());
        // A date equals the date and time of its midnight in UTC.
        case Kind::date: return static_cast<std::uint64_t>(value.as_date().days * seconds_per_day);
        case Kind::date_time: return static_cast<std::uint64_t>(utc_seconds(value.as_date_time()));
        case Kind::list: return value.as_list().size() * 16 + kind;
        default: return kind;
    }
}

// The first of equal items, in their order; nullopt when that takes too long.
std::optional<std::vector<Value>> distinct(Call& call, std::span<const Value> items) {
    std::vector<Value> kept;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> places;
    for (const Value& item : items) {
        std::vector<std::size_t>& bucket = places[bucket_key(item)];
        if (!call.run().spend(static_cast<std::int64_t>(bucket.size()) + 1)) return std::nullopt;
        if (std::ranges::any_of(bucket, [&](std::size_t place) { return same(kept[place], item); })) continue;
        bucket.push_back(kept.size());
        kept.push_back(item);
    }
    return kept;
}

Value distinct_or_null(Call& call, std::span<const Value> items) {
    std::optional<std::vector<Value>> kept = distinct(call, items);
    return kept ? list_of(call, *std::move(kept)) : too_long(call);
}

Value union_of(Call& call) {
    if (call.size() == 0) return call.null("feel.arity", "one list at least is needed");
    return distinct_or_null(call, joined(call));
}

Value distinct_values(Call& call) { return distinct_or_null(call, call[0].as_list()); }

// A new item at the place of the one that stands there now.
Value insert_before(Call& call) {
    std::vector<Value> items = copy(call[0].as_list());
    const std::optional<std::size_t> index = index_of_position(call[1], items.size());
    if (!index) return out_of_range(call, "the position");
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(*index), call[2]);
    return list_of(call, std::move(items));
}

Value remove_item(Call& call) {
    std::vector<Value> items = copy(call[0].as_list());
    const std::optional<std::size_t> index = index_of_position(call[1], items.size());
    if (!index) return out_of_range(call, "the position");
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(*index));
    return list_of(call, std::move(items));
}

Value reverse_list(Call& call) {
    std::vector<Value> items = copy(call[0].as_list());
    std::ranges::reverse(items);
    return list_of(call, std::move(items));
}

Value index_of(Call& call) {
    std::vector<Value> places;
    std::int64_t place = 0;
    for (const Value& item : call[0].as_list()) {
        ++place;
        if (same(item, call[1])) places.push_back(Value::number(place));
    }
    return list_of(call, std::move(places));
}

// Values never nest deeper than nesting_max, and so does this.
void flatten_into(std::span<const Value> items, std::vector<Value>& flat) {
    for (const Value& item : items) {
        if (flat.size() > Run::list_size_max) return;
        if (item.is_list()) {
            flatten_into(item.as_list(), flat);
        } else {
            flat.push_back(item);
        }
    }
}

Value flatten_list(Call& call) {
    std::vector<Value> flat;
    flatten_into(call[0].as_list(), flat);
    return list_of(call, std::move(flat));
}

// A stable merge sort, since the caller's function may be no order at all, which std::stable_sort may not survive.
class Sorter {
  public:
    Sorter(Call& call, const Value& precedes) : call_(call), precedes_(precedes) {}

    /// False when the function gave something else than true or false; then the list is in no order.
    bool sort(std::vector<Value>& items) {
        std::vector<Value> merged(items.size());
        for (std::size_t run = 1; run < items.size(); run *= 2) {
            for (std::size_t begin = 0; begin < items.size(); begin += 2 * run) {
                const std::size_t middle = std::min(begin + run, items.size());
                const std::size_t end = std::min(begin + 2 * run, items.size());
                if (!merge(items, merged, begin, middle, end)) return false;
            }
            items.swap(merged);
        }
        return true;
    }

  private:
    bool merge(const std::vector<Value>& from, std::vector<Value>& to, std::size_t begin, std::size_t middle,
               std::size_t end) {
        std::size_t left = begin;
        std::size_t right = middle;
        for (std::size_t i = begin; i < end; ++i) {
            bool take_right = left == middle;
            if (left < middle && right < end) {
                if (!call_.run().spend()) return false;
                const Value pair[] = {from[right], from[left]};
                const Value verdict = call_.invoke(precedes_, pair);
                if (!verdict.is_boolean()) return false;
                take_right = verdict.as_boolean();
            }
            to[i] = take_right ? from[right++] : from[left++];
        }
        return true;
    }

    Call& call_;
    const Value& precedes_;
};

// sort(list, precedes)
Value sort_list(Call& call) {
    std::vector<Value> items = copy(call[0].as_list());
    if (Sorter(call, call[1]).sort(items)) return list_of(call, std::move(items));
    return call.null("feel.argument", "the function of the order must give true or false for each two items");
}

// list replace(list, position, newItem)
Value replace_at(Call& call) {
    std::vector<Value> items = copy(call[0].as_list());
    const std::optional<std::size_t> index = index_of_position(call[1], items.size());
    if (!index) return out_of_range(call, "the position");
    items[*index] = call[2];
    return list_of(call, std::move(items));
}

// list replace(list, match, newItem): the items for which match(item, newItem) is true.
Value replace_matching(Call& call) {
    std::vector<Value> items = copy(call[0].as_list());
    for (Value& item : items) {
        const Value pair[] = {item, call[2]};
        const Value verdict = call.invoke(call[1], pair);
        if (!verdict.is_boolean())
            return call.null("feel.argument", "the function must give true or false for each item");
        if (verdict.as_boolean()) item = call[2];
    }
    return list_of(call, std::move(items));
}

constexpr Parameter one_list[] = {{"list", kinds::list}};
constexpr Parameter list_and_element[] = {{"list", kinds::list}, {"element", kinds::any}};
constexpr Parameter list_and_match[] = {{"list", kinds::list}, {"match", kinds::any}};
constexpr Parameter sublist_parameters[] = {
    {"list", kinds::list}, {"start position", kinds::number}, {"length", kinds::number, optional}};
constexpr Parameter append_parameters[] = {{"list", kinds::list}, {"item", kinds::any, variadic}};
constexpr Parameter many_lists[] = {{"list", kinds::list, variadic}};
constexpr Parameter insert_parameters[] = {{"list", kinds::list}, {"position", kinds::number}, {"newItem", kinds::any}};
constexpr Parameter list_and_position[] = {{"list", kinds::list}, {"position", kinds::number}};
constexpr Parameter sort_parameters[] = {{"list", kinds::list}, {"precedes", kinds::function}};
constexpr Parameter replace_matching_parameters[] = {
    {"list", kinds::list}, {"match", kinds::function}, {"newItem", kinds::any}};

constexpr Builtin table[] = {
    {"list contains", list_and_element, list_contains, TypeKind::boolean},
    {"sublist", sublist_parameters, sublist_of, TypeKind::list, Returns::first_type},
    {"append", append_parameters, append_items, TypeKind::list},
    {"concatenate", many_lists, concatenate_lists, TypeKind::list},
    {"insert before", insert_parameters, insert_before, TypeKind::list},
    {"remove", list_and_position, remove_item, TypeKind::list, Returns::first_type},
    {"reverse", one_list, reverse_list, TypeKind::list, Returns::first_type},
    {"index of", list_and_match, index_of, TypeKind::number, Returns::list_of_kind},
    {"union", many_lists, union_of, TypeKind::list},
    {"distinct values", one_list, distinct_values, TypeKind::list, Returns::first_type},
    {"flatten", one_list, flatten_list, TypeKind::list},
    {"sort", sort_parameters, sort_list, TypeKind::list, Returns::first_type},
    {"list replace", insert_parameters, replace_at, TypeKind::list},
    {"list replace", replace_matching_parameters, replace_matching, TypeKind::list},
};

}  // namespace

std::span<const Builtin> list_table() { return table; }

}  // namespace konsequenz::feel::builtins
