// What `prove` reads and what it refuses, construct by construct; the law over random models is in soundness_test.cpp.
#include "proof/prove.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dmn/test_models.h"
#include "proof/story.h"

namespace konsequenz::proof {
namespace {

using namespace dmn::testing_models;
using standard::Guarantee;
using standard::GuaranteeKind;
using testing::HasSubstr;

standard::Standard standard_of(const std::string& content, const std::string& always,
                               const std::vector<std::string>& assumptions = {}) {
    standard::Standard standard;
    standard.engine = sound(content);
    Guarantee guarantee;
    guarantee.id = "g";
    guarantee.title = {{"de", "Es gilt"}, {"en", "It holds"}};
    guarantee.condition = always;
    standard.guarantees.push_back(guarantee);
    for (const std::string& that : assumptions) standard.assumptions.push_back({that, {}});
    return standard;
}

Verdict verdict_of(const std::string& content, const std::string& always,
                   const std::vector<std::string>& assumptions = {}) {
    return prove(standard_of(content, always, assumptions)).at(0);
}

/// "proved", "refuted", or why it is not decided.
std::string decided(const std::string& content, const std::string& always,
                    const std::vector<std::string>& assumptions = {}) {
    const Verdict verdict = verdict_of(content, always, assumptions);
    return verdict.state == State::not_decided ? verdict.why : std::string(to_string(verdict.state));
}

/// A decision `d` over the numbers n and m.
std::string over_numbers(const std::string& text, const std::string& more = "") {
    return more + input("n", "number") + input("m", "number") + decision("d", {"n", "m"}, literal(text));
}

TEST(Prove, NullIsAnAnswerOfItsOwn) {
    EXPECT_EQ(decided(over_numbers("n + 1"), "d > n"), "refuted") << "null is not true";
    EXPECT_EQ(decided(over_numbers("n + 1"), "d > n", {"n != null"}), "proved");
    EXPECT_EQ(decided(over_numbers("n / m"), "d != null", {"n != null and m != null"}), "refuted") << "by zero";
    EXPECT_EQ(decided(over_numbers("n / m"), "d != null", {"n != null and m > 0"}), "proved");
    EXPECT_EQ(decided(over_numbers("if n > 1 then 1 else 0"), "d in (0, 1)"), "proved");
    EXPECT_EQ(decided(over_numbers("n > 1 or not(n > 1)"), "d"), "refuted");
    EXPECT_EQ(decided(over_numbers("n > 1 or not(n > 1)"), "d or n = null"), "proved");
}

TEST(Prove, NumbersAreExact) {
    EXPECT_EQ(decided(over_numbers("n * 0.1 + n * 0.2"), "d = n * 0.3", {"n != null"}), "proved");
    EXPECT_EQ(decided(over_numbers("floor(n)"), "d <= n and n < d + 1", {"n != null"}), "proved");
    EXPECT_EQ(decided(over_numbers("ceiling(n) - floor(n)"), "d = 1", {"n != null"}), "refuted");
    EXPECT_EQ(decided(over_numbers("n ** 2"), "d >= 0", {"n != null"}), "proved");
    EXPECT_EQ(decided(over_numbers("max(n, m) + min(n, m)"), "d = n + m", {"n != null and m != null"}), "proved");
    EXPECT_EQ(decided(over_numbers("sum([n, m, 1])"), "d = n + m", {"n != null and m != null"}), "refuted");
    EXPECT_EQ(decided(over_numbers("count([n, m, 1][item > 0])"), "d between 1 and 3"), "proved");
    EXPECT_EQ(
        decided(over_numbers("sum(for x in [n, m] return 2 * x)"), "d = 2 * (n + m)", {"n != null and m != null"}),
        "proved");
    EXPECT_EQ(decided(over_numbers("every x in [n, m] satisfies x in [0..10]"), "d", {"n = 3 and m between 1 and 9"}),
              "proved");
}

TEST(Prove, DatesAndDurations) {
    const std::string dates = input("a", "date") + input("b", "date") + decision("d", {"a", "b"}, literal("b - a"));
    EXPECT_EQ(decided(dates, "d >= @\"P1D\"", {"a < b"}), "proved");
    EXPECT_EQ(decided(dates, "d >= @\"P2D\"", {"a < b"}), "refuted");
    EXPECT_EQ(decided(dates, "d > @\"P30D\"", {"a <= @\"2026-01-31\" and b >= @\"2026-03-03\""}), "proved");
    const std::string months = input("y", "years and months duration") + decision("d", {"y"}, literal("y + @\"P6M\""));
    EXPECT_EQ(decided(months, "d > @\"P1Y\"", {"y > @\"P6M\""}), "proved");
}

TEST(Prove, KnowledgeModelsAndBoxedExpressions) {
    const std::string knowledge =
        "<businessKnowledgeModel id=\"twice\" name=\"twice\"><variable name=\"twice\"/><encapsulatedLogic>"
        "<formalParameter name=\"x\" typeRef=\"number\"/><literalExpression><text>2 * x</text></literalExpression>"
        "</encapsulatedLogic></businessKnowledgeModel>\n";
    const std::string called =
        knowledge + input("n", "number") + decision("d", {"n", "!twice"}, literal("twice(n) + twice(1)"));
    EXPECT_EQ(decided(called, "d = 2 * n + 2", {"n != null"}), "proved");
    EXPECT_EQ(decided(called, "d != 10", {"n != null"}), "refuted");
    const std::string context =
        input("n", "number") +
        decision("d", {"n"},
                 "<context><contextEntry><variable name=\"half\"/>" + literal("n / 2") +
                     "</contextEntry><contextEntry>" + literal("half + half") + "</contextEntry></context>");
    EXPECT_EQ(decided(context, "d = n", {"n != null"}), "proved");
    const std::string entries =
        input("n", "number") + decision("d", {"n"}, literal("{low: n - 1, high: low + 2}.high"));
    EXPECT_EQ(decided(entries, "d = n + 1", {"n != null"}), "proved");
}

TEST(Prove, AggregatesOfTables) {
    TableText text{.hit_policy = "COLLECT", .aggregation = "SUM", .inputs = {{"n", "number", ""}}};
    text.outputs = {{"", "number", "", ""}};
    text.rules = {{"> 0", "1"}, {"> 10", "10"}, {"> 20", "100"}};
    const std::string sum = input("n", "number") + decision("d", {"n"}, table(text), "number");
    EXPECT_EQ(decided(sum, "d in (1, 11, 111)", {"n > 0"}), "proved");
    EXPECT_EQ(decided(sum, "d != 111", {"n > 0"}), "refuted");
    text.aggregation = "MAX";
    const std::string greatest = input("n", "number") + decision("d", {"n"}, table(text), "number");
    EXPECT_EQ(decided(greatest, "if n > 20 then d = 100 else d <= 10", {"n > 0"}), "proved");
    text.aggregation = "";
    const std::string list = input("n", "number") + decision("d", {"n"}, table(text));
    EXPECT_EQ(decided(list, "if n > 10 then list contains(d, 10) else count(d) <= 1"), "proved");
}

TEST(Prove, WhatItDoesNotLookAtItSays) {
    const std::string texts = input("s", "string") + decision("d", {"s"}, literal("upper case(s)"));
    EXPECT_THAT(decided(texts, "d != null"), HasSubstr("in the decision `d`: the function `upper case`"));
    EXPECT_THAT(decided(over_numbers("n ** m"), "d >= 0"), HasSubstr("a power other than 0 to 4"));
    EXPECT_THAT(decided(over_numbers("sqrt(n)"), "d >= 0"), HasSubstr("the function `sqrt`"));
    const std::string untyped = input("n") + decision("d", {"n"}, literal("n = 1"));
    EXPECT_THAT(decided(untyped, "d"), HasSubstr("`n` has no type: give it one"));
    EXPECT_THAT(decided(over_numbers("n + m"), "d > n", {"n > 0 and n < 0"}), HasSubstr("contradict"));
}

TEST(Prove, ACounterexampleIsSmallAndReplayed) {
    const standard::Standard standard =
        standard_of(over_numbers("if n >= 3 then \"restrict\" else \"none\""), "d = \"none\"", {"n != null"});
    const Verdict verdict = prove(standard).at(0);
    ASSERT_EQ(verdict.state, State::refuted);
    ASSERT_EQ(verdict.cases.size(), 1U);
    EXPECT_TRUE(verdict.cases[0].inputs[1].is_null()) << "m does not matter";
    EXPECT_EQ(feel::to_string(verdict.cases[0].decisions[0]), "\"restrict\"");
    const Space space = Space::of(standard);
    EXPECT_THAT(tell(standard, space, verdict, "en"), HasSubstr("But it is guaranteed: It holds."));
    EXPECT_THAT(tell(standard, space, verdict, "de"), HasSubstr("Zugesagt ist aber: Es gilt."));
    const auto findings = findings_of(standard, std::span(&verdict, 1), "en");
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].code, "prove.refuted");
}

TEST(Prove, AskedWithoutTimeItDecidesNothing) {
    // Whether three cubes make a cube: no linear question.
    const std::string cubes = input("x", "number") + input("y", "number") + input("z", "number") +
                              decision("d", {"x", "y", "z"}, literal("x ** 3 + y ** 3 - z ** 3"));
    standard::Standard standard =
        standard_of(cubes, "d != 0", {"floor(x) = x and floor(y) = y and floor(z) = z and x > 0 and y > 0 and z > 0"});
    const Verdict verdict = prove(standard, {.milliseconds = 50}).at(0);
    EXPECT_NE(verdict.state, State::refuted);
    EXPECT_EQ(verdict.state == State::not_decided, !verdict.why.empty());
}

}  // namespace
}  // namespace konsequenz::proof
