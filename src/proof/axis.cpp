#include "proof/axis.h"

#include <algorithm>
#include <utility>

#include "proof/scale.h"

namespace konsequenz::proof {
namespace {

using feel::TestShape;
using feel::TypeKind;
using feel::Value;

/// Constants and ends of intervals that a shape names, null aside.
void collect(const TestShape& shape, std::vector<Value>& values) {
    const auto add = [&](const Value& value) {
        if (!value.is_null()) values.push_back(value);
    };
    for (const Value& constant : shape.constants) add(constant);
    for (const feel::RangeEnds& interval : shape.intervals) {
        add(interval.low);
        add(interval.high);
    }
}

bool names_null(const TestShape& shape) {
    return std::ranges::any_of(shape.constants, [](const Value& value) { return value.is_null(); });
}

/// Of the values that cells speak of, where the model does not say: their one kind, or any.
TypeKind common_kind(const std::vector<Value>& values) {
    if (values.empty()) return TypeKind::any;
    const TypeKind first = feel::type_of(values.front()).kind();
    const bool is_common =
        std::ranges::all_of(values, [&](const Value& value) { return feel::type_of(value).kind() == first; });
    return is_common ? first : TypeKind::any;
}

bool is_whole_number(const Value& value) { return value.is_number() && value.as_number().is_integer(); }

bool belongs(const Domain& domain, const Value& value) {
    if (domain.is_whole && !is_whole_number(value)) return false;
    if (!std::ranges::all_of(domain.shapes, [&](const TestShape& shape) { return passes(shape, value); })) return false;
    return std::ranges::all_of(domain.tests, [&](const feel::Expression& test) {
        std::vector<Value> slots = domain.test_slots;
        slots.push_back(value);
        return test.evaluate(slots).is_true();
    });
}

void add_value(Axis& axis, const Value& value) {
    const bool is_known =
        std::ranges::any_of(axis.atoms, [&](const Atom& atom) { return feel::identical(atom.low, value); });
    if (!is_known) axis.atoms.push_back({Atom::Kind::value, value, {}, value});
}

void list_values(Axis& axis, const Domain& domain, std::vector<Value> values) {
    axis.is_listed = true;
    axis.is_vague = false;
    if (axis.kind == TypeKind::number) {
        std::ranges::stable_sort(values, [](const Value& left, const Value& right) {
            return left.is_number() && right.is_number() && left.as_number() < right.as_number();
        });
        axis.is_ordered = std::ranges::all_of(values, [](const Value& value) { return value.is_number(); });
    }
    for (const Value& value : values) {
        if (belongs(domain, value)) add_value(axis, value);
    }
}

void cut_scale(Axis& axis, const Domain& domain, std::vector<Value> ends) {
    axis.is_ordered = true;
    std::ranges::sort(ends, [](const Value& left, const Value& right) { return *feel::compare(left, right) < 0; });
    const auto repeated = std::ranges::unique(
        ends, [](const Value& left, const Value& right) { return *feel::compare(left, right) == 0; });
    ends.erase(repeated.begin(), repeated.end());
    const auto add_between = [&](const Value& low, const Value& high) {
        const auto sample = between(axis.kind, axis.is_whole, low, high);
        if (sample && belongs(domain, *sample)) axis.atoms.push_back({Atom::Kind::between, low, high, *sample});
    };
    for (std::size_t at = 0; at < ends.size(); ++at) {
        add_between(at == 0 ? Value() : ends[at - 1], ends[at]);
        if (belongs(domain, ends[at])) axis.atoms.push_back({Atom::Kind::value, ends[at], {}, ends[at]});
    }
    add_between(ends.empty() ? Value() : ends.back(), {});
}

/// A string that none of the cells names.
Value other_string(const std::vector<Value>& named) {
    std::string text = "other";
    while (std::ranges::any_of(named, [&](const Value& value) { return value.as_string() == text; })) text += "_";
    return Value::string(std::string_view(text));
}

void cut(Axis& axis, const Domain& domain, const std::vector<Value>& named, bool has_intervals) {
    if (!domain.values.empty()) {
        list_values(axis, domain, domain.values);
    } else if (axis.kind == TypeKind::boolean) {
        list_values(axis, domain, {Value::boolean(true), Value::boolean(false)});
    } else if (has_scale(axis.kind) && share_scale(axis.kind, named)) {
        cut_scale(axis, domain, named);
    } else if (axis.kind == TypeKind::string && !has_intervals) {
        for (const Value& value : named) {
            if (belongs(domain, value)) add_value(axis, value);
        }
        const Value other = other_string(named);
        if (belongs(domain, other)) axis.atoms.push_back({Atom::Kind::other, {}, {}, other});
    } else {
        axis.is_open = true;
        axis.atoms.push_back({});
    }
}

/// The bits of a range of atoms whose values lie in the interval: the atoms ascend, so they follow one another.
void set_interval(const Axis& axis, const feel::RangeEnds& interval, std::vector<std::uint64_t>& bits) {
    const auto is_below = [&](const Atom& atom) {
        if (atom.kind == Atom::Kind::null) return false;
        if (interval.low.is_null()) return false;
        const auto order = *feel::compare(atom.sample, interval.low);
        return order < 0 || (order == 0 && interval.low_bound == feel::Bound::open);
    };
    const auto is_within = [&](const Atom& atom) {
        if (atom.kind == Atom::Kind::null) return false;
        if (interval.high.is_null()) return true;
        const auto order = *feel::compare(atom.sample, interval.high);
        return order < 0 || (order == 0 && interval.high_bound == feel::Bound::closed);
    };
    const auto first = std::ranges::partition_point(axis.atoms, is_below);
    const auto last = std::partition_point(first, axis.atoms.end(), is_within);
    for (auto at = first; at != last; ++at) {
        const auto bit = static_cast<std::size_t>(at - axis.atoms.begin());
        bits[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
}

/// Whether the cell speaks of the axis's own kind alone, so that its parts can be found by their order.
bool is_on_scale(const Axis& axis, const TestShape& cell) {
    if (!axis.is_ordered || cell.negated || cell.intervals.empty()) return false;
    std::vector<Value> named;
    collect(cell, named);
    return cell.constants.empty() && common_kind(named) == axis.kind;
}

}  // namespace

bool passes(const TestShape& shape, const Value& value) {
    if (shape.form == TestShape::Form::any) return true;
    bool is_comparable = true;
    const auto holds = [&](std::optional<bool> answer) {
        if (!answer) is_comparable = false;
        return answer.value_or(false);
    };
    bool is_covered = false;
    for (const Value& constant : shape.constants) is_covered = holds(feel::equals(constant, value)) || is_covered;
    for (const feel::RangeEnds& interval : shape.intervals)
        is_covered = holds(feel::contains(interval, value)) || is_covered;
    return shape.negated ? !is_covered && is_comparable : is_covered;
}

bool holds(const Axis& axis, std::size_t atom, const Value& value) {
    const auto is_above = [](const Value& high, const Value& low) {
        const auto order = feel::compare(high, low);
        return order && *order > 0;
    };
    const auto is_named = [&](const Atom& named) {
        return named.kind == Atom::Kind::value && feel::equals(named.low, value).value_or(false);
    };
    const Atom& of = axis.atoms[atom];
    switch (of.kind) {
        case Atom::Kind::null: return value.is_null();
        case Atom::Kind::value: return is_named(of);
        case Atom::Kind::between:
            return !value.is_null() && (of.low.is_null() || is_above(value, of.low)) &&
                   (of.high.is_null() || is_above(of.high, value));
        case Atom::Kind::other: return !value.is_null() && std::ranges::none_of(axis.atoms, is_named);
    }
    return false;
}

Axis make_axis(std::string name, const Domain& domain, std::span<const TestShape> cells) {
    Axis axis;
    axis.name = std::move(name);
    axis.is_whole = domain.is_whole;
    axis.is_vague = domain.is_vague;
    std::vector<Value> named;
    bool has_intervals = false;
    bool is_null_named = false;
    for (const TestShape& cell : cells) {
        collect(cell, named);
        has_intervals = has_intervals || !cell.intervals.empty();
        is_null_named = is_null_named || names_null(cell);
    }
    axis.kind = domain.kind == TypeKind::any ? common_kind(named) : domain.kind;
    // A date and a date and time compare with one another, and no order of ours holds both.
    const bool is_mixed = (axis.kind == TypeKind::date || axis.kind == TypeKind::date_time) &&
                          common_kind(named) != axis.kind && !named.empty();
    if (is_mixed) axis.kind = TypeKind::any;
    // What cells say of another kind is never met; what the domain says counts.
    std::erase_if(named, [&](const Value& value) { return feel::type_of(value).kind() != axis.kind; });
    for (const TestShape& shape : domain.shapes) {
        collect(shape, named);
        // Between two strings there is no sample to try.
        axis.is_vague = axis.is_vague || (axis.kind == TypeKind::string && !shape.intervals.empty());
    }
    cut(axis, domain, named, has_intervals);
    if (domain.can_be_null || is_null_named) axis.atoms.push_back({Atom::Kind::null, {}, {}, {}});
    return axis;
}

std::optional<std::vector<std::uint64_t>> atoms_of(const Axis& axis, const TestShape& cell) {
    std::vector<std::uint64_t> bits((axis.atoms.size() + 63) / 64);
    if (is_on_scale(axis, cell)) {
        for (const feel::RangeEnds& interval : cell.intervals) set_interval(axis, interval, bits);
        return bits;
    }
    const bool is_any = cell.form == TestShape::Form::any;
    if (axis.is_open && !is_any) return std::nullopt;
    for (std::size_t at = 0; at < axis.atoms.size(); ++at) {
        if (is_any || passes(cell, axis.atoms[at].sample)) bits[at / 64] |= std::uint64_t{1} << at % 64;
    }
    return bits;
}

}  // namespace konsequenz::proof
