// The writers: text, JSON and SARIF for the same findings.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "proof/findings_out.h"

namespace konsequenz::proof {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<Finding> some() {
    return {{"check.gap",
             Level::error,
             "`gravity` has a gap",
             {"no row matches where `a` is 3"},
             {"standards/my standard/conduct.dmn", 12, 5, {}}},
            {"check.dead-rule", Level::warning, "row 2 of `gravity` never says the outcome", {}, {"a.dmn", 9, 0, {}}},
            {"check.gap", Level::note, "somewhere", {}, {}}};
}

std::string member(const JsonValue& object, std::string_view name) {
    const auto value = object.find(name);
    return value ? std::string(value->text()) : std::string();
}

std::vector<JsonValue> items(const JsonValue& object, std::string_view name) {
    std::vector<JsonValue> found;
    const auto list = object.find(name);
    if (!list) return found;
    for (const JsonValue item : *list) found.push_back(item);
    return found;
}

TEST(FindingsText, IsWrittenAsCompilersWriteIt) {
    EXPECT_EQ(to_text(some(), [](std::string_view word, Level) { return std::string(word); }),
              "standards/my standard/conduct.dmn:12:5: error: `gravity` has a gap [check.gap]\n"
              "    no row matches where `a` is 3\n"
              "a.dmn:9: warning: row 2 of `gravity` never says the outcome [check.dead-rule]\n"
              "note: somewhere [check.gap]\n");
    EXPECT_EQ(to_string(count(some())), "1 error, 1 warning, 1 note");
    EXPECT_EQ(to_string(count({})), "0 errors, 0 warnings, 0 notes");
}

TEST(FindingsJson, HasWhatIsKnown) {
    std::string json;
    JsonWriter writer(json);
    write_json(writer, some());
    EXPECT_EQ(
        json,
        R"([{"code":"check.gap","level":"error","message":"`gravity` has a gap",)"
        R"("details":["no row matches where `a` is 3"],"file":"standards/my standard/conduct.dmn","line":12,"column":5},)"
        R"({"code":"check.dead-rule","level":"warning","message":"row 2 of `gravity` never says the outcome","details":[],"file":"a.dmn","line":9},)"
        R"({"code":"check.gap","level":"note","message":"somewhere","details":[]}])");
}

TEST(Sarif, HasTheStructureOfTheSpecification) {
    const std::string text = to_sarif(some(), {"1.2.3", "/checkout"});
    JsonParser parser;
    const JsonValue log = parser.parse(text).value();
    EXPECT_EQ(member(log, "version"), "2.1.0");
    EXPECT_THAT(member(log, "$schema"), HasSubstr("sarif-2.1.0"));
    ASSERT_EQ(items(log, "runs").size(), 1U);
    const JsonValue run = items(log, "runs").front();
    const JsonValue driver = *run.find("tool")->find("driver");
    EXPECT_EQ(member(driver, "name"), "konsequenz");
    EXPECT_EQ(member(driver, "version"), "1.2.3");
    std::vector<std::string> rules;
    for (const JsonValue& rule : items(driver, "rules")) {
        rules.push_back(member(rule, "id"));
        EXPECT_FALSE(member(*rule.find("shortDescription"), "text").empty());
    }
    EXPECT_THAT(rules, ElementsAre("check.dead-rule", "check.gap"));
    const auto results = items(run, "results");
    ASSERT_EQ(results.size(), 3U);
    for (std::size_t at = 0; at < results.size(); ++at) {
        const auto index = std::stoul(member(results[at], "ruleIndex"));
        EXPECT_EQ(rules.at(index), member(results[at], "ruleId"));
        EXPECT_EQ(member(results[at], "ruleId"), some()[at].code);
        EXPECT_EQ(member(results[at], "level"), to_string(some()[at].level));
        EXPECT_THAT(member(*results[at].find("message"), "text"), HasSubstr(some()[at].message));
    }
    EXPECT_THAT(member(*results[0].find("message"), "text"), HasSubstr("no row matches"));
    const JsonValue place = *items(results[0], "locations").front().find("physicalLocation");
    EXPECT_EQ(member(*place.find("artifactLocation"), "uri"), "standards/my%20standard/conduct.dmn");
    EXPECT_EQ(member(*place.find("region"), "startLine"), "12");
    EXPECT_EQ(member(*place.find("region"), "startColumn"), "5");
    EXPECT_TRUE(items(results[2], "locations").empty());
}

TEST(Sarif, NamesFilesRelativeToTheCheckout) {
    const auto with_file = [](const std::string& file) {
        return to_sarif({{"check.gap", Level::error, "m", {}, {file, 1, 0, {}}}}, {"", "/checkout"});
    };
    EXPECT_THAT(with_file("/checkout/a/b.dmn"), HasSubstr(R"("uri":"a/b.dmn")"));
    EXPECT_THAT(with_file("./a/b.dmn"), HasSubstr(R"("uri":"a/b.dmn")"));
    EXPECT_THAT(with_file("/elsewhere/b.dmn"), HasSubstr(R"("uri":"file:///elsewhere/b.dmn")"));
}

}  // namespace
}  // namespace konsequenz::proof
