#include "proof/table_check.h"

#include <algorithm>
#include <set>

#include "dmn/state.h"

namespace konsequenz::proof {
namespace {

using dmn::HitPolicy;

/// The inputs that a column hangs on, through the decisions it reads.
std::set<std::string, std::less<>> inputs_of_column(const dmn::Engine& engine, const TableShape& shape,
                                                    std::size_t column) {
    std::set<std::string, std::less<>> paths;
    for (const std::string& read : shape.info->input_programs[column].reads()) {
        const std::string root = read.substr(0, read.find('.'));
        std::optional<std::size_t> decision;
        if (shape.decision) {
            for (const std::size_t required : engine.decisions()[*shape.decision].required_decisions) {
                if (engine.decisions()[required].name == root) decision = required;
            }
        }
        if (!decision) {
            paths.insert(read);
            continue;
        }
        const auto deeper = engine.input_paths(*decision);
        paths.insert(deeper.begin(), deeper.end());
    }
    return paths;
}

bool touches(std::string_view one, std::string_view two) {
    const auto is_inside = [](std::string_view inner, std::string_view outer) {
        return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '.');
    };
    return is_inside(one, two) || is_inside(two, one);
}

/// Whether two rules give the same; nullopt where only an evaluation can tell.
std::optional<bool> same_outputs(const dmn::RuleInfo& left, const dmn::RuleInfo& right) {
    bool is_known = true;
    for (std::size_t at = 0; at < left.outputs.size(); ++at) {
        const feel::Value* one = left.outputs[at].constant();
        const feel::Value* two = right.outputs[at].constant();
        if (one != nullptr && two != nullptr) {
            if (!feel::identical(*one, *two) && !feel::equals(*one, *two).value_or(false)) return false;
        } else if (left.outputs[at].text() != right.outputs[at].text()) {
            is_known = false;
        }
    }
    if (!is_known) return std::nullopt;
    return true;
}

/// What would be one more than is shown: counted where it is certain, else only known to be there.
template <class Item>
void leave_out(Found<Item>& found, bool may_never_be) {
    if (may_never_be)
        found.is_complete = false;
    else
        ++found.more;
}

}  // namespace

bool takes_one_rule(HitPolicy policy) {
    return policy == HitPolicy::unique || policy == HitPolicy::any || policy == HitPolicy::first ||
           policy == HitPolicy::priority;
}

Place place_of(const dmn::Engine& engine, const TableShape& shape) {
    if (shape.decision) return engine.decisions()[*shape.decision].place;
    return shape.info->rules.empty() ? Place() : shape.info->rules.front().place;
}

TableChecks::TableChecks(const dmn::Engine& engine, const Space& space, NullCounts nulls,
                         const std::vector<feel::Expression>& assumptions)
    : engine_(engine),
      space_(space),
      nulls_(nulls),
      shapes_(make_shapes()),
      reach_(engine_, space_, nulls_, shapes_, assumptions) {
    for (const feel::Expression& assumption : assumptions) assumed_.push_back(assumption.reads());
}

std::vector<TableShape> TableChecks::make_shapes() const {
    std::vector<TableShape> shapes;
    for (std::size_t table = 0; table < engine_.tables().size(); ++table)
        shapes.push_back(TableShape::of(engine_, space_, nulls_, table));
    return shapes;
}

bool TableChecks::may_hang_together(const TableShape& shape, const Box& box) const {
    std::vector<std::set<std::string, std::less<>>> narrowed;
    std::set<std::size_t> seen;
    bool reads_more = false;
    for (std::size_t column = 0; column < shape.axis_of.size(); ++column) {
        const std::size_t axis = shape.axis_of[column];
        if (shape.grid.is_full(box, axis) || !seen.insert(axis).second) continue;
        narrowed.push_back(inputs_of_column(engine_, shape, column));
        reads_more = reads_more || (shape.decision && !space_.find(shape.axes[axis].name));
    }
    const auto is_narrowed = [&](const std::string& read) {
        return std::ranges::any_of(narrowed, [&](const auto& inputs) { return inputs.contains(read); });
    };
    reads_more = reads_more || std::ranges::any_of(assumed_, [&](const std::vector<std::string>& reads) {
                     return std::ranges::all_of(reads, is_narrowed);
                 });
    if (reads_more) return true;
    for (std::size_t one = 0; one < narrowed.size(); ++one) {
        for (std::size_t two = one + 1; two < narrowed.size(); ++two) {
            for (const std::string& left : narrowed[one]) {
                if (std::ranges::any_of(narrowed[two], [&](const auto& right) { return touches(left, right); }))
                    return true;
            }
        }
    }
    return false;
}

