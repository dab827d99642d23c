// Fixed decimals there and back, and what is refused of them.
#include "conduct/assessment_json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace konsequenz::conduct {
namespace {

std::string fixed(std::int64_t parts, int places) {
    std::string out;
    JsonWriter writer(out);
    write_fixed(writer, parts, places);
    return out;
}

TEST(AssessmentJson, WritesFixedDecimals) {
    EXPECT_EQ(fixed(312, 4), "0.0312");
    EXPECT_EQ(fixed(10'000, 4), "1.0000");
    EXPECT_EQ(fixed(0, 4), "0.0000");
    EXPECT_EQ(fixed(-7, 2), "-0.07");
    EXPECT_EQ(fixed(12'345, 2), "123.45");
    EXPECT_EQ(parse_fixed("0.5", 4), 5000);
    EXPECT_EQ(parse_fixed("2", 2), 200);
    EXPECT_EQ(parse_fixed("0.050000", 4), 500);
    EXPECT_EQ(parse_fixed("17", 0), 17);
    EXPECT_EQ(parse_fixed("17.0", 0), 17);
    for (const auto* bad : {"", "-", ".", "0.00001", "1e3", "1.5.5", "1234567890123", "x"})
        EXPECT_FALSE(parse_fixed(bad, 4)) << bad;
}

RC_GTEST_PROP(AssessmentJson, FixedDecimalsComeBack, ()) {
    const auto parts = *rc::gen::inRange<std::int64_t>(-100'000'000, 100'000'000);
    const auto places = *rc::gen::inRange(1, 5);
    RC_ASSERT(parse_fixed(fixed(parts, places), places) == std::optional(parts));
}

Assessment example() {
    Assessment assessment;
    assessment.label = Label::insult;
    assessment.severity = 2;
    assessment.target = Target::employee;
    assessment.source = Source::model;
    assessment.language = Language::german;
    assessment.probability = {9312, 4000, 9000, 12, 0, 10'000};
    assessment.triage = true;
    assessment.evidence = {{3, 9, Label::insult, 137}, {12, 14, Label::criticism, -20}};
    assessment.model_id = "conduct-1-0123abcd";
    assessment.calibration_id = "default";
    return assessment;
}

TEST(AssessmentJson, SaysOneTextOnOneLine) {
    std::string json;
    append_json(json, "c-1", example());
    EXPECT_EQ(json,
              R"({"id":"c-1","label":"insult","severity":2,"target":"employee","language":"german",)"
              R"("p":{"abusive":0.9312,"disrespect":0.4000,"insult":0.9000,"discrimination":0.0012,"threat":0.0000,)"
              R"("criticism":1.0000},"triage":true,"alert":false,)"
              R"("evidence":[{"start":3,"end":9,"label":"insult","weight":1.37},)"
              R"({"start":12,"end":14,"label":"criticism","weight":-0.20}],)"
              R"("model":"conduct-1-0123abcd","calibration":"default"})");
    JsonParser parser;
    const auto parsed = parser.parse(json);
    ASSERT_TRUE(parsed);
    Assessment back;
    EXPECT_TRUE(read_probabilities(*parsed, back));
    EXPECT_TRUE(read_evidence(*parsed, back));
    EXPECT_EQ(back.probability, example().probability);
    EXPECT_EQ(back.evidence, example().evidence);
    EXPECT_TRUE(back.triage);
    EXPECT_FALSE(back.alert);
}

TEST(AssessmentJson, SaysWhyATextWasNotAssessed) {
    Assessment assessment;
    assessment.not_assessed = "too little text";
    assessment.model_id = "conduct-1-0123abcd";
    std::string json;
    append_json(json, std::nullopt, assessment);
    EXPECT_EQ(json,
              R"({"label":"none","language":"unknown","not_assessed":"too little text","model":"conduct-1-0123abcd"})");
}

TEST(AssessmentJson, RefusesWhatItDidNotWrite) {
    for (const auto* bad :
         {R"({"p":7})", R"({"p":{}})", R"({"triage":"yes"})",
          R"({"p":{"abusive":1.2,"disrespect":0,"insult":0,"discrimination":0,"threat":0,"criticism":0}})",
          R"({"p":{"abusive":-0.2,"disrespect":0,"insult":0,"discrimination":0,"threat":0,"criticism":0}})",
          R"({"evidence":7})", R"({"evidence":[7]})", R"({"evidence":[{"start":1,"end":2,"label":"rude","weight":1}]})",
          R"({"evidence":[{"start":2,"end":1,"label":"insult","weight":1}]})",
          R"({"evidence":[{"start":1,"end":4294967296,"label":"insult","weight":1}]})"}) {
        JsonParser parser;
        const auto parsed = parser.parse(bad).value();
        Assessment into;
        EXPECT_FALSE(read_probabilities(parsed, into) && read_evidence(parsed, into)) << bad;
    }
}

}  // namespace
}  // namespace konsequenz::conduct
