// The page of an evaluation: well formed, in both languages, from nowhere but itself, and true to its figures.
#include "report/evaluation_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/language.h"
#include "report/test_page.h"

namespace konsequenz::report {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// An assessor that finds an insult in "idiot" and is sure of nothing else.
conduct::Assessment assess(std::string_view text) {
    conduct::Assessment assessment;
    const bool is_insult = text.find("idiot") != std::string_view::npos;
    assessment.label = is_insult ? conduct::Label::insult : conduct::Label::none;
    assessment.probability.abusive = is_insult ? 9000 : static_cast<std::uint16_t>(100 + text.size() % 40 * 10);
    assessment.triage = assessment.alert = is_insult;
    assessment.model_id = "conduct-1-<b>";
    assessment.calibration_id = "default";
    return assessment;
}

evaluation::Evaluation some() {
    evaluation::Evaluator evaluator(assess);
    const auto add = [&](std::string text, conduct::Label label, std::string variety) {
        evaluation::LabelledText row;
        row.text = std::move(text);
        row.variety = std::move(variety);
        row.tags = {"<i>short</i>"};
        give_label(row, label);
        evaluator.add(row);
    };
    for (int at = 0; at < 40; ++at)
        add("The parcel is late" + std::string(static_cast<std::size_t>(at), '.'), conduct::Label::criticism, "en-GB");
    for (int at = 0; at < 10; ++at) add("You idiot", conduct::Label::insult, "en-US");
    add("Only an idiot would buy this twice, and I did", conduct::Label::criticism, "en-US");
    auto evaluation = evaluator.finish();
    evaluation.source = "reviewed & labelled.jsonl";
    return evaluation;
}

TEST(EvaluationPage, IsWellFormedBilingualAndSelfContained) {
    for (const auto& evaluation : {some(), evaluation::Evaluation(), evaluation::Evaluator(assess).finish()}) {
        const auto html = evaluation_html(evaluation);
        const PageReader page(html);
        EXPECT_THAT(page.faults(), IsEmpty());
        EXPECT_THAT(broken_references(page), IsEmpty());
        EXPECT_THAT(untranslated(page), IsEmpty());
        EXPECT_THAT(network_uses(page), IsEmpty());
    }
}

TEST(EvaluationPage, EscapesWhatTheFilesSay) {
    const auto html = evaluation_html(some());
    EXPECT_THAT(html, Not(HasSubstr("<i>short")));
    EXPECT_THAT(html, Not(HasSubstr("conduct-1-<b>")));
    EXPECT_THAT(html, HasSubstr("reviewed &amp; labelled.jsonl"));
}

TEST(EvaluationPage, NamesEveryExchangeInBothLanguages) {
    const auto evaluation = some();
    const auto html = evaluation_html(evaluation);
    const auto expect_translated = [&](const std::string& name) {
        const auto shown = capitalised(name);
        EXPECT_THAT(html, HasSubstr(R"(<span class="en" lang="en">)" + shown + "</span>"));
        EXPECT_THAT(html, Not(HasSubstr(R"(<span class="de" lang="de">)" + shown + "</span>"))) << name;
    };
    EXPECT_EQ(evaluation.bias.names.size(), 12U);
    for (const auto& [name, pairs] : evaluation.bias.names) expect_translated(name);
    for (const auto& [name, pairs] : evaluation.bias.spellings) expect_translated(name);
}

TEST(EvaluationPage, SaysTheFiguresOfTheEvaluation) {
    const auto html = evaluation_html(some());
    // One false alarm in 41 critical texts: 2.4 %, Wilson 0.4 to 12.6.
    EXPECT_THAT(html, HasSubstr("2.4%"));
    EXPECT_THAT(html, HasSubstr("2,4\u00A0%"));
    EXPECT_THAT(html, HasSubstr("95% interval 0.4 to 12.6, 41\u00A0texts"));
    EXPECT_THAT(html, HasSubstr("At alert, 1 of 41 critical or ordinary texts were wrongly stopped, and 10 of 10"));
    EXPECT_THAT(html, HasSubstr(R"(<polyline class="curve")"));
    EXPECT_EQ(html, evaluation_html(some()));
}

}  // namespace
}  // namespace konsequenz::report
