// The page of voices: well formed, in both languages, from nowhere but itself, and true to its figures.
#include "report/voices_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/test_page.h"

namespace konsequenz::report {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Ten messages of three people about two topics in three months, one of them loud.
voices::Voices some(voices::Which which, std::optional<std::uint64_t> base) {
    voices::Counter counter(voices::PeriodKind::month);
    {
        voices::Counter::Feeder feeder(counter);
        for (std::int64_t at = 0; at < 8; ++at)
            feeder.add({"loud", "<b>delivery</b>", "email", 20 + at, 0, std::nullopt});
        feeder.add({"a", "refund", "phone", 40, 0, std::nullopt});
        feeder.add({"b", "refund", "<i>kiosk</i>", 70, 0, std::nullopt});
        feeder.add_ruled("a", "fair & firm 1.0.0", 40);
    }
    voices::Surveys surveys;
    for (int at = 0; at < 300; ++at) {
        voices::SurveyCell cell;
        cell.kind = at % 2 == 0 ? record::SurveyKind::calibration : record::SurveyKind::pulse;
        cell.stratum = at % 3 == 0 ? "private" : "<u>business</u>";
        surveys.add(cell, {at % 4 == 0, at % 8 == 0});
    }
    voices::Question question;
    question.which = which;
    question.base.all = base;
    auto voices = voices_of(counter.finish(1).value(), surveys, question);
    voices.source = "records & rulings.jsonl";
    voices::Campaign campaign;
    campaign.people = 7;
    campaign.example = "please <em>stop</em> the night flights";
    voices.campaigns.push_back(campaign);
    return voices;
}

TEST(VoicesPage, IsWellFormedBilingualAndSelfContained) {
    auto counted = some(voices::Which::every_message, std::nullopt);
    counted.people = voices::People::in_each_cell;
    for (auto& group : counted.groups) group.unheard.reset();
    for (const auto& voices : {some(voices::Which::complaints, 1'000), some(voices::Which::every_message, std::nullopt),
                               some(voices::Which::every_message, 2), counted}) {
        const auto html = voices_html(voices);
        const PageReader page(html);
        EXPECT_THAT(page.faults(), IsEmpty());
        EXPECT_THAT(broken_references(page), IsEmpty());
        EXPECT_THAT(untranslated(page), IsEmpty());
        EXPECT_THAT(network_uses(page), IsEmpty());
    }
}

TEST(VoicesPage, EscapesWhatTheRecordsSay) {
    const auto html = voices_html(some(voices::Which::complaints, 1'000));
    for (const auto* markup : {"<b>delivery", "<i>kiosk", "<u>business", "<em>stop"})
        EXPECT_THAT(html, Not(HasSubstr(markup)));
    EXPECT_THAT(html, HasSubstr("records &amp; rulings.jsonl"));
    EXPECT_THAT(html, HasSubstr("please &lt;em&gt;stop"));
}

TEST(VoicesPage, SaysTheFigures) {
    const auto html = voices_html(some(voices::Which::complaints, 1'000));
    EXPECT_THAT(html, HasSubstr("10\u00A0complaints, 3\u00A0people, 1.5 effective voices."));
    EXPECT_THAT(html, HasSubstr("10\u00A0Beschwerden, 3\u00A0Personen, 1,5 wirksame Stimmen."));
    // Half of the calibration sample is dissatisfied: many; ten messages of 1,000 customers: quiet.
    EXPECT_THAT(html, HasSubstr("Quiet, many:"));
    EXPECT_THAT(html, HasSubstr("Leise, viele:"));
    EXPECT_THAT(html, HasSubstr("counting messages one would say 1.0%"));
    EXPECT_EQ(html, voices_html(some(voices::Which::complaints, 1'000)));
}

TEST(VoicesPage, SaysWhatIsNotKnown) {
    const auto html = voices_html(some(voices::Which::every_message, std::nullopt));
    EXPECT_THAT(html, HasSubstr("not known yet: say with --base"));
}

TEST(VoicesPage, LeadsFromEachFigureToItsFormula) {
    const auto html = voices_html(some(voices::Which::complaints, 1'000));
    for (const auto* id : {"how-effective", "how-heard", "how-unheard", "how-survey"}) {
        EXPECT_THAT(html, HasSubstr(std::string("href=\"#") + id + "\""));
        EXPECT_THAT(html, HasSubstr(std::string("id=\"") + id + "\""));
    }
}

}  // namespace
}  // namespace konsequenz::report
