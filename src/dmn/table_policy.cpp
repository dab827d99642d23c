// What comes of the rules that match. DMN 1.5, 8.2.11 (hit policies) and 8.2.12 (defaults).
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <ranges>

#include "dmn/table.h"

namespace konsequenz::dmn {

using feel::Value;

Value TableLogic::single_output(Frame& frame, std::uint32_t rule, std::size_t output) const {
    return coerce(program_.rules[rule].outputs[output].evaluate(frame.slots.first(program_.scope_size), frame.run),
                  program_.outputs[output].type, "the output", frame.run);
}

Value TableLogic::output_of(Frame& frame, std::uint32_t rule) const {
    const TableRule& chosen = program_.rules[rule];
    if (chosen.constant) return *chosen.constant;
    if (chosen.outputs.size() == 1) return single_output(frame, rule, 0);
    std::vector<Value> values;
    for (std::size_t output = 0; output < chosen.outputs.size(); ++output)
        values.push_back(single_output(frame, rule, output));
    return Value::context(program_.output_names, std::move(values));
}

// Where no rule matches and no default is given, lists are empty and a count is 0; everything else is null.
Value TableLogic::no_match(Frame& frame) const {
    const bool has_default = std::ranges::any_of(
        program_.outputs, [](const TableOutput& output) { return output.default_value.has_value(); });
    const bool is_list = program_.aggregation == Aggregation::none &&
                         (program_.hit_policy == HitPolicy::collect || program_.hit_policy == HitPolicy::rule_order ||
                          program_.hit_policy == HitPolicy::output_order);
    if (!has_default) {
        if (is_list) return Value::list({});
        if (program_.aggregation == Aggregation::count) return Value::number(0);
        if (!frame.run.takes_notes()) return {};
        return frame.run.note("dmn.no-rule", fmt::format("no rule of the table `{}` matches", program_.owner));
    }
    std::vector<Value> values;
    for (const TableOutput& output : program_.outputs) {
        Value value = output.default_value
                          ? output.default_value->evaluate(frame.slots.first(program_.scope_size), frame.run)
                          : Value();
        values.push_back(coerce(std::move(value), output.type, "the default output", frame.run));
    }
    Value value =
        values.size() == 1 ? std::move(values.front()) : Value::context(program_.output_names, std::move(values));
    if (!is_list || value.is_list()) return value;
    std::vector<Value> items;
    items.push_back(std::move(value));
    return Value::list(std::move(items));
}

Value TableLogic::overlap(Frame& frame, std::uint32_t first, std::uint32_t second) const {
    if (!frame.run.takes_notes()) return {};
    return frame.run.note(
        "dmn.overlap",
        fmt::format("rules {} and {} of the table `{}` both match: its hit policy allows one, or equal outputs",
                    first + 1, second + 1, program_.owner));
}

Value TableLogic::any_output(Frame& frame, RuleList& rules) const {
    const std::uint32_t first = rules.rules().front();
    Value value = output_of(frame, first);
    for (const std::uint32_t rule : rules.rules().subspan(1)) {
        const bool is_same = program_.results.empty() ? feel::identical(value, output_of(frame, rule))
                                                      : program_.results[first] == program_.results[rule];
        if (is_same) continue;
        rules.truncate(0);
        return overlap(frame, first, rule);
    }
    rules.truncate(1);
    return value;
}

namespace {

std::vector<std::size_t> ranks_of(std::span<const TableOutput> outputs, std::span<const Value> values) {
    std::vector<std::size_t> ranks;
    for (std::size_t at = 0; at < outputs.size(); ++at) {
        const std::vector<Value>& order = outputs[at].order;
        const auto found =
            std::ranges::find_if(order, [&](const Value& known) { return feel::identical(known, values[at]); });
        ranks.push_back(static_cast<std::size_t>(found - order.begin()));
    }
    return ranks;
}

/// Whether values as this one are identical just where their literals are.
bool is_known_by_literal(const Value& value) {
    if (value.is_context()) return std::ranges::all_of(value.context_values(), is_known_by_literal);
    return value.is_null() || value.is_boolean() || value.is_number() || value.is_string() ||
           value.kind() == feel::Kind::date;
}

}  // namespace

// The order of the output values decides, the first output before the second; equals stay in the order of the rules.
void TableLogic::order_by_outputs(Frame& frame, std::span<std::uint32_t> rules) const {
    if (!program_.places.empty()) {
        std::ranges::sort(rules, {}, [this](std::uint32_t rule) { return program_.places[rule]; });
        return;
    }
    std::vector<std::pair<std::vector<std::size_t>, std::uint32_t>> ranked;
    for (const std::uint32_t rule : rules) {
        std::vector<Value> values;
        for (std::size_t at = 0; at < program_.outputs.size(); ++at) values.push_back(single_output(frame, rule, at));
        ranked.emplace_back(ranks_of(program_.outputs, values), rule);
    }
    std::ranges::sort(ranked);
    std::ranges::copy(ranked | std::views::values, rules.begin());
}

// What can be said before any input is known: the value without a match, which results are equal, in which order they
// stand.
void TableLogic::prepare_policy() {
    const auto is_fixed = [](const TableOutput& output) {
        return !output.default_value || (output.default_value->constant() != nullptr && output.type.is_fixed());
    };
    if (std::ranges::all_of(program_.outputs, is_fixed)) {
        SmallValues<8> slots(program_.scope_size);
        feel::Run run;
        Frame frame{slots.values(), run, nullptr};
        program_.no_match = no_match(frame);
    }
    if (!std::ranges::all_of(program_.rules, [](const TableRule& rule) { return rule.constant.has_value(); })) return;
    const bool by_literal =
        std::ranges::all_of(program_.rules, [](const TableRule& rule) { return is_known_by_literal(*rule.constant); });
    if (program_.hit_policy == HitPolicy::any && by_literal) {
        std::map<std::string, std::uint32_t> known;
        for (const TableRule& rule : program_.rules) {
            const auto number = static_cast<std::uint32_t>(known.size());
            program_.results.push_back(known.try_emplace(feel::to_string(*rule.constant), number).first->second);
        }
    }
    if (program_.hit_policy != HitPolicy::priority && program_.hit_policy != HitPolicy::output_order) return;
    std::vector<std::pair<std::vector<std::size_t>, std::uint32_t>> ranked;
    for (std::uint32_t rule = 0; rule < program_.rules.size(); ++rule) {
        const Value& value = *program_.rules[rule].constant;
        const bool is_single = program_.outputs.size() == 1;
        ranked.emplace_back(ranks_of(program_.outputs, is_single ? std::span(&value, 1) : value.context_values()),
                            rule);
    }
    std::ranges::sort(ranked);
    program_.places.resize(ranked.size());
    for (std::uint32_t place = 0; place < ranked.size(); ++place) program_.places[ranked[place].second] = place;
}

Value TableLogic::aggregate(Frame& frame, std::span<const std::uint32_t> matches) const {
    if (program_.aggregation == Aggregation::count) return Value::number(static_cast<std::int64_t>(matches.size()));
    std::optional<Value> best;
    for (const std::uint32_t rule : matches) {
        Value value = output_of(frame, rule);
        if (!best) {
            if (program_.aggregation == Aggregation::sum && !value.is_number()) {
                return frame.run.note("dmn.type",
                                      fmt::format("the table `{}` sums an output that is no number", program_.owner));
            }
            best = std::move(value);
            continue;
        }
        if (program_.aggregation == Aggregation::sum) {
            if (!value.is_number())
                return frame.run.note("dmn.type",
                                      fmt::format("the table `{}` sums an output that is no number", program_.owner));
            best = Value::number(feel::add(best->as_number(), value.as_number()));
            if (best->is_null()) return {};
            continue;
        }
        const auto order = feel::compare(value, *best);
        if (!order)
            return frame.run.note("dmn.type",
                                  fmt::format("the table `{}` compares outputs that have no order", program_.owner));
        if (program_.aggregation == Aggregation::min ? *order < 0 : *order > 0) best = std::move(value);
    }
    return best.value_or(Value());
}

Value TableLogic::value_of(std::vector<std::uint32_t>& rules) const {
    SmallValues<8> slots(program_.scope_size);
    feel::Run run;
    Frame frame{slots.values(), run, nullptr};
    RuleList list;
    for (const std::uint32_t rule : rules) list.push_back(rule);
    Value value = by_policy(frame, list);
    rules.assign(list.rules().begin(), list.rules().end());
    return value;
}

Value TableLogic::by_policy(Frame& frame, RuleList& rules) const {
    if (rules.empty()) return no_match(frame);
    const HitPolicy policy = program_.hit_policy;
    if (policy == HitPolicy::any) return any_output(frame, rules);
    if (policy == HitPolicy::unique && rules.rules().size() > 1) {
        const std::uint32_t first = rules.rules()[0];
        const std::uint32_t second = rules.rules()[1];
        rules.truncate(0);
        return overlap(frame, first, second);
    }
    if (policy == HitPolicy::priority || policy == HitPolicy::output_order) order_by_outputs(frame, rules.rules());
    if (policy == HitPolicy::unique || policy == HitPolicy::first || policy == HitPolicy::priority) {
        rules.truncate(1);
        return output_of(frame, rules.rules().front());
    }
    if (program_.aggregation != Aggregation::none) return aggregate(frame, rules.rules());
    std::vector<Value> values;
    values.reserve(rules.rules().size());
    for (const std::uint32_t rule : rules.rules()) values.push_back(output_of(frame, rule));
    return Value::list(std::move(values));
}

}  // namespace konsequenz::dmn
