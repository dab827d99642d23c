// What counts as covered, on a table small enough to count by hand, and that generated tests cover what they promise.
#include "service/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "base/files.h"
#include "service/junit.h"
#include "service/policy.h"
#include "standard/record_view.h"

namespace konsequenz::service {
namespace {

namespace fs = std::filesystem;
using feel::Value;
using ::testing::HasSubstr;

const fs::path standards = fs::path(KONSEQUENZ_SOURCE_DIR) / "standards";

const standard::Standard& executive() {
    static const auto loaded = standard::load(standards / "executive").value();
    return loaded;
}

/// The measure's table of `executive` with these values in its columns.
dmn::Trace measured(bool is_public, std::string_view label, std::string_view target, std::int64_t severity,
                    bool is_confirmed) {
    const auto& engine = *executive().engine;
    std::vector<Value> inputs(engine.inputs().size());
    const std::map<std::string, Value> given{{"contact.public", Value::boolean(is_public)},
                                             {"conduct.label", Value::string(label)},
                                             {"conduct.severity", Value::number(severity)},
                                             {"conduct.target", Value::string(target)},
                                             {"conduct.confirmed", Value::boolean(is_confirmed)}};
    for (const std::string input : {"contact", "conduct"}) {
        std::vector<feel::ContextEntry> entries;  // with a field missing it would count as null
        for (const auto& field : standard::input_fields()) {
            if (field.input != input) continue;
            const auto found = given.find(input + "." + std::string(field.field));
            entries.push_back({std::string(field.field), found == given.end() ? Value() : found->second});
        }
        inputs[engine.find_input(input).value()] = Value::context(std::move(entries));
    }
    const std::vector<std::size_t> decisions{engine.find_decision("measure").value()};
    std::vector<Value> values(1);
    dmn::Trace trace;
    engine.evaluate(decisions, inputs, values, trace);
    return trace;
}

TEST(Coverage, ARuleIsCoveredWhereItFiredNotWhereItOnlyMatched) {
    Coverage coverage(executive());
    const auto& measure = coverage.tables().back();
    ASSERT_EQ(measure.owner, "measure");
    EXPECT_TRUE(coverage.add(measured(true, "insult", "employee", 2, true)));
    EXPECT_TRUE(measure.rules[2].has_fired);
    EXPECT_FALSE(measure.rules[3].has_fired) << "row 3 comes before it";
    EXPECT_TRUE(measure.rules[3].has_matched);
    EXPECT_FALSE(coverage.add(measured(true, "insult", "employee", 3, true))) << "nothing that the first one did not";
    EXPECT_FALSE(coverage.adds(measured(true, "threat", "employee", 2, true)));
}

TEST(Coverage, ACellIsCoveredByAPairInWhichItAloneDiffers) {
    Coverage coverage(executive());
    const auto& rule = coverage.tables().back().rules[2];  // public, company or employee, from severity 1, confirmed
    const auto covered = [&](std::size_t column) { return rule.is_covered(rule.cells[column]); };
    coverage.add(measured(false, "insult", "employee", 2, true));
    EXPECT_FALSE(covered(0)) << "it failed alone, but the rule never matched";
    coverage.add(measured(true, "insult", "employee", 2, true));
    EXPECT_TRUE(covered(0));
    EXPECT_FALSE(covered(2));
    coverage.add(measured(true, "insult", "product", 0, true));
    EXPECT_FALSE(covered(2)) << "two cells failed at once";
    EXPECT_FALSE(covered(3));
    coverage.add(measured(true, "insult", "product", 2, true));
    EXPECT_TRUE(covered(2));
    EXPECT_TRUE(rule.cells[1].test.empty()) << "a dash is no condition";
    const auto count = Coverage::count(coverage.tables().back());
    EXPECT_EQ(count.rules, 6U);
    EXPECT_EQ(count.cells, 13U);
}

TEST(GeneratedTests, LoadAreKeptAndCoverWhatTheyPromise) {
    const auto folder = fs::temp_directory_path() / "konsequenz-generated-tests";
    fs::remove_all(folder);
    fs::copy(standards / "executive", folder, fs::copy_options::recursive);
    const auto generated = test_standard({folder, folder / "tests"});
    ASSERT_TRUE(generated) << to_string(generated.error());
    EXPECT_GT(generated->generated, 0U);
    EXPECT_GT(generated->covered_then.cells_covered, generated->covered.cells_covered);
    const auto again = test_standard({folder, {}});
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(again->results.size(), generated->results.size() + generated->generated);
    for (const auto& result : again->results) EXPECT_TRUE(result.differences.empty()) << result.id;
    EXPECT_EQ(again->covered, generated->covered_then);
    const auto text = read_file(generated->generated_file).value();
    EXPECT_THAT(text, HasSubstr("read each test before you keep it"));
    fs::remove_all(folder);
}

TEST(GeneratedTests, NeedNoTestsToBeginWith) {
    const auto folder = fs::temp_directory_path() / "konsequenz-generated-from-nothing";
    fs::remove_all(folder);
    fs::copy(standards / "executive", folder, fs::copy_options::recursive);
    fs::remove_all(folder / "tests");
    fs::create_directories(folder / "tests");
    const auto generated = test_standard({folder, folder / "tests"});
    ASSERT_TRUE(generated) << to_string(generated.error());
    EXPECT_EQ(generated->covered.rules_fired, 0U);
    EXPECT_GE(generated->covered_then.rules_fired, 9U);
    fs::remove_all(folder);
}

TEST(Junit, TellsEachDifferenceAndEscapesWhatXmlWouldRead) {
    StandardTest tested;
    tested.id = "a<b";
    tested.version = "1";
    tested.results.push_back({"good", {{"en", "All & well"}}, {"tests/x.toml", 3, 0, {}}, {}, {}});
    tested.results.push_back(
        {"bad", {}, {"tests/x.toml", 9, 0, {}}, {{"measure", "none", "end", "row 3 of `measure` (E1)"}}, {}});
    EXPECT_EQ(junit_xml({tested}),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<testsuites tests=\"2\" failures=\"1\">\n"
              "  <testsuite name=\"a&lt;b 1\" tests=\"2\" failures=\"1\">\n"
              "    <testcase classname=\"a&lt;b\" name=\"good: All &amp; well\" file=\"tests/x.toml\" line=\"3\"/>\n"
              "    <testcase classname=\"a&lt;b\" name=\"bad: \" file=\"tests/x.toml\" line=\"9\">\n"
              "      <failure type=\"difference\" message=\"measure is `end`, expected `none`: row 3 of `measure` "
              "(E1)\">measure is `end`, expected `none`: row 3 of `measure` (E1)\n"
              "</failure>\n"
              "    </testcase>\n"
              "  </testsuite>\n"
              "</testsuites>\n");
}

}  // namespace
}  // namespace konsequenz::service