/// True: the model never gives it; false: it does, or its columns are free of one another; nullopt: not known.
std::optional<bool> TableChecks::is_never(const TableShape& shape, const Box& box) const {
    bool is_vague = false;
    for (std::size_t axis = 0; axis < shape.axes.size(); ++axis)
        is_vague = is_vague || (shape.axes[axis].is_vague && !shape.grid.is_full(box, axis));
    if (!is_vague && !may_hang_together(shape, box)) return false;
    switch (reach_.reaches(shape, box)) {
        case Reached::yes: return false;
        case Reached::never: return true;
        case Reached::unknown: return std::nullopt;
    }
    return std::nullopt;
}

Found<TableGap> TableChecks::gaps(const TableShape& shape) const {
    Found<TableGap> found;
    if (!takes_one_rule(shape.info->hit_policy)) return found;
    const Remainder left = remainder(shape.grid, shape.grid.whole(), shape.boxes);
    found.is_complete = left.is_complete;
    for (Box& region : widened(shape.grid, left.boxes, shape.boxes)) {
        if (found.items.size() == findings_max) {
            leave_out(found, may_hang_together(shape, region));
            continue;
        }
        const std::optional<bool> never = is_never(shape, region);
        if (never == true) continue;
        found.items.push_back({std::move(region), never.has_value() && shape.program != nullptr});
    }
    return found;
}

Found<TableOverlap> TableChecks::overlaps(const TableShape& shape) const {
    Found<TableOverlap> found;
    const HitPolicy policy = shape.info->hit_policy;
    if (policy != HitPolicy::unique && policy != HitPolicy::any) return found;
    const auto& rules = shape.info->rules;
    for (std::size_t first = 0; first < rules.size(); ++first) {
        for (std::size_t second = first + 1; second < rules.size(); ++second) {
            if (!shape.grid.meet(shape.boxes[first], shape.boxes[second])) continue;
            if (!shape.is_certain[first] || !shape.is_certain[second]) continue;
            bool is_certain = true;
            if (policy == HitPolicy::any) {
                const auto same = same_outputs(rules[first], rules[second]);
                if (same == true) continue;
                is_certain = same.has_value();
            }
            Box region = shape.grid.common(shape.boxes[first], shape.boxes[second]);
            if (found.items.size() == findings_max) {
                leave_out(found, !is_certain || may_hang_together(shape, region));
                continue;
            }
            const std::optional<bool> never = is_never(shape, region);
            if (never == true) continue;
            found.items.push_back({first, second, std::move(region), is_certain && never.has_value()});
        }
    }
    return found;
}

/// The rules that come before this one, as far as it is certain what they cover.
std::vector<Box> TableChecks::before(const TableShape& shape, std::size_t rule) const {
    std::vector<Box> boxes;
    const auto add = [&](std::size_t other) {
        if (shape.is_certain[other] && shape.grid.meet(shape.boxes[other], shape.boxes[rule]))
            boxes.push_back(shape.boxes[other]);
    };
    if (shape.info->hit_policy == HitPolicy::first) {
        for (std::size_t other = 0; other < rule; ++other) add(other);
    }
    if (shape.info->hit_policy == HitPolicy::priority && shape.program != nullptr) {
        const auto& places = shape.program->places;
        for (std::size_t other = 0; other < places.size(); ++other) {
            if (places[other] < places[rule]) add(other);
        }
    }
    return boxes;
}

std::vector<std::size_t> TableChecks::dead_rules(const TableShape& shape) const {
    std::vector<std::size_t> dead;
    for (std::size_t rule = 0; rule < shape.boxes.size(); ++rule) {
        const bool is_closed = std::ranges::find(shape.closed, rule, &OpenCell::rule) != shape.closed.end();
        if (is_closed) continue;  // said of the cell
        const bool is_dead = shape.grid.is_empty(shape.boxes[rule]) ||
                             is_covered(shape.grid, shape.boxes[rule], before(shape, rule)).value_or(false);
        if (is_dead) dead.push_back(rule);
    }
    return dead;
}

}  // namespace konsequenz::proof
