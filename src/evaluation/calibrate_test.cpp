// A calibration against what it promises.
#include "evaluation/calibrate.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "evaluation/scores.h"

namespace konsequenz::evaluation {
namespace {

using conduct::Label;

/// A text that says its own probability, in ten-thousandths.
LabelledText text_of(std::uint16_t probability, Label label, std::string day = {}) {
    LabelledText text;
    text.text = std::to_string(probability);
    text.day = std::move(day);
    give_label(text, label);
    return text;
}

/// What a model does with a bias: adds it to the log-odds.
std::uint16_t with_bias(std::string_view text, std::int32_t bias_hundredths) {
    const double probability = std::clamp(std::stod(std::string(text)) / 10'000, 1e-6, 1 - 1e-6);
    const double log_odds = std::log(probability / (1 - probability)) + bias_hundredths / 100.0;
    return static_cast<std::uint16_t>(std::lround(10'000 / (1 + std::exp(-log_odds))));
}

conduct::Calibration standing() {
    conduct::Calibration calibration;
    calibration.id = "default";
    calibration.model_id = "conduct-1-test";
    calibration.triage_per_10000 = 3000;
    calibration.alert_per_10000 = 7000;
    calibration.first_day = "2020-01-01";
    return calibration;
}

std::vector<LabelledText> reviewed(std::size_t legitimate, std::size_t abusive) {
    std::vector<LabelledText> texts;
    for (std::size_t at = 0; at < legitimate; ++at)
        texts.push_back(text_of(static_cast<std::uint16_t>(50 + at * 17 % 3000),
                                at % 2 == 0 ? Label::criticism : Label::none, "2026-03-02"));
    for (std::size_t at = 0; at < abusive; ++at)
        texts.push_back(text_of(static_cast<std::uint16_t>(2000 + at * 31 % 8000), Label::insult, "2026-02-14"));
    return texts;
}

std::size_t alarms(const std::vector<LabelledText>& texts, const conduct::Calibration& calibration,
                   std::uint16_t threshold) {
    return static_cast<std::size_t>(std::ranges::count_if(texts, [&](const LabelledText& text) {
        return text.is_legitimate() && with_bias(text.text, calibration.bias_hundredths) >= threshold;
    }));
}

TEST(Calibrate, KeepsItsBoundsOnTheReviewedContacts) {
    const auto texts = reviewed(400, 60);
    const auto fit = fit_calibration(texts, with_bias, standing(), {});
    EXPECT_EQ(fit.reviewed, 460U);
    EXPECT_EQ(fit.legitimate, 400U);
    EXPECT_EQ(fit.abusive, 60U);
    EXPECT_LE(alarms(texts, fit.calibration, fit.calibration.triage_per_10000), 20U);
    EXPECT_LE(alarms(texts, fit.calibration, fit.calibration.alert_per_10000), 4U);
    // One threshold lower and the rank would be missed.
    EXPECT_GE(alarms(texts, fit.calibration, static_cast<std::uint16_t>(fit.calibration.triage_per_10000 - 1)), 20U);
    EXPECT_GE(fit.calibration.alert_per_10000, fit.calibration.triage_per_10000);
    EXPECT_EQ(fit.calibration.reviewed_contacts, 460U);
    EXPECT_EQ(fit.calibration.reviewed_criticism, 400U);
    EXPECT_EQ(fit.calibration.triage_bound_per_10000, 500);
    EXPECT_EQ(fit.calibration.first_day, "2026-02-14");
    EXPECT_EQ(fit.calibration.last_day, "2026-03-02");
    EXPECT_EQ(fit.calibration.model_id, "conduct-1-test");
    ASSERT_TRUE(fit.triage.bound_95);
    EXPECT_GT(*fit.triage.bound_95, 0.05);
    EXPECT_LT(*fit.triage.bound_95, 0.09);
    EXPECT_EQ(fit.triage.found.total, 60U);
}

TEST(Calibrate, TooFewRowsLeaveThePointAsItWas) {
    // 50 carry 5 % and not 1 %.
    const auto texts = reviewed(50, 0);
    const auto fit = fit_calibration(texts, with_bias, standing(), {});
    EXPECT_TRUE(fit.triage.bound_95);
    EXPECT_FALSE(fit.alert.bound_95);
    EXPECT_EQ(fit.alert.rows_needed, 99U);
    EXPECT_EQ(fit.calibration.bias_hundredths, 0);
    EXPECT_EQ(fit.calibration.alert_per_10000, 7000);
    EXPECT_EQ(fit.calibration.alert_bound_per_10000, 0);
}

TEST(Calibrate, ADefaultThresholdMovesWithTheBiasSoThatTheSameTextsAlarm) {
    const auto texts = reviewed(15, 30);  // too few for either point, and more abuse than the model expects
    const auto fit = fit_calibration(texts, with_bias, standing(), {});
    EXPECT_GT(fit.calibration.bias_hundredths, 0);
    EXPECT_FALSE(fit.triage.bound_95);
    for (const auto& text : texts) {
        const bool before = with_bias(text.text, 0) >= 3000;
        const bool after = with_bias(text.text, fit.calibration.bias_hundredths) >= fit.calibration.triage_per_10000;
        EXPECT_EQ(before, after) << text.text;
    }
}

TEST(Calibrate, LegitimateTextsAtCertaintyCannotBeBounded) {
    std::vector<LabelledText> texts(200, text_of(10'000, Label::criticism));
    const auto fit = fit_calibration(texts, [](std::string_view, std::int32_t) { return score_max; }, standing(), {});
    EXPECT_FALSE(fit.triage.bound_95);
    EXPECT_EQ(fit.calibration.triage_per_10000, 3000);
}

TEST(Calibrate, TheSameContactsGiveTheSameCalibration) {
    auto texts = reviewed(200, 40);
    const auto first = fit_calibration(texts, with_bias, standing(), {}).calibration;
    EXPECT_EQ(first, fit_calibration(texts, with_bias, standing(), {}).calibration);
    EXPECT_TRUE(first.id.starts_with("cal-"));
    std::ranges::reverse(texts);
    EXPECT_EQ(first.triage_per_10000, fit_calibration(texts, with_bias, standing(), {}).calibration.triage_per_10000);
    texts.pop_back();
    EXPECT_NE(first.id, fit_calibration(texts, with_bias, standing(), {}).calibration.id);
}

TEST(Calibrate, WithoutOneOfTheTwoKindsThereIsNoBias) {
    EXPECT_EQ(fit_bias({}), 0);
    EXPECT_EQ(fit_bias({{5000, true}, {200, true}}), 0);
    EXPECT_EQ(fit_bias({{5000, false}}), 0);
}

/// At the bias, the abuse that is expected is the abuse that was found, less what the prior draws.
RC_GTEST_PROP(Calibrate, TheBiasIsWhereExpectationMeetsWhatWasFound, ()) {
    const auto of_one = rc::gen::pair(rc::gen::inRange<std::uint16_t>(0, score_max + 1), rc::gen::arbitrary<bool>());
    const auto pairs = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::pair<std::uint16_t, bool>>>(of_one));
    std::vector<Judged> judged;
    for (const auto& [probability, is_abusive] : pairs) judged.push_back({probability, is_abusive});
    const auto surplus = [&](double bias) {
        double sum = bias;
        for (const auto& contact : judged) {
            const double said = std::clamp(contact.probability / 10'000.0, 1e-4, 1 - 1e-4);
            sum += 1 / (1 + std::exp(-(std::log(said / (1 - said)) + bias))) - (contact.is_abusive ? 1 : 0);
        }
        return sum;
    };
    const double bias = fit_bias(judged) / 100.0;
    const auto abusive = std::ranges::count_if(judged, &Judged::is_abusive);
    if (abusive == 0 || abusive == std::ssize(judged)) {
        RC_ASSERT(bias == 0.0);
        return;
    }
    RC_ASSERT(surplus(bias + 1e-9) > -1e-6);
    RC_ASSERT(surplus(bias - 0.01) < 1e-6);
}

/// The promise itself, with the whole of the fit: over many draws of reviewed contacts, the next legitimate one alarms
/// at most as often as the bound says.
TEST(Calibrate, TheBoundHoldsWithTheBiasFittedOnTheSameContacts) {
    std::uint64_t state = 7;
    const auto chance = [&] {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>(state >> 11U) / 9007199254740992.0;
    };
    const auto legitimate = [&] { return static_cast<std::uint16_t>(std::pow(chance(), 6) * 9000); };
    std::uint64_t found = 0;
    constexpr int draws = 800;
    constexpr int next_texts = 20;
    for (int draw = 0; draw < draws; ++draw) {
        std::vector<LabelledText> texts;
        for (int at = 0; at < 60; ++at) texts.push_back(text_of(legitimate(), Label::criticism));
        for (int at = 0; at < 10; ++at)
            texts.push_back(text_of(static_cast<std::uint16_t>(4000 + chance() * 6000), Label::insult));
        const auto fit = fit_calibration(texts, with_bias, standing(), {});
        for (int next = 0; next < next_texts; ++next) {
            const auto score = with_bias(std::to_string(legitimate()), fit.calibration.bias_hundredths);
            found += score >= fit.calibration.triage_per_10000 ? 1U : 0U;
        }
    }
    const double share = static_cast<double>(found) / (draws * next_texts);
    EXPECT_LT(share, 0.05 + 4 * std::sqrt(0.05 / (draws * next_texts)));
    EXPECT_GT(share, 0.015);
}

}  // namespace
}  // namespace konsequenz::evaluation
