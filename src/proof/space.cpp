#include "proof/space.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "dmn/state.h"
#include "standard/record_view.h"

namespace konsequenz::proof {
namespace {

using dmn::Constraint;
using feel::TestShape;
using feel::Type;
using feel::TypeKind;
using feel::Value;

const Constraint* member_of(const Constraint* constraint, std::string_view name) {
    if (constraint == nullptr) return nullptr;
    const auto found = std::ranges::find(constraint->members, name, [](const auto& member) { return member.first; });
    return found == constraint->members.end() ? nullptr : found->second.get();
}

/// Of a list, what its items can be; else what it can be itself.
void constrain(InputPath& path, const Constraint& constraint) {
    const Constraint* held = path.type.kind() == TypeKind::list ? constraint.element.get() : &constraint;
    if (held == nullptr) return;
    if (path.type.kind() == TypeKind::list && !constraint.tests.empty()) path.other = constraint.tests.front();
    for (const feel::Expression& test : held->tests) {
        const std::vector<Value> listed = dmn::listed_values(test);
        const std::optional<TestShape> shape = test.shape();
        if (!listed.empty() && path.values.empty()) {
            for (const Value& value : listed) {
                if (!value.is_null()) path.values.push_back(value);
            }
        } else if (shape) {
            path.shapes.push_back(*shape);
        } else {
            path.other = test;
        }
    }
}

bool is_whole(const Value& value) { return value.is_number() && value.as_number().is_integer(); }

Value usual_of(const InputPath& path) {
    if (path.can_be_null) return {};
    if (path.type.kind() == TypeKind::list) return Value::list({});
    if (!path.values.empty()) {
        const auto is_none = [](const Value& value) { return value.is_string() && value.as_string() == "none"; };
        const auto none = std::ranges::find_if(path.values, is_none);
        return none == path.values.end() ? path.values.front() : *none;
    }
    switch (path.type.kind()) {
        case TypeKind::number: return Value::number(0);
        case TypeKind::boolean: return Value::boolean(false);
        case TypeKind::string: return Value::string("");
        default: return {};
    }
}

/// The input as one path, or as the paths of its parts.
class Reader {
  public:
    Reader(Space& space, std::size_t input) : space_(space), input_(input) {}

    void read(const std::string& path, const Type& type, const Constraint* constraint) {
        if (type.kind() == TypeKind::context && type.has_parts()) {
            for (const feel::TypeMember& member : type.members()) {
                members_.push_back(member.name);
                read(path + "." + member.name, member.type, member_of(constraint, member.name));
                members_.pop_back();
            }
            return;
        }
        InputPath made;
        made.path = path;
        made.input = input_;
        made.members = members_;
        made.type = type;
        if (constraint != nullptr) constrain(made, *constraint);
        made.is_whole =
            type.kind() == TypeKind::number && !made.values.empty() && std::ranges::all_of(made.values, is_whole);
        space_.paths.push_back(std::move(made));
    }

  private:
    Space& space_;
    std::size_t input_;
    std::vector<std::string> members_;
};

TestShape at_least_zero() {
    TestShape shape{.form = TestShape::Form::values, .negated = false, .constants = {}, .intervals = {}};
    shape.intervals.push_back(
        {Value::number(0), {}, feel::Bound::closed, feel::Bound::open, feel::RangeForm::comparison});
    return shape;
}

TestShape at_most_one() {
    TestShape shape{.form = TestShape::Form::values, .negated = false, .constants = {}, .intervals = {}};
    shape.intervals.push_back(
        {{}, Value::number(1), feel::Bound::open, feel::Bound::closed, feel::RangeForm::comparison});
    return shape;
}

void know_fact(InputPath& path, standard::FactKind kind) {
    using standard::FactKind;
    path.can_be_null = kind == FactKind::latest || kind == FactKind::sum;
    if (kind == FactKind::latest) return;
    if (path.type.is_any()) path.type = TypeKind::number;
    if (kind == FactKind::count) path.is_whole = true;
    if (kind == FactKind::count || kind == FactKind::share) path.shapes.push_back(at_least_zero());
    if (kind == FactKind::share) path.shapes.push_back(at_most_one());
}

Value part_of(const Space& space, std::span<const Value> assignment, std::size_t input, std::size_t depth,
              std::size_t first, std::size_t last) {
    if (space.paths[first].members.size() == depth) return assignment[first];
    std::vector<feel::ContextEntry> entries;
    for (std::size_t at = first; at < last;) {
        const std::string& name = space.paths[at].members[depth];
        std::size_t end = at;
        while (end < last && space.paths[end].members[depth] == name) ++end;
        entries.push_back({name, part_of(space, assignment, input, depth + 1, at, end)});
        at = end;
    }
    return Value::context(std::move(entries));
}

}  // namespace

Space Space::of(const dmn::Engine& engine) {
    Space space;
    const auto infos = engine.inputs();
    for (std::size_t input = 0; input < infos.size(); ++input) {
        const dmn::CheckedType& type = engine.state().inputs[input].type;
        Reader(space, input).read(infos[input].name, type.type, type.constraint.get());
    }
    return space;
}

Space Space::of(const standard::Standard& standard) {
    Space space = of(*standard.engine);
    for (InputPath& path : space.paths) {
        const auto fact = std::ranges::find(standard.facts, path.path, &standard::Fact::name);
        if (fact != standard.facts.end()) know_fact(path, fact->kind);
        for (const standard::InputField& field : standard::input_fields()) {
            if (path.path == std::string(field.input) + "." + std::string(field.field))
                path.can_be_null = !field.is_always_known;
        }
        path.usual = usual_of(path);
    }
    return space;
}

std::optional<std::size_t> Space::find(std::string_view path) const {
    const auto found = std::ranges::find(paths, path, &InputPath::path);
    if (found == paths.end()) return std::nullopt;
    return static_cast<std::size_t>(found - paths.begin());
}

std::vector<std::size_t> Space::below(std::string_view path) const {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < paths.size(); ++at) {
        const std::string_view own = paths[at].path;
        if (own == path || (own.starts_with(path) && own[path.size()] == '.')) found.push_back(at);
    }
    return found;
}

Assignment Space::usual() const {
    Assignment assignment;
    assignment.reserve(paths.size());
    for (const InputPath& path : paths) assignment.push_back(path.usual);
    return assignment;
}

std::vector<Value> inputs_of(const Space& space, const dmn::Engine& engine, std::span<const Value> assignment) {
    std::vector<Value> inputs(engine.inputs().size());
    for (std::size_t first = 0; first < space.paths.size();) {
        const std::size_t input = space.paths[first].input;
        std::size_t last = first;
        while (last < space.paths.size() && space.paths[last].input == input) ++last;
        inputs[input] = part_of(space, assignment, input, 0, first, last);
        first = last;
    }
    return inputs;
}

}  // namespace konsequenz::proof
