// Rulings: what is in them, what they say of contacts that a standard cannot or must not judge, and their JSON.
#include "ruling/ruling.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "base/json.h"
#include "record/parse.h"

namespace konsequenz::ruling {
namespace {

namespace fs = std::filesystem;

const fs::path standards = fs::path(KONSEQUENZ_SOURCE_DIR) / "standards";

record::Record contact(std::string_view time, std::string_view more) {
    record::Parser parser;
    return parser
        .parse(R"({"type":"contact","id":"c-1","time":")" + std::string(time) +
               R"(","customer":"k-1","touchpoint":"blog","text":"I expect an apology.")" + std::string(more) + "}")
        .value();
}

conduct::Assessment by_employee(conduct::Label label, int severity, conduct::Target target) {
    conduct::Assessment assessment;
    assessment.label = label;
    assessment.severity = severity;
    assessment.target = target;
    assessment.source = conduct::Source::employee;
    assessment.by = "e-1";
    return assessment;
}

Result<Ruling> rule(const standard::Standard& standard, const record::Record& contact,
                    const conduct::Assessment& assessment) {
    const facts::Book book(standard);
    const standard::KnownConduct known{assessment.label, assessment.severity, assessment.target, assessment.source,
                                       assessment.intention};
    return Judge(standard).rule(contact, assessment, book.known_at(contact, known));
}

TEST(Ruling, SaysWhoNeedsToAgreeWhenItLapsesAndUntilWhenToAppeal) {
    const auto standard = standard::load(standards / "fair-and-firm").value();
    const auto threat = contact("2026-03-31T10:00:00+02:00", R"(,"employee":"e-1")");
    const auto ruling =
        rule(standard, threat, by_employee(conduct::Label::threat, 4, conduct::Target::employee)).value();
    const auto* measure = standard.find_measure(ruling.outcome->measure);
    ASSERT_NE(measure, nullptr);
    EXPECT_NE(ruling.outcome->measure, "none");
    EXPECT_EQ(ruling.outcome->needs, measure->needs);
    EXPECT_NE(ruling.outcome->needs, standard::Needs::nobody);
    ASSERT_TRUE(ruling.appeal_until);
    EXPECT_GT(ruling.appeal_until->utc_ns, threat.time.utc_ns);
    EXPECT_EQ(ruling.lapses_at.has_value(), measure->lapses_after.has_value());
    EXPECT_FALSE(ruling.outcome->rules.empty());
    for (const auto& fired : ruling.outcome->rules) EXPECT_NE(standard.find_principle(fired.principle), nullptr);
    ASSERT_EQ(ruling.reasons().size(), 2U);
    EXPECT_EQ(ruling.reasons()[0].first, "de");
    EXPECT_EQ(ruling.reasons()[0].second.size(), ruling.reasons()[1].second.size());
    for (const auto& [language, reasons] : ruling.reasons()) {
        for (const auto& reason : reasons) EXPECT_EQ(reason.find('{'), std::string::npos) << reason;
    }
}

TEST(Ruling, DoesNotJudgeWhatCameBeforeTheStandard) {
    const auto standard = standard::load(standards / "executive").value();
    const auto insult = by_employee(conduct::Label::insult, 3, conduct::Target::employee);
    // In force from the first of January where the contact was made, whatever day it is in Greenwich.
    const auto before = rule(standard, contact("2025-12-31T23:59:59-05:00", R"(,"public":true)"), insult).value();
    EXPECT_FALSE(before.outcome->is_in_force);
    EXPECT_EQ(before.outcome->measure, "none");
    EXPECT_EQ(before.outcome->remedy, "none");
    EXPECT_TRUE(before.outcome->rules.empty());
    EXPECT_EQ(before.reasons().size(), 2U);
    const auto after = rule(standard, contact("2026-01-01T00:00:00+14:00", R"(,"public":true)"), insult).value();
    EXPECT_TRUE(after.outcome->is_in_force);
    EXPECT_EQ(after.outcome->measure, "end");
}

