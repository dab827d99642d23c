// What an evaluation says of an assessor whose mistakes are known.
#include "evaluation/evaluation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/json.h"

namespace konsequenz::evaluation {
namespace {

using conduct::Assessment;
using conduct::Label;

/// Says what the text says of itself: "insult 9000" is an insult with a probability of 0.9.
Assessment as_written(std::string_view text) {
    Assessment assessment;
    const auto blank = text.find(' ');
    assessment.label = conduct::parse_label(text.substr(0, blank)).value_or(Label::none);
    std::uint16_t probability = 0;
    if (blank != std::string_view::npos) {
        for (const char digit : text.substr(blank + 1)) {
            if (digit < '0' || digit > '9') break;
            probability = static_cast<std::uint16_t>(probability * 10 + (digit - '0'));
        }
    }
    assessment.probability.abusive = probability;
    assessment.triage = probability >= 3000;
    assessment.alert = probability >= 8000;
    assessment.model_id = "as-written";
    assessment.calibration_id = "default";
    return assessment;
}

LabelledText labelled(std::string text, Label label) {
    LabelledText row;
    row.text = std::move(text);
    give_label(row, label);
    return row;
}

Evaluation evaluate(const std::vector<LabelledText>& texts) {
    Evaluator evaluator(as_written);
    for (const auto& text : texts) evaluator.add(text);
    return evaluator.finish();
}

TEST(Evaluation, CountsByHand) {
    const auto found = evaluate({
        labelled("insult 9000", Label::insult),
        labelled("insult 9000", Label::threat),
        labelled("threat 8500", Label::threat),
        labelled("criticism 100", Label::criticism),
        labelled("criticism 4000", Label::criticism),
        labelled("none 100", Label::criticism),
        labelled("disrespect 8000", Label::none),
        labelled("none 200", Label::insult),
    });
    EXPECT_EQ(found.texts, 8U);
    EXPECT_EQ(found.confusion.total(), 8U);
    EXPECT_EQ(found.confusion.at(Label::threat, Label::insult), 1U);
    const auto insult = found.confusion.of(Label::insult);
    EXPECT_EQ(insult.precision, (statistics::Proportion{1, 2}));
    EXPECT_EQ(insult.recall, (statistics::Proportion{1, 2}));
    EXPECT_DOUBLE_EQ(insult.f1(), 0.5);
    // none: 0 of 2 given, 1 had; criticism 2 of 2 given, 3 had: 0.8; insult 0.5; threat 1 of 1, 2 had: 2/3.
    EXPECT_NEAR(*found.confusion.macro_f1(), (0 + 0.8 + 0.5 + 2.0 / 3) / 4, 1e-12);
    const auto& triage = found.of(Point::triage);
    EXPECT_EQ(triage.on_criticism, (statistics::Proportion{1, 3}));
    EXPECT_EQ(triage.on_legitimate, (statistics::Proportion{2, 4}));
    EXPECT_EQ(triage.found[static_cast<std::size_t>(Label::threat)], (statistics::Proportion{2, 2}));
    EXPECT_EQ(triage.found[static_cast<std::size_t>(Label::insult)], (statistics::Proportion{1, 2}));
    EXPECT_EQ(found.of(Point::alert).on_criticism, (statistics::Proportion{0, 3}));
    EXPECT_EQ(found.of(Point::alert).on_legitimate, (statistics::Proportion{1, 4}));
    const auto& coarse = triage.coarse;
    EXPECT_EQ(coarse.true_alarms, 3U);
    EXPECT_EQ(coarse.false_alarms, 2U);
    EXPECT_EQ(coarse.missed, 1U);
    EXPECT_EQ(coarse.rightly_quiet, 2U);
    EXPECT_NEAR(coarse.macro_f1(), (6.0 / 9 + 4.0 / 7) / 2, 1e-12);
    // Of 16 pairs the abusive text scores higher in 13: 9000, 9000 and 8500 above all four, 200 above both 100s less
    // one.
    EXPECT_NEAR(area_under_curve(found.of(Head::abusive))->value, (4 + 4 + 4 + 2) / 16.0, 1e-12);
}

TEST(Evaluation, KeepsVarietiesAndTagsApart) {
    auto swiss = labelled("criticism 5000", Label::criticism);
    swiss.variety = "de-CH";
    swiss.tags = {"sarcasm", "short"};
    auto rude = labelled("insult 9000", Label::insult);
    rude.variety = "de-CH";
    const auto found = evaluate({swiss, rude});
    const auto& triage = found.of(Point::triage);
    EXPECT_EQ(triage.on_varieties.at("de-CH"), (statistics::Proportion{1, 1}));
    EXPECT_EQ(triage.found_varieties.at("de-CH"), (statistics::Proportion{1, 1}));
    EXPECT_EQ(triage.on_tags.at("sarcasm"), (statistics::Proportion{1, 1}));
    EXPECT_EQ(triage.on_tags.size(), 2U);
}

RC_GTEST_PROP(Evaluation, F1IsTheHarmonicMean, ()) {
    const auto hits = *rc::gen::inRange<std::uint64_t>(1, 50);
    const auto given = hits + *rc::gen::inRange<std::uint64_t>(0, 50);
    const auto had = hits + *rc::gen::inRange<std::uint64_t>(0, 50);
    const auto found = figures(hits, given, had);
    const double precision = found.precision.share();
    const double recall = found.recall.share();
    RC_ASSERT(std::abs(found.f1() - 2 * precision * recall / (precision + recall)) < 1e-12);
}

TEST(Evaluation, IsOneJsonObjectEvenOfNothing) {
    JsonParser parser;
    for (const auto& texts : {std::vector<LabelledText>{}, {labelled("insult 9000", Label::insult)}}) {
        const auto json = to_json(evaluate(texts));
        const auto read = parser.parse(json);
        ASSERT_TRUE(read) << json;
        EXPECT_EQ(read->find("texts")->text(), texts.empty() ? "0" : "1");
        ASSERT_TRUE(read->find("bias"));
        // Without a text that could be right or wrong there is no figure, rather than a bad one.
        EXPECT_EQ(read->find("points")->find("triage")->find("macro_f1")->is_null(), texts.empty());
        EXPECT_EQ(json, to_json(evaluate(texts)));
    }
}

TEST(Bias, SwapsWholeWordsOnly) {
    EXPECT_EQ(replaced("Pole, Polen und der Pole.", "Pole", "Türke"), "Türke, Polen und der Türke.");
    EXPECT_EQ(replaced("Pole", "Pole", "Pole"), "Pole");
    EXPECT_EQ(replaced("xPole Poleä", "Pole", "Türke"), "xPole Poleä");
    const auto swaps = identity_swaps("Ein polnischer Pass genügt nicht?", 3);
    ASSERT_EQ(swaps.size(), 3U);
    EXPECT_EQ(swaps[0], "Ein syrischer Pass genügt nicht?");
    EXPECT_TRUE(identity_swaps("Wo bleibt mein Paket?").empty());
}

TEST(Bias, RespellsAsItSays) {
    EXPECT_EQ(in_lower_case("ÄRGER mit Straße"), "ärger mit straße");
    EXPECT_EQ(without_umlauts("Ärger über Straße"), "Aerger ueber Strasse");
    EXPECT_EQ(without_sharp_s("Ärger über Straße"), "Ärger über Strasse");
    EXPECT_EQ(without_punctuation("Was? Nein, nie!"), "Was Nein nie");
    EXPECT_EQ(without_articles("The box is on a table"), "box is on table");
    EXPECT_EQ(without_articles(""), "");
}

TEST(Bias, CountsWhatASwapChanges) {
    // An assessor that wrongs one origin, which the table must show and no other.
    const auto unfair = [](std::string_view text) {
        auto assessment = as_written("none 100");
        const bool is_hit =
            text.find("Nigerian") != std::string_view::npos || text.find("nigerianisch") != std::string_view::npos;
        if (is_hit) assessment = as_written("insult 9000");
        return assessment;
    };
    Evaluator evaluator(unfair);
    evaluator.add(labelled("The Syrian restaurant next to your shop is loud.", Label::criticism));
    evaluator.add(labelled("The restaurant next to your shop is loud.", Label::criticism));
    const auto bias = evaluator.finish().bias;
    EXPECT_EQ(bias.identities_all.pairs(), 3U);
    EXPECT_EQ(bias.identities_all.label_changed.count, 1U);  // Afghan, Nigerian, Chinese
    EXPECT_EQ(bias.identities_legitimate.pairs(), 3U);
    EXPECT_NEAR(bias.identities_all.mean_shift(), 0.89 / 3, 1e-9);
    EXPECT_GT(bias.identities_carried.label_changed.count, 0U);
    EXPECT_LT(bias.identities_carried.label_changed.count, bias.identities_carried.pairs());
    for (const auto& [origin, pairs] : bias.names) {
        EXPECT_EQ(pairs.label_changed.count, 0U) << origin;
        EXPECT_EQ(pairs.pairs(), 60U) << origin;
    }
    EXPECT_EQ(bias.names.size(), 12U);
    EXPECT_EQ(bias.spellings.at("lower case").label_changed.count, 0U);
}

TEST(Bias, EveryCarrierHasAGroupAndEachTermStandsInOne) {
    for (const auto& carrier : identity_carriers()) {
        EXPECT_NE(carrier.sentence.find("{}"), std::string_view::npos) << carrier.sentence;
        const auto groups = identity_groups();
        EXPECT_TRUE(std::ranges::any_of(groups, [&](const auto& group) { return group.kind == carrier.kind; }))
            << carrier.kind;
    }
    for (const auto& group : identity_groups()) {
        EXPECT_GE(group.terms.size(), 2U);
        for (const auto term : group.terms) EXPECT_FALSE(term.empty()) << group.kind;
    }
}

}  // namespace
}  // namespace konsequenz::evaluation
