#include "proof/world_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace konsequenz::proof {

using dmn::Aggregation;
using dmn::HitPolicy;
using feel::TypeKind;

bool TableReader::is_list() const {
    return program_.aggregation == Aggregation::none &&
           (program_.hit_policy == HitPolicy::collect || program_.hit_policy == HitPolicy::rule_order ||
            program_.hit_policy == HitPolicy::output_order);
}

Result<Symbol> TableReader::choose(Term condition, const Symbol& then, const Symbol& otherwise) {
    auto chosen = symbols_.choice(condition, then, otherwise);
    if (!chosen)
        return not_decided(
            fmt::format("outputs of different kinds in the table `{}` are not looked at", program_.owner));
    return *std::move(chosen);
}

// Each distinct cell of a column is looked at once.
Result<void> TableReader::read_matches(TableFormulas& table) {
    const std::size_t rules = program_.rules.size();
    std::vector<std::vector<Term>> cells(rules);
    std::vector<Term> allowed;
    for (const dmn::TableColumn& column : program_.columns) {
        values_.push_back(TRY(check_(TRY(translator_.value(column.program, scope_)), column.type)));
        const Symbol& value = values_.back();
        if (column.allowed) {
            const Term is_listed = TRY(translator_.passes(column.allowed->cells.tests.front(), scope_, value));
            allowed.push_back(formulas_.either(value.is_null, is_listed));
        }
        std::vector<std::optional<Term>> known(column.cells.tests.size());
        for (std::size_t rule = 0; rule < rules; ++rule) {
            const std::uint32_t test = column.cells.of_rule[rule];
            if (!known[test]) known[test] = TRY(translator_.passes(column.cells.tests[test], scope_, value));
            cells[rule].push_back(*known[test]);
        }
    }
    table.is_allowed = formulas_.conjunction(allowed);
    Term any = formulas_.truth(false);
    Term several = formulas_.truth(false);
    for (std::size_t rule = 0; rule < rules; ++rule) {
        cells[rule].push_back(table.is_allowed);
        const Term matches = formulas_.conjunction(cells[rule]);
        table.matches.push_back(matches);
        several = formulas_.either(several, formulas_.both(any, matches));
        any = formulas_.either(any, matches);
    }
    table.any = any;
    table.several = several;
    return {};
}

Result<Symbol> TableReader::output(std::size_t rule) {
    const dmn::TableRule& made = program_.rules[rule];
    const auto one = [&](std::size_t at) -> Result<Symbol> {
        return check_(TRY(translator_.value(made.outputs[at], scope_)), program_.outputs[at].type);
    };
    if (made.outputs.size() == 1) return one(0);
    Symbol context;
    context.kind = TypeKind::context;
    context.is_null = formulas_.truth(false);
    for (std::size_t at = 0; at < made.outputs.size(); ++at)
        context.entries.push_back({program_.outputs[at].name, TRY(one(at))});
    return context;
}

Result<Symbol> TableReader::no_match() {
    const auto has_default = [](const dmn::TableOutput& output) { return output.default_value.has_value(); };
    Symbol empty;
    empty.kind = TypeKind::list;
    empty.is_null = formulas_.truth(false);
    if (std::ranges::none_of(program_.outputs, has_default)) {
        if (is_list()) return empty;
        if (program_.aggregation == Aggregation::count) return symbols_.number(formulas_.number(std::int64_t{0}));
        return symbols_.null();
    }
    if (program_.outputs.size() != 1)
        return not_decided(fmt::format("defaults of several outputs in `{}` are not looked at", program_.owner));
    const dmn::TableOutput& output = program_.outputs.front();
    Symbol value = TRY(check_(TRY(translator_.value(*output.default_value, scope_)), output.type));
    if (!is_list() || value.kind == TypeKind::list) return value;
    empty.items.push_back({formulas_.truth(true), std::move(value)});
    return empty;
}

