// Tables by hand, traces, services, imports, types: each against what DMN 1.5 says of it.
#include "dmn/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dmn/test_models.h"

namespace konsequenz::dmn {
namespace {

using namespace testing_models;
using feel::Value;
using testing::ElementsAre;
using testing::IsEmpty;

/// A decision `d` over the number `a` whose table has the rules `a > 0 → 1`, `a > 10 → 2`, `a > 20 → 1`.
std::string by_policy(TableText text, std::string_view a) {
    text.inputs = {{"a", "number", ""}};
    text.rules = {{"> 0", "1"}, {"> 10", "2"}, {"> 20", "1"}};
    return decide(*sound(input("a", "number") + decision("d", {"a"}, table(text))), "d", fmt::format("{{a: {}}}", a));
}

TEST(DmnTable, HitPolicies) {
    EXPECT_EQ(by_policy({.hit_policy = "UNIQUE"}, "5"), "1");
    EXPECT_EQ(by_policy({.hit_policy = "UNIQUE"}, "15"), "null");
    EXPECT_EQ(by_policy({.hit_policy = "ANY"}, "15"), "null");
    EXPECT_EQ(by_policy({.hit_policy = "FIRST"}, "15"), "1");
    EXPECT_EQ(by_policy({.hit_policy = "PRIORITY", .outputs = {{.values = "2, 1"}}}, "15"), "2");
    EXPECT_EQ(by_policy({.hit_policy = "COLLECT"}, "25"), "[1, 2, 1]");
    EXPECT_EQ(by_policy({.hit_policy = "RULE ORDER"}, "25"), "[1, 2, 1]");
    EXPECT_EQ(by_policy({.hit_policy = "OUTPUT ORDER", .outputs = {{.values = "2, 1"}}}, "25"), "[2, 1, 1]");
}

TEST(DmnTable, AnyTakesEqualOutputs) {
    const std::string equal =
        table({.hit_policy = "ANY", .inputs = {{"a", "number", ""}}, .rules = {{"> 0", "1"}, {"> 1", "1.0"}}});
    EXPECT_EQ(decide(*sound(input("a", "number") + decision("d", {"a"}, equal)), "d", "{a: 5}"), "1");
}

TEST(DmnTable, Aggregations) {
    const auto collect = [](const char* aggregation, const char* a) {
        return by_policy({.hit_policy = "COLLECT", .aggregation = aggregation}, a);
    };
    EXPECT_EQ(collect("SUM", "25"), "4");
    EXPECT_EQ(collect("COUNT", "25"), "3");
    EXPECT_EQ(collect("MIN", "25"), "1");
    EXPECT_EQ(collect("MAX", "25"), "2");
    EXPECT_EQ(collect("COUNT", "0"), "0");
    EXPECT_EQ(collect("SUM", "0"), "null");
}

TEST(DmnTable, DefaultsWhereNoRuleMatches) {
    EXPECT_EQ(by_policy({.outputs = {{.default_value = "9"}}}, "0"), "9");
    EXPECT_EQ(by_policy({}, "0"), "null");
    EXPECT_EQ(by_policy({.hit_policy = "COLLECT"}, "0"), "[]");
    EXPECT_EQ(by_policy({.hit_policy = "RULE ORDER"}, "0"), "[]");
}

TEST(DmnTable, SeveralOutputsMakeAContext) {
    const auto engine =
        sound(input("a", "number") + decision("d", {"a"},
                                              table({.hit_policy = "FIRST",
                                                     .inputs = {{"a", "number", ""}},
                                                     .outputs = {{.name = "x"}, {.name = "y y", .default_value = "0"}},
                                                     .rules = {{"1", "\"one\"", "a + 1"}}})));
    EXPECT_EQ(decide(*engine, "d", "{a: 1}"), "{x: \"one\", \"y y\": 2}");
    EXPECT_EQ(decide(*engine, "d", "{a: 2}"), "{x: null, \"y y\": 0}");
}

TEST(DmnTable, ExpressionsAsInputsAndCells) {
    const auto engine =
        sound(input("a", "number") + input("b", "number") +
              decision("d", {"a", "b"},
                       table({.inputs = {{"a + b", "number", ""}, {"b", "number", ""}},
                              .rules = {{"> a * 2", "-", "\"more\""}, {"<= a * 2", "? >= 0", "\"less\""}}})));
    EXPECT_EQ(decide(*engine, "d", "{a: 1, b: 5}"), "\"more\"");
    EXPECT_EQ(decide(*engine, "d", "{a: 1, b: 0}"), "\"less\"");
    EXPECT_EQ(decide(*engine, "d", "{a: 1, b: -5}"), "null");
}

TEST(DmnTable, InputValuesAreHeld) {
    const auto engine = sound(input("a", "string") + decision("d", {"a"},
                                                              table({.inputs = {{"a", "string", "\"x\", \"y\""}},
                                                                     .outputs = {{.default_value = "0"}},
                                                                     .rules = {{"\"x\"", "1"}}})));
    EXPECT_EQ(decide(*engine, "d", "{a: \"x\"}"), "1");
    EXPECT_EQ(decide(*engine, "d", "{a: \"y\"}"), "0");
    EXPECT_EQ(decide(*engine, "d", "{a: \"z\"}"), "null");
    EXPECT_EQ(decide(*engine, "d"), "0");
}

TEST(DmnTable, ManyRulesAndColumns) {
    // More columns and rules than fit on the stack or into one word.
    TableText text{.hit_policy = "FIRST"};
    std::string inputs;
    std::vector<std::string> names;
    for (int at = 0; at < 40; ++at) {
        names.push_back(fmt::format("a{}", at));
        inputs += input(names.back(), "number");
        text.inputs.push_back({names.back(), "number", ""});
    }
    for (int rule = 0; rule < 300; ++rule) {
        std::vector<std::string> cells(40, "-");
        cells[static_cast<std::size_t>(rule % 40)] = fmt::format("[{}..{})", rule, rule + 1);
        cells.push_back(std::to_string(rule));
        text.rules.push_back(cells);
    }
    const auto engine = sound(inputs + decision("d", names, table(text)));
    EXPECT_EQ(decide(*engine, "d", "{a7: 287}"), "287");
    EXPECT_EQ(decide(*engine, "d", "{a7: 287.5, a8: 8.25}"), "8");
    EXPECT_EQ(decide(*engine, "d", "{a7: 288}"), "null");
}

// --- what an engine tells of itself ---

std::shared_ptr<const Engine> graph() {
    return sound(
        "<itemDefinition name=\"tLevel\"><typeRef>number</typeRef><allowedValues><text>0, 1, "
        "2</text></allowedValues></itemDefinition>\n" +
        input("contact") + input("level", "tLevel") + input("unused", "string") +
        decision("gravity", {"contact", "level"}, literal("contact.public and level > 1")) +
        decision(
            "measure", {"#gravity", "contact"},
            table({.hit_policy = "FIRST",
                   .inputs = {{"gravity", "boolean", ""}, {"contact.count", "number", ""}},
                   .rules = {{"true", "> 3", "\"restrict\""}, {"true", "-", "\"warn\""}, {"-", "-", "\"none\""}}})));
}

TEST(DmnEngine, NamesInputsWithTypesAndAllowedValues) {
    const auto engine = graph();
    ASSERT_EQ(engine->inputs().size(), 3U);
    const InputInfo& level = engine->inputs()[engine->find_input("level").value()];
    EXPECT_EQ(to_string(level.type), "number");
    EXPECT_THAT(level.allowed_values, ElementsAre("0", "1", "2"));
    EXPECT_THAT(level.checked_paths, ElementsAre("level"));
    EXPECT_FALSE(engine->find_input("measure"));
    EXPECT_FALSE(engine->find_decision("measure", "urn:other"));
    EXPECT_TRUE(engine->find_decision("measure", "urn:test"));
}

TEST(DmnEngine, KnowsWhichPathsADecisionReads) {
    const auto engine = graph();
    EXPECT_THAT(engine->input_paths(engine->find_decision("measure").value()),
                ElementsAre("contact.count", "contact.public", "level"));
    EXPECT_THAT(engine->input_paths(engine->find_decision("gravity").value()), ElementsAre("contact.public", "level"));
}

TEST(DmnEngine, ShowsItsTables) {
    const auto engine = graph();
    ASSERT_EQ(engine->tables().size(), 1U);
    const TableInfo& shown = engine->tables()[0];
    EXPECT_EQ(shown.owner, "measure");
    EXPECT_THAT(shown.inputs, ElementsAre("gravity", "contact.count"));
    EXPECT_EQ(shown.rules.size(), 3U);
    EXPECT_EQ(shown.indexed_inputs, 2U);
    EXPECT_EQ(shown.rules[1].tests[0].text(), "true");
    EXPECT_EQ(engine->decisions()[engine->find_decision("measure").value()].table, 0U);
}

TEST(DmnEngine, TracesWhatRanAndWhy) {
    const auto engine = graph();
    const std::vector<Value> inputs = slots(*engine, "{contact: {public: true, count: 2}, level: 2}");
    const std::size_t measure = engine->find_decision("measure").value();
    Trace trace;
    Value result;
    engine->evaluate(std::span(&measure, 1), inputs, std::span(&result, 1), trace);
    EXPECT_EQ(to_string(result), "\"warn\"");
    ASSERT_EQ(trace.decisions.size(), 2U);
    EXPECT_EQ(trace.decisions[0].decision, engine->find_decision("gravity").value());
    EXPECT_TRUE(trace.decisions[0].value.is_true());
    ASSERT_EQ(trace.tables.size(), 1U);
    EXPECT_THAT(trace.tables[0].rules, ElementsAre(1U, 2U));
    EXPECT_THAT(trace.tables[0].chosen, ElementsAre(1U));
    EXPECT_EQ(to_string(trace.tables[0].inputs[1]), "2");
    EXPECT_THAT(trace.inputs_read, ElementsAre(0U, 1U));
    EXPECT_THAT(trace.notes, IsEmpty());
}

TEST(DmnEngine, RefusesInputsThatDoNotFitWithAReason) {
    const auto engine = graph();
    for (const auto& [context, code] :
         {std::pair{"{contact: {}, level: 7}", "dmn.not-allowed"}, {"{contact: {}, level: \"2\"}", "dmn.type"}}) {
        const std::size_t gravity = engine->find_decision("gravity").value();
        Trace trace;
        Value result;
        engine->evaluate(std::span(&gravity, 1), slots(*engine, context), std::span(&result, 1), trace);
        ASSERT_EQ(trace.notes.size(), 1U) << context;
        EXPECT_EQ(trace.notes[0].code, code);
        EXPECT_TRUE(result.is_null());
    }
}

TEST(DmnEngine, EvaluatesSeveralDecisionsAndSharesTheirParts) {
    const auto engine = graph();
    const std::vector<std::size_t> both = {engine->find_decision("measure").value(),
                                           engine->find_decision("gravity").value()};
    std::vector<Value> results(2);
    Trace trace;
    engine->evaluate(both, slots(*engine, "{contact: {public: true}, level: 2}"), results, trace);
    EXPECT_EQ(trace.decisions.size(), 2U);
    EXPECT_EQ(to_string(results[0]), "\"warn\"");
    EXPECT_TRUE(results[1].is_true());
}

TEST(DmnEngine, RunsServices) {
    const auto engine =
        sound(input("a", "number") + decision("double", {"a"}, literal("a * 2"), "number") +
              decision("sum", {"#double", "a"}, literal("double + a"), "number") +
              "<decisionService id=\"s\" name=\"s\"><outputDecision href=\"#sum\"/><outputDecision href=\"#double\"/>"
              "<inputData href=\"#a\"/></decisionService>\n"
              "<decisionService id=\"t\" name=\"t\"><outputDecision href=\"#sum\"/><inputDecision href=\"#double\"/>"
              "<inputData href=\"#a\"/></decisionService>\n");
    const Value three = Value::number(3);
    EXPECT_EQ(to_string(engine->evaluate_service(engine->find_service("s").value(), std::span(&three, 1))),
              "{sum: 9, double: 6}");
    const std::vector<Value> arguments = {Value::number(3), Value::number(100)};
    EXPECT_THAT(engine->services()[engine->find_service("t").value()].parameters, ElementsAre("a", "double"));
    EXPECT_EQ(to_string(engine->evaluate_service(engine->find_service("t").value(), arguments)), "103");
}

TEST(DmnEngine, ReadsImportedElementsBelowTheImportsName) {
    const auto model = load_model(definitions("<import name=\"base\" namespace=\"urn:base\" "
                                              "importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>\n"
                                              "<decision name=\"d\"><informationRequirement><requiredDecision "
                                              "href=\"urn:base#x\"/></informationRequirement>" +
                                              literal("base.x + 1") + "</decision>\n"),
                                  "a.dmn", [](std::string_view name) -> Result<ModelSource> {
                                      EXPECT_EQ(name, "urn:base");
                                      std::string text = definitions(decision("x", {}, literal("41")));
                                      text.replace(text.find("urn:test"), 8, "urn:base");
                                      return ModelSource{text, "base.dmn"};
                                  });
    ASSERT_TRUE(model) << to_string(model.error());
    const EngineResult engine = Engine::compile(*model);
    ASSERT_TRUE(engine) << to_string(engine.error());
    EXPECT_EQ(decide(**engine, "d"), "42");
}

}  // namespace
}  // namespace konsequenz::dmn
