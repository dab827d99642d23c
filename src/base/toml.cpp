#include "base/toml.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <numeric>
#include <sstream>
#include <tuple>

namespace konsequenz {
namespace {

Place place_of(const toml::source_region& region, std::string_view file) {
    return {std::string(file), region.begin.line, region.begin.column, {}};
}

template <class T>
std::string printed(const T& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

TomlNode convert(const toml::node& node, std::string_view file) {
    TomlNode converted;
    converted.where = place_of(node.source(), file);
    if (const auto* table = node.as_table()) {
        for (const auto& [key, value] : *table) {
            converted.members.emplace_back(std::string(key.str()), convert(value, file));
        }
        // toml++ sorts its tables by key; the order written is what a reader expects in messages.
        std::sort(converted.members.begin(), converted.members.end(), [](const auto& one, const auto& other) {
            const auto& a = one.second.where;
            const auto& b = other.second.where;
            return std::tie(a.line, a.column, one.first) < std::tie(b.line, b.column, other.first);
        });
    } else if (const auto* array = node.as_array()) {
        converted.kind = TomlKind::array;
        for (const auto& item : *array) converted.items.push_back(convert(item, file));
    } else if (const auto* text = node.as_string()) {
        converted.kind = TomlKind::string;
        converted.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        converted.kind = TomlKind::integer;
        converted.integer = integer->get();
        converted.text = fmt::format("{}", integer->get());
    } else if (const auto* real = node.as_floating_point()) {
        converted.kind = TomlKind::real;
        converted.text = fmt::format("{}", real->get());
    } else if (const auto* boolean = node.as_boolean()) {
        converted.kind = TomlKind::boolean;
        converted.boolean = boolean->get();
        converted.text = boolean->get() ? "true" : "false";
    } else if (const auto* date = node.as_date()) {
        converted.kind = TomlKind::date;
        converted.text = printed(date->get());
    } else {
        converted.kind = TomlKind::time;
        converted.text = node.is_time() ? printed(node.as_time()->get()) : printed(node.as_date_time()->get());
    }
    return converted;
}

}  // namespace

std::string_view to_string(TomlKind kind) {
    switch (kind) {
        case TomlKind::string: return "a string";
        case TomlKind::integer: return "an integer";
        case TomlKind::real: return "a real number";
        case TomlKind::boolean: return "a boolean";
        case TomlKind::date: return "a date";
        case TomlKind::time: return "a time";
        case TomlKind::array: return "an array";
        case TomlKind::table: return "a table";
    }
    return "nothing";
}

const TomlNode* TomlNode::find(std::string_view key) const {
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.first == key; });
    return found == members.end() ? nullptr : &found->second;
}

Result<TomlNode> parse_toml(std::string_view document, std::string_view file) {
    try {
        const toml::table parsed = toml::parse(document, file);
        auto root = convert(parsed, file);
        root.where = {std::string(file), 0, 0, {}};
        return root;
    } catch (const toml::parse_error& error) {
        return fail("toml.syntax", fmt::format("not valid TOML: {}", error.description()),
                    place_of(error.source(), file));
    }
}

TomlTable::TomlTable(const TomlNode& node, std::string name, std::vector<Error>& errors)
    : node_(node), name_(std::move(name)), errors_(errors) {}

void TomlTable::add_error(std::string code, std::string message, const Place& place) {
    errors_.push_back({std::move(code), std::move(message), place});
}

const TomlNode* TomlTable::optional_node(std::string_view key) {
    asked_.emplace(key);
    return node_.find(key);
}

const TomlNode* TomlTable::typed(std::string_view key, TomlKind kind) {
    const auto* found = optional_node(key);
    if (found == nullptr || found->kind == kind) return found;
    add_error("toml.wrong-type",
              fmt::format("`{}` of {} is {}: expected {}", key, name_, to_string(found->kind), to_string(kind)),
              found->where);
    return nullptr;
}

