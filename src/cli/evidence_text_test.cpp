// What a person at a terminal is shown, and what no message may do to the terminal.
#include "cli/evidence_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace konsequenz::cli {
namespace {

std::string shown(std::string_view text, const conduct::Assessment& assessment, Marks marks) {
    std::string out;
    render_for_people(out, {"m-1", text, assessment}, marks);
    return out;
}

conduct::Assessment insult(std::uint32_t start, std::uint32_t end) {
    conduct::Assessment assessment;
    assessment.label = conduct::Label::insult;
    assessment.severity = 2;
    assessment.target = conduct::Target::employee;
    assessment.probability.abusive = 9312;
    assessment.triage = assessment.alert = true;
    assessment.evidence = {{start, end, conduct::Label::insult, 137}};
    return assessment;
}

TEST(EvidenceText, MarksWhatLedToTheLabel) {
    EXPECT_EQ(shown("You idiot!", insult(4, 9), Marks::brackets),
              "m-1  insult, severity 2 of 4, at employee · abusive 93.1 % · alert\n    You «idiot»[insult +1.37]!");
    EXPECT_EQ(shown("You idiot!", insult(4, 9), Marks::colour),
              "m-1  \x1b[1minsult, severity 2 of 4, at employee · abusive 93.1 % · alert\x1b[0m\n    You "
              "\x1b[4;31midiot\x1b[0m\x1b[2m[insult +1.37]\x1b[0m!");
}

TEST(EvidenceText, SaysWhyNothingWasAssessed) {
    conduct::Assessment assessment;
    assessment.not_assessed = "the text is too short to tell its language";
    EXPECT_EQ(shown("ok", assessment, Marks::brackets),
              "m-1  not assessed: the text is too short to tell its language\n    ok");
}

TEST(EvidenceText, WritesWeightsWithTwoDecimals) {
    EXPECT_EQ(weight_text(137), "+1.37");
    EXPECT_EQ(weight_text(-7), "-0.07");
    EXPECT_EQ(weight_text(0), "+0.00");
}

TEST(EvidenceText, KeepsTheLinesOfALongTextTogether) {
    EXPECT_EQ(shown("one\r\ntwo\tthree", {}, Marks::brackets), "m-1  none · abusive 0.0 %\n    one\n    two three");
}

RC_GTEST_PROP(EvidenceText, NoMessageSteersTheTerminal,
              (const std::string& text, std::uint32_t start, std::uint32_t end)) {
    const auto out = shown(text, insult(start % 64, end % 64), Marks::brackets);
    for (std::size_t at = 0; at < out.size(); ++at) {
        const auto byte = static_cast<unsigned char>(out[at]);
        RC_ASSERT(byte >= 0x20 || byte == '\n');
        RC_ASSERT(byte != 0x7F);
        // C1 controls: as one byte, which is no UTF-8, and as two.
        const auto before = at == 0 ? 0U : static_cast<unsigned char>(out[at - 1]);
        RC_ASSERT(byte < 0x80 || byte >= 0xA0 || (before >= 0x80 && before != 0xC2));
    }
}

}  // namespace
}  // namespace konsequenz::cli