// Outputs that many rules share are one choice.
Result<Symbol> TableReader::chosen_output(std::span<const Term> chosen) {
    std::vector<std::pair<const feel::Value*, std::vector<Term>>> constants;
    Symbol value = symbols_.null();
    for (std::size_t rule = 0; rule < chosen.size(); ++rule) {
        const auto& constant = program_.rules[rule].constant;
        if (!constant) {
            value = TRY(choose(chosen[rule], TRY(output(rule)), value));
            continue;
        }
        const auto known =
            std::ranges::find_if(constants, [&](const auto& each) { return feel::identical(*each.first, *constant); });
        if (known == constants.end())
            constants.push_back({&*constant, {chosen[rule]}});
        else
            known->second.push_back(chosen[rule]);
    }
    for (const auto& [constant, rules] : constants) {
        const auto rule = std::ranges::find_if(
            program_.rules, [&](const dmn::TableRule& each) { return each.constant && &*each.constant == constant; });
        const Symbol symbol = TRY(output(static_cast<std::size_t>(rule - program_.rules.begin())));
        value = TRY(choose(formulas_.disjunction(rules), symbol, value));
    }
    return value;
}

Result<std::vector<std::uint32_t>> TableReader::order() const {
    std::vector<std::uint32_t> rules(program_.rules.size());
    std::iota(rules.begin(), rules.end(), 0U);
    if (program_.hit_policy != HitPolicy::priority && program_.hit_policy != HitPolicy::output_order) return rules;
    if (program_.places.size() != rules.size())
        return not_decided(fmt::format("the order of outputs of `{}` that are not constant", program_.owner));
    std::ranges::sort(rules, {}, [&](std::uint32_t rule) { return program_.places[rule]; });
    return rules;
}

Result<Symbol> TableReader::first(TableFormulas& table, std::span<const std::uint32_t> order) {
    table.chosen.resize(order.size());
    Term before = formulas_.truth(false);
    for (const std::uint32_t rule : order) {
        table.chosen[rule] = formulas_.both(table.matches[rule], formulas_.negation(before));
        before = formulas_.either(before, table.matches[rule]);
    }
    return chosen_output(table.chosen);
}

Result<Symbol> TableReader::unique(TableFormulas& table) {
    for (const Term matches : table.matches)
        table.chosen.push_back(formulas_.both(matches, formulas_.negation(table.several)));
    return chosen_output(table.chosen);
}

// The first one's output, where all that match give the same.
Result<Symbol> TableReader::any(TableFormulas& table) {
    const std::vector<std::uint32_t> rules = TRY(order());
    Symbol value = TRY(first(table, rules));
    std::vector<Term> same;
    for (const std::uint32_t rule : rules) {
        const auto equal = symbols_.identical(TRY(output(rule)), value);
        if (!equal) return not_decided(fmt::format("whether outputs of `{}` are equal", program_.owner));
        same.push_back(formulas_.implies(table.matches[rule], *equal));
    }
    const Term agree = formulas_.conjunction(same);
    for (Term& chosen : table.chosen) chosen = formulas_.both(chosen, agree);
    return choose(agree, value, symbols_.null());
}

Result<Symbol> TableReader::list(TableFormulas& table, std::span<const std::uint32_t> order) {
    table.chosen = table.matches;
    Symbol list;
    list.kind = TypeKind::list;
    list.is_null = formulas_.truth(false);
    for (const std::uint32_t rule : order) list.items.push_back({table.matches[rule], TRY(output(rule))});
    return list;
}

Result<Symbol> TableReader::aggregate(TableFormulas& table) {
    table.chosen = table.matches;
    const Term zero = formulas_.number(std::int64_t{0});
    const Term one = formulas_.number(std::int64_t{1});
    Term total = zero;
    Symbol best = symbols_.null();
    Term has_best = formulas_.truth(false);
    std::vector<Term> nulls;
    for (std::size_t rule = 0; rule < table.matches.size(); ++rule) {
        const Term matches = table.matches[rule];
        if (program_.aggregation == Aggregation::count) {
            total = formulas_.arithmetic(Operation::sum, total, formulas_.choice(matches, one, zero));
            continue;
        }
        Symbol value = TRY(output(rule));
        if (value.kind != TypeKind::number)
            return not_decided(fmt::format("an aggregation of what is no number in `{}`", program_.owner));
        nulls.push_back(formulas_.both(matches, value.is_null));
        value.is_null = formulas_.truth(false);
        if (program_.aggregation == Aggregation::sum) {
            total = formulas_.arithmetic(Operation::sum, total, formulas_.choice(matches, value.term, zero));
            continue;
        }
        if (best.kind == TypeKind::null) best = value;
        const bool is_least = program_.aggregation == Aggregation::min;
        const Term is_better = is_least ? formulas_.less(value.term, best.term) : formulas_.less(best.term, value.term);
        const Term takes = formulas_.both(matches, formulas_.either(formulas_.negation(has_best), is_better));
        best.term = formulas_.choice(takes, value.term, best.term);
        has_best = formulas_.either(has_best, matches);
    }
    const bool is_number = program_.aggregation == Aggregation::count || program_.aggregation == Aggregation::sum;
    Symbol result = is_number ? symbols_.number(total) : best;
    if (result.kind != TypeKind::null) result.is_null = formulas_.disjunction(nulls);
    return result;
}

