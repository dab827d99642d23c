#include "proof/table_shape.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "dmn/state.h"
#include "feel/syntax.h"

namespace konsequenz::proof {
namespace {

using dmn::CheckedType;
using feel::TestShape;
using feel::TypeKind;
using feel::Value;

/// Where a table stands: the decision or knowledge model that it is the whole logic of.
struct Owner {
    const dmn::TableProgram* program = nullptr;
    std::optional<std::size_t> decision;
    const dmn::KnowledgeNode* knowledge = nullptr;
};

const dmn::TableProgram* program_of(const dmn::Body& body, std::size_t table) {
    const dmn::Logic* logic = body.logic.get();
    while (logic != nullptr && logic->view().kind == dmn::LogicView::Kind::checked) logic = logic->view().parts.front();
    const auto* of_table = dynamic_cast<const dmn::TableLogic*>(logic);
    return of_table != nullptr && of_table->program().number == table ? &of_table->program() : nullptr;
}

Owner owner_of(const dmn::Engine::State& state, std::size_t table) {
    for (std::size_t at = 0; at < state.decisions.size(); ++at) {
        if (const auto* program = program_of(state.decisions[at].body, table)) return {program, at, nullptr};
    }
    for (const dmn::KnowledgeNode& node : state.knowledge) {
        if (const auto* program = program_of(node.body, table)) return {program, std::nullopt, &node};
    }
    return {};
}

/// What a domain takes from a type and its constraint.
void constrain(Domain& domain, const CheckedType& type) {
    if (domain.kind == TypeKind::any) domain.kind = type.type.kind();
    if (type.constraint == nullptr) return;
    for (const feel::Expression& test : type.constraint->tests) {
        const std::vector<Value> listed = dmn::listed_values(test);
        const std::optional<TestShape> shape = test.shape();
        if (!listed.empty() && domain.values.empty()) {
            std::ranges::remove_copy_if(listed, std::back_inserter(domain.values),
                                        [](const Value& value) { return value.is_null(); });
        } else if (shape) {
            domain.shapes.push_back(*shape);
        } else {
            domain.is_vague = true;
        }
    }
}

Domain domain_of(const InputPath& path, NullCounts nulls) {
    Domain domain;
    domain.kind = path.type.kind();
    domain.can_be_null = nulls == NullCounts::where_possible && path.can_be_null;
    domain.is_whole = path.is_whole;
    domain.is_vague = path.other.has_value();
    domain.values = path.values;
    domain.shapes = path.shapes;
    return domain;
}

/// The values that an expression gives, where it is a constant or chooses among constants.
bool collect_outcomes(const feel::Tree& tree, feel::NodeId node, std::vector<Value>& values) {
    if (const auto* literal = std::get_if<feel::Literal>(&tree[node].content)) {
        values.push_back(literal->value);
        return true;
    }
    const auto* choice = std::get_if<feel::If>(&tree[node].content);
    return choice != nullptr && collect_outcomes(tree, choice->then, values) &&
           collect_outcomes(tree, choice->otherwise, values);
}

/// The values that a decision's table gives, where all its outputs are constants; none where that is not known.
std::vector<Value> outcomes_of(const dmn::Engine& engine, std::size_t decision) {
    const auto& info = engine.decisions()[decision];
    if (!info.table) return {};
    const dmn::TableInfo& table = engine.tables()[*info.table];
    const bool is_one_rule = table.hit_policy == dmn::HitPolicy::unique || table.hit_policy == dmn::HitPolicy::any ||
                             table.hit_policy == dmn::HitPolicy::first || table.hit_policy == dmn::HitPolicy::priority;
    if (!is_one_rule || table.outputs.size() != 1) return {};
    std::vector<Value> values;
    const auto add = [&](const feel::Expression& cell) {
        return collect_outcomes(cell.tree(), cell.tree().root(), values);
    };
    for (const dmn::RuleInfo& rule : table.rules) {
        if (!add(rule.outputs.front())) return {};
    }
    if (!table.defaults.empty() && !add(table.defaults.front())) return {};
    return values;
}

Domain domain_of_decision(const dmn::Engine& engine, std::size_t decision) {
    Domain domain;
    constrain(domain, engine.state().decisions[decision].body.result);
    if (domain.kind == TypeKind::any) domain.kind = engine.state().decisions[decision].body.type.kind();
    const std::vector<Value> outcomes = outcomes_of(engine, decision);
    const bool gives_null = std::ranges::any_of(outcomes, [](const Value& value) { return value.is_null(); });
    domain.can_be_null = gives_null;
    if (domain.values.empty()) {
        std::ranges::remove_copy_if(outcomes, std::back_inserter(domain.values),
                                    [](const Value& value) { return value.is_null(); });
    }
    return domain;
}

class Builder {
  public:
    Builder(const dmn::Engine& engine, const Space& space, NullCounts nulls, std::size_t table)
        : engine_(engine), space_(space), nulls_(nulls), owner_(owner_of(engine.state(), table)) {
        shape_.table = table;
        shape_.decision = owner_.decision;
        shape_.info = &engine.tables()[table];
        shape_.program = owner_.program;
    }

