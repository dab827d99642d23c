// The runner itself: that it tells right from wrong, and writes what the TCK's reporter reads.
#include "dmn/tck.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "dmn/test_models.h"

namespace konsequenz::dmn {
namespace {

using namespace testing_models;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace fs = std::filesystem;

class Tck : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) /
                  fmt::format("tck-{}", ::testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::remove_all(folder_);
        fs::create_directories(group());
    }
    void TearDown() override { fs::remove_all(folder_); }

    fs::path group() const { return folder_ / "level" / "0001-group"; }

    /// The results of cases over a model: `<testCase>` elements.
    std::vector<TckResult> run(std::string_view content, std::string_view cases) const {
        EXPECT_TRUE(write_file(group() / "m.dmn", definitions(content)));
        EXPECT_TRUE(write_file(
            group() / "0001-group-test-01.xml",
            fmt::format("<testCases xmlns=\"urn:t\" xmlns:xsi=\"urn:x\"><modelName>m.dmn</modelName>{}</testCases>",
                        cases)));
        const auto results = run_tck(folder_);
        if (!results) throw std::runtime_error(to_string(results.error()));
        return *results;
    }

    /// Whether a decision's value is what a case expects of it.
    bool agrees(std::string_view logic, std::string_view expected) const {
        const auto results =
            run(decision("d", {}, literal(logic)),
                fmt::format("<testCase id=\"1\"><resultNode name=\"d\" type=\"decision\"><expected>{}</expected>"
                            "</resultNode></testCase>",
                            expected));
        EXPECT_EQ(results.size(), 1U);
        return results.at(0).passed;
    }

    fs::path folder_;
};

TEST_F(Tck, ComparesEachKindOfValue) {
    const auto value = [](std::string_view type, std::string_view text) {
        return fmt::format("<value xsi:type=\"xsd:{}\">{}</value>", type, text);
    };
    EXPECT_TRUE(agrees("\"a\"", value("string", "a")));
    EXPECT_FALSE(agrees("\"a\"", value("string", "b")));
    EXPECT_FALSE(agrees("\"1\"", value("decimal", "1")));
    EXPECT_TRUE(agrees("true", value("boolean", "true")));
    EXPECT_FALSE(agrees("null", value("boolean", "false")));
    EXPECT_TRUE(agrees("@\"2026-01-02\"", value("date", "2026-01-02")));
    EXPECT_FALSE(agrees("@\"2026-01-02\"", value("dateTime", "2026-01-02T00:00:00Z")));
    EXPECT_TRUE(agrees("@\"P1D\"", value("duration", "PT24H")));
    EXPECT_TRUE(agrees("null", "<value xsi:nil=\"true\"/>"));
    EXPECT_FALSE(agrees("0", "<value xsi:nil=\"true\"/>"));
    EXPECT_TRUE(agrees("[1, [2]]", fmt::format("<list><item>{}</item><item><list><item>{}</item></list></item></list>",
                                               value("decimal", "1"), value("decimal", "2"))));
    EXPECT_FALSE(agrees("[1]", "<list/>"));
    EXPECT_TRUE(agrees("{a: 1}", fmt::format("<component name=\"a\">{}</component>", value("decimal", "1"))));
    EXPECT_FALSE(agrees("{a: 1, b: 2}", fmt::format("<component name=\"a\">{}</component>", value("decimal", "1"))));
    EXPECT_FALSE(agrees("{b: 1}", fmt::format("<component name=\"a\">{}</component>", value("decimal", "1"))));
}

TEST_F(Tck, NumbersMayDifferByLessThanTheRunnersAllow) {
    const auto near = [&](std::string_view number) {
        return agrees("1/3", fmt::format("<value xsi:type=\"xsd:decimal\">{}</value>", number));
    };
    EXPECT_TRUE(near("0.333333333"));
    EXPECT_TRUE(near("0.3333333333333333333333333333333333"));
    EXPECT_FALSE(near("0.33333332"));
    EXPECT_FALSE(near("0.33333335"));
}

