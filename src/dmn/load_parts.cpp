#include "dmn/load_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace konsequenz::dmn {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
}

bool is_true(XmlElement element, std::string_view attribute) {
    const auto value = element.attribute(attribute);
    return value && (*value == "true" || *value == "1");
}

}  // namespace

void PartReader::note(std::string code, std::string message, Place place) {
    errors_.push_back(Error{std::move(code), std::move(message), std::move(place)});
}

std::string PartReader::required_name(XmlElement element) {
    const auto name = element.attribute("name");
    std::string text = name ? trimmed(*name) : std::string();
    if (text.empty())
        note("dmn.structure", fmt::format("`{}` has no name: give it one", element.name()), element.place());
    return text;
}

// DMN 1.1 writes `feel:number` and `prefix:tLoan`; since 1.2 it is `number` and `import.tLoan`.
std::string PartReader::type_name(XmlElement element, std::string written) {
    const std::size_t colon = written.find(':');
    if (colon == std::string::npos) return written;
    const auto model = element.resolve_prefix(std::string_view(written).substr(0, colon));
    if (!model) return written;
    const std::string rest = written.substr(colon + 1);
    const auto import = std::ranges::find(imports_, *model, &Import::model);
    return import == imports_.end() ? rest : import->name + "." + rest;
}

std::string PartReader::type_ref(XmlElement element) {
    const auto written = element.attribute("typeRef");
    if (written) return type_name(element, trimmed(*written));
    const XmlElement child = element.child("typeRef");
    return child ? type_name(child, trimmed(child.text())) : std::string();
}

Text PartReader::text_of(XmlElement element) {
    const XmlElement text = element.child("text");
    if (!text) return {{}, element.place(), {}};
    return {text.text(), text.text_place(), std::string(text.written_text())};
}

std::optional<Text> PartReader::text_in(XmlElement parent, std::string_view child) {
    const XmlElement element = parent.child(child);
    if (!element) return std::nullopt;
    Text text = text_of(element);
    if (text.text.find_first_not_of(blanks) == std::string::npos) return std::nullopt;
    return text;
}

InformationItem PartReader::information_item(XmlElement element) {
    const auto name = element.attribute("name");
    return {name ? trimmed(*name) : std::string(), type_ref(element), element.place()};
}

Reference PartReader::reference(XmlElement element) {
    Reference reference{.place = element.place()};
    const std::string_view href = element.attribute("href").value_or("");
    const std::size_t hash = href.find('#');
    if (hash == std::string_view::npos) {
        note("dmn.structure",
             fmt::format("`{}` refers to `{}`: expected `#id` or `namespace#id`", element.name(), href),
             element.place());
        return reference;
    }
    reference.model = href.substr(0, hash);
    reference.id = href.substr(hash + 1);
    return reference;
}

ItemDefinition PartReader::item_definition(XmlElement element, std::uint32_t depth) {
    ItemDefinition item{.name = required_name(element), .type_ref = type_ref(element), .place = element.place()};
    item.is_collection = is_true(element, "isCollection");
    item.allowed_values = text_in(element, "allowedValues");
    item.type_constraint = text_in(element, "typeConstraint");
    for (const XmlElement child : element) {
        if (child.name() == "itemComponent") item.components.push_back(item_definition(child, depth + 1));
        if (child.name() != "functionItem") continue;
        item.is_function = true;
        if (const auto output = child.attribute("outputTypeRef"))
            item.output_type_ref = type_name(child, trimmed(*output));
        for (const XmlElement parameter : child) {
            if (parameter.name() == "parameters") item.parameters.push_back(information_item(parameter));
        }
    }
    return item;
}

InputData PartReader::input_data(XmlElement element) {
    InputData input{.id = std::string(element.attribute("id").value_or("")),
                    .name = required_name(element),
                    .place = element.place()};
    if (const XmlElement variable = element.child("variable")) input.variable = information_item(variable);
    if (input.variable.name.empty()) input.variable.name = input.name;
    return input;
}

Decision PartReader::decision(XmlElement element) {
    Decision decision{.id = std::string(element.attribute("id").value_or("")),
                      .name = required_name(element),
                      .place = element.place()};
    for (const XmlElement child : element) {
        const std::string_view name = child.name();
        if (name == "variable") decision.variable = information_item(child);
        if (name == "question") decision.question = trimmed(child.text());
        if (name == "description") decision.description = trimmed(child.text());
        for (const XmlElement required : child) {
            if (name == "informationRequirement" && required.name() == "requiredInput")
                decision.inputs.push_back(reference(required));
            if (name == "informationRequirement" && required.name() == "requiredDecision")
                decision.decisions.push_back(reference(required));
            if (name == "knowledgeRequirement" && required.name() == "requiredKnowledge")
                decision.knowledge.push_back(reference(required));
        }
    }
    if (decision.variable.name.empty()) decision.variable.name = decision.name;
    decision.logic = expression_in(element);
    return decision;
}

KnowledgeModel PartReader::knowledge_model(XmlElement element) {
    KnowledgeModel model{.id = std::string(element.attribute("id").value_or("")),
                         .name = required_name(element),
                         .place = element.place()};
    for (const XmlElement child : element) {
        if (child.name() == "variable") model.variable = information_item(child);
        if (child.name() == "knowledgeRequirement") {
            if (const XmlElement required = child.child("requiredKnowledge"))
                model.knowledge.push_back(reference(required));
        }
        if (child.name() != "encapsulatedLogic") continue;
        model.logic = function(child);
        model.logic_type_ref = type_ref(child);
    }
    if (model.variable.name.empty()) model.variable.name = model.name;
    return model;
}

DecisionService PartReader::service(XmlElement element) {
    DecisionService service{.id = std::string(element.attribute("id").value_or("")),
                            .name = required_name(element),
                            .place = element.place()};
    for (const XmlElement child : element) {
        const std::string_view name = child.name();
        if (name == "variable") service.variable = information_item(child);
        if (name == "outputDecision") service.outputs.push_back(reference(child));
        if (name == "encapsulatedDecision") service.encapsulated.push_back(reference(child));
        if (name == "inputDecision") service.input_decisions.push_back(reference(child));
        if (name == "inputData") service.inputs.push_back(reference(child));
    }
    if (service.variable.name.empty()) service.variable.name = service.name;
    return service;
}

}  // namespace konsequenz::dmn
