// What a model is refused for when it is compiled, and which limits keep an evaluation on the ground.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "dmn/test_models.h"

namespace konsequenz::dmn {
namespace {

using namespace testing_models;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(DmnCompile, NamesWhatIsUnknown) {
    EXPECT_THAT(codes(compile(input("a", "tMissing"))), ElementsAre("dmn.unknown-type 2"));
    EXPECT_THAT(codes(compile(decision("d", {"nowhere"}, literal("1")))), ElementsAre("dmn.unknown-reference 3"));
    EXPECT_THAT(codes(compile(decision("d", {}, literal("amount + 1")))), ElementsAre("feel.unknown-name 3"));
    EXPECT_THAT(codes(compile(input("a") + decision("d", {"#a"}, literal("1")))),
                ElementsAre("dmn.unknown-reference 4"));
    EXPECT_THAT(codes(compile(input("a") + decision("d", {"!a"}, literal("1")))),
                ElementsAre("dmn.unknown-reference 4"));
}

TEST(DmnCompile, PlacesSyntaxErrorsInTheFile) {
    const EngineResult engine =
        compile(decision("d", {}, "<literalExpression>\n  <text>1 +\n  2 * )</text></literalExpression>"));
    ASSERT_FALSE(engine);
    const Error& error = engine.error().front();
    EXPECT_EQ(error.code, "feel.syntax");
    EXPECT_EQ(error.where.file, "test.dmn");
    EXPECT_EQ(error.where.line, 5U);
    EXPECT_EQ(error.where.column, 7U);
}

TEST(DmnCompile, ReportsAllErrorsAtOnce) {
    EXPECT_THAT(codes(compile(decision("a", {}, literal("1 +")) + decision("b", {}, literal("2 *")))),
                ElementsAre("feel.syntax 3", "feel.syntax 6"));
}

TEST(DmnCompile, ReportsTypesThatNeverFit) {
    EXPECT_THAT(codes(compile(input("a", "string") + decision("d", {"a"}, literal("a - 1")))),
                ElementsAre("feel.type 5"));
}

TEST(DmnCompile, RefusesTablesThatMakeNoSense) {
    const auto of = [](const TableText& text) {
        return codes(compile(input("a", "number") + decision("d", {"a"}, table(text))));
    };
    const TableText::Input a{"a", "number", ""};
    EXPECT_THAT(of({.inputs = {a}, .rules = {{"1", "2"}}}), IsEmpty());
    EXPECT_THAT(of({.hit_policy = "PRIORITY", .inputs = {a}, .rules = {{"1", "2"}}}), ElementsAre("dmn.table 5"));
    EXPECT_THAT(of({.aggregation = "SUM", .inputs = {a}, .rules = {{"1", "2"}}}), ElementsAre("dmn.table 5"));
    EXPECT_THAT(of({.hit_policy = "COLLECT", .aggregation = "SUM", .inputs = {a}, .outputs = {{"x"}, {"y"}}}),
                ElementsAre("dmn.table 5"));
    EXPECT_THAT(of({.inputs = {a}, .outputs = {{"x"}, {""}}}), ElementsAre("dmn.table 8"));
    EXPECT_THAT(of({.inputs = {a}, .outputs = {{"x"}, {"x"}}}), ElementsAre("dmn.duplicate 8"));
    EXPECT_THAT(of({.inputs = {a}, .rules = {{"[1..", "2"}}}), ElementsAre("feel.syntax 8"));
    EXPECT_THAT(of({.inputs = {a}, .rules = {{"1", "nothing here"}}}), ElementsAre("feel.unknown-name 8"));
}

TEST(DmnCompile, RefusesCircles) {
    EXPECT_THAT(codes(compile(decision("a", {"#b"}, literal("b")) + decision("b", {"#a"}, literal("a")))),
                ElementsAre(HasSubstr("dmn.cycle")));
    EXPECT_THAT(codes(compile(decision("a", {"#a"}, literal("a")))), ElementsAre(HasSubstr("dmn.cycle")));
    EXPECT_THAT(
        codes(compile("<itemDefinition name=\"tA\" isCollection=\"true\"><typeRef>tB</typeRef></itemDefinition>\n"
                      "<itemDefinition name=\"tB\"><itemComponent "
                      "name=\"x\"><typeRef>tA</typeRef></itemComponent></itemDefinition>\n")),
        ElementsAre(HasSubstr("dmn.cycle")));
}

TEST(DmnCompile, TolerantlyGivesNullWithTheReason) {
    const EngineResult engine = compile(decision("d", {}, literal("1 +")), Faults::tolerate);
    ASSERT_TRUE(engine);
    EXPECT_EQ((*engine)->faults().size(), 1U);
    Trace trace;
    feel::Value result = feel::Value::number(1);
    const std::size_t first = 0;
    (*engine)->evaluate(std::span(&first, 1), {}, std::span(&result, 1), trace);
    EXPECT_TRUE(result.is_null());
    ASSERT_EQ(trace.decisions.size(), 1U);
    EXPECT_EQ(trace.decisions[0].notes.at(0).code, "feel.syntax");
}

TEST(DmnCompile, RefusesExternalFunctionsThatItDoesNotKnow) {
    const auto function = [](std::string_view kind, std::string_view entries) {
        return codes(compile(decision(
            "d", {},
            fmt::format("<functionDefinition kind=\"{}\"><context>{}</context></functionDefinition>", kind, entries))));
    };
    const auto entry = [](std::string_view name, std::string_view text) {
        return fmt::format("<contextEntry><variable name=\"{}\"/>{}</contextEntry>", name, literal(text));
    };
    EXPECT_THAT(function("Java", entry("class", "\"java.lang.Runtime\"") + entry("method signature", "\"exit(int)\"")),
                ElementsAre(HasSubstr("feel.external")));
    EXPECT_THAT(function("Java", entry("class", "\"java.lang.Math\"")), ElementsAre(HasSubstr("dmn.function")));
    EXPECT_THAT(function("PMML", entry("document", "\"m.pmml\"") + entry("model", "\"m\"")),
                ElementsAre(HasSubstr("pmml")));
}

// --- limits ---

TEST(DmnLimits, LongChainsOfDecisionsAreRefused) {
    std::string chain = decision("d0", {}, literal("1"));
    for (int at = 1; at < 5'000; ++at)
        chain +=
            decision(fmt::format("d{}", at), {fmt::format("#d{}", at - 1)}, literal(fmt::format("d{} + 1", at - 1)));
    const EngineResult engine = compile(chain);
    ASSERT_FALSE(engine);
    EXPECT_EQ(engine.error().front().code, "dmn.too-deep");
}

TEST(DmnLimits, LongChainsOfTypesAreRefused) {
    std::string chain = "<itemDefinition name=\"t0\"><typeRef>number</typeRef></itemDefinition>\n";
    for (int at = 1; at < 100'000; ++at)
        chain += fmt::format("<itemDefinition name=\"t{}\"><typeRef>t{}</typeRef></itemDefinition>\n", at, at - 1);
    // The last one first, so that nothing on its way is known yet.
    const EngineResult engine =
        compile("<itemDefinition name=\"last\"><typeRef>t99999</typeRef></itemDefinition>\n" + chain);
    ASSERT_FALSE(engine);
    EXPECT_EQ(engine.error().front().code, "dmn.too-deep");
}

TEST(DmnLimits, TypesThatDoubleAtEachStepEndInTime) {
    std::string chain = "<itemDefinition name=\"t0\"><typeRef>number</typeRef></itemDefinition>\n";
    for (int at = 1; at < 40; ++at) {
        chain += fmt::format(
            "<itemDefinition name=\"t{0}\"><itemComponent name=\"a\"><typeRef>t{1}</typeRef></itemComponent>"
            "<itemComponent name=\"b\"><typeRef>t{1}</typeRef></itemComponent></itemDefinition>\n",
            at, at - 1);
    }
    const auto begin = std::chrono::steady_clock::now();
    const EngineResult engine = compile(chain + input("x", "t39") + input("y", "t39") +
                                        decision("d", {"x", "y"}, literal("if x = y then x else [y][1]"), "t39"));
    if (engine) {
        EXPECT_EQ(decide(**engine, "d", "{x: {a: 1}, y: 2}"), "null");
    } else {
        EXPECT_EQ(engine.error().front().code, "dmn.too-large");
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

std::string knowledge(std::string_view name, const std::vector<std::string>& parameters, std::string_view logic,
                      const std::vector<std::string>& required = {}) {
    std::string text = fmt::format("<businessKnowledgeModel id=\"{0}\" name=\"{0}\"><encapsulatedLogic>", name);
    for (const std::string& parameter : parameters) text += fmt::format("<formalParameter name=\"{}\"/>", parameter);
    text += fmt::format("{}</encapsulatedLogic>", logic);
    for (const std::string& other : required)
        text += fmt::format("<knowledgeRequirement><requiredKnowledge href=\"#{}\"/></knowledgeRequirement>", other);
    return text + "</businessKnowledgeModel>\n";
}

/// The codes of the notes of a decision's traced evaluation; the same evaluation without a trace is held to its value.
std::vector<std::string> note_codes(const Engine& engine, std::string_view name,
                                    const feel::Environment& environment = {}) {
    const std::size_t decision = engine.find_decision(name).value();
    const std::vector<feel::Value> inputs(engine.inputs().size());
    Trace trace;
    feel::Value result;
    engine.evaluate(std::span(&decision, 1), inputs, std::span(&result, 1), trace, environment);
    EXPECT_EQ(to_string(result), to_string(engine.evaluate(decision, inputs, environment)));
    std::vector<std::string> codes;
    for (const DecisionTrace& ran : trace.decisions) {
        for (const feel::Note& note : ran.notes) codes.push_back(note.code);
    }
    return codes;
}

TEST(DmnLimits, RecursionWithoutEndGivesNull) {
    const auto once = sound(knowledge("f", {"n"}, literal("f(n + 1)"), {"f"}) + decision("d", {"!f"}, literal("f(1)")));
    EXPECT_THAT(note_codes(*once, "d"), testing::Contains("feel.too-deep"));
    const auto twice = sound(knowledge("f", {"n"}, literal("g(n)"), {"g"}) +
                             knowledge("g", {"n"}, literal("f(n)"), {"f"}) + decision("d", {"!f"}, literal("f(1)")));
    EXPECT_THAT(note_codes(*twice, "d"), testing::Contains("feel.too-deep"));
}

TEST(DmnLimits, RecursionThroughDeepLogicGivesNull) {
    // Each call runs a hundred conditionals on top of one another.
    std::string logic = literal("f(n + 1)");
    for (int at = 0; at < 100; ++at) {
        logic = fmt::format("<conditional><if>{}</if><then>{}</then><else>{}</else></conditional>", literal("n > 0"),
                            logic, literal("0"));
    }
    const auto named = sound(knowledge("f", {"n"}, logic, {"f"}) + decision("d", {"!f"}, literal("f(1)")));
    EXPECT_THAT(note_codes(*named, "d"), testing::Contains("feel.too-deep"));
    // The same in a boxed function that calls itself by its argument.
    std::string inner = literal("self(self, n + 1)");
    for (int at = 0; at < 80; ++at) {
        inner = fmt::format("<conditional><if>{}</if><then>{}</then><else>{}</else></conditional>", literal("n > 0"),
                            inner, literal("0"));
    }
    const auto boxed = sound(decision(
        "d", {},
        fmt::format("<context><contextEntry><variable name=\"g\"/><functionDefinition><formalParameter name=\"self\"/>"
                    "<formalParameter "
                    "name=\"n\"/>{}</functionDefinition></contextEntry><contextEntry>{}</contextEntry></context>",
                    inner, literal("g(g, 1)"))));
    EXPECT_THAT(note_codes(*boxed, "d"), testing::Contains("feel.too-deep"));
}

TEST(DmnLimits, ServicesThatCallThemselvesGiveNull) {
    std::string chain = decision("d0", {"!s"}, literal("s() + 1"));
    for (int at = 1; at < 390; ++at)
        chain +=
            decision(fmt::format("d{}", at), {fmt::format("#d{}", at - 1)}, literal(fmt::format("d{} + 1", at - 1)));
    chain += "<decisionService id=\"s\" name=\"s\"><outputDecision href=\"#d389\"/></decisionService>\n";
    const auto engine = sound(chain);
    EXPECT_THAT(note_codes(*engine, "d389"), testing::Contains("feel.too-deep"));
}

TEST(DmnLimits, WorkWithoutEndGivesNull) {
    const feel::Environment few{.now = {}, .steps_max = 100'000};
    // Calls that double at each step.
    const auto doubling = sound(knowledge("f", {"n"}, literal("if n = 0 then 1 else f(n - 1) + f(n - 1)"), {"f"}) +
                                decision("d", {"!f"}, literal("f(60)")));
    EXPECT_THAT(note_codes(*doubling, "d", few), testing::Contains("feel.too-long"));
    const std::string walk = "<in>" + literal("[1..1000000000]") + "</in>";
    const auto boxed_for =
        sound(decision("d", {}, "<for iteratorVariable=\"i\">" + walk + "<return>" + literal("i") + "</return></for>"));
    EXPECT_THAT(note_codes(*boxed_for, "d", few), testing::Contains("feel.too-long"));
    const auto partial = sound(decision("d", {},
                                        "<for iteratorVariable=\"i\"><in>" + literal("[1..90000]") + "</in><return>" +
                                            literal("count(partial)") + "</return></for>"));
    EXPECT_THAT(note_codes(*partial, "d", few), testing::Contains("feel.too-long"));
    const std::string call = "<invocation>" + literal("f") + "<binding><parameter name=\"n\"/>" + literal("n - 1") +
                             "</binding></invocation>";
    const auto invoked = sound(knowledge("f", {"n"},
                                         "<conditional><if>" + literal("n = 0") + "</if><then>" + literal("1") +
                                             "</then><else><list>" + call + call + "</list></else></conditional>",
                                         {"f"}) +
                               decision("d", {"!f"}, literal("f(60)")));
    EXPECT_THAT(note_codes(*invoked, "d", few), testing::Contains("feel.too-long"));
}

TEST(DmnLimits, TracesDoNotFillTheMemory) {
    const std::string graded = table({.inputs = {{"n", "number", ""}}, .rules = {{"> 0", "1"}}});
    const auto engine =
        sound(knowledge("f", {"n"}, graded) + decision("d", {"!f"}, literal("sum(for i in 1..20000 return f(i))")));
    const std::size_t decision = 0;
    Trace trace;
    feel::Value result;
    engine->evaluate(std::span(&decision, 1), {}, std::span(&result, 1), trace);
    EXPECT_EQ(to_string(result), "20000");
    ASSERT_EQ(trace.tables.size(), Trace::entries_max);
    EXPECT_EQ(to_string(trace.tables.front().inputs[0]), "1");
    EXPECT_EQ(to_string(trace.tables.back().inputs[0]), "20000");
}

TEST(DmnLimits, ValuesNestOnlySoDeep) {
    // Each makes a boxed function, a list or a context that keeps the one before.
    const auto nested = [](std::string_view logic) {
        const auto engine = sound(knowledge("hold", {"inner"}, logic) +
                                  decision("d", {"!hold"},
                                           literal("count(for i in 1..1000 return if i = 1 then hold(null) else "
                                                   "hold(partial[-1]))")));
        return note_codes(*engine, "d");
    };
    EXPECT_THAT(nested("<functionDefinition>" + literal("inner") + "</functionDefinition>"),
                testing::Contains("feel.too-deep"));
    EXPECT_THAT(nested("<list>" + literal("inner") + "</list>"), testing::Contains("feel.too-deep"));
    EXPECT_THAT(
        nested("<context><contextEntry><variable name=\"a\"/>" + literal("inner") + "</contextEntry></context>"),
        testing::Contains("feel.too-deep"));
    // Doubling at each step is deep in size only.
    EXPECT_THAT(nested("<list>" + literal("inner") + literal("inner") + "</list>"), testing::Contains("feel.too-deep"));
}

}  // namespace
}  // namespace konsequenz::dmn
