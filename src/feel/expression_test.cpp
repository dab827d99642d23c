#include "feel/expression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "feel/syntax.h"

namespace konsequenz::feel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Expression compiled(std::string_view text, const Scope& scope = {}) {
    Result<Expression> expression = Expression::compile(text, scope);
    EXPECT_TRUE(expression) << text << ": " << to_string(expression.error());
    return *std::move(expression);
}

Value evaluated(std::string_view text) { return compiled(text).evaluate({}); }

const Type contact =
    Type::context({{"public", TypeKind::boolean}, {"reach", TypeKind::number}, {"acts", Type::list(TypeKind::string)}});

TEST(FeelExpression, ReadsNamesPathsOnce) {
    const Scope scope{{"contact", contact}, {"n", TypeKind::number}, {"unused", {}}};
    const Expression expression =
        compiled("if contact.public and n > 1 then contact.reach else contact.acts[item != \"x\"][1]", scope);
    EXPECT_THAT(expression.reads(), ElementsAre("contact.acts", "contact.public", "contact.reach", "n"));
    EXPECT_THAT(compiled("{a: contact}.a.public", scope).reads(), ElementsAre("contact"));
    EXPECT_THAT(compiled("for n in [1] return n", scope).reads(), IsEmpty());
    EXPECT_THAT(compiled("(function(x) x + n)(1)", scope).reads(), ElementsAre("n"));
}

TEST(FeelExpression, TellsItsType) {
    const Scope scope{{"contact", contact}, {"n", TypeKind::number}};
    const auto type = [&](std::string_view text) { return to_string(compiled(text, scope).type()); };
    EXPECT_EQ(type("n + 1"), "number");
    EXPECT_EQ(type("contact.acts"), "list<string>");
    EXPECT_EQ(type("contact.acts[1]"), "string");
    EXPECT_EQ(type("contact.acts[item = \"a\"]"), "list<string>");
    EXPECT_EQ(type("{a: n, b: [1]}"), "context<a: number, b: list<number>>");
    EXPECT_EQ(type("for x in contact.acts return x + \"!\""), "list<string>");
    EXPECT_EQ(type("function(a: number) a > n"), "function<number> -> boolean");
    EXPECT_EQ(type("(function(a: number) a > n)(1)"), "boolean");
    EXPECT_EQ(type("if n > 1 then 1 else null"), "number");
    EXPECT_EQ(type("if n > 1 then 1 else \"a\""), "Any");
    EXPECT_EQ(type("@\"2024-01-01\" - @\"P1D\""), "date");
    EXPECT_EQ(type("string length(\"a\")"), "number");
    EXPECT_EQ(type("[1..3]"), "range<number>");
}

TEST(FeelExpression, FindsWhatIsNullForEveryInput) {
    const Scope scope{{"contact", contact}, {"n", TypeKind::number}};
    const auto errors = [&](std::string_view text) { return compiled(text, scope).type_errors().size(); };
    EXPECT_EQ(errors("n + 1"), 0U);
    EXPECT_EQ(errors("n + \"a\""), 1U);
    EXPECT_EQ(errors("contact.missing"), 1U);
    EXPECT_EQ(errors("n < \"a\""), 1U);
    EXPECT_EQ(errors("n = \"a\""), 1U);
    EXPECT_EQ(errors("if n then 1 else 2"), 1U);
    EXPECT_EQ(errors("abs(\"a\")"), 1U);
    EXPECT_EQ(errors("abs(1, 2)"), 1U);
    EXPECT_EQ(errors("n(1)"), 1U);
    EXPECT_EQ(errors("@\"x\""), 1U);
    const Expression expression = compiled("1 +\n  (n - true)", scope);
    ASSERT_EQ(expression.type_errors().size(), 2U);
    EXPECT_EQ(expression.type_errors()[0].code, "feel.type");
    EXPECT_EQ(expression.type_errors()[0].where.line, 2U);
    EXPECT_EQ(expression.type_errors()[0].where.column, 4U);
}

TEST(FeelExpression, NotesSayWhyNullCameAbout) {
    const Expression expression = compiled("[1 / 0, \"a\" < 1, [1][2]]");
    const Evaluation evaluation = expression.evaluate_with_notes({});
    EXPECT_EQ(to_string(evaluation.value), "[null, null, null]");
    ASSERT_EQ(evaluation.notes.size(), 3U);
    EXPECT_EQ(evaluation.notes[0].code, "feel.division-by-zero");
    EXPECT_EQ(evaluation.notes[1].code, "feel.operands");
    EXPECT_EQ(evaluation.notes[1].range, (SourceRange{8, 15}));
    EXPECT_EQ(evaluation.notes[2].code, "feel.index");
    EXPECT_TRUE(compiled("1 + 1").evaluate_with_notes({}).notes.empty());
}