    TableShape build() {
        make_axes();
        std::vector<std::size_t> counts;
        counts.reserve(shape_.axes.size());
        for (const Axis& axis : shape_.axes) counts.push_back(axis.atoms.size());
        shape_.grid = Grid(std::move(counts));
        const Box whole = shape_.grid.whole();
        shape_.boxes.assign(shape_.info->rules.size(), whole);
        shape_.is_certain.assign(shape_.info->rules.size(), true);
        for (std::size_t column = 0; column < shape_.axis_of.size(); ++column) narrow(column);
        return std::move(shape_);
    }

  private:
    [[nodiscard]] Domain domain_of_column(std::size_t column, const std::string& name) const {
        Domain domain = named_domain(name);
        const feel::Expression& program = shape_.info->input_programs[column];
        if (owner_.program != nullptr) {
            const dmn::TableColumn& typed = owner_.program->columns[column];
            constrain(domain, typed.type);
            if (typed.allowed) allow(domain, typed.allowed->cells.tests.front());
        }
        if (domain.kind == TypeKind::any) domain.kind = program.type().kind();
        return domain;
    }

    [[nodiscard]] Domain named_domain(const std::string& name) const {
        if (owner_.decision) {
            const auto& info = engine_.decisions()[*owner_.decision];
            for (const std::size_t required : info.required_decisions) {
                if (engine_.decisions()[required].name == name) return domain_of_decision(engine_, required);
            }
            if (const auto path = space_.find(name)) return domain_of(space_.paths[*path], nulls_);
        }
        if (owner_.knowledge != nullptr) {
            const auto& members = owner_.knowledge->signature.members();
            const auto& types = owner_.knowledge->body.parameters;
            for (std::size_t at = 0; at < members.size() && at < types.size(); ++at) {
                if (members[at].name != name) continue;
                Domain domain;
                constrain(domain, types[at]);
                return domain;
            }
        }
        return {};
    }

    /// The values that the clause itself lists.
    void allow(Domain& domain, const feel::Expression& tests) const {
        std::vector<Value> listed = dmn::listed_values(tests);
        const std::optional<TestShape> shape = tests.shape();
        if (!listed.empty() && domain.values.empty())
            domain.values = std::move(listed);
        else if (shape)
            domain.shapes.push_back(*shape);
        else if (tests.reads().empty() && !domain.values.empty() && owner_.program != nullptr) {
            domain.tests.push_back(tests);
            domain.test_slots.resize(owner_.program->scope_size);
        } else {
            domain.is_vague = true;
        }
    }

    void make_axes() {
        std::map<std::string, std::size_t> known;
        std::vector<std::vector<std::size_t>> columns;
        for (std::size_t column = 0; column < shape_.info->inputs.size(); ++column) {
            const std::string name = feel::print(shape_.info->input_programs[column].tree());
            const auto [entry, is_new] = known.try_emplace(name, columns.size());
            if (is_new) columns.emplace_back();
            columns[entry->second].push_back(column);
            shape_.axis_of.push_back(entry->second);
        }
        for (const auto& of_axis : columns) {
            const std::size_t first = of_axis.front();
            const std::string name = feel::print(shape_.info->input_programs[first].tree());
            std::vector<TestShape> cells;
            std::set<std::string, std::less<>> seen;
            for (const std::size_t column : of_axis) {
                for (const dmn::RuleInfo& rule : shape_.info->rules) {
                    if (!seen.emplace(rule.tests[column].text()).second) continue;
                    if (auto cell = rule.tests[column].shape()) cells.push_back(std::move(*cell));
                }
            }
            shape_.axes.push_back(make_axis(name, domain_of_column(first, name), cells));
        }
    }

