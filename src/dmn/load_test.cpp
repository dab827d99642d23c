// What is refused, where, and that no document takes the program down.
#include "dmn/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "dmn/test_models.h"

namespace konsequenz::dmn {
namespace {

using namespace testing_models;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> load_codes(std::string_view content) {
    const auto model = parse(content);
    return model ? std::vector<std::string>() : codes(model.error());
}

std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t at = 0; at < count; ++at) out += text;
    return out;
}

TEST(DmnLoad, ReadsEachVersion) {
    for (const auto& [space, version] : {std::pair{"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1"},
                                         {"http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2"},
                                         {"https://www.omg.org/spec/DMN/20191111/MODEL/", "1.3"},
                                         {"https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4"},
                                         {"https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5"}}) {
        const std::string xml = fmt::format("<d:definitions xmlns:d=\"{}\" namespace=\"urn:a\" name=\"n\"/>", space);
        const auto read = parse_definitions(xml, "a.dmn");
        ASSERT_TRUE(read) << to_string(read.error());
        EXPECT_EQ(read->version, version);
        EXPECT_EQ(read->model, "urn:a");
    }
}

TEST(DmnLoad, RefusesWhatIsNoModel) {
    const auto code = [](std::string_view xml) { return parse_definitions(xml, "a.dmn").error().front().code; };
    EXPECT_EQ(code(""), "dmn.xml");
    EXPECT_EQ(code("no xml"), "dmn.xml");
    EXPECT_EQ(code("<definitions"), "dmn.xml");
    EXPECT_EQ(code("<definitions/>"), "dmn.version");
    EXPECT_EQ(code("<other xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>"), "dmn.version");
    EXPECT_EQ(code("<definitions xmlns=\"urn:DMN-9\"/>"), "dmn.version");
    EXPECT_EQ(code(std::string_view("<definitions\0/>", 15)), "dmn.xml");
}

TEST(DmnLoad, NamesFileLineAndColumn) {
    const auto read = parse_definitions("<definitions>\n  <a>\n  </b>\n</definitions>", "dir/model.dmn");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().front().where.file, "dir/model.dmn");
    EXPECT_EQ(read.error().front().where.line, 3U);
    // A mark of byte order is no part of the first line.
    const auto marked = parse_definitions("\xef\xbb\xbf<definitions xmlns=\"urn:x\"/>", "a.dmn");
    EXPECT_EQ(marked.error().front().where.line, 1U);
    EXPECT_EQ(marked.error().front().where.column, 2U);
}

TEST(DmnLoad, CollectsAllErrorsWithTheirLines) {
    EXPECT_THAT(load_codes("<decision id=\"a\"/>\n"                                                              // 2
                           "<inputData id=\"a\" name=\"x\"/>\n"                                                  // 3
                           "<import importType=\"http://www.dmg.org/PMML-4_1\" namespace=\"urn:p\"/>\n"          // 4
                           "<decision name=\"d\"><informationRequirement>\n"                                     // 5
                           "<requiredInput href=\"x\"/></informationRequirement></decision>\n"                   // 6
                           "<decision name=\"e\"><decisionTable hitPolicy=\"MAYBE\" aggregation=\"PRODUCT\">\n"  // 7
                           "<input/>\n"                                                                          // 8
                           "<rule/></decisionTable></decision>\n"                                                // 9
                           "<decision name=\"f\"><conditional><if/></conditional></decision>\n"),                // 10
                ElementsAre("dmn.import 4", "dmn.structure 2", "dmn.structure 6", "dmn.table 7", "dmn.table 7",
                            "dmn.structure 8", "dmn.table 7", "dmn.table 9", "dmn.structure 10", "dmn.structure 10",
                            "dmn.structure 10", "dmn.duplicate 2"));
}

TEST(DmnLoad, SaysTheMend) {
    const auto message = [](std::string_view content) { return parse(content).error().front().message; };
    EXPECT_THAT(message("<decision/>"), HasSubstr("give it one"));
    EXPECT_THAT(message("<decision name=\"e\"><decisionTable hitPolicy=\"U\"><output/></decisionTable></decision>"),
                HasSubstr("UNIQUE"));
    EXPECT_THAT(
        message("<import name=\"b\" namespace=\"urn:b\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>"),
        HasSubstr("urn:b"));
}

TEST(DmnLoad, RefusesBombs) {
    const auto code = [](std::string_view xml) { return parse_definitions(xml, "bomb.dmn").error().front().code; };
    // A billion laughs, and an entity that would be fetched: no document type is read at all.
    EXPECT_EQ(code("<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><d>&b;</d>"), "dmn.doctype");
    EXPECT_EQ(code("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>"), "dmn.doctype");
    EXPECT_EQ(code("<!DOCTYPE d SYSTEM \"http://example.com/d.dtd\"><d/>"), "dmn.doctype");
    EXPECT_EQ(code("<!DOCTYPE " + repeated("[", 100'000)), "dmn.xml");
    // Depth.
    EXPECT_EQ(code(repeated("<a>", 1'000'000) + repeated("</a>", 1'000'000)), "dmn.too-deep");
    EXPECT_EQ(code(repeated("<a>", 1'000'000)), "dmn.xml");
    EXPECT_EQ(code(definitions(repeated("<list>", 300) + repeated("</list>", 300))), "dmn.too-deep");
    // Size.
    EXPECT_EQ(code(std::string(model_bytes_max + 1, ' ')), "dmn.too-large");
}

TEST(DmnLoad, TakesManyAttributesAndNamespacesInTime) {
    const auto begin = std::chrono::steady_clock::now();
    std::string spaces = "<decision name=\"d\"";
    for (int at = 0; at < 2'000; ++at) spaces += fmt::format(" xmlns:n{}=\"urn:{}\"", at, at);
    spaces += ">" + repeated("<n1999:x/>", 2'000) + "</decision>";
    EXPECT_TRUE(parse(spaces));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(DmnLoad, FollowsImportsOnceEach) {
    int asked = 0;
    const auto importing = [](std::string_view own, std::string_view other) {
        return fmt::format(
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" namespace=\"{}\" name=\"n\">\n"
            "<import name=\"o\" namespace=\"{}\" "
            "importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/></definitions>",
            own, other);
    };
    // Two models that import each other end; a chain of models without end is cut.
    const auto circle = load_model(importing("urn:a", "urn:b"), "a.dmn", [&](std::string_view) -> Result<ModelSource> {
        ++asked;
        return ModelSource{importing("urn:b", "urn:a"), "b.dmn"};
    });
    ASSERT_TRUE(circle) << to_string(circle.error());
    EXPECT_EQ(circle->definitions.size(), 2U);
    EXPECT_EQ(asked, 1);
    const auto chain =
        load_model(importing("urn:0", "urn:1"), "0.dmn", [&](std::string_view name) -> Result<ModelSource> {
            const int number = std::stoi(std::string(name.substr(4)));
            return ModelSource{importing(name, fmt::format("urn:{}", number + 1)), fmt::format("{}.dmn", number)};
        });
    ASSERT_FALSE(chain);
    EXPECT_EQ(chain.error().front().code, "dmn.import");
}

TEST(DmnLoad, TellsWhereAnImportFails) {
    const auto model = load_model(std::filesystem::path("/nowhere/a.dmn"));
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().front().code, "base.cannot-read");
    EXPECT_EQ(
        codes(
            parse("<import namespace=\"urn:z\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>").error()),
        std::vector<std::string>{"dmn.import 2"});
}

}  // namespace
}  // namespace konsequenz::dmn
