#include "dmn/engine.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "dmn/state.h"

namespace konsequenz::dmn {

using feel::Value;

namespace {

template <class Infos>
std::optional<std::size_t> find_named(const Infos& infos, std::string_view name, std::string_view model,
                                      std::string_view root_model) {
    std::optional<std::size_t> best;
    for (std::size_t at = 0; at < infos.size(); ++at) {
        if (infos[at].name != name || (!model.empty() && infos[at].model != model)) continue;
        if (infos[at].model == root_model) return at;
        if (!best) best = at;
    }
    return best;
}

}  // namespace

std::string_view RuleInfo::annotation(std::string_view name) const {
    const auto found =
        std::ranges::find(annotations, name, [](const auto& entry) { return std::string_view(entry.first); });
    return found == annotations.end() ? std::string_view() : std::string_view(found->second);
}

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::~Engine() = default;

std::span<const InputInfo> Engine::inputs() const { return state_->input_infos; }
std::span<const DecisionInfo> Engine::decisions() const { return state_->decision_infos; }
std::span<const ServiceInfo> Engine::services() const { return state_->service_infos; }
std::span<const TableInfo> Engine::tables() const { return state_->tables; }
std::span<const Error> Engine::faults() const { return state_->faults; }

std::optional<std::size_t> Engine::find_input(std::string_view name, std::string_view model) const {
    return find_named(state_->input_infos, name, model, state_->root_model);
}
std::optional<std::size_t> Engine::find_decision(std::string_view name, std::string_view model) const {
    return find_named(state_->decision_infos, name, model, state_->root_model);
}
std::optional<std::size_t> Engine::find_service(std::string_view name, std::string_view model) const {
    return find_named(state_->service_infos, name, model, state_->root_model);
}

std::vector<std::string> Engine::input_paths(std::size_t decision) const {
    std::set<std::string> paths;
    std::set<std::size_t> seen;
    std::vector<std::size_t> open = {decision};
    while (!open.empty()) {
        const std::size_t at = open.back();
        open.pop_back();
        if (!seen.insert(at).second) continue;
        const DecisionInfo& info = state_->decision_infos[at];
        for (const std::string& path : info.reads) {
            const bool is_input = std::ranges::any_of(info.required_inputs, [&](std::size_t input) {
                const std::string& name = state_->input_infos[input].name;
                return path.starts_with(name) && (path.size() == name.size() || path[name.size()] == '.');
            });
            if (is_input) paths.insert(path);
        }
        open.insert(open.end(), info.required_decisions.begin(), info.required_decisions.end());
    }
    return {paths.begin(), paths.end()};
}

Value Engine::evaluate(std::size_t decision, std::span<const Value> inputs,
                       const feel::Environment& environment) const {
    const DecisionNode& node = state_->decisions[decision];
    if (node.quick && !node.quick->needs_session()) {
        assert(inputs.size() == state_->inputs.size());
        if (const Value* value = node.quick->find(inputs, nullptr)) return *value;
    }
    feel::Run run(environment);
    Session session(*state_, inputs, run, nullptr);
    return session.decision(decision);
}

void Engine::evaluate(std::span<const std::size_t> decisions, std::span<const Value> inputs, std::span<Value> results,
                      const feel::Environment& environment) const {
    assert(results.size() == decisions.size());
    feel::Run run(environment);
    Session session(*state_, inputs, run, nullptr);
    for (std::size_t at = 0; at < decisions.size(); ++at) results[at] = session.decision(decisions[at]);
}

void Engine::evaluate(std::span<const std::size_t> decisions, std::span<const Value> inputs, std::span<Value> results,
                      Trace& trace, const feel::Environment& environment) const {
    assert(results.size() == decisions.size());
    trace = {};
    feel::Run run(environment, &trace.notes);
    const TraceGuard guard(&trace);
    Session session(*state_, inputs, run, &trace);
    for (std::size_t at = 0; at < decisions.size(); ++at) results[at] = session.decision(decisions[at]);
    trace.inputs_read = session.inputs_read();
}

Value Engine::evaluate_service(std::size_t service, std::span<const Value> arguments,
                               const feel::Environment& environment) const {
    assert(arguments.size() == state_->services[service].parameters.size());
    feel::Run run(environment);
    return run_service(*state_, state_->services[service], arguments, run, nullptr);
}

}  // namespace konsequenz::dmn
