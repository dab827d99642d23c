#include "conduct/lexicon.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "base/files.h"

namespace konsequenz::conduct {
namespace {

const std::filesystem::path golden = std::filesystem::path(KONSEQUENZ_SOURCE_DIR) / "golden/conduct";

struct Case {
    std::string where;
    std::string text;
    std::string expected;  ///< label, severity and target
};

std::string said(const Assessment& assessment) {
    return std::string(to_string(assessment.label)) + "\t" + std::to_string(assessment.severity) + "\t" +
           std::string(to_string(assessment.target));
}

/// Lines of text, label, severity, target; `\n` in the text is a line's end; # begins a comment.
std::vector<Case> cases_of(const std::filesystem::path& path) {
    std::vector<Case> cases;
    std::istringstream lines(read_file(path).value());
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        const auto tab = line.find('\t');
        auto text = line.substr(0, tab);
        if (const auto end = text.find("\\n"); end != std::string::npos) text.replace(end, 2, "\n");
        cases.push_back({path.filename().string() + ":" + std::to_string(number), text, line.substr(tab + 1)});
    }
    return cases;
}

std::vector<Case> golden_cases() {
    std::vector<Case> cases;
    const auto paths = list_files(golden, ".tsv").value();
    for (const auto& path : paths) {
        for (auto& item : cases_of(path)) cases.push_back(std::move(item));
    }
    return cases;
}

TEST(Lexicon, SaysWhatTheGoldenCasesSay) {
    const auto cases = golden_cases();
    ASSERT_GE(cases.size(), 120U);
    for (const auto& [where, text, expected] : cases) {
        const auto assessment = assess(text);
        EXPECT_EQ(said(assessment), expected) << where << ": " << text;
        EXPECT_EQ(assessment.not_assessed, "") << where << ": " << text;
        EXPECT_EQ(assessment.source, Source::lexicon);
        EXPECT_EQ(assessment.model_id, lexicon_id);
    }
}

TEST(Lexicon, ReadsUmlautsHoweverTheyAreWritten) {
    const std::string composed = said(assess("Sie sind dämlich."));
    EXPECT_EQ(composed, "insult\t2\temployee");
    EXPECT_EQ(said(assess("Sie sind daemlich.")), composed);
    EXPECT_EQ(said(assess("SIE SIND DÄMLICH.")), composed);
    EXPECT_EQ(said(assess("Sie sind da\xCC\x88mlich.")), composed);
    EXPECT_EQ(said(assess("Sie sind d\xC3\xA4m\xC2\xADlich.")), composed);
    EXPECT_EQ(said(assess("Dieses Schei\xC3\x9F"
                          "auto ist defekt.")),
              "criticism\t1\tcompany");
    EXPECT_EQ(said(assess("DIESES SCHEI\xE1\xBA\x9E AUTO IST DEFEKT.")), "criticism\t1\tproduct");
}

TEST(Lexicon, ShowsWhereItSawIt) {
    const std::string text = "Grüße! Sie Trottel, das Auto ist kaputt.";
    const auto assessment = assess(text);
    ASSERT_EQ(assessment.evidence.size(), 2U);
    const auto& insult = assessment.evidence[0];
    EXPECT_EQ(text.substr(insult.start, insult.end - insult.start), "Trottel");
    EXPECT_EQ(insult.label, Label::insult);
    EXPECT_EQ(insult.weight, 2);
    const auto& complaint = assessment.evidence[1];
    EXPECT_EQ(text.substr(complaint.start, complaint.end - complaint.start), "kaputt");
    EXPECT_EQ(complaint.label, Label::criticism);
}

TEST(Lexicon, SaysWhenItCannotTell) {
    for (const auto* text : {"", "  \n", "!!! ???", "Lorem", "Quelle honte pour votre entreprise",
                             "Ваша служба просто ужасна", "您好", "\xFF\xFE"}) {
        const auto assessment = assess(text);
        EXPECT_NE(assessment.not_assessed, "") << text;
        EXPECT_EQ(assessment.source, Source::none) << text;
        EXPECT_EQ(assessment.label, Label::none) << text;
        EXPECT_EQ(assessment.model_id, "") << text;
    }
    EXPECT_EQ(assess("").not_assessed, "the text has no words");
}

TEST(Lexicon, NamesTheLanguage) {
    EXPECT_EQ(assess("Ich habe das Auto gestern bei Ihnen gekauft").language, Language::german);
    EXPECT_EQ(assess("I bought the car from you yesterday").language, Language::english);
    EXPECT_EQ(assess("Dit is een heel slecht bedrijf met slechte service").language, Language::unknown);
}

TEST(Lexicon, ReadsOnlyTheBeginningOfAHugeText) {
    std::string text;
    while (text.size() < 65'536) text += "The car is fine. ";
    EXPECT_EQ(assess(text + "You idiot!").label, Label::none);
    EXPECT_EQ(assess("You idiot! " + text).label, Label::insult);
}

bool is_border(const std::string& text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

RC_GTEST_PROP(LexiconProperty, EvidenceIsOrderedAndOnBorders, ()) {
    const auto cases = golden_cases();
    std::string text;
    for (int part = 0; part < 3; ++part)
        text += (*rc::gen::elementOf(cases)).text +
                *rc::gen::element(std::string(" "), std::string("\n"), std::string(", ä€😀 "));
    const auto assessment = assess(text);
    RC_ASSERT(assessment == assess(text));
    std::uint32_t end = 0;
    bool is_label_shown = assessment.label == Label::none;
    for (const auto& span : assessment.evidence) {
        RC_ASSERT(span.start >= end);
        RC_ASSERT(span.end > span.start);
        RC_ASSERT(span.end <= text.size());
        RC_ASSERT(is_border(text, span.start) && is_border(text, span.end));
        RC_ASSERT(span.weight >= 0 && span.weight <= severity_max);
        is_label_shown = is_label_shown || span.label == assessment.label;
        end = span.end;
    }
    RC_ASSERT(is_label_shown);
    RC_ASSERT((assessment.label == Label::none) == (assessment.target == Target::none));
}

RC_GTEST_PROP(LexiconProperty, AnyBytesAreSafe, ()) {
    const auto text = *rc::gen::arbitrary<std::string>();
    const auto assessment = assess(text);
    for (const auto& span : assessment.evidence) RC_ASSERT(span.end <= text.size());
}

}  // namespace
}  // namespace konsequenz::conduct
