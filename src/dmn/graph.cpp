#include "dmn/graph.h"

#include <fmt/format.h>

#include <algorithm>

#include "dmn/boxed.h"

namespace konsequenz::dmn {

namespace {

std::string_view name_of(Source::Kind kind) {
    switch (kind) {
        case Source::Kind::input: return "input data";
        case Source::Kind::decision: return "a decision";
        case Source::Kind::knowledge: return "a business knowledge model";
        case Source::Kind::service: return "a decision service";
        case Source::Kind::group: break;
    }
    return "an import";
}

}  // namespace

GraphBuilder::GraphBuilder(const Model& model, Faults faults, Engine::State& state, std::vector<Error>& errors)
    : model_(model),
      state_(state),
      errors_(errors),
      types_(model, errors),
      compiler_(types_, state.tables, errors, faults) {}

void GraphBuilder::add_element(const Definitions& model, const std::string& id, const std::string& variable,
                               Source::Kind kind, std::size_t index, const Place& place) {
    // Elements that nothing can refer to need no id.
    const std::string key = id.empty() ? fmt::format("\n{}-{}", static_cast<int>(kind), index) : id;
    const bool added = elements_.try_emplace({model.model, key}, Element{kind, index, &model, variable}).second;
    if (!added)
        errors_.push_back(
            {"dmn.duplicate", fmt::format("the id `{}` stands twice: ids are unique within a model", id), place});
}

void GraphBuilder::number_elements() {
    for (const Definitions& model : model_.definitions) {
        for (const InputData& input : model.inputs) {
            add_element(model, input.id, input.variable.name, Source::Kind::input, state_.inputs.size(), input.place);
            state_.inputs.emplace_back();
            state_.input_infos.push_back({.name = input.name, .model = model.model});
        }
        for (const Decision& decision : model.decisions) {
            add_element(model, decision.id, decision.variable.name, Source::Kind::decision, state_.decisions.size(),
                        decision.place);
            state_.decisions.emplace_back();
            state_.decision_infos.push_back(
                {.name = decision.name, .model = model.model, .id = decision.id, .place = decision.place});
        }
        for (const KnowledgeModel& knowledge : model.knowledge) {
            add_element(model, knowledge.id, knowledge.variable.name, Source::Kind::knowledge, state_.knowledge.size(),
                        knowledge.place);
            state_.knowledge.emplace_back();
        }
        for (const DecisionService& service : model.services) {
            add_element(model, service.id, service.variable.name, Source::Kind::service, state_.services.size(),
                        service.place);
            state_.services.emplace_back();
            state_.service_infos.push_back({.name = service.name, .model = model.model});
        }
    }
}

const GraphBuilder::Element* GraphBuilder::find(const Definitions& model, const Reference& reference) {
    const auto found = elements_.find({reference.model.empty() ? model.model : reference.model, reference.id});
    if (found != elements_.end()) return &found->second;
    errors_.push_back(
        {"dmn.unknown-reference",
         fmt::format("`{}#{}` names no element: mend the href or import its model", reference.model, reference.id),
         reference.place});
    return nullptr;
}

const feel::Type& GraphBuilder::type_of(const Element& element) const {
    switch (element.kind) {
        case Source::Kind::input: return state_.inputs[element.index].type.type;
        case Source::Kind::decision: return state_.decisions[element.index].body.result.type;
        case Source::Kind::knowledge: return state_.knowledge[element.index].signature;
        default: return state_.services[element.index].signature;
    }
}

void GraphBuilder::type_knowledge(const Definitions& model, const KnowledgeModel& knowledge, KnowledgeNode& node) {
    // Older models give the variable the type of the function's result.
    CheckedType declared = types_.find(model, knowledge.variable.type_ref, knowledge.variable.place);
    if (declared.type.kind() == feel::TypeKind::function) declared = {.type = declared.type.element()};
    const CheckedType logic = types_.find(model, knowledge.logic_type_ref, knowledge.place);
    if (declared.is_free() && logic.type.kind() != feel::TypeKind::function) declared = logic;
    node.body.result = declared;
    node.body.name = knowledge.name;
    const FunctionDefinition empty;
    node.signature = compiler_.signature(knowledge.logic ? *knowledge.logic : empty, model, declared.type);
}

void GraphBuilder::type_service(const Definitions& model, const DecisionService& service, ServiceNode& node,
                                ServiceInfo& info) {
    std::vector<feel::TypeMember> parameters;
    const auto add = [&](const Reference& reference, Source::Kind kind) {
        const Element* element = find(model, reference);
        if (element == nullptr) return;
        if (element->kind != kind) {
            errors_.push_back(
                {"dmn.unknown-reference",
                 fmt::format("`{}` is {}: expected {}", element->name, name_of(element->kind), name_of(kind)),
                 reference.place});
            return;
        }
        node.parameters.push_back({.kind = kind, .index = element->index});
        node.types.push_back(kind == Source::Kind::input ? state_.inputs[element->index].type
                                                         : state_.decisions[element->index].body.result);
        parameters.push_back({element->name, type_of(*element)});
        info.parameters.push_back(element->name);
    };
    for (const Reference& reference : service.inputs) add(reference, Source::Kind::input);
    for (const Reference& reference : service.input_decisions) add(reference, Source::Kind::decision);
    auto names = std::make_shared<feel::ContextKeys>();
    for (const Reference& reference : service.outputs) {
        const Element* element = find(model, reference);
        if (element == nullptr || element->kind != Source::Kind::decision) continue;
        node.outputs.push_back(element->index);
        names->push_back(element->name);
    }
    node.names = std::move(names);
    info.output_decisions = node.outputs;
    node.result = types_.find(model, service.variable.type_ref, service.variable.place);
    if (node.result.type.kind() == feel::TypeKind::function) node.result = {.type = node.result.type.element()};
    const bool is_single = node.outputs.size() == 1;
    const feel::Type result =
        node.result.is_free() && is_single ? state_.decisions[node.outputs.front()].body.result.type : node.result.type;
    node.signature = feel::Type::function(std::move(parameters), result);
}

namespace {

std::vector<std::string> checked_paths(const std::string& input, const CheckedType& type) {
    if (!type.constraint) return {};
    if (!type.constraint->tests.empty() || type.constraint->element) return {input};
    std::vector<std::string> paths;
    for (const auto& [member, constraint] : type.constraint->members)
        paths.push_back(fmt::format("{}.{}", input, member));
    return paths;
}

}  // namespace

void GraphBuilder::type_nodes() {
    for (const Definitions& model : model_.definitions) named_types_[&model] = types_.named_types(model);
    std::size_t input = 0;
    std::size_t decision = 0;
    std::size_t knowledge = 0;
    std::size_t service = 0;
    for (const Definitions& model : model_.definitions) {
        for (const InputData& data : model.inputs) {
            InputInfo& info = state_.input_infos[input];
            CheckedType& type = state_.inputs[input++].type;
            type = types_.find(model, data.variable.type_ref, data.variable.place);
            info.type = type.type;
            for (const feel::Value& value : type.values) info.allowed_values.push_back(feel::to_string(value));
            info.checked_paths = checked_paths(info.name, type);
        }
        for (const Decision& element : model.decisions) {
            Body& body = state_.decisions[decision].body;
            body.result = types_.find(model, element.variable.type_ref, element.variable.place);
            body.name = element.name;
            state_.decision_infos[decision++].type = body.result.type;
        }
        for (const KnowledgeModel& element : model.knowledge)
            type_knowledge(model, element, state_.knowledge[knowledge++]);
    }
    for (const Definitions& model : model_.definitions) {
        for (const DecisionService& element : model.services) {
            type_service(model, element, state_.services[service], state_.service_infos[service]);
            ++service;
        }
    }
    for (std::size_t at = 0; at < state_.knowledge.size(); ++at)
        state_.knowledge[at].function = knowledge_function(state_, at);
    for (std::size_t at = 0; at < state_.services.size(); ++at)
        state_.services[at].function = service_function(state_, at);
}

void GraphBuilder::require(Requirements& requirements, const Definitions& model, const Reference& reference,
                           std::initializer_list<Source::Kind> kinds) {
    const Element* element = find(model, reference);
    if (element == nullptr) return;
    if (std::ranges::find(kinds, element->kind) == kinds.end()) {
        errors_.push_back(
            {"dmn.unknown-reference",
             fmt::format("`{}` is {}: expected {}", element->name, name_of(element->kind), name_of(*kinds.begin())),
             reference.place});
        return;
    }
    if (element->model != &model) return require_imported(requirements, model, *element, reference);
    if (const auto known = requirements.scope.find(element->name)) {
        const Source& source = requirements.sources[*known];
        if (source.kind == element->kind && source.index == element->index) return;
        errors_.push_back({"dmn.duplicate", fmt::format("two requirements are named `{}`: rename one", element->name),
                           reference.place});
        return;
    }
    requirements.sources.push_back({.kind = element->kind, .index = element->index});
    requirements.scope.add(element->name, type_of(*element));
}

// Below the import's name all that is required of the imported model is one context.
void GraphBuilder::require_imported(Requirements& requirements, const Definitions& model, const Element& element,
                                    const Reference& reference) {
    const auto import = std::ranges::find(model.imports, element.model->model, &Import::model);
    if (import == model.imports.end()) {
        errors_.push_back(
            {"dmn.unknown-reference",
             fmt::format("`{}` belongs to `{}`, which is not imported: import it", element.name, element.model->model),
             reference.place});
        return;
    }
    const Source source{.kind = element.kind, .index = element.index};
    if (import->name.empty()) {
        requirements.sources.push_back(source);
        requirements.scope.add(element.name, type_of(element));
        return;
    }
    const std::optional<std::size_t> slot = requirements.scope.find(import->name);
    std::vector<feel::Variable> variables(requirements.scope.variables().begin(), requirements.scope.variables().end());
    std::vector<feel::TypeMember> members;
    feel::ContextKeys keys;
    if (slot) {
        members = variables[*slot].type.members();
        keys = *requirements.sources[*slot].keys;
    } else {
        requirements.sources.push_back({.kind = Source::Kind::group});
        variables.push_back({import->name, {}});
    }
    if (std::ranges::find(keys, element.name) != keys.end()) return;
    const std::size_t at = slot.value_or(variables.size() - 1);
    keys.push_back(element.name);
    members.push_back({element.name, type_of(element)});
    requirements.sources[at].members.push_back(source);
    requirements.sources[at].keys = std::make_shared<const feel::ContextKeys>(std::move(keys));
    variables[at].type = feel::Type::context(std::move(members));
    requirements.scope = feel::Scope(std::move(variables));
}

Site GraphBuilder::site(const Definitions& model, const Requirements& requirements, std::string owner,
                        std::size_t& slot_count, std::set<std::string>* reads) {
    Site site{
        .model = &model, .named_types = &named_types_[&model], .scope = requirements.scope, .slot_count = &slot_count};
    site.requirement_count = requirements.sources.size();
    site.reads = reads;
    site.owner = std::move(owner);
    site.reserve(site.scope.size());
    return site;
}

}  // namespace konsequenz::dmn
