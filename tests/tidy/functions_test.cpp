// The brace scanner on samples of our style; a sample of 71 lines shows that the limit can be broken.
#include "tidy/functions.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace konsequenz::tidy {
namespace {

std::vector<std::string> spans(std::string_view source) {
    std::vector<std::string> found;
    for (const Function& function : functions_of(source)) {
        found.push_back(fmt::format("{}-{} {}", function.first_line, function.last_line, function.head));
    }
    return found;
}

std::string function_of_lines(std::size_t lines) {
    std::string source = "void f() {\n";
    for (std::size_t i = 2; i < lines; ++i) source += "    call();\n";
    return source + "}\n";
}

TEST(Functions, CountFromTheHeadToTheClosingBrace) {
    EXPECT_EQ(functions_of(function_of_lines(70)).at(0).lines(), 70U);
    EXPECT_EQ(functions_of(function_of_lines(71)).at(0).lines(), 71U);
    EXPECT_THAT(spans("int f(int a,\n      int b) {\n    return a;\n}\n"),
                testing::ElementsAre("1-4 int f(int a, int b)"));
}

TEST(Functions, NamespacesClassesAndEnumsAreNone) {
    EXPECT_THAT(spans("namespace a::b {\nenum class E : int {\n  A,\n};\nstruct S final : Base<decltype(f())> {\n  int "
                      "x = 1;\n};\n}\n"),
                testing::IsEmpty());
    EXPECT_THAT(spans("extern \"C\" {\nint x;\n}\nextern \"C\" int f(int a) {\n  return a;\n}\n"),
                testing::ElementsAre("4-6 extern \" \" int f(int a)"));
}

TEST(Functions, MethodsAreFoundBehindAccessLabels) {
    EXPECT_THAT(spans("class C {\n  public:\n    int f() const { return 1; }\n  private:\n    bool operator==(const "
                      "C&) const {\n        return "
                      "true;\n    }\n};\n"),
                testing::ElementsAre("3-3 int f() const", "5-7 bool operator==(const C&) const"));
}

TEST(Functions, ConstructorListsWithBracesBelongToTheConstructor) {
    EXPECT_THAT(spans("C::C(int a)\n    : a_{a}, b_{f(\n      a)}, c_(3) {\n    run();\n}\nint g() { return 1; }\n"),
                testing::ElementsAre(testing::StartsWith("1-5 C::C(int a)"), "6-6 int g()"));
}

TEST(Functions, LambdasInsideBelongToTheFunction) {
    EXPECT_THAT(
        spans("void f() {\n    const auto g = [](int x) {\n        return x;\n    };\n    if (g(1)) {\n    }\n}\n"),
        testing::ElementsAre("1-7 void f()"));
}

TEST(Functions, LambdasInTablesCountForThemselves) {
    const auto found = functions_of(
        "constexpr Row kRows[] = {\n    {\"a\", 1,\n     [](Value x) -> Value {\n         return x;\n     }},\n    "
        "{\"b\", 2, f},\n};\nint "
        "g() { return 1; }\n");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].first_line, 3U);
    EXPECT_EQ(found[0].last_line, 5U);
    EXPECT_EQ(found[1].head, "int g()");
}

TEST(Functions, LongTablesAreNone) {
    std::string table = "const std::vector<Row> rows = {\n";
    for (int i = 0; i < 100; ++i) table += "    Row{\"x\", {1, 2}},\n";
    EXPECT_THAT(spans(table + "};\nconst std::map<int, int> others{{1, 2}};\n"), testing::IsEmpty());
}

TEST(Functions, BracesInTextCountForNothing) {
    EXPECT_THAT(spans("void f() {\n    g(\"}\", '}', R\"x(}\n\")x\", 1'000, u8'}');  // }\n    /* } */\n}\n"),
                testing::ElementsAre("1-5 void f()"));
    EXPECT_THAT(spans("#define OPEN \\\n    {\nvoid f() {\n}\n"), testing::ElementsAre("3-4 void f()"));
    EXPECT_THAT(spans("void f() { g(\"\\\"}\"); }\nvoid h() {}\n"), testing::SizeIs(2));
}

TEST(Functions, TemplatesAndTestsAreFound) {
    EXPECT_THAT(spans("template <class T, int N = 3>\nT f(T x) {\n    return x;\n}\n"),
                testing::ElementsAre("1-4 template <class T, int N = 3> T f(T x)"));
    EXPECT_THAT(spans("TEST(Suite, Name) {\n    run();\n}\nRC_GTEST_PROP(Suite, Law, (const std::string& text)) {\n    "
                      "run();\n}\n"),
                testing::SizeIs(2));
}

TEST(Functions, DefaultArgumentsWithBracesDoNotEndTheHead) {
    EXPECT_THAT(spans("Error fail(std::string code, Place where = {}) {\n    return {};\n}\n"),
                testing::ElementsAre(testing::StartsWith("1-3 Error fail(")));
}

TEST(Blanks, KeepLengthAndLines) {
    const std::string source = "int a = 1; // one\nconst char* b = \"two\\n\";\n";
    const std::string blanked = blank_out(source);
    EXPECT_EQ(blanked.size(), source.size());
    EXPECT_EQ(blanked, "int a = 1;       \nconst char* b = \"     \";\n");
}

}  // namespace
}  // namespace konsequenz::tidy