const TomlNode* TomlTable::required(std::string_view key, TomlKind kind) {
    const auto* found = typed(key, kind);
    if (found == nullptr && node_.find(key) == nullptr) {
        add_error("toml.missing-key", fmt::format("{} has no `{}`: add it as {}", name_, key, to_string(kind)),
                  node_.where);
    }
    return found;
}

std::string TomlTable::text(std::string_view key) {
    const auto* found = required(key, TomlKind::string);
    return found == nullptr ? std::string() : found->text;
}

std::optional<std::string> TomlTable::optional_text(std::string_view key) {
    const auto* found = typed(key, TomlKind::string);
    return found == nullptr ? std::nullopt : std::optional(found->text);
}

bool TomlTable::boolean(std::string_view key, bool otherwise) {
    const auto* found = typed(key, TomlKind::boolean);
    return found == nullptr ? otherwise : found->boolean;
}

std::optional<std::int64_t> TomlTable::optional_integer(std::string_view key) {
    const auto* found = typed(key, TomlKind::integer);
    return found == nullptr ? std::nullopt : std::optional(found->integer);
}

std::string TomlTable::date(std::string_view key) {
    const auto* found = required(key, TomlKind::date);
    return found == nullptr ? std::string() : found->text;
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
    std::vector<std::string> found;
    const auto* list = typed(key, TomlKind::array);
    if (list == nullptr) return found;
    for (const auto& item : list->items) {
        if (item.kind == TomlKind::string) {
            found.push_back(item.text);
        } else {
            add_error("toml.wrong-type",
                      fmt::format("`{}` of {} holds {}: expected strings", key, name_, to_string(item.kind)),
                      item.where);
        }
    }
    return found;
}

std::string TomlTable::one_of(std::string_view key, std::initializer_list<std::string_view> allowed) {
    auto found = text(key);
    if (found.empty() || std::find(allowed.begin(), allowed.end(), found) != allowed.end()) return found;
    add_error("toml.bad-value",
              fmt::format("`{}` of {} is `{}`: expected one of {}", key, name_, found, fmt::join(allowed, ", ")),
              node_.find(key)->where);
    return {};
}

const TomlNode* TomlTable::optional_table(std::string_view key) { return typed(key, TomlKind::table); }

std::vector<const TomlNode*> TomlTable::tables(std::string_view key) {
    std::vector<const TomlNode*> found;
    const auto* list = typed(key, TomlKind::array);
    if (list == nullptr) return found;
    for (const auto& item : list->items) {
        if (item.kind == TomlKind::table) {
            found.push_back(&item);
        } else {
            add_error("toml.wrong-type",
                      fmt::format("`{}` of {} holds {}: expected tables", key, name_, to_string(item.kind)),
                      item.where);
        }
    }
    return found;
}

void TomlTable::finish() {
    const std::vector<std::string_view> known(asked_.begin(), asked_.end());
    for (const auto& [key, value] : node_.members) {
        if (asked_.contains(key)) continue;
        const auto meant = nearest(key, known);
        const auto mend = meant.empty() ? fmt::format("known are {}", fmt::join(known, ", "))
                                        : fmt::format("did you mean `{}`", meant);
        add_error("toml.unknown-key", fmt::format("{} has an unknown key `{}`: {}", name_, key, mend), value.where);
    }
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    std::string_view best;
    std::size_t best_distance = word.size() / 3 + 1;
    std::vector<std::size_t> row;
    for (const auto candidate : candidates) {
        // Levenshtein's distance, one row at a time.
        row.resize(candidate.size() + 1);
        std::iota(row.begin(), row.end(), std::size_t{0});
        for (std::size_t i = 1; i <= word.size(); ++i) {
            std::size_t diagonal = std::exchange(row[0], i);
            for (std::size_t j = 1; j <= candidate.size(); ++j) {
                const auto replaced = diagonal + (word[i - 1] == candidate[j - 1] ? 0 : 1);
                diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
            }
        }
        if (row.back() < best_distance) {
            best_distance = row.back();
            best = candidate;
        }
    }
    return best;
}

}  // namespace konsequenz