TEST_F(Tck, ReadsInputsAndServices) {
    const std::string model =
        input("a", "number") + decision("d", {"a"}, literal("a + 1")) + decision("e", {"a"}, literal("a + 2")) +
        "<decisionService id=\"s\" name=\"s\"><outputDecision href=\"#d\"/><outputDecision href=\"#e\"/>"
        "<inputData href=\"#a\"/></decisionService>\n";
    const auto expects = [](std::string_view name, int number) {
        return fmt::format(
            "<resultNode name=\"{}\"><expected><value xsi:type=\"xsd:decimal\">{}</value></expected></resultNode>",
            name, number);
    };
    const std::string given = "<inputNode name=\"a\"><value xsi:type=\"xsd:decimal\">41</value></inputNode>";
    const auto results =
        run(model, "<testCase id=\"1\">" + given + expects("d", 42) + "</testCase>" +
                       "<testCase id=\"2\" type=\"decisionService\" invocableName=\"s\">" + given + expects("d", 42) +
                       expects("e", 43) + "</testCase>" + "<testCase id=\"3\">" + given + expects("d", 41) +
                       "</testCase>" + "<testCase id=\"4\">" + expects("nothing", 1) + "</testCase>" +
                       "<testCase id=\"5\" type=\"decisionService\" invocableName=\"t\">" + expects("d", 42) +
                       "</testCase>");
    ASSERT_EQ(results.size(), 5U);
    EXPECT_TRUE(results[0].passed);
    EXPECT_TRUE(results[1].passed);
    EXPECT_FALSE(results[2].passed);
    EXPECT_THAT(results[2].message, HasSubstr("42"));
    EXPECT_FALSE(results[3].passed);
    EXPECT_FALSE(results[4].passed);
    EXPECT_EQ(results[0].group, "level/0001-group");
    EXPECT_EQ(results[0].file, "0001-group-test-01");
}

TEST_F(Tck, AModelThatDoesNotLoadFailsItsCases) {
    const auto results = run("<decision/>", "<testCase id=\"1\"/><testCase id=\"2\"/>");
    ASSERT_EQ(results.size(), 2U);
    EXPECT_FALSE(results[0].passed);
    EXPECT_FALSE(results[1].passed);
}

TEST_F(Tck, NamesAGroupAsTheWholeSuiteDoes) {
    run(decision("d", {}, literal("1")), "<testCase id=\"1\"/>");
    EXPECT_EQ(run_tck(group())->at(0).group, "level/0001-group");
    EXPECT_EQ(run_tck(folder_ / "level")->at(0).group, "level/0001-group");
    EXPECT_EQ(run_tck(folder_ / "nothing").error().code, "base.cannot-read");
    fs::create_directories(folder_ / "empty");
    EXPECT_EQ(run_tck(folder_ / "empty").error().code, "dmn.tck");
}

TEST(TckReport, WritesTheCsv) {
    const std::vector<TckResult> results = {{"level/a", "a-test-01", "1", true, ""},
                                            {"level/a", "a-test-01", "2", false, "is \"x\",\nnot y"}};
    EXPECT_EQ(tck_results_csv(results),
              "\"level/a\",\"a-test-01\",\"1\",\"SUCCESS\",\"\"\n\"level/a\",\"a-test-01\",\"2\",\"ERROR\",\"is "
              "\"\"x\"\", not y\"\n");
}

TEST(TckReport, SaysOfTheVendorOnlyWhatItWasTold) {
    EXPECT_EQ(
        tck_results_properties({.version = "1.2", .comment = "c", .last_update = "2026-01-02"}),
        "vendor.name=\nvendor.url=\nproduct.name=Konsequenz\nproduct.url=\nproduct.version=1.2\nproduct.comment=c\n"
        "last.update=2026-01-02\n");
    EXPECT_THAT(
        tck_results_properties(
            {.vendor = "A\\B = C", .vendor_url = "https://a.example", .instructions_url = "https://a.example/i"}),
        testing::AllOf(HasSubstr("vendor.name=A\\\\B \\= C\n"), HasSubstr("vendor.url=https\\://a.example\n"),
                       HasSubstr("instructions.url=https\\://a.example/i\n")));
}

TEST(TckReport, HoldsTheListOfKnownFailures) {
    const auto known = parse_known_failures("# why\n\nlevel/a 1 it is so\nlevel/b 1 not run here\n", "known.txt");
    ASSERT_TRUE(known);
    EXPECT_EQ(known->at(0), (TckKnownFailure{"level/a", "1", "it is so", 3}));
    const TckResult one{"level/a", "a-test-01", "1", false, "m"};
    const TckResult two{"level/a", "a-test-01", "2", true, ""};
    EXPECT_THAT(compare_with_known(std::vector{one, two}, *known), IsEmpty());
    TckResult changed = one;
    changed.passed = true;
    EXPECT_THAT(compare_with_known(std::vector{changed, two}, *known), ElementsAre(HasSubstr("passes")));
    EXPECT_THAT(compare_with_known(std::vector{two}, *known), ElementsAre(HasSubstr("is not there")));
    changed = two;
    changed.passed = false;
    EXPECT_THAT(compare_with_known(std::vector{one, changed}, *known), ElementsAre(HasSubstr("not known")));
    const auto wrong = parse_known_failures("# a\nlevel/a 1\n", "known.txt");
    EXPECT_EQ(wrong.error().where.line, 2U);
}

}  // namespace
}  // namespace konsequenz::dmn
