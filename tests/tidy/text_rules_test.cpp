// Each rule on a sample that keeps it and one that breaks it.
#include "tidy/text_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace konsequenz::tidy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string repeated(std::string_view line, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += line;
    return text;
}

TEST(Lengths, OfFunctions) {
    const auto function = [](std::size_t body_lines) {
        return SourceFile{"src/a/b.cpp", "void f() {\n" + repeated("    g();\n", body_lines) + "}\n"};
    };
    EXPECT_THAT(check_function_lengths(function(68)), IsEmpty());
    EXPECT_THAT(to_text(check_function_lengths(function(69))), "src/a/b.cpp:1: 71 lines, 70 are allowed: void f()\n");
}

TEST(Lengths, OfFiles) {
    EXPECT_THAT(check_file_length({"src/a/b.h", repeated("\n", 500)}), IsEmpty());
    EXPECT_THAT(to_text(check_file_length({"src/a/b.h", repeated("\n", 501)})), HasSubstr("501 lines"));
    EXPECT_THAT(check_file_length({"docs/a.md", repeated("\n", 501)}), IsEmpty());
}

TEST(Lengths, OfBase) {
    EXPECT_THAT(check_base_size(
                    {{"src/base/a.h", repeated("\n", 1500)}, {"src/base/a_test.cpp", "\n"}, {"src/feel/a.h", "\n"}}),
                IsEmpty());
    EXPECT_THAT(check_base_size({{"src/base/a.h", repeated("\n", 1500)}, {"src/base/a.cpp", "\n"}}),
                testing::SizeIs(1));
}

TEST(Blanks, AreFoundInWhatPeopleWrite) {
    EXPECT_THAT(check_blanks({"src/a/b.h", "int x;\n"}), IsEmpty());
    EXPECT_EQ(to_text(check_blanks({"src/a/b.h", "int\tx;\nint y; \nint z;\r\nint"})),
              "src/a/b.h:1: a tab\nsrc/a/b.h:2: blanks at the end\nsrc/a/b.h:3: a carriage return\nsrc/a/b.h:4: the "
              "last line has no end\n");
    EXPECT_THAT(check_blanks({"golden/a.md", "x \n"}), IsEmpty());
}

TEST(Promises, AreFoundBelowSrcOnly) {
    EXPECT_THAT(check_promises({"src/a/b.h", "// TODO: later\n"}), testing::SizeIs(1));
    EXPECT_THAT(check_promises({"src/a/b.h", "fail(\"Not implemented\");\n"}), testing::SizeIs(1));
    EXPECT_THAT(check_promises({"src/a/b.h", "int XXXL; // TODOS\n"}), IsEmpty());
    EXPECT_THAT(check_promises({"docs/b.md", "TODO\n"}), IsEmpty());
}

TEST(Links, LeadToFiles) {
    const auto exists = [](const std::string& path) { return path == "docs/a.md" || path == "README.md"; };
    EXPECT_THAT(
        check_links({"README.md", "[a](docs/a.md#x) [b](https://example.org/x) [c](#here)\n```\n[d](no.md)\n```\n"},
                    exists),
        IsEmpty());
    EXPECT_THAT(check_links({"docs/a.md", "[up](../README.md)\n"}, exists), IsEmpty());
    EXPECT_THAT(check_links({"docs/a.md", "\n[up](README.md)\n"}, exists),
                ElementsAre(Violation{"docs/a.md", 2, "a link to `README.md`, which is not there"}));
}

TEST(MachinePaths, AreFound) {
    const std::string home = std::string("/ho") + "me/";
    EXPECT_THAT(check_machine_paths({"docs/a.md", "see " + home + "anna/x\n"}), testing::SizeIs(1));
    EXPECT_THAT(check_machine_paths({"docs/a.md", "https://example.org" + home + "\n/usr/share\n"}), IsEmpty());
}

}  // namespace
}  // namespace konsequenz::tidy