TEST(FeelExpression, ErrorsStandWhereTheTextStands) {
    CompileOptions options;
    options.file = "table.dmn";
    options.line = 17;
    options.column = 5;
    const Result<Expression> first = Expression::compile("1 +", Scope{}, options);
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().where, (Place{"table.dmn", 17, 8, {}}));
    const Result<Expression> second = Expression::compile("1 +\n\"ä\" + )", Scope{}, options);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().where, (Place{"table.dmn", 18, 7, {}}));
}

TEST(FeelExpression, TheCaretPointsAtThePlace) {
    const std::string text = "1 +\n\t\"ä\" + )";
    const Result<Expression> expression = Expression::compile(text, Scope{});
    ASSERT_FALSE(expression);
    const std::string shown = with_caret(expression.error(), text);
    EXPECT_THAT(shown, HasSubstr("\n  \t\"ä\" + )\n  \t      ^"));
}

std::string shape_text(std::string_view tests, const Type& input) {
    const Scope scope{{"n", TypeKind::number}};
    const Result<Expression> expression = Expression::compile_unary_tests(tests, input, scope);
    if (!expression) return to_string(expression.error());
    const std::optional<TestShape> shape = expression->shape();
    if (!shape) return "none";
    if (shape->form == TestShape::Form::any) return "any";
    std::string text = shape->negated ? "not" : "";
    for (const Value& constant : shape->constants) text += " " + to_string(constant);
    for (const RangeEnds& ends : shape->intervals) text += " " + to_string(Value::range(ends));
    return text;
}

TEST(FeelUnaryTests, ShapesAreWhatAnIndexCanHold) {
    EXPECT_EQ(shape_text("-", TypeKind::number), "any");
    EXPECT_EQ(shape_text("5", TypeKind::number), " 5");
    EXPECT_EQ(shape_text("-5", TypeKind::number), " -5");
    EXPECT_EQ(shape_text("2 + 3", TypeKind::number), " 5");
    EXPECT_EQ(shape_text("\"a\", \"b\"", TypeKind::string), " \"a\" \"b\"");
    EXPECT_EQ(shape_text("not(\"a\", \"b\")", TypeKind::string), "not \"a\" \"b\"");
    EXPECT_EQ(shape_text("!= 5", TypeKind::number), "not 5");
    EXPECT_EQ(shape_text("not(!= 5)", TypeKind::number), " 5");
    EXPECT_EQ(shape_text("> 5, [1..2), = 9", TypeKind::number), " 9 (> 5) [1..2)");
    EXPECT_EQ(shape_text("[\"a\", \"b\"]", TypeKind::string), " \"a\" \"b\"");
    EXPECT_EQ(shape_text("date(\"2024-01-01\")", TypeKind::date), " @\"2024-01-01\"");
    EXPECT_EQ(shape_text("< @\"2024-01-01\"", TypeKind::date), " (< @\"2024-01-01\")");
    EXPECT_EQ(shape_text("true", TypeKind::boolean), " true");
    EXPECT_EQ(shape_text("null", TypeKind::number), " null");
    EXPECT_EQ(shape_text("true", TypeKind::number), "none");
    EXPECT_EQ(shape_text("> n", TypeKind::number), "none");
    EXPECT_EQ(shape_text("? > 5", TypeKind::number), "none");
    EXPECT_EQ(shape_text("5, != 6", TypeKind::number), "none");
}

// What the index would say by the shape is what the test says.
TEST(FeelUnaryTests, ShapesPassWhatTheTestsPass) {
    const std::vector<std::string> tests = {"5",      "< 5",      ">= 5", "[1..5)", "(1..5]", "1, 3, > 7",
                                            "not(5)", "not(< 5)", "!= 5", "\"a\"",  "null"};
    const std::vector<Value> inputs = {Value::number(1),   Value::number(5), Value::number(8),
                                       Value::string("a"), Value(),          Value::boolean(true)};
    for (const std::string& text : tests) {
        const Result<Expression> expression = Expression::compile_unary_tests(text, Type(), Scope{});
        ASSERT_TRUE(expression) << text;
        const std::optional<TestShape> shape = expression->shape();
        ASSERT_TRUE(shape) << text;
        for (const Value& input : inputs) {
            bool passed = false;
            bool unknown = false;
            for (const Value& constant : shape->constants) {
                passed = passed || equals(input, constant) == true;
                unknown = unknown || !equals(input, constant);
            }
            for (const RangeEnds& ends : shape->intervals) {
                passed = passed || contains(ends, input) == true;
                unknown = unknown || !contains(ends, input);
            }
            const bool expected = shape->negated ? !passed && !unknown : passed;
            EXPECT_EQ(expression->evaluate(std::span<const Value>(&input, 1)).is_true(), expected)
                << text << " " << to_string(input);
        }
    }
}

