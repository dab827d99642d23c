// The four forms of a labelled line, what is refused of them, and what "unknown" means.
#include "evaluation/labelled.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"

namespace konsequenz::evaluation {
namespace {

using conduct::Label;
using testing::ElementsAre;
using testing::IsEmpty;

struct Reading {
    std::vector<LabelledText> texts;
    std::vector<std::string> refusals;  ///< "line code field"
};

Reading read(std::string_view lines) {
    const auto path = std::filesystem::temp_directory_path() / "konsequenz-labelled-test.jsonl";
    EXPECT_TRUE(write_file(path, lines));
    Reading reading;
    const auto done = read_labelled(
        path.string(),
        [&](LabelledText&& text) -> Result<void> {
            reading.texts.push_back(std::move(text));
            return {};
        },
        [&](const Error& error, std::string_view) -> Result<void> {
            reading.refusals.push_back(std::to_string(error.where.line) + " " + error.code + " " + error.where.field);
            return {};
        });
    EXPECT_TRUE(done);
    std::filesystem::remove(path);
    return reading;
}

TEST(Labelled, ReadsPlainRowsContactsAndTables) {
    const auto reading = read(
        R"({"id":"a","text":"Idiot.","label":"insult","variety":"de-AT","tags":["short"]})"
        "\n\n"
        R"({"type":"contact","id":"c-1","time":"2026-03-02T09:00:00+01:00","customer":"k","touchpoint":"mail","text":"Wo bleibt die Lieferung?","language":"de","conduct":{"label":"criticism","severity":1,"target":"company","source":"reviewer","by":"e-1"}})"
        "\n# a comment\ngroup-1\tde-DE\tmail\tthreat\t4\temployee\tveiled,pair:7,short\tIch weiß, wo du wohnst.\n");
    EXPECT_THAT(reading.refusals, IsEmpty());
    ASSERT_EQ(reading.texts.size(), 3U);
    EXPECT_EQ(reading.texts[0].label, Label::insult);
    EXPECT_EQ(reading.texts[0].variety, "de-AT");
    EXPECT_THAT(reading.texts[0].tags, ElementsAre("short"));
    EXPECT_EQ(reading.texts[1].label, Label::criticism);
    EXPECT_EQ(reading.texts[1].day, "2026-03-02");
    EXPECT_TRUE(reading.texts[1].is_criticism());
    EXPECT_EQ(reading.texts[2].id, "group-1:5");
    EXPECT_EQ(reading.texts[2].label, Label::threat);
    EXPECT_THAT(reading.texts[2].tags, ElementsAre("veiled", "short"));
    EXPECT_FALSE(reading.texts[2].is_legitimate());
}

TEST(Labelled, WhatASchemeCannotSayIsUnknown) {
    const auto reading = read(
        R"({"id":"1","text":"x","lang":"de","labels":{"orig":"h","flags":["none"],"annotated":["discrimination"]}})"
        "\n"
        R"({"id":"2","text":"x","labels":{"flags":["none"],"annotated":["disrespect","insult","discrimination"]}})"
        "\n"
        R"({"id":"3","text":"x","labels":{"flags":["discrimination","insult"],"annotated":["disrespect","insult","discrimination"]}})"
        "\n"
        R"({"id":"4","text":"x","labels":{"flags":["toxic_unspec"],"annotated":["toxic_unspec"]}})"
        "\n"
        R"({"id":"5","text":"x","labels":{"flags":["criticism"],"annotated":["criticism"]}})"
        "\n");
    ASSERT_EQ(reading.texts.size(), 5U);
    const auto& hatred_only = reading.texts[0];
    EXPECT_EQ(hatred_only.of(Head::discrimination), Truth::no);
    EXPECT_EQ(hatred_only.of(Head::abusive), Truth::unknown);
    EXPECT_EQ(hatred_only.of(Head::insult), Truth::unknown);
    EXPECT_FALSE(hatred_only.is_legitimate());
    EXPECT_EQ(reading.texts[1].of(Head::abusive), Truth::no);
    EXPECT_EQ(reading.texts[1].label, Label::none);
    EXPECT_EQ(reading.texts[2].label, Label::discrimination);
    EXPECT_EQ(reading.texts[2].of(Head::insult), Truth::yes);
    EXPECT_EQ(reading.texts[2].of(Head::threat), Truth::unknown);
    EXPECT_EQ(reading.texts[3].of(Head::abusive), Truth::yes);
    EXPECT_FALSE(reading.texts[3].label);
    EXPECT_TRUE(reading.texts[4].is_criticism());
    EXPECT_TRUE(reading.texts[4].is_legitimate());
}

TEST(Labelled, AnAssignedLabelIsReadInTheWordsOfTheScheme) {
    const auto scheme = read(R"({"id":"1","text":"x","labels":{"flags":["none"],"annotated":["disrespect","insult"]}})"
                             "\n");
    const auto& text = scheme.texts.at(0);
    EXPECT_EQ(in_scheme(text, Label::threat), Label::insult);
    EXPECT_EQ(in_scheme(text, Label::insult), Label::insult);
    EXPECT_EQ(in_scheme(text, Label::disrespect), Label::disrespect);
    EXPECT_EQ(in_scheme(text, Label::criticism), Label::none);
    LabelledText whole;
    give_label(whole, Label::none);
    for (const auto label : {Label::none, Label::criticism, Label::disrespect, Label::insult, Label::threat})
        EXPECT_EQ(in_scheme(whole, label), label);
}

TEST(Labelled, OneLabelSaysNothingOfMilderOnes) {
    LabelledText text;
    give_label(text, Label::insult);
    EXPECT_EQ(text.of(Head::abusive), Truth::yes);
    EXPECT_EQ(text.of(Head::insult), Truth::yes);
    EXPECT_EQ(text.of(Head::disrespect), Truth::unknown);
    EXPECT_EQ(text.of(Head::criticism), Truth::unknown);
    EXPECT_EQ(text.of(Head::discrimination), Truth::no);
    EXPECT_EQ(text.of(Head::threat), Truth::no);
    give_label(text, Label::criticism);
    EXPECT_EQ(text.of(Head::abusive), Truth::no);
    EXPECT_EQ(text.of(Head::criticism), Truth::yes);
    EXPECT_EQ(text.of(Head::threat), Truth::no);
}

TEST(Labelled, BadLinesAreRefusedAndTheGoodOnesGoOn) {
    const auto reading = read(
        R"({"id":"a","text":"x","label":"rude"})"
        "\n"
        R"({"id":"a","text":"x","label":"none","colour":"red"})"
        "\n"
        R"({"id":"a","label":"none"})"
        "\n"
        R"({"id":"a","text":7,"label":"none"})"
        "\n"
        R"({"id":"a","text":"x"})"
        "\n{\n"
        R"({"type":"contact","id":"c-1","time":"2026-03-02T09:00:00+01:00","customer":"k","touchpoint":"mail","text":"x"})"
        "\n"
        R"({"type":"order","id":"o","time":"2026-03-02T09:00:00+01:00","customer":"k","order":"o-1","stage":"offer"})"
        "\none\ttwo\nq\tde\tmail\tgrob\t1\tnone\t-\tx\n"
        R"({"id":"a","text":"x","labels":{"flags":["none"]}})"
        "\n"
        R"({"id":"good","text":"x","label":"none"})"
        "\n");
    EXPECT_THAT(reading.refusals,
                ElementsAre("1 evaluation.unknown-label label", "2 evaluation.unknown-field colour",
                            "3 evaluation.missing-field text", "4 evaluation.wrong-type text",
                            "5 evaluation.missing-field label", "6 json.syntax ", "7 evaluation.not-labelled conduct",
                            "8 evaluation.not-labelled type", "9 evaluation.columns ",
                            "10 evaluation.unknown-label label", "11 evaluation.wrong-type labels.annotated"));
    ASSERT_EQ(reading.texts.size(), 1U);
    EXPECT_EQ(reading.texts[0].id, "good");
}

}  // namespace
}  // namespace konsequenz::evaluation