TEST(Ruling, TablesThatGiveNoOutcomeAreNamed) {
    const auto folder = fs::temp_directory_path() / "konsequenz-ruling-no-outcome";
    fs::remove_all(folder);
    fs::copy(standards / "executive", folder, fs::copy_options::recursive);
    auto tables = read_file(folder / "conduct.dmn").value();
    const std::string open = R"("open", "unfounded")";
    ASSERT_NE(tables.find(open), std::string::npos);
    tables.replace(tables.find(open), open.size(), R"("unfounded")");
    ASSERT_TRUE(write_file(folder / "conduct.dmn", tables));
    const auto standard = standard::load(folder);
    ASSERT_TRUE(standard) << to_string(standard.error());
    const auto ruled = rule(*standard, contact("2026-03-01T00:00:00Z", ""), {});
    fs::remove_all(folder);
    ASSERT_FALSE(ruled);
    EXPECT_EQ(ruled.error().code, "ruling.no-outcome");
    EXPECT_NE(ruled.error().message.find("c-1"), std::string::npos);
    EXPECT_NE(ruled.error().message.find("remedy"), std::string::npos) << ruled.error().message;
}

TEST(Ruling, TheAssessmentComesBackFromItsJson) {
    const auto standard = standard::load(standards / "fair-and-firm").value();
    conduct::Assessment assessment = by_employee(conduct::Label::insult, 2, conduct::Target::employee);
    assessment.source = conduct::Source::reviewer;
    assessment.language = conduct::Language::german;
    assessment.intention = conduct::Intention::heat_of_the_moment;
    assessment.evidence = {{3, 9, conduct::Label::insult, 137}, {12, 14, conduct::Label::criticism, -20}};
    const auto json = to_json(rule(standard, contact("2026-03-01T00:00:00Z", ""), assessment).value());
    JsonParser parser;
    const auto parsed = parser.parse(json);
    ASSERT_TRUE(parsed) << json;
    EXPECT_EQ(assessment_of(*parsed).value(), assessment);
    EXPECT_EQ(json.find(R"("p":)"), std::string::npos) << "a person gives no probability";
    for (const auto* broken : {"{}", "[]", R"({"assessment":7})", R"({"assessment":{"label":"rude"}})"}) {
        JsonParser again;
        const auto read = assessment_of(again.parse(broken).value());
        ASSERT_FALSE(read) << broken;
        EXPECT_EQ(read.error().code, "ruling.not-a-ruling");
    }
}

TEST(Ruling, AModelsAssessmentComesBackWithItsProbabilities) {
    const auto standard = standard::load(standards / "fair-and-firm").value();
    conduct::Assessment assessment;
    assessment.label = conduct::Label::insult;
    assessment.severity = 2;
    assessment.target = conduct::Target::employee;
    assessment.source = conduct::Source::model;
    assessment.probability = {9312, 4000, 9000, 12, 0, 10'000};
    assessment.triage = true;
    assessment.alert = true;
    assessment.model_id = "conduct-1-0123abcd";
    assessment.calibration_id = "cal-89abcdef";
    const auto json = to_json(rule(standard, contact("2026-03-01T00:00:00Z", ""), assessment).value());
    EXPECT_NE(json.find(R"("p":{"abusive":0.9312,)"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("calibration":"cal-89abcdef")"), std::string::npos) << json;
    JsonParser parser;
    EXPECT_EQ(assessment_of(parser.parse(json).value()).value(), assessment);
}

TEST(Ruling, TheSameInputsGiveTheSameBytes) {
    const auto first = standard::load(standards / "fair-and-firm").value();
    const auto second = standard::load(standards / "fair-and-firm").value();
    const auto letter = contact("2026-03-20T09:12:00+02:00", R"(,"public":true,"reach":250000,"acts":["complaint"])");
    const auto assessment = by_employee(conduct::Label::criticism, 1, conduct::Target::company);
    EXPECT_EQ(to_json(rule(first, letter, assessment).value()), to_json(rule(second, letter, assessment).value()));
}

}  // namespace
}  // namespace konsequenz::ruling