std::string repeated(std::string_view part, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += part;
    return text;
}

TEST(FeelLimits, DeepTextIsRefusedAndNeverCrashes) {
    for (const std::string part : {"(", "[", "{a:", "-", "if ", "not(", "for x in ", "x in (", "function() ", "[1..",
                                   "1 instance of list<", "1 ** (", "@\"", "some a in "}) {
        const Result<Expression> expression = Expression::compile(repeated(part, 50'000), Scope{{"x", {}}});
        ASSERT_FALSE(expression) << part;
        EXPECT_TRUE(expression.error().code == "feel.too-deep" || expression.error().code == "feel.syntax")
            << to_string(expression.error());
    }
    const Result<Expression> chain = Expression::compile("1" + repeated(" + 1", 5'000), Scope{});
    ASSERT_FALSE(chain);
    EXPECT_EQ(chain.error().code, "feel.too-deep");
    EXPECT_EQ(to_string(evaluated("1" + repeated(" + 1", 900))), "901");
    const Result<Expression> postfix = Expression::compile("x" + repeated(".a", 5'000), Scope{{"x", {}}});
    ASSERT_FALSE(postfix);
    EXPECT_EQ(Expression::compile(repeated("1 ", 600'000), Scope{}).error().code, "feel.too-long");
    EXPECT_EQ(Expression::compile("\"\xff\"", Scope{}).error().code, "feel.encoding");
}

TEST(FeelUnaryTests, TestsThatNeverPassAreTypeErrors) {
    const auto columns = [](std::string_view text, const Type& input) {
        const Result<Expression> tests = Expression::compile_unary_tests(text, input, Scope{{"n", TypeKind::number}});
        std::vector<std::uint32_t> found;
        if (!tests) throw std::runtime_error(to_string(tests.error()));
        for (const Error& error : tests->type_errors()) found.push_back(error.where.column);
        return found;
    };
    using Places = std::vector<std::uint32_t>;
    EXPECT_EQ(columns("1, \"one\", > @\"2026-01-01\", [\"a\"..\"b\"]", TypeKind::number), (Places{4, 11, 28}));
    EXPECT_EQ(columns("not(\"one\")", TypeKind::number), (Places{5}));
    EXPECT_EQ(columns("n", TypeKind::string), (Places{1}));
    EXPECT_EQ(columns("[\"a\", \"b\"]", TypeKind::number), (Places{1}));
    EXPECT_EQ(columns("null, != null, n, n > 3, ? = n, [1, 2], (< 3)", TypeKind::number), Places{});
    EXPECT_EQ(columns("@\"2026-01-01T00:00:00Z\", > @\"2026-01-01\"", TypeKind::date), Places{});
    EXPECT_EQ(columns("1, \"one\", true", Type()), Places{});
    EXPECT_EQ(columns("1, list contains(?, 1)", Type::list(TypeKind::number)), Places{});
}

TEST(FeelLimits, NothingRunsWithoutEndOrFillsTheMemory) {
    const auto reason = [](std::string_view text) {
        std::vector<Note> notes;
        const Environment environment{.now = {}, .steps_max = 1'000'000};
        feel::Run run(environment, &notes);
        const Value value = compiled(text).evaluate({}, run);
        return notes.empty() ? to_string(value) : notes.front().code;
    };
    EXPECT_EQ(reason("some x in 1..1000000000000 satisfies false"), "feel.too-long");
    EXPECT_EQ(reason("count(for i in 1..40 return if i = 1 then \"abcdefgh\" else partial[-1] + partial[-1])"),
              "feel.too-long");
    EXPECT_EQ(reason("for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])"),
              "feel.too-long");
    EXPECT_EQ(reason("{w: function(f) f(f), r: w(w)}.r"), "feel.too-deep");
    // A single match has a limit of its own; a hundred of them, or of long texts, have the evaluation's.
    EXPECT_EQ(reason("for i in 1..100 return matches(\"aaaaaaaaaaaaaaaaaaaaaaaab\", \"^(a+)+$\")"), "feel.too-long");
    EXPECT_EQ(reason("{t: string join(for i in 1..5000 return \"0123456789\"), r: for i in 1..30000 return "
                     "contains(t, string(i) + \"x\")}.r"),
              "feel.too-long");
    // A value that shares its parts doubles at each step and is small nonetheless, until it is walked over.
    const std::string doubled = "for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]";
    EXPECT_EQ(reason("count(" + doubled + ")"), "feel.too-deep");
    EXPECT_EQ(reason("{a: for i in 1..20 return if i = 1 then [1] else [partial[-1], partial[-1]], "
                     "r: for i in 1..1000 return a[-1] = a[-1]}.r"),
              "feel.too-long");
    EXPECT_EQ(reason("{b: for i in 1..1000 return i, f: function(l) 1, r: for i in 1..100000 return f(b)}.r"),
              "feel.too-long");
    EXPECT_EQ(reason("{n: for i in 1..5000 return i, r: for i in n return sum(n)}.r"), "feel.too-long");
}

TEST(FeelLimits, NotesDoNotFillTheMemory) {
    std::vector<Note> notes;
    const Environment environment;
    feel::Run run(environment, &notes);
    (void)compiled("[for i in 1..100000 return 1 / 0, -\"a\"]").evaluate({}, run);
    ASSERT_EQ(notes.size(), feel::Run::notes_max);
    EXPECT_EQ(notes.front().code, "feel.division-by-zero");
    EXPECT_EQ(notes.back().code, "feel.operands");
}

TEST(FeelExpression, BorrowedStringsNeedNoCopyAndFunctionsKeepNone) {
    const Scope scope{{"name", TypeKind::string}};
    const Expression expression = compiled("if name = \"a long name that is not inlined\" then name else \"\"", scope);
    std::string text = "a long name that is not inlined";
    const Value borrowed = Value::borrowed(text);
    const Value result = expression.evaluate(std::span<const Value>(&borrowed, 1));
    EXPECT_EQ(result.as_string().data(), text.data());
    const Value function = compiled("function() name", scope).evaluate(std::span<const Value>(&borrowed, 1));
    text.assign(text.size(), 'x');
    feel::Run run;
    EXPECT_EQ(to_string(invoke(function, {}, run)), "\"a long name that is not inlined\"");
}

TEST(FeelExpression, FunctionValuesOutliveTheirExpression) {
    Value function;
    {
        const Scope scope{{"n", TypeKind::number}};
        const Value n = Value::number(5);
        function = compiled("function(a: number) a + n", scope).evaluate(std::span<const Value>(&n, 1));
    }
    feel::Run run;
    const Value argument = Value::number(2);
    EXPECT_EQ(to_string(invoke(function, std::span<const Value>(&argument, 1), run)), "7");
}

TEST(FeelExpression, ManyThreadsShareOneProgram) {
    const Scope scope{{"n", TypeKind::number}};
    const Expression expression =
        compiled("sum(for i in 1..n return count(\"a long string that lies on the heap\"[true]) + i)", scope);
    std::vector<std::thread> threads;
    std::array<int, 4> right{};
    for (std::size_t t = 0; t < right.size(); ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 300; ++i) {
                const Value n = Value::number(10);
                right[t] += to_string(expression.evaluate(std::span<const Value>(&n, 1))) == "65" ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_THAT(right, ElementsAre(300, 300, 300, 300));
}

TEST(FeelExpression, ConstantsAreFolded) {
    EXPECT_NE(compiled("date(\"2024-01-01\") + @\"P1D\"").constant(), nullptr);
    EXPECT_NE(compiled("{a: [1, 2]}.a[1]").constant(), nullptr);
    EXPECT_EQ(compiled("1 / 0").constant(), nullptr);
    EXPECT_EQ(compiled("now()").constant(), nullptr);
    EXPECT_TRUE(compiled("now()").evaluate({}).is_null());
}

TEST(FeelExpression, NamedTypesAreKnownToInstanceOf) {
    CompileOptions options;
    options.types = {{"tAge", TypeKind::number}, {"t Person", Type::context({{"age", TypeKind::number}})}};
    const auto holds = [&](std::string_view text) {
        return Expression::compile(text, Scope{}, options)->evaluate({}).is_true();
    };
    EXPECT_TRUE(holds("5 instance of tAge"));
    EXPECT_TRUE(holds("{age: 5} instance of t Person"));
    EXPECT_FALSE(holds("{age: \"5\"} instance of t Person"));
    EXPECT_TRUE(holds("[{age: 5}] instance of list<t Person>"));
    EXPECT_TRUE(holds("(function(p: t Person) p.age)({age: 5}) = 5"));
}

}  // namespace
}  // namespace konsequenz::feel
