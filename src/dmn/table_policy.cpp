// What comes of the rules that match. DMN 1.5, 8.2.11 (hit policies) and 8.2.12 (defaults).
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <numeric>

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

Value TableLogic::any_output(Frame& frame, std::span<const std::uint32_t> matches,
                             std::vector<std::uint32_t>& chosen) const {
    Value value = output_of(frame, matches.front());
    for (const std::uint32_t rule : matches.subspan(1)) {
        if (!feel::identical(value, output_of(frame, rule))) return overlap(frame, matches.front(), rule);
    }
    chosen.push_back(matches.front());
    return value;
}

// The order of the output values decides, the first output before the second; equals stay in the order of the rules.
std::vector<std::uint32_t> TableLogic::by_priority(Frame& frame, std::span<const std::uint32_t> matches) const {
    struct Ranked {
        std::uint32_t rule;
        std::vector<std::size_t> ranks;
    };
    std::vector<Ranked> ranked;
    for (const std::uint32_t rule : matches) {
        Ranked entry{rule, {}};
        for (std::size_t output = 0; output < program_.outputs.size(); ++output) {
            const std::vector<Value>& order = program_.outputs[output].order;
            const Value value = single_output(frame, rule, output);
            const auto at =
                std::ranges::find_if(order, [&](const Value& known) { return feel::identical(known, value); });
            entry.ranks.push_back(static_cast<std::size_t>(at - order.begin()));
        }
        ranked.push_back(std::move(entry));
    }
    std::ranges::stable_sort(ranked, {}, &Ranked::ranks);
    std::vector<std::uint32_t> rules;
    for (const Ranked& entry : ranked) rules.push_back(entry.rule);
    return rules;
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

Value TableLogic::by_policy(Frame& frame, std::span<const std::uint32_t> matches,
                            std::vector<std::uint32_t>& chosen) const {
    if (matches.empty()) return no_match(frame);
    const HitPolicy policy = program_.hit_policy;
    if (policy == HitPolicy::any) return any_output(frame, matches, chosen);
    if (policy == HitPolicy::unique && matches.size() > 1) return overlap(frame, matches[0], matches[1]);
    const bool by_rank = policy == HitPolicy::priority || policy == HitPolicy::output_order;
    chosen = by_rank ? by_priority(frame, matches) : std::vector(matches.begin(), matches.end());
    const bool takes_one = policy == HitPolicy::unique || policy == HitPolicy::first || policy == HitPolicy::priority;
    if (takes_one) {
        chosen.resize(1);
        return output_of(frame, chosen.front());
    }
    if (program_.aggregation != Aggregation::none) return aggregate(frame, chosen);
    std::vector<Value> values;
    for (const std::uint32_t rule : chosen) values.push_back(output_of(frame, rule));
    return Value::list(std::move(values));
}

}  // namespace konsequenz::dmn
