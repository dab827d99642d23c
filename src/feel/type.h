// FEEL's types: immutable, shared, cheap to copy. DMN 1.5, 10.3.2.9: equivalence, conformance, implicit conversions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/value.h"

namespace konsequenz::feel {

enum class TypeKind : std::uint8_t {
    any,
    null,
    boolean,
    number,
    string,
    date,
    time,
    date_time,
    day_time_duration,
    year_month_duration,
    list,
    context,
    range,
    function,
};

struct TypeMember;

/// A type of more parts than that loses them, as one that nests deeper than `nesting_max` does.
inline constexpr std::uint64_t type_parts_max = 100'000;

class Type {
  public:
    /// any
    Type() = default;
    /// A type without parts; a list, range or context of this kind is one of any; a function one of unknown signature.
    Type(TypeKind kind) : kind_(kind) {}  // NOLINT(google-explicit-constructor): a kind is a type

    [[nodiscard]] static Type list(Type element);
    [[nodiscard]] static Type range(Type element);
    /// Members in order, names distinct.
    [[nodiscard]] static Type context(std::vector<TypeMember> members);
    /// Parameter names may be empty where they are unknown; they are no part of equivalence.
    [[nodiscard]] static Type function(std::vector<TypeMember> parameters, Type result);

    [[nodiscard]] TypeKind kind() const { return kind_; }
    [[nodiscard]] bool is_any() const { return kind_ == TypeKind::any; }
    /// Whether members (of a context) or parameters (of a function) are known.
    [[nodiscard]] bool has_parts() const { return parts_ != nullptr; }
    /// Of a list or range: what is in it. Of a function: its result. any where unknown.
    [[nodiscard]] const Type& element() const;
    /// Of a context its members, of a function its parameters; empty where unknown.
    [[nodiscard]] const std::vector<TypeMember>& members() const;
    /// The member's type; nullptr where the context's type has none of this name.
    [[nodiscard]] const Type* find(std::string_view name) const;
    /// 1 + the depth of the deepest part.
    [[nodiscard]] std::uint32_t depth() const;
    /// How many types it is made of, those inside counted as often as they occur.
    [[nodiscard]] std::uint64_t size() const;

  private:
    struct Parts;
    [[nodiscard]] static Type with_parts(TypeKind kind, Type element, std::vector<TypeMember> members);

    TypeKind kind_ = TypeKind::any;
    std::shared_ptr<const Parts> parts_;
};

struct TypeMember {
    std::string name;
    Type type;
};

/// The built-in type of a name as `number`, `date and time`, `dateTime`, `days and time duration`, `Any`; nullopt where
/// it is none. Includes the spellings of DMN 1.1's typeRef (`dayTimeDuration`, `yearMonthDuration`).
[[nodiscard]] std::optional<Type> find_built_in_type(std::string_view name);
/// `list<context<name: string, age: number>>`
[[nodiscard]] std::string to_string(const Type& type);

/// DMN 1.5, table 43 and 44.
[[nodiscard]] bool equivalent(const Type& left, const Type& right);
[[nodiscard]] bool conforms(const Type& type, const Type& to);
/// The least type both conform to (any where nothing better).
[[nodiscard]] Type join(const Type& left, const Type& right);
/// Whether some value could belong to both: false only where an operation between them is certainly null.
[[nodiscard]] bool overlaps(const Type& left, const Type& right);

[[nodiscard]] Type type_of(const Value& value);
/// `value instance of type`. null is an instance of Any and Null only.
[[nodiscard]] bool is_instance(const Value& value, const Type& type);
/// The value where it is null or an instance of the type; else by the implicit conversions (a list of one item to its
/// item, an item to a list of one, a date to a date and time at midnight UTC, DMN 1.5, 10.3.2.9.4); else nullopt.
[[nodiscard]] std::optional<Value> convert(const Value& value, const Type& type);

}  // namespace konsequenz::feel
