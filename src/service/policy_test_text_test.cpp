// A test written from values is a test: it loads, its history makes the values, and the standard keeps it.
#include "service/policy_test_text.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "service/policy.h"

namespace konsequenz::service {
namespace {

namespace fs = std::filesystem;
using feel::Value;

const fs::path standards = fs::path(KONSEQUENZ_SOURCE_DIR) / "standards";

const standard::LocalText title = {{"en", "A \"title\""}, {"de", "Ein „Titel“"}};

Value number(std::string_view text) { return Value::number(feel::Number::parse(text)); }

const standard::Standard& fair_and_firm() {
    static const auto loaded = standard::load(standards / "fair-and-firm").value();
    return loaded;
}

/// The results of a standard's tests when this one is the only one.
StandardTest run_alone(const std::string& text) {
    const auto folder = fs::temp_directory_path() / "konsequenz-written-policy-test";
    fs::remove_all(folder);
    fs::copy(standards / "fair-and-firm", folder, fs::copy_options::recursive);
    fs::remove_all(folder / "tests");
    fs::create_directories(folder / "tests");
    EXPECT_TRUE(write_file(folder / "tests/written.toml", policy_tests_head(fair_and_firm(), "a test") + "\n" + text));
    auto tested = test_standard({folder, {}});
    EXPECT_TRUE(tested) << to_string(tested.error());
    fs::remove_all(folder);
    return tested ? *tested : StandardTest();
}

void expect_kept(const std::vector<InputValue>& inputs, std::string_view expected) {
    const auto text = policy_test_text(fair_and_firm(), "written", title, inputs);
    ASSERT_TRUE(text) << to_string(text.error());
    EXPECT_NE(text->find(expected), std::string::npos) << *text;
    const auto tested = run_alone(*text);
    ASSERT_EQ(tested.results.size(), 1U);
    for (const auto& difference : tested.results.front().differences)
        ADD_FAILURE() << difference.what << " should be " << difference.expected << " and is " << difference.found;
    EXPECT_EQ(tested.results.front().title, title);
}

TEST(PolicyTestText, MakesConductAndANotice) {
    expect_kept({{"conduct.label", Value::string("insult")},
                 {"conduct.severity", number("3")},
                 {"conduct.target", Value::string("employee")},
                 {"conduct.confirmed", Value::boolean(true)},
                 {"circumstances.asked", Value::boolean(true)},
                 {"circumstances.kind", Value::string("none")},
                 {"notices_180d", number("1")}},
                R"(measure = "restrict")");
}

TEST(PolicyTestText, MakesCountsAndSharesAtOnce) {
    expect_kept({{"conduct.label", Value::string("insult")},
                 {"conduct.severity", number("2")},
                 {"conduct.target", Value::string("employee")},
                 {"circumstances.asked", Value::boolean(true)},
                 {"abusive_contacts_90d", number("2")},
                 {"abusive_contacts_365d", number("3")},
                 {"abusive_share_365d", number("0.1")},
                 {"notices_180d", number("2")},
                 {"unfounded_complaints_365d", number("3")},
                 {"unfounded_share_365d", number("0.5")}},
                R"(persistence = "persistent")");
}

TEST(PolicyTestText, MakesAFindingThatNoFactCounts) {
    expect_kept({{"finding.result", Value::string("unfounded")},
                 {"finding.manifestly_unfounded", Value::boolean(true)},
                 {"unfounded_complaints_365d", number("0")},
                 {"order.stage", Value::string("part performed")},
                 {"order.deposit", number("5000.00")},
                 {"customer.vip", Value::boolean(true)},
                 {"customer.spend", number("12.50")}},
                R"(remedy = "answer")");
}

TEST(PolicyTestText, MakesWhatOnlySoftwareRead) {
    expect_kept({{"conduct.label", Value::string("threat")},
                 {"conduct.severity", number("4")},
                 {"conduct.confirmed", Value::boolean(false)}},
                R"(measure = "notice")");
}

TEST(PolicyTestText, SaysWhatCannotBeMade) {
    const auto code_of = [](const std::vector<InputValue>& inputs) {
        const auto text = policy_test_text(fair_and_firm(), "written", title, inputs);
        return text ? std::string("made") : text.error().code;
    };
    EXPECT_EQ(code_of({{"notices_180d", number("0.5")}}), "service.no-case");
    EXPECT_EQ(code_of({{"abusive_contacts_90d", number("2")}, {"abusive_contacts_365d", number("1")}}),
              "service.no-case");
    EXPECT_EQ(code_of({{"conduct.confirmed", Value::boolean(true)}, {"conduct.source", Value::string("model")}}),
              "service.no-case");
    EXPECT_EQ(code_of({{"conduct.label", Value::string("none")}, {"conduct.severity", number("3")}}),
              "service.no-case");
    EXPECT_EQ(
        code_of({{"finding.result", Value::string("open")}, {"finding.manifestly_unfounded", Value::boolean(true)}}),
        "service.no-case");
    EXPECT_EQ(code_of({{"contact.text", Value::string("x")}}), "service.no-case");
    const auto untitled = policy_test_text(fair_and_firm(), "written", {{"en", "A title"}}, std::vector<InputValue>());
    EXPECT_EQ(untitled.error().code, "service.no-title");
}

}  // namespace
}  // namespace konsequenz::service
