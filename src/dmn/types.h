// Item definitions as FEEL types with their constraints. DMN 1.5, 7.3.2 and 10.3.2.9.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "dmn/model.h"
#include "feel/expression.h"
#include "feel/type.h"

namespace konsequenz::dmn {

/// What a value must fulfil beside its type. Null fulfils every constraint.
struct Constraint {
    std::vector<feel::Expression> tests;        ///< unary tests of the value itself
    std::shared_ptr<const Constraint> element;  ///< of each item of a list
    std::vector<std::pair<std::string, std::shared_ptr<const Constraint>>> members;  ///< of a context's entries
};

struct CheckedType {
    feel::Type type;
    std::shared_ptr<const Constraint> constraint;  ///< absent: none
    std::vector<feel::Value> values;  ///< the plain values that are allowed, in their order; empty where not listed so

    /// Whether it treats a value the same in every environment, for certain.
    [[nodiscard]] bool is_fixed() const;
    [[nodiscard]] bool is_free() const { return type.is_any() && constraint == nullptr; }
    /// Whether the value fits at a glance: a scalar of just this kind, which nothing constrains.
    [[nodiscard]] bool is_plainly(const feel::Value& value) const {
        return constraint == nullptr && value.kind() <= feel::Kind::year_month_duration &&
               static_cast<unsigned>(type.kind()) == static_cast<unsigned>(value.kind()) + 1;
    }
};
static_assert(static_cast<unsigned>(feel::TypeKind::year_month_duration) ==
              static_cast<unsigned>(feel::Kind::year_month_duration) + 1);

/// Whether it gives the same answer in every environment, for certain.
[[nodiscard]] bool is_fixed(const Constraint& constraint);
[[nodiscard]] bool fulfils(const Constraint& constraint, const feel::Value& value, feel::Run& run);

/// The value where it fits the type and its constraint, converted implicitly where FEEL does so; else null with a note
/// that names `what` it is.
[[nodiscard]] feel::Value coerce_slowly(const feel::Value& value, const CheckedType& type, std::string_view what,
                                        feel::Run& run);
[[nodiscard]] inline feel::Value coerce(feel::Value value, const CheckedType& type, std::string_view what,
                                        feel::Run& run) {
    if (type.is_free() || value.is_null() || type.is_plainly(value)) return value;
    return coerce_slowly(value, type, what, run);
}

/// The plain values a list of unary tests allows, in their order; empty where it is anything but such a list.
[[nodiscard]] std::vector<feel::Value> listed_values(const feel::Expression& tests);

/// How many definitions may stand upon one another, by reference or one inside another.
inline constexpr std::uint32_t type_height_max = 400;

/// The types of all models.
class TypeTable {
  public:
    TypeTable(const Model& model, std::vector<Error>& errors);

    /// Of a name as it is written in that model; any with an error noted where there is none, free where it is empty.
    [[nodiscard]] CheckedType find(const Definitions& model, std::string_view name, const Place& place);
    /// Names for FEEL's `instance of`: the model's own and, with the import's name before it, imported ones.
    [[nodiscard]] std::vector<feel::TypeMember> named_types(const Definitions& model);

  private:
    using Key = std::pair<std::string, std::string>;  ///< namespace, name
    struct Entry {
        const Definitions* model = nullptr;
        const ItemDefinition* item = nullptr;
        enum class State : std::uint8_t { untouched, in_work, done } state = State::untouched;
        CheckedType type;
        std::uint32_t height = 0;  ///< once done: how many definitions it stands upon, itself among them
    };

    [[nodiscard]] Entry* locate(const Definitions& model, std::string_view name);
    [[nodiscard]] CheckedType resolve(Entry& entry, const Place& place);
    /// Of a definition by itself or inside another, with its height.
    [[nodiscard]] CheckedType build(const Definitions& model, const ItemDefinition& item);
    [[nodiscard]] CheckedType build_whole(const Definitions& model, const ItemDefinition& item);
    [[nodiscard]] CheckedType build_inner(const Definitions& model, const ItemDefinition& item);
    void constrain(CheckedType& type, const Text& tests, const feel::Type& tested);
    void note_too_deep(const ItemDefinition& item);
    void note_too_large(const ItemDefinition& item);

    const Model& model_;
    std::vector<Error>& errors_;
    std::map<Key, Entry> entries_;
    std::uint32_t depth_ = 0;   ///< how many definitions are in work
    std::uint32_t height_ = 0;  ///< of the highest that the one in work stands upon so far
};

}  // namespace konsequenz::dmn
