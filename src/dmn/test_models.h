// Small models for tests, without the ceremony of XML.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/engine.h"
#include "dmn/load.h"

namespace konsequenz::dmn::testing_models {

inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '<') {
            out += "&lt;";
        } else if (letter == '&') {
            out += "&amp;";
        } else {
            out += letter;
        }
    }
    return out;
}

/// `definitions` of DMN 1.5 around the content; line 1 is the element itself.
inline std::string definitions(std::string_view content) {
    return fmt::format(
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"urn:test\" name=\"test\">\n{}"
        "</definitions>\n",
        content);
}

inline std::string input(std::string_view name, std::string_view type = "") {
    return fmt::format("<inputData id=\"{0}\" name=\"{0}\"><variable name=\"{0}\" typeRef=\"{1}\"/></inputData>\n",
                       name, type);
}

inline std::string literal(std::string_view text) {
    return fmt::format("<literalExpression><text>{}</text></literalExpression>", escaped(text));
}

/// A decision over inputs (`requires "a"`) and decisions (`requires "#a"`) or knowledge (`requires "!f"`).
inline std::string decision(std::string_view name, const std::vector<std::string>& requirements, std::string_view logic,
                            std::string_view type = "") {
    std::string text =
        fmt::format("<decision id=\"{0}\" name=\"{0}\"><variable name=\"{0}\" typeRef=\"{1}\"/>\n", name, type);
    for (const std::string& required : requirements) {
        const char mark = required.front();
        if (mark == '#') {
            text += fmt::format("<informationRequirement><requiredDecision href=\"{}\"/></informationRequirement>\n",
                                required);
        } else if (mark == '!') {
            text += fmt::format("<knowledgeRequirement><requiredKnowledge href=\"#{}\"/></knowledgeRequirement>\n",
                                required.substr(1));
        } else {
            text += fmt::format("<informationRequirement><requiredInput href=\"#{}\"/></informationRequirement>\n",
                                required);
        }
    }
    return text + std::string(logic) + "\n</decision>\n";
}

struct TableText {
    struct Input {
        std::string expression;
        std::string type;
        std::string values;
    };
    struct Output {
        std::string name;
        std::string type;
        std::string values;
        std::string default_value;
    };
    std::string hit_policy = "UNIQUE";
    std::string aggregation;
    std::vector<Input> inputs;
    std::vector<Output> outputs = {{}};
    std::vector<std::vector<std::string>> rules;  ///< tests, then outputs
};

inline std::string table(const TableText& written) {
    const auto clause = [](std::string_view element, std::string_view text) {
        return text.empty() ? std::string() : fmt::format("<{0}><text>{1}</text></{0}>", element, escaped(text));
    };
    std::string text = fmt::format("<decisionTable hitPolicy=\"{}\"{}>\n", written.hit_policy,
                                   written.aggregation.empty() ? "" : " aggregation=\"" + written.aggregation + "\"");
    for (const TableText::Input& in : written.inputs) {
        text += fmt::format("<input><inputExpression typeRef=\"{}\"><text>{}</text></inputExpression>{}</input>\n",
                            in.type, escaped(in.expression), clause("inputValues", in.values));
    }
    for (const TableText::Output& out : written.outputs) {
        text += fmt::format("<output{} typeRef=\"{}\">{}{}</output>\n",
                            out.name.empty() ? "" : " name=\"" + out.name + "\"", out.type,
                            clause("outputValues", out.values), clause("defaultOutputEntry", out.default_value));
    }
    for (const std::vector<std::string>& rule : written.rules) {
        text += "<rule>";
        for (std::size_t at = 0; at < rule.size(); ++at) {
            const std::string_view element = at < written.inputs.size() ? "inputEntry" : "outputEntry";
            text += fmt::format("<{0}><text>{1}</text></{0}>", element, escaped(rule[at]));
        }
        text += "</rule>\n";
    }
    return text + "</decisionTable>";
}

inline std::expected<Model, std::vector<Error>> parse(std::string_view content) {
    return load_model(definitions(content), "test.dmn", [](std::string_view name) -> Result<ModelSource> {
        return fail("dmn.import", fmt::format("`{}` is not there", name));
    });
}

inline EngineResult compile(std::string_view content, Faults faults = Faults::refuse) {
    auto model = parse(content);
    if (!model) return std::unexpected(std::move(model).error());
    return Engine::compile(*model, faults);
}

/// The engine of a model that must be sound.
inline std::shared_ptr<const Engine> sound(std::string_view content) {
    EngineResult engine = compile(content);
    if (!engine) throw std::runtime_error(to_string(engine.error()) + "\n" + definitions(content));
    return std::move(*engine);
}

/// `code line` of each error, in their order.
inline std::vector<std::string> codes(const std::vector<Error>& errors) {
    std::vector<std::string> found;
    for (const Error& error : errors) found.push_back(fmt::format("{} {}", error.code, error.where.line));
    return found;
}
inline std::vector<std::string> codes(const EngineResult& engine) {
    return engine ? std::vector<std::string>() : codes(engine.error());
}

/// The value of a FEEL text that reads nothing.
inline feel::Value value(std::string_view text) {
    const auto expression = feel::Expression::compile(text, feel::Scope());
    if (!expression) throw std::runtime_error(to_string(expression.error()));
    return expression->evaluate({});
}

/// Input slots by name, from a FEEL context: `{severity: 3}`.
inline std::vector<feel::Value> slots(const Engine& engine, std::string_view context) {
    std::vector<feel::Value> filled(engine.inputs().size());
    const feel::Value given = value(context);
    for (std::size_t at = 0; at < given.context_keys().size(); ++at) {
        const auto slot = engine.find_input(given.context_keys()[at]);
        if (!slot) throw std::runtime_error("no input " + given.context_keys()[at]);
        filled[*slot] = given.context_values()[at];
    }
    return filled;
}

/// A decision's value as FEEL text.
inline std::string decide(const Engine& engine, std::string_view decision, std::string_view context = "{}") {
    return to_string(engine.evaluate(engine.find_decision(decision).value(), slots(engine, context)));
}

}  // namespace konsequenz::dmn::testing_models
