#include "report/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace konsequenz::report {
namespace {

using conduct::EvidenceSpan;
using conduct::Label;
using testing::HasSubstr;
using testing::Not;

std::string without_tags(std::string_view html) {
    std::string text;
    bool in_tag = false;
    for (const char character : html) {
        if (character == '<')
            in_tag = true;
        else if (character == '>')
            in_tag = false;
        else if (!in_tag)
            text += character;
    }
    return text;
}

TEST(Escaped, LeavesNothingThatCouldBeMarkup) {
    EXPECT_EQ(escaped("<script>alert('x') & \"y\"</script>"),
              "&lt;script&gt;alert(&#39;x&#39;) &amp; &quot;y&quot;&lt;/script&gt;");
    EXPECT_EQ(escaped("Grüße\n\t🙂"), "Grüße\n\t🙂");
    EXPECT_EQ(escaped(std::string_view("a\0b\x1B", 4)), "a\uFFFDb\uFFFD");
}

TEST(Escaped, HoldsForAnyText) {
    EXPECT_TRUE(rc::check("no text keeps a character that opens or closes markup", [](const std::string& text) {
        RC_ASSERT(escaped(text).find_first_of("<>\"'") == std::string::npos);
    }));
}

TEST(Highlighted, MarksTheStretchAndEscapesInsideAndAround) {
    const std::string text = "<b> idiot & co";
    const std::vector<EvidenceSpan> evidence{{4, 9, Label::insult, 137}};
    const auto html = highlighted(text, evidence, 1000);
    EXPECT_THAT(html, HasSubstr(R"(&lt;b&gt; <mark class="evidence insult" tabindex="0">idiot<span class="note">)"));
    EXPECT_THAT(html, HasSubstr("adds 1.37 to the log-odds of insult"));
    EXPECT_THAT(html, HasSubstr("erhöht die Log-Odds für Beleidigung um 1,37"));
    EXPECT_THAT(html, HasSubstr("</mark> &amp; co"));
}

TEST(Highlighted, SaysWhatSpeaksAgainstALabelToo) {
    const auto html = highlighted("not an idiot", std::vector<EvidenceSpan>{{0, 3, Label::insult, -7}}, 1000);
    EXPECT_THAT(html, HasSubstr("takes 0.07 from the log-odds of insult"));
    EXPECT_THAT(html, HasSubstr("senkt die Log-Odds für Beleidigung um 0,07"));
}

TEST(Highlighted, NeverCutsACodePoint) {
    const std::string text = "äöü";  // borders at 0, 2, 4, 6
    EXPECT_THAT(highlighted(text, std::vector<EvidenceSpan>{{2, 4, Label::threat, 4}}, 1000),
                HasSubstr(R"(ä<mark class="evidence threat" tabindex="0">ö<span)"));
    for (const auto& span : {EvidenceSpan{1, 4, Label::threat, 4}, EvidenceSpan{2, 5, Label::threat, 4},
                             EvidenceSpan{4, 4, Label::threat, 4}, EvidenceSpan{4, 8, Label::threat, 4}}) {
        EXPECT_EQ(highlighted(text, std::vector{span}, 1000), text) << span.start << "-" << span.end;
    }
}

TEST(Highlighted, TakesTheFirstOfTwoThatOverlap) {
    const auto html =
        highlighted("abcdef", std::vector<EvidenceSpan>{{0, 4, Label::insult, 2}, {2, 6, Label::threat, 4}}, 1000);
    EXPECT_THAT(html, HasSubstr("</mark>ef"));
    EXPECT_THAT(html, Not(HasSubstr("evidence threat")));
}

TEST(Highlighted, ShortensALongTextAtABorderAndSaysHowMuchIsLeft) {
    const auto html = highlighted("ääää", {}, 5);
    EXPECT_TRUE(html.starts_with("ää <span"));
    EXPECT_THAT(html, HasSubstr("… and 2 more characters"));
    EXPECT_THAT(html, HasSubstr("… und 2 weitere Zeichen"));
}

TEST(Highlighted, KeepsEveryCharacterForAnySpans) {
    EXPECT_TRUE(rc::check("the shown text is the given text", [](const std::vector<std::uint8_t>& cuts) {
        const std::string text = "Sie sind ein Lügner & <Betrüger>, Grüße 🙂";
        std::vector<EvidenceSpan> evidence;
        for (std::size_t at = 0; at + 1 < cuts.size(); at += 2)
            evidence.push_back({cuts[at] % 60U, cuts[at + 1] % 60U, Label::none, 0});
        auto html = highlighted(text, evidence, 1000);
        for (auto note = html.find("<span class=\"note\">"); note != std::string::npos;
             note = html.find("<span class=\"note\">")) {
            html.erase(note, html.find("</mark>", note) - note);
        }
        RC_ASSERT(without_tags(html) == escaped(text));
    }));
}

}  // namespace
}  // namespace konsequenz::report