Result<Symbol> TableReader::by_policy(TableFormulas& table) {
    switch (program_.hit_policy) {
        case HitPolicy::unique: return unique(table);
        case HitPolicy::any: return any(table);
        case HitPolicy::first:
        case HitPolicy::priority: return first(table, TRY(order()));
        default: break;
    }
    if (program_.aggregation != Aggregation::none) return aggregate(table);
    return list(table, TRY(order()));
}

Result<Term> TableReader::is_low(const TreeNode& node, const dmn::ColumnIndex& index) {
    const Symbol& value = values_[node.column];
    if (node.place + 1 == index.null_place()) return formulas_.negation(value.is_null);
    if (value.kind != index.kind_type()) return formulas_.truth(false);
    const Term is_known = formulas_.negation(value.is_null);
    const auto points = index.points();
    if (value.kind == TypeKind::boolean) return symbols_.is_false(value);
    if (value.kind == TypeKind::string) {
        const auto low = points.subspan(node.range.first, node.place - node.range.first + 1);
        return TRY(symbols_.is_one_of(value, low));
    }
    const Symbol point = TRY(symbols_.constant(points[node.place / 2]));
    const auto below = symbols_.ordered(node.place % 2 == 1, value, point);
    if (!below) return not_decided("an order that is not looked at");
    return formulas_.both(is_known, symbols_.is_true(*below));
}

Result<Symbol> TableReader::leaf_value(const TreeNode& leaf) {
    if (leaf.rules.empty()) return no_match();
    if (leaf.rules.size() == 1) return output(leaf.rules.front());
    return symbols_.null();
}

// From the leaves up: what comes out, whether a rule matches, whether more than one does.
Result<std::optional<Symbol>> TableReader::by_tree(TableFormulas& table) {
    const bool is_unique = program_.hit_policy == HitPolicy::unique;
    const bool takes_first = program_.hit_policy == HitPolicy::first || program_.hit_policy == HitPolicy::priority;
    if ((!is_unique && !takes_first) || program_.rules.size() < symbols_.tree_rules_min()) return std::nullopt;
    const std::vector<std::uint32_t> rules = TRY(order());
    const auto tree = make_tree(program_, rules, takes_first);
    if (!tree) return std::nullopt;
    for (std::size_t at = 0; at < tree->indexes.size(); ++at) {
        const TypeKind kind = tree->indexes[at].kind_type();
        const bool fits = kind == TypeKind::null || values_[at].kind == kind || values_[at].kind == TypeKind::null;
        if (!fits) return std::nullopt;
    }
    std::vector<Symbol> values;
    std::vector<Term> any;
    std::vector<Term> several;
    for (const TreeNode& node : tree->nodes) {
        if (node.is_leaf) {
            values.push_back(TRY(leaf_value(node)));
            any.push_back(formulas_.truth(!node.rules.empty()));
            several.push_back(formulas_.truth(node.rules.size() > 1));
            continue;
        }
        const Term low = TRY(is_low(node, tree->indexes[node.column]));
        values.push_back(TRY(choose(low, values[node.low], values[node.high])));
        any.push_back(formulas_.choice(low, any[node.low], any[node.high]));
        several.push_back(formulas_.choice(low, several[node.low], several[node.high]));
    }
    table.any = formulas_.both(table.is_allowed, any.back());
    table.several = formulas_.both(table.is_allowed, several.back());
    return values.back();
}

Result<Symbol> TableReader::read(TableFormulas& table) {
    TRY_VOID(read_matches(table));
    std::optional<Symbol> by_cuts = TRY(by_tree(table));
    const Symbol matched = TRY(by_policy(table));
    Symbol value = by_cuts ? *std::move(by_cuts) : TRY(choose(table.any, matched, TRY(no_match())));
    if (formulas_.is_yes(table.is_allowed)) return value;
    return choose(table.is_allowed, value, symbols_.null());
}

}  // namespace konsequenz::proof
