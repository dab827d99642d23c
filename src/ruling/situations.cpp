#include "ruling/situations.h"

#include <algorithm>
#include <functional>
#include <set>

#include "standard/record_view.h"

namespace konsequenz::ruling {
namespace {

using feel::Value;

/// When there are as many, all are forgotten.
constexpr std::size_t remembered_max = 1'000'000;

/// The fields of an input as a context's keys; nullptr for a fact.
feel::SharedContextKeys keys_of(std::string_view input) {
    feel::ContextKeys keys;
    for (const auto& field : standard::input_fields()) {
        if (field.input == input) keys.emplace_back(field.field);
    }
    return keys.empty() ? nullptr : std::make_shared<const feel::ContextKeys>(std::move(keys));
}

/// Values of contexts while they are filled, one vector a slot.
class Filling {
  public:
    explicit Filling(std::span<const feel::SharedContextKeys> keys)
        : keys_(keys), parts_(keys.size()), values_(keys.size()) {
        for (std::size_t slot = 0; slot < keys.size(); ++slot) {
            if (keys[slot] != nullptr) parts_[slot].resize(keys[slot]->size());
        }
    }
    void set(std::size_t slot, std::optional<std::size_t> member, const Value& value) {
        (member ? parts_[slot][*member] : values_[slot]) = value;
    }
    std::vector<Value> finish() const {
        auto values = values_;
        for (std::size_t slot = 0; slot < keys_.size(); ++slot) {
            if (keys_[slot] != nullptr) values[slot] = Value::context(keys_[slot], parts_[slot]);
        }
        return values;
    }