    /// Of a test without a shape, which of the listed values pass it; nullopt where that is not known.
    [[nodiscard]] std::optional<std::vector<std::uint64_t>> tried_out(const Axis& axis,
                                                                      const feel::Expression& test) const {
        const std::string_view text = test.text();
        const bool asks_the_clock = text.contains("now(") || text.contains("today(");
        if (!axis.is_listed || owner_.program == nullptr || !test.reads().empty() || asks_the_clock)
            return std::nullopt;
        std::vector<std::uint64_t> bits((axis.atoms.size() + 63) / 64);
        std::vector<Value> slots(owner_.program->scope_size + 1);
        for (std::size_t at = 0; at < axis.atoms.size(); ++at) {
            slots.back() = axis.atoms[at].sample;
            if (test.evaluate(slots).is_true()) bits[at / 64] |= std::uint64_t{1} << at % 64;
        }
        return bits;
    }

    struct Cell {
        std::optional<std::vector<std::uint64_t>> bits;  ///< absent: open
        std::vector<Value> strange;
    };

    [[nodiscard]] Cell read(const Axis& axis, const feel::Expression& test) const {
        const std::optional<TestShape> shape = test.shape();
        if (!shape) return {tried_out(axis, test), {}};
        Cell cell{atoms_of(axis, *shape), {}};
        if (!axis.is_listed) return cell;
        for (const Value& constant : shape->constants) {
            const bool is_known = constant.is_null() || std::ranges::any_of(axis.atoms, [&](const Atom& atom) {
                                      return atom.kind == Atom::Kind::value && feel::identical(atom.low, constant);
                                  });
            // Numbers written otherwise are the same: 1.0 and 1.
            const bool is_equal = std::ranges::any_of(
                axis.atoms, [&](const Atom& atom) { return feel::equals(atom.sample, constant).value_or(false); });
            if (!is_known && !is_equal) cell.strange.push_back(constant);
        }
        return cell;
    }

    void narrow(std::size_t column) {
        const std::size_t axis = shape_.axis_of[column];
        std::map<std::string, Cell, std::less<>> known;
        for (std::size_t rule = 0; rule < shape_.info->rules.size(); ++rule) {
            const feel::Expression& test = shape_.info->rules[rule].tests[column];
            auto entry = known.find(test.text());
            if (entry == known.end()) entry = known.emplace(test.text(), read(shape_.axes[axis], test)).first;
            const Cell& cell = entry->second;
            for (const Value& value : cell.strange) shape_.strange.push_back({rule, column, value});
            if (!cell.bits) {
                shape_.open.push_back({rule, column});
                shape_.is_certain[rule] = false;
                continue;
            }
            if (std::ranges::all_of(*cell.bits, [](std::uint64_t word) { return word == 0; }))
                shape_.closed.push_back({rule, column});
            const auto row = shape_.grid.row(shape_.boxes[rule], axis);
            for (std::size_t word = 0; word < row.size(); ++word) row[word] &= (*cell.bits)[word];
        }
    }

    const dmn::Engine& engine_;
    const Space& space_;
    NullCounts nulls_;
    Owner owner_;
    TableShape shape_;
};

}  // namespace

TableShape TableShape::of(const dmn::Engine& engine, const Space& space, NullCounts nulls, std::size_t table) {
    return Builder(engine, space, nulls, table).build();
}

std::vector<Value> TableShape::witness(const Box& box) const {
    std::vector<Value> values;
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
        std::size_t atom = 0;
        while (!grid.has(box, axis, atom)) ++atom;
        values.push_back(axes[axis].atoms[atom].sample);
    }
    return values;
}

bool TableShape::contains(const Box& box, std::span<const Value> inputs) const {
    for (std::size_t column = 0; column < axis_of.size(); ++column) {
        const std::size_t axis = axis_of[column];
        if (grid.is_full(box, axis)) continue;
        bool is_inside = false;
        for (std::size_t atom = 0; atom < axes[axis].atoms.size() && !is_inside; ++atom)
            is_inside = grid.has(box, axis, atom) && holds(axes[axis], atom, inputs[column]);
        if (!is_inside) return false;
    }
    return true;
}

}  // namespace konsequenz::proof
