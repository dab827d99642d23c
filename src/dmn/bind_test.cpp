// JSON objects to input slots.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dmn/test_models.h"

namespace konsequenz::dmn {
namespace {

using namespace testing_models;
using feel::Value;
using testing::ElementsAre;

std::shared_ptr<const Engine> inputs_of_all_kinds() {
    return sound(
        "<itemDefinition name=\"tPerson\"><itemComponent name=\"name\"><typeRef>string</typeRef></itemComponent>"
        "<itemComponent name=\"born\"><typeRef>date</typeRef></itemComponent></itemDefinition>\n"
        "<itemDefinition name=\"tPeople\" isCollection=\"true\"><typeRef>tPerson</typeRef></itemDefinition>\n" +
        input("n", "number") + input("s", "string") + input("b", "boolean") + input("d", "date") +
        input("people", "tPeople") + input("free") + input("full name", "string"));
}

/// The slots as FEEL text, or the error's code and field.
std::vector<std::string> bound(std::string_view json) {
    static const auto engine = inputs_of_all_kinds();
    JsonParser document;
    const Result<JsonValue> object = document.parse(json);
    if (!object) return {object.error().code};
    std::vector<Value> slots(engine->inputs().size());
    const Result<void> done = engine->bind(*object, slots);
    if (!done) return {done.error().code, done.error().where.field};
    std::vector<std::string> texts;
    for (const Value& slot : slots) texts.push_back(to_string(slot));
    return texts;
}

TEST(DmnBind, FillsSlotsInAnyOrder) {
    EXPECT_THAT(
        bound(
            R"({"n": 3, "s": "x", "b": true, "d": "2026-01-02", "people": [{"name": "A", "born": "1990-01-01"}], "free": {"a": 1}})"),
        ElementsAre("3", "\"x\"", "true", "@\"2026-01-02\"", "[{name: \"A\", born: @\"1990-01-01\"}]", "{a: 1}",
                    "null"));
    EXPECT_THAT(bound(R"({"full name": "A B", "b": false, "n": -1.5})"),
                ElementsAre("-1.5", "null", "false", "null", "null", "null", "\"A B\""));
    EXPECT_THAT(bound("{}"), ElementsAre("null", "null", "null", "null", "null", "null", "null"));
}

TEST(DmnBind, TakesAbsentMembersAsNull) {
    EXPECT_EQ(bound(R"({"people": [{"name": "A"}]})")[4], "[{name: \"A\", born: null}]");
}

TEST(DmnBind, ReadsNumbersExactly) {
    const auto number = [](std::string_view text) { return bound(fmt::format("{{\"n\": {}}}", text)).front(); };
    EXPECT_EQ(number("0"), "0");
    EXPECT_EQ(number("999999999999999999"), "999999999999999999");
    EXPECT_EQ(number("12345678901234567890123456789.12345"), "12345678901234567890123456789.12345");
    EXPECT_EQ(number("0.1"), "0.1");
    EXPECT_EQ(number("1e3"), "1000");
    EXPECT_EQ(number("null"), "null");
}

TEST(DmnBind, RefusesWithThePlace) {
    EXPECT_THAT(bound("[]"), ElementsAre("dmn.json-object", ""));
    EXPECT_THAT(bound(R"({"m": 1})"), ElementsAre("dmn.unknown-input", "m"));
    EXPECT_THAT(bound(R"({"n": "3"})"), ElementsAre("feel.json-type", "n"));
    EXPECT_THAT(bound(R"({"s": 3})"), ElementsAre("feel.json-type", "s"));
    EXPECT_THAT(bound(R"({"b": "true"})"), ElementsAre("feel.json-type", "b"));
    EXPECT_THAT(bound(R"({"d": "2026-02-30"})"), ElementsAre("feel.json-temporal", "d"));
    EXPECT_THAT(bound(R"({"people": [{"name": "A", "born": null}, {"name": "B", "born": "never"}]})"),
                ElementsAre("feel.json-temporal", "people[2].born"));
    EXPECT_THAT(bound(R"({"people": [7]})"), ElementsAre("feel.json-type", "people[1]"));
    EXPECT_THAT(bound(R"({"n": 1e999999})"), ElementsAre("feel.json-number", "n"));
}

TEST(DmnBind, NamesTheNearestInput) {
    const auto engine = inputs_of_all_kinds();
    JsonParser document;
    std::vector<Value> slots(engine->inputs().size());
    const auto wrong = [&](std::string_view json) {
        return engine->bind(document.parse(json).value(), slots).error().message;
    };
    EXPECT_THAT(wrong(R"({"peeple": []})"), testing::HasSubstr("`people`"));
    // A name of a megabyte is not compared letter by letter with each input.
    EXPECT_THAT(wrong("{\"" + std::string(1'000'000, 'p') + "\": 1}"), testing::HasSubstr("the model has no input"));
}

TEST(DmnBind, RefusesTwoMembersOfOneName) {
    EXPECT_THAT(bound(R"({"n": 1, "n": 2})"), ElementsAre("json.duplicate-key"));
}

}  // namespace
}  // namespace konsequenz::dmn
