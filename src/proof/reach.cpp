#include "proof/reach.h"

#include <algorithm>
#include <utility>

namespace konsequenz::proof {
namespace {

using feel::TypeKind;
using feel::Value;

void add_once(std::vector<std::size_t>& items, std::size_t item) {
    if (std::ranges::find(items, item) == items.end()) items.push_back(item);
}

}  // namespace

Reach::Reach(const dmn::Engine& engine, const Space& space, NullCounts nulls, const std::vector<TableShape>& shapes,
             std::vector<feel::Expression> assumptions)
    : engine_(engine), space_(space), nulls_(nulls), shapes_(shapes), assumptions_(std::move(assumptions)) {}

bool Reach::is_listed(std::size_t path) const {
    const InputPath& known = space_.paths[path];
    return known.type.kind() != TypeKind::list && !known.other &&
           (!known.values.empty() || known.type.kind() == TypeKind::boolean);
}

/// Whether all that tells inputs apart shows in the columns of tables, so that a sample of each part stands for it.
bool Reach::has_told_reads(std::size_t decision) const {
    const auto& info = engine_.decisions()[decision];
    if (!info.table) return false;
    const TableShape& shape = shapes_[*info.table];
    if (!shape.open.empty()) return false;
    const auto is_told = [&](const std::string& read) {
        if (std::ranges::any_of(info.required_decisions,
                                [&](std::size_t required) { return engine_.decisions()[required].name == read; }))
            return true;
        const auto path = space_.find(read);
        return path && is_listed(*path);
    };
    const auto all_told = [&](const feel::Expression& expression) {
        return std::ranges::all_of(expression.reads(), is_told);
    };
    for (std::size_t column = 0; column < shape.axis_of.size(); ++column) {
        const Axis& axis = shape.axes[shape.axis_of[column]];
        const bool is_plain = space_.find(axis.name).has_value() && !axis.is_vague;
        if (!is_plain && !all_told(shape.info->input_programs[column])) return false;
    }
    return std::ranges::all_of(shape.info->rules,
                               [&](const dmn::RuleInfo& rule) { return std::ranges::all_of(rule.outputs, all_told); });
}

/// Samples of one column are no samples of another that cuts elsewhere: all cuts together are, those of the values that
/// the columns allow among them.
std::vector<feel::TestShape> Reach::cells_about(const std::string& path) const {
    std::vector<feel::TestShape> cells;
    for (const TableShape& shape : shapes_) {
        for (std::size_t column = 0; column < shape.axis_of.size(); ++column) {
            const Axis& axis = shape.axes[shape.axis_of[column]];
            if (!shape.decision || axis.name != path) continue;
            for (const dmn::RuleInfo& rule : shape.info->rules) {
                if (auto cell = rule.tests[column].shape()) cells.push_back(std::move(*cell));
            }
            feel::TestShape cuts;
            cuts.form = feel::TestShape::Form::values;
            for (const Atom& atom : axis.atoms) {
                for (const Value& end : {atom.low, atom.high}) {
                    if (!end.is_null()) cuts.constants.push_back(end);
                }
            }
            if (!cuts.constants.empty()) cells.push_back(std::move(cuts));
        }
    }
    return cells;
}

/// What to try of a path: its listed values, or a sample of each part that some table's column tells apart.
std::vector<Value> Reach::values_of(std::size_t path, bool& is_exhaustive) const {
    const InputPath& known = space_.paths[path];
    std::vector<Value> values;
    const auto add = [&](const Value& value) {
        const bool is_new = std::ranges::none_of(values, [&](const Value& other) { return identical(other, value); });
        if (is_new) values.push_back(value);
    };
    if (known.type.kind() == TypeKind::list) {
        is_exhaustive = false;
        add(Value::list({}));
        for (const Value& item : known.values) add(Value::list({item}));
        if (known.values.size() > 1) add(Value::list(known.values));
        return values;
    }
    for (const Value& value : known.values) add(value);
    if (known.values.empty() && known.type.kind() == TypeKind::boolean) {
        add(Value::boolean(false));
        add(Value::boolean(true));
    }
    if (values.empty()) {
        const std::vector<feel::TestShape> cells = cells_about(known.path);
        Domain domain;
        domain.kind = known.type.kind();
        domain.is_whole = known.is_whole;
        domain.shapes = known.shapes;
        const Axis axis = make_axis(known.path, domain, cells);
        const auto is_dash = [](const feel::TestShape& cell) { return cell.form == feel::TestShape::Form::any; };
        const bool is_told = !axis.is_open || std::ranges::all_of(cells, is_dash);
        is_exhaustive = is_exhaustive && is_told && !axis.is_vague && !known.other;
        for (const Atom& atom : axis.atoms) {
            if (atom.kind != Atom::Kind::null) add(axis.is_open ? known.usual : atom.sample);
        }
    }
    if (known.can_be_null && (nulls_ == NullCounts::where_possible || values.empty())) add({});
    return values;
}

bool Reach::add_reads(std::size_t decision, const std::vector<std::string>& reads, std::vector<std::size_t>& paths,
                      std::vector<std::size_t>& decisions) const {
    for (const std::string& read : reads) {
        const auto& required = engine_.decisions()[decision].required_decisions;
        const std::string root = read.substr(0, read.find('.'));
        const auto found =
            std::ranges::find_if(required, [&](std::size_t id) { return engine_.decisions()[id].name == root; });
        if (found != required.end()) {
            add_once(decisions, *found);
            continue;
        }
        // Of `due.year` it is the date that is tried; what an import brings along has no path here.
        std::string known = read;
        while (space_.below(known).empty() && known.find('.') != std::string::npos) known.resize(known.rfind('.'));
        const auto below = space_.below(known);
        if (below.empty()) return false;
        for (const std::size_t path : below) add_once(paths, path);
    }
    return true;
}

/// Whether samples of the column's own parts, or listed values, are all that the reads can bring.
bool Reach::is_told_by(const std::string& column, const std::string& read, std::size_t decision) const {
    const auto path = space_.find(read);
    if (path) return read == column || is_listed(*path);
    const std::string root = read.substr(0, read.find('.'));
    return std::ranges::any_of(engine_.decisions()[decision].required_decisions,
                               [&](std::size_t id) { return engine_.decisions()[id].name == root; });
}

std::optional<Reach::Plan> Reach::plan(const TableShape& shape, const Box& box, const std::vector<Wish>& wishes) const {
    std::vector<std::size_t> paths;
    std::vector<std::size_t> decisions;
    Plan made;
    for (std::size_t column = 0; column < shape.axis_of.size(); ++column) {
        const std::size_t axis = shape.axis_of[column];
        if (shape.grid.is_full(box, axis)) continue;
        const auto reads = shape.info->input_programs[column].reads();
        if (!add_reads(*shape.decision, reads, paths, decisions)) return std::nullopt;
        for (const std::string& read : reads)
            made.is_exhaustive = made.is_exhaustive && is_told_by(shape.axes[axis].name, read, *shape.decision);
    }
    for (std::size_t at = 0; at < decisions.size(); ++at) {
        const auto& info = engine_.decisions()[decisions[at]];
        if (!add_reads(decisions[at], info.reads, paths, decisions)) return std::nullopt;
        made.is_exhaustive = made.is_exhaustive && has_told_reads(decisions[at]);
    }
    std::size_t tries = 1;
    for (const std::size_t path : paths) {
        Candidates candidates{path, {}};
        const auto wish = std::ranges::find(wishes, space_.paths[path].path, &Wish::path);
        candidates.values = wish == wishes.end() ? values_of(path, made.is_exhaustive) : std::vector{wish->value};
        if (candidates.values.empty() || candidates.values.size() > tries_max / tries) return std::nullopt;
        tries *= candidates.values.size();
        made.candidates.push_back(std::move(candidates));
    }
    assume(made);
    return made;
}

/// An assumption that speaks of something else too can be met by that: it does not count here.
void Reach::assume(Plan& made) const {
    const auto is_tried = [&](const std::string& read) {
        return std::ranges::any_of(made.candidates,
                                   [&](const Candidates& tried) { return space_.paths[tried.path].path == read; });
    };
    const auto is_told = [&](const std::string& read) { return is_listed(space_.find(read).value()); };
    for (const feel::Expression& assumption : assumptions_) {
        const auto reads = assumption.reads();
        if (!std::ranges::all_of(reads, is_tried)) continue;
        made.assumptions.push_back(&assumption);
        made.is_exhaustive = made.is_exhaustive && std::ranges::all_of(reads, is_told);
    }
}

bool Reach::meets(const TableShape& shape, const Box& box, const std::vector<Value>& inputs) const {
    dmn::Trace trace;
    Value result;
    engine_.evaluate({&*shape.decision, 1}, inputs, {&result, 1}, trace);
    const auto ran = std::ranges::find(trace.tables, shape.table, &dmn::TableTrace::table);
    return ran != trace.tables.end() && shape.contains(box, ran->inputs);
}

Reached Reach::reaches(const TableShape& shape, const Box& box, const std::vector<Wish>& wishes) const {
    if (!shape.decision || shape.program == nullptr) return Reached::unknown;
    const auto planned = plan(shape, box, wishes);
    if (!planned) return Reached::unknown;
    Assignment assignment = space_.usual();
    for (const Wish& wish : wishes) {
        if (const auto path = space_.find(wish.path)) assignment[*path] = wish.value;
    }
    std::vector<std::size_t> turn(planned->candidates.size());
    while (true) {
        for (std::size_t at = 0; at < turn.size(); ++at)
            assignment[planned->candidates[at].path] = planned->candidates[at].values[turn[at]];
        const std::vector<Value> inputs = inputs_of(space_, engine_, assignment);
        const bool is_possible = std::ranges::all_of(planned->assumptions, [&](const feel::Expression* assumption) {
            return assumption->evaluate(inputs).is_true();
        });
        if (is_possible && meets(shape, box, inputs)) return Reached::yes;
        std::size_t next = 0;
        while (next < turn.size() && ++turn[next] == planned->candidates[next].values.size()) turn[next++] = 0;
        if (next == turn.size()) break;
    }
    return planned->is_exhaustive ? Reached::never : Reached::unknown;
}

}  // namespace konsequenz::proof
