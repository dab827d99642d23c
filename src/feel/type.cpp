#include "feel/type.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "feel/builtin_index.h"
#include "feel/function.h"

namespace konsequenz::feel {

struct Type::Parts {
    Type element;
    std::vector<TypeMember> members;
    std::uint32_t depth = 1;
    std::uint64_t size = 1;
};

namespace {

std::uint32_t deepest(const std::vector<TypeMember>& members) {
    std::uint32_t depth = 0;
    for (const TypeMember& member : members) depth = std::max(depth, member.type.depth());
    return depth;
}

}  // namespace

Type Type::with_parts(TypeKind kind, Type element, std::vector<TypeMember> members) {
    Parts parts{std::move(element), std::move(members)};
    parts.depth = 1 + std::max(parts.element.depth(), deepest(parts.members));
    parts.size = 1 + parts.element.size();
    for (const TypeMember& member : parts.members) parts.size += member.type.size();
    Type type(kind);
    if (parts.depth <= nesting_max && parts.size <= type_parts_max)
        type.parts_ = std::make_shared<const Parts>(std::move(parts));
    return type;
}

Type Type::list(Type element) {
    if (element.is_any()) return TypeKind::list;
    return with_parts(TypeKind::list, std::move(element), {});
}

Type Type::range(Type element) {
    if (element.is_any()) return TypeKind::range;
    return with_parts(TypeKind::range, std::move(element), {});
}

Type Type::context(std::vector<TypeMember> members) { return with_parts(TypeKind::context, {}, std::move(members)); }

Type Type::function(std::vector<TypeMember> parameters, Type result) {
    return with_parts(TypeKind::function, std::move(result), std::move(parameters));
}

const Type& Type::element() const {
    static const Type any;
    return parts_ != nullptr ? parts_->element : any;
}

const std::vector<TypeMember>& Type::members() const {
    static const std::vector<TypeMember> none;
    return parts_ != nullptr ? parts_->members : none;
}

const Type* Type::find(std::string_view name) const {
    if (kind_ != TypeKind::context) return nullptr;
    const auto found = std::ranges::find(members(), name, &TypeMember::name);
    return found != members().end() ? &found->type : nullptr;
}

std::uint32_t Type::depth() const { return parts_ != nullptr ? parts_->depth : 1; }
std::uint64_t Type::size() const { return parts_ != nullptr ? parts_->size : 1; }

std::optional<Type> find_built_in_type(std::string_view name) {
    struct Row {
        std::string_view name;
        TypeKind kind;
    };
    static constexpr std::array<Row, 21> rows = {{
        {"Any", TypeKind::any},
        {"Null", TypeKind::null},
        {"number", TypeKind::number},
        {"string", TypeKind::string},
        {"boolean", TypeKind::boolean},
        {"date", TypeKind::date},
        {"time", TypeKind::time},
        {"date and time", TypeKind::date_time},
        {"days and time duration", TypeKind::day_time_duration},
        {"years and months duration", TypeKind::year_month_duration},
        {"list", TypeKind::list},
        {"context", TypeKind::context},
        {"range", TypeKind::range},
        {"function", TypeKind::function},
        {"any", TypeKind::any},
        {"dateTime", TypeKind::date_time},
        {"dayTimeDuration", TypeKind::day_time_duration},
        {"yearMonthDuration", TypeKind::year_month_duration},
        {"day and time duration", TypeKind::day_time_duration},
        {"year and month duration", TypeKind::year_month_duration},
        {"null", TypeKind::null},
    }};
    const auto found = std::ranges::find(rows, name, &Row::name);
    if (found == rows.end()) return std::nullopt;
    return Type(found->kind);
}

namespace {

std::string_view kind_name(TypeKind kind) {
    static constexpr std::array<std::string_view, 14> names = {
        "Any",
        "Null",
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

void append(std::string& out, const Type& type) {
    if (type.kind() == TypeKind::list || type.kind() == TypeKind::range) {
        out += kind_name(type.kind());
        out += '<';
        append(out, type.element());
        out += '>';
        return;
    }
    out += kind_name(type.kind());
    if (!type.has_parts()) return;
    out += '<';
    bool first = true;
    for (const TypeMember& member : type.members()) {
        if (!first) out += ", ";
        first = false;
        if (type.kind() == TypeKind::context) {
            out += member.name;
            out += ": ";
        }
        append(out, member.type);
    }
    out += '>';
    if (type.kind() != TypeKind::function) return;
    out += " -> ";
    append(out, type.element());
}

}  // namespace

std::string to_string(const Type& type) {
    std::string out;
    append(out, type);
    return out;
}

bool equivalent(const Type& left, const Type& right) {
    if (left.kind() != right.kind()) return false;
    if (left.has_parts() != right.has_parts() && left.kind() != TypeKind::list && left.kind() != TypeKind::range)
        return false;
    if (left.members().size() != right.members().size() || !left.has_parts()) {
        return left.members().size() == right.members().size() &&
               (!left.has_parts() || equivalent(left.element(), right.element()));
    }
    if (!equivalent(left.element(), right.element())) return false;
    for (std::size_t i = 0; i < left.members().size(); ++i) {
        const TypeMember& member = left.members()[i];
        const Type* other = left.kind() == TypeKind::context ? right.find(member.name) : &right.members()[i].type;
        if (other == nullptr || !equivalent(member.type, *other)) return false;
    }
    return true;
}

// DMN 1.5, 10.3.2.9.2: contexts conform when they have at least the members, functions contravariantly.
bool conforms(const Type& type, const Type& to) {
    if (to.is_any() || type.kind() == TypeKind::null) return true;
    if (type.kind() != to.kind()) return false;
    if (!to.has_parts()) return true;
    switch (to.kind()) {
        case TypeKind::list:
        case TypeKind::range: return conforms(type.element(), to.element());
        case TypeKind::context:
            return std::ranges::all_of(to.members(), [&](const TypeMember& member) {
                const Type* found = type.find(member.name);
                return found != nullptr && conforms(*found, member.type);
            });
        case TypeKind::function: {
            if (!type.has_parts() || type.members().size() != to.members().size()) return false;
            for (std::size_t i = 0; i < to.members().size(); ++i) {
                if (!conforms(to.members()[i].type, type.members()[i].type)) return false;
            }
            return conforms(type.element(), to.element());
        }
        default: return true;
    }
}

Type join(const Type& left, const Type& right) {
    if (left.kind() == TypeKind::null) return right;
    if (right.kind() == TypeKind::null) return left;
    if (left.kind() != right.kind()) return {};
    switch (left.kind()) {
        case TypeKind::list: return Type::list(join(left.element(), right.element()));
        case TypeKind::range: return Type::range(join(left.element(), right.element()));
        case TypeKind::context: {
            if (!left.has_parts() || !right.has_parts()) return TypeKind::context;
            std::vector<TypeMember> shared;
            for (const TypeMember& member : left.members()) {
                if (const Type* other = right.find(member.name))
                    shared.push_back({member.name, join(member.type, *other)});
            }
            return Type::context(std::move(shared));
        }
        case TypeKind::function: return equivalent(left, right) ? left : Type(TypeKind::function);
        default: return left;
    }
}

bool overlaps(const Type& left, const Type& right) {
    if (left.is_any() || right.is_any() || left.kind() == TypeKind::null || right.kind() == TypeKind::null) return true;
    return left.kind() == right.kind();
}

namespace {

TypeKind type_kind(Kind kind) {
    static constexpr std::array<TypeKind, 13> kinds = {
        TypeKind::null,
        TypeKind::boolean,
        TypeKind::number,
        TypeKind::string,
        TypeKind::date,
        TypeKind::time,
        TypeKind::date_time,
        TypeKind::day_time_duration,
        TypeKind::year_month_duration,
        TypeKind::list,
        TypeKind::context,
        TypeKind::range,
        TypeKind::function,
    };
    return kinds[static_cast<std::size_t>(kind)];
}

}  // namespace

Type type_of(const Value& value) {
    switch (value.kind()) {
        case Kind::list: {
            if (value.as_list().empty()) return TypeKind::list;
            Type element = type_of(value.as_list().front());
            for (const Value& item : value.as_list().subspan(1)) {
                if (element.is_any()) break;
                element = join(element, type_of(item));
            }
            return Type::list(std::move(element));
        }
        case Kind::context: {
            std::vector<TypeMember> members;
            for (std::size_t i = 0; i < value.context_keys().size(); ++i) {
                members.push_back({value.context_keys()[i], type_of(value.context_values()[i])});
            }
            return Type::context(std::move(members));
        }
        case Kind::range: {
            const RangeEnds& ends = value.as_range();
            return Type::range(type_of(ends.low.is_null() ? ends.high : ends.low));
        }
        case Kind::function: return value.as_function().signature();
        default: return type_kind(value.kind());
    }
}

namespace {

bool is_part(const Value& value, const Type& type) { return value.is_null() || is_instance(value, type); }

}  // namespace

bool is_instance(const Value& value, const Type& type) {
    if (value.is_null()) return type.kind() == TypeKind::null;
    if (type.is_any()) return true;
    if (type_kind(value.kind()) != type.kind()) return false;
    if (!type.has_parts()) return true;
    switch (value.kind()) {
        case Kind::list:
            return std::ranges::all_of(value.as_list(),
                                       [&](const Value& item) { return is_part(item, type.element()); });
        case Kind::context:
            return std::ranges::all_of(type.members(), [&](const TypeMember& member) {
                const Value* found = value.find(member.name);
                return found != nullptr && is_part(*found, member.type);
            });
        case Kind::range: {
            const RangeEnds& ends = value.as_range();
            return is_part(ends.low, type.element()) && is_part(ends.high, type.element());
        }
        case Kind::function: return function_conforms(value.as_function(), type);
        default: return true;
    }
}

std::optional<Value> convert(const Value& value, const Type& type) {
    if (value.is_null() || is_instance(value, type)) return value;
    // One level of list only: [[1]] is no number.
    if (value.is_list() && value.as_list().size() == 1 && type.kind() != TypeKind::list &&
        !value.as_list().front().is_list()) {
        return convert(value.as_list().front(), type);
    }
    if (type.kind() == TypeKind::list && !value.is_list()) {
        std::optional<Value> item = convert(value, type.element());
        if (!item) return std::nullopt;
        return Value::list({*std::move(item)});
    }
    if (type.kind() == TypeKind::date_time && value.kind() == Kind::date) {
        return Value::date_time(make_date_time(value.as_date(), Zone::utc()));
    }
    // A function whose result nobody declared, as a decision service's over untyped decisions, may give what is asked.
    if (type.kind() == TypeKind::function && value.is_function()) {
        const Type& own = value.as_function().signature();
        if (own.has_parts() && own.element().is_any() && conforms(Type::function(own.members(), type.element()), type))
            return value;
    }
    return std::nullopt;
}

}  // namespace konsequenz::feel