  private:
    std::span<const feel::SharedContextKeys> keys_;
    std::vector<std::vector<Value>> parts_;
    std::vector<Value> values_;
};

bool speaks_of(const std::vector<std::string>& reads, const std::string& path) {
    return std::ranges::any_of(reads,
                               [&](const std::string& read) { return read == path || path.starts_with(read + "."); });
}

}  // namespace

std::optional<Situations::Target> Situations::Slots::find(std::span<const std::string> names,
                                                          std::string_view path) const {
    const auto dot = path.find('.');
    const auto slot = std::ranges::find(names, path.substr(0, dot));
    if (slot == names.end()) return std::nullopt;
    Target target{static_cast<std::size_t>(slot - names.begin()), std::nullopt};
    const auto& members = keys[target.slot];
    if (dot == std::string_view::npos || members == nullptr) return target;
    const auto member = std::ranges::find(*members, path.substr(dot + 1));
    if (member == members->end()) return std::nullopt;
    target.member = static_cast<std::size_t>(member - members->begin());
    return target;
}

Situations::Situations(const standard::Standard& standard)
    : standard_(standard),
      measure_(standard.engine->find_decision("measure").value()),
      scope_(assumption_scope(standard)),
      assumptions_(compile_assumptions(standard, scope_)),
      inputs_(input_classes(standard, measure_, assumptions_)) {
    plan_groups(standard);
    plan_slots(standard);
    plan_steps(measure_);
    outcomes_.resize(steps_.size());
}

void Situations::plan_groups(const standard::Standard& standard) {
    std::set<std::string> unread;
    std::vector<std::vector<std::string>> unread_of(assumptions_.size());
    for (std::size_t at = 0; at < assumptions_.size(); ++at) {
        for (const auto& read : assumptions_[at].reads) {
            if (std::ranges::find(inputs_, read, &InputClasses::path) != inputs_.end()) continue;
            if (!standard::is_known_input(standard, read)) continue;
            unread_of[at].push_back(read);
            unread.insert(read);
        }
    }
    for (const auto& path : unread) unread_.push_back(assumed_classes(standard, path, assumptions_));
    std::vector<std::size_t> group_of(assumptions_.size());
    for (std::size_t at = 0; at < assumptions_.size(); ++at) {
        group_of[at] = at;
        for (std::size_t other = 0; other < at; ++other) {
            const bool is_shared = std::ranges::any_of(unread_of[at], [&](const std::string& path) {
                return std::ranges::find(unread_of[other], path) != unread_of[other].end();
            });
            if (!is_shared) continue;
            const auto joined = group_of[other];
            const auto own = group_of[at];
            std::ranges::replace(group_of, own, joined);
        }
    }
    for (std::size_t first = 0; first < assumptions_.size(); ++first) {
        AssumptionGroup group;
        std::set<std::size_t> read;
        std::set<std::size_t> not_read;
        for (std::size_t at = 0; at < assumptions_.size(); ++at) {
            if (group_of[at] != first) continue;
            group.assumptions.push_back(at);
            for (std::size_t input = 0; input < inputs_.size(); ++input) {
                if (speaks_of(assumptions_[at].reads, inputs_[input].path())) read.insert(input);
            }
            for (std::size_t input = 0; input < unread_.size(); ++input) {
                if (speaks_of(unread_of[at], unread_[input].path())) not_read.insert(input);
            }
        }
        group.inputs.assign(read.begin(), read.end());
        group.unread.assign(not_read.begin(), not_read.end());
        if (!group.inputs.empty()) groups_.push_back(std::move(group));
    }
    held_.resize(groups_.size());
}

void Situations::plan_slots(const standard::Standard& standard) {
    std::vector<std::string> engine_names;
    for (const auto& input : standard.engine->inputs()) {
        engine_names.push_back(input.name);
        engine_slots_.keys.push_back(keys_of(input.name));
    }
    std::vector<std::string> scope_names;
    for (const auto& variable : scope_.variables()) {
        scope_names.push_back(variable.name);
        scope_slots_.keys.push_back(keys_of(variable.name));
    }
    for (const auto& input : inputs_) {
        engine_targets_.push_back(engine_slots_.find(engine_names, input.path()));
        scope_targets_.push_back(scope_slots_.find(scope_names, input.path()));
    }
    for (const auto& input : unread_) scope_targets_unread_.push_back(scope_slots_.find(scope_names, input.path()));
}

std::string Situations::key_of(std::span<const ClassId> ids) {
    std::string key;
    for (const auto id : ids) {
        if (id < 255) {
            key.push_back(static_cast<char>(id));
        } else {
            key.push_back('\xFF');
            key.append(reinterpret_cast<const char*>(&id), sizeof id);
        }
    }
    return key;
}

std::size_t Situations::plan_steps(std::size_t decision) {
    const auto& info = standard_.engine->decisions()[decision];
    Step step;
    step.decision = decision;
    for (const auto required : info.required_decisions) {
        const auto known = std::ranges::find(steps_, required, &Step::decision);
        step.steps.push_back(known != steps_.end() ? static_cast<std::size_t>(known - steps_.begin())
                                                   : plan_steps(required));
    }
    for (std::size_t input = 0; input < inputs_.size(); ++input) {
        if (speaks_of(info.reads, inputs_[input].path())) step.inputs.push_back(input);
    }
    steps_.push_back(std::move(step));
    return steps_.size() - 1;
}

Value Situations::evaluate(const Step& step, std::span<const ClassId> ids) const {
    Filling filling(engine_slots_.keys);
    for (std::size_t input = 0; input < ids.size(); ++input) {
        const auto& target = engine_targets_[input];
        if (target) filling.set(target->slot, target->member, inputs_[input].inside(ids[input]));
    }
    const auto slots = filling.finish();
    return standard_.engine->evaluate(step.decision, slots).owned();
}

std::uint32_t Situations::run_step(Step& step, std::span<const ClassId> ids) {
    std::uint64_t key = 0;
    bool is_wide = step.inputs.size() + step.steps.size() > sizeof key;
    const auto append = [&](std::uint32_t id) {
        is_wide = is_wide || id > 0xFF;
        key = key << 8U | (id & 0xFFU);
    };
    for (const auto input : step.inputs) append(ids[input]);
    for (const auto before : step.steps) append(outcomes_[before]);
    std::string wide_key;
    if (is_wide) {
        std::vector<ClassId> all;
        all.reserve(step.inputs.size() + step.steps.size());
        for (const auto input : step.inputs) all.push_back(ids[input]);
        for (const auto before : step.steps) all.push_back(outcomes_[before]);
        wide_key = key_of(all);
        const auto known = step.by_wide_key.find(wide_key);
        if (known != step.by_wide_key.end()) return known->second;
    } else {
        const auto known = step.by_key.find(key);
        if (known != step.by_key.end()) return known->second;
    }
    auto value = evaluate(step, ids);
    const auto same =
        std::ranges::find_if(step.values, [&](const Value& each) { return feel::identical(each, value); });
    const auto found = static_cast<std::uint32_t>(same - step.values.begin());
    if (same == step.values.end()) step.values.push_back(std::move(value));
    if (step.by_key.size() + step.by_wide_key.size() >= remembered_max) {
        step.by_key.clear();
        step.by_wide_key.clear();
    }
    if (is_wide)
        step.by_wide_key.emplace(std::move(wide_key), found);
    else
        step.by_key.emplace(key, found);
    return found;
}

std::optional<std::size_t> Situations::measure(std::span<const ClassId> ids) {
    for (std::size_t at = 0; at < steps_.size(); ++at) outcomes_[at] = run_step(steps_[at], ids);
    for (auto at = ranks_.size(); at < steps_.back().values.size(); ++at) {
        const auto& value = steps_.back().values[at];
        const auto& measures = standard_.measures;
        const auto found =
            value.is_string() ? std::ranges::find(measures, value.as_string(), &standard::Measure::id) : measures.end();
        ranks_.push_back(found == measures.end() ? std::nullopt
                                                 : std::optional(static_cast<std::size_t>(found - measures.begin())));
    }
    return ranks_[outcomes_.back()];
}

bool Situations::holds(Group group, std::span<const ClassId> ids) {
    std::vector<ClassId> own;
    own.reserve(groups_[group].inputs.size());
    for (const auto input : groups_[group].inputs) own.push_back(ids[input]);
    auto key = key_of(own);
    const auto known = held_[group].find(key);
    if (known != held_[group].end()) return known->second;
    const bool is_held = evaluate(groups_[group], ids);
    if (held_[group].size() >= remembered_max) held_[group].clear();
    held_[group].emplace(std::move(key), is_held);
    return is_held;
}

std::vector<Value> Situations::values_for(std::size_t unread, const AssumptionGroup& group,
                                          std::span<const ClassId> ids) const {
    std::vector<Value> values;
    for (const auto& known : unread_[unread].known()) values.push_back(known.inside);
    // Beside a number that it is compared with: as great, a little smaller, a little greater.
    for (const auto input : group.inputs) {
        const auto& value = inputs_[input].inside(ids[input]);
        if (!value.is_number()) continue;
        for (const std::int64_t by : {0, -1, 1})
            values.push_back(Value::number(feel::add(value.as_number(), feel::Number::from(by))));
    }
    values.emplace_back();
    return values;
}

bool Situations::evaluate(const AssumptionGroup& group, std::span<const ClassId> ids) {
    Filling filling(scope_slots_.keys);
    for (const auto input : group.inputs) {
        const auto& target = scope_targets_[input];
        if (target) filling.set(target->slot, target->member, inputs_[input].inside(ids[input]));
    }
    const std::function<bool(std::size_t)> try_unread = [&](std::size_t at) {
        if (at == group.unread.size()) {
            const auto slots = filling.finish();
            return std::ranges::all_of(group.assumptions, [&](std::size_t assumption) {
                return assumptions_[assumption].expression.evaluate(slots).is_true();
            });
        }
        const auto& target = scope_targets_unread_[group.unread[at]];
        if (!target) return try_unread(at + 1);
        for (const auto& value : values_for(group.unread[at], group, ids)) {
            filling.set(target->slot, target->member, value);
            if (try_unread(at + 1)) return true;
        }
        return false;
    };
    return try_unread(0);
}

std::optional<Situations::Group> Situations::find_broken(std::span<const ClassId> ids, std::span<const ClassId> before,
                                                         std::span<const std::size_t> changed) {
    for (Group group = 0; group < groups_.size(); ++group) {
        const bool is_concerned = std::ranges::any_of(
            changed, [&](std::size_t input) { return std::ranges::binary_search(groups_[group].inputs, input); });
        if (is_concerned && !holds(group, ids) && holds(group, before)) return group;
    }
    return std::nullopt;
}

}  // namespace konsequenz::ruling
