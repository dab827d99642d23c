// The second half of the graph: logic of decisions and knowledge models, and the refusal of circles.
#include <fmt/format.h>

#include <algorithm>

#include "dmn/boxed.h"
#include "dmn/graph.h"

namespace konsequenz::dmn {

void GraphBuilder::compile_decision(const Definitions& model, const Decision& decision, std::size_t index) {
    Requirements requirements;
    for (const Reference& reference : decision.inputs) require(requirements, model, reference, {Source::Kind::input});
    for (const Reference& reference : decision.decisions)
        require(requirements, model, reference, {Source::Kind::decision});
    for (const Reference& reference : decision.knowledge) {
        require(requirements, model, reference, {Source::Kind::knowledge, Source::Kind::service});
    }
    Body& body = state_.decisions[index].body;
    DecisionInfo& info = state_.decision_infos[index];
    body.requirements = requirements.sources;
    const auto note_required = [&](const Source& source) {
        if (source.kind == Source::Kind::input) info.required_inputs.push_back(source.index);
        if (source.kind == Source::Kind::decision) info.required_decisions.push_back(source.index);
    };
    for (const Source& source : requirements.sources) {
        note_required(source);
        for (const Source& member : source.members) note_required(member);
    }
    std::set<std::string> reads;
    const Site here = site(model, requirements, decision.name, body.slot_count, &reads);
    if (!decision.logic) return;
    Compiled compiled = compiler_.compile(*decision.logic, here, body.result);
    body.height = compiler_.take_height();
    body.logic = std::move(compiled.logic);
    body.type = body.result.is_free() ? compiled.type : body.result.type;
    info.type = body.type;
    info.table = compiled.table;
    info.reads.assign(reads.begin(), reads.end());
    state_.decisions[index].quick = QuickTable::create(body, state_.inputs);
}

void GraphBuilder::compile_knowledge(const Definitions& model, const KnowledgeModel& knowledge, std::size_t index) {
    if (!knowledge.logic) return;
    KnowledgeNode& node = state_.knowledge[index];
    Requirements requirements;
    for (const Reference& reference : knowledge.knowledge) {
        require(requirements, model, reference, {Source::Kind::knowledge, Source::Kind::service});
    }
    // A knowledge model may call itself.
    if (!requirements.scope.find(knowledge.variable.name)) {
        requirements.sources.push_back({.kind = Source::Kind::knowledge, .index = index});
        requirements.scope.add(knowledge.variable.name, node.signature);
    }
    std::size_t slots = 0;
    const Site here = site(model, requirements, knowledge.name, slots, nullptr);
    if (knowledge.logic->kind == FunctionKind::feel) {
        Body body = compiler_.function_body(*knowledge.logic, here, node.body.result);
        body.requirements = requirements.sources;
        body.name = knowledge.name;
        node.signature = compiler_.signature(*knowledge.logic, model, body.type);
        node.body = std::move(body);
        return;
    }
    Result<feel::Value> external = compiler_.external(*knowledge.logic, here, knowledge.place);
    if (external) {
        node.function = std::move(*external);
        return;
    }
    errors_.push_back(external.error());
    for (const InformationItem& parameter : knowledge.logic->parameters) {
        node.body.parameters.push_back(types_.find(model, parameter.type_ref, parameter.place));
    }
    node.body.slot_count = node.body.parameters.size();
    node.body.logic = fault_logic(std::move(external).error());
}

void GraphBuilder::compile_bodies() {
    std::size_t decision = 0;
    std::size_t knowledge = 0;
    for (const Definitions& model : model_.definitions) {
        for (const KnowledgeModel& element : model.knowledge) compile_knowledge(model, element, knowledge++);
        for (const Decision& element : model.decisions) compile_decision(model, element, decision++);
    }
    // What an untyped service gives is what its one decision gives.
    for (ServiceNode& service : state_.services) {
        if (!service.result.is_free() || service.outputs.size() != 1) continue;
        service.signature =
            feel::Type::function(service.signature.members(), state_.decisions[service.outputs.front()].body.type);
    }
}

// Depth-first with a stack of its own. Knowledge models may call themselves: calls have their own limit of depth.
bool GraphBuilder::check_cycles() {
    enum class Mark : std::uint8_t { fresh, open, done };
    std::vector<Mark> marks(state_.decisions.size(), Mark::fresh);
    struct Step {
        std::size_t decision;
        std::size_t next;
    };
    for (std::size_t start = 0; start < marks.size(); ++start) {
        if (marks[start] != Mark::fresh) continue;
        std::vector<Step> path = {{start, 0}};
        marks[start] = Mark::open;
        while (!path.empty()) {
            const DecisionInfo& info = state_.decision_infos[path.back().decision];
            if (path.back().next == info.required_decisions.size()) {
                marks[path.back().decision] = Mark::done;
                path.pop_back();
                continue;
            }
            const std::size_t required = info.required_decisions[path.back().next++];
            if (marks[required] == Mark::open) {
                errors_.push_back({"dmn.cycle",
                                   fmt::format("the decision `{}` requires itself by way of `{}`: break the circle",
                                               state_.decision_infos[required].name, info.name),
                                   info.place});
                return false;
            }
            if (marks[required] == Mark::done) continue;
            marks[required] = Mark::open;
            path.push_back({required, 0});
        }
    }
    return true;
}

bool GraphBuilder::check_depth() {
    // Requirements come before what requires them, once every decision is visited in order of its height.
    std::vector<std::size_t> height(state_.decisions.size(), 0);
    std::vector<std::size_t> open;
    for (std::size_t start = 0; start < height.size(); ++start) {
        open.push_back(start);
        while (!open.empty()) {
            const std::size_t at = open.back();
            const std::vector<std::size_t>& required = state_.decision_infos[at].required_decisions;
            const auto missing = std::ranges::find_if(required, [&](std::size_t other) { return height[other] == 0; });
            if (height[at] == 0 && missing != required.end()) {
                open.push_back(*missing);
                continue;
            }
            open.pop_back();
            std::size_t highest = 0;
            for (const std::size_t other : required) highest = std::max(highest, height[other]);
            height[at] = highest + 1;
            if (height[at] <= requirement_depth_max) continue;
            const DecisionInfo& info = state_.decision_infos[at];
            errors_.push_back({"dmn.too-deep",
                               fmt::format("`{}` stands on a chain of more than {} decisions: shorten it", info.name,
                                           requirement_depth_max),
                               info.place});
            return false;
        }
    }
    return true;
}

bool GraphBuilder::build() {
    number_elements();
    type_nodes();
    compile_bodies();
    return check_cycles() && check_depth();
}

EngineResult Engine::compile(const Model& model, Faults faults) {
    auto state = std::make_unique<State>();
    std::vector<Error> errors;
    state->root_model = model.root().model;
    const bool is_sound = GraphBuilder(model, faults, *state, errors).build();
    if (!is_sound || (faults == Faults::refuse && !errors.empty())) return std::unexpected(std::move(errors));
    state->faults = std::move(errors);
    return std::shared_ptr<const Engine>(new Engine(std::move(state)));
}

}  // namespace konsequenz::dmn
