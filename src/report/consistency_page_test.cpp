// The pages on consistency and noise: well formed, in both languages, from nowhere but themselves, true to their
// figures.
#include "report/consistency_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "consistency/noise_plan.h"
#include "consistency/test_history.h"
#include "report/noise_page.h"
#include "report/test_page.h"

namespace konsequenz::report {
namespace {

using consistency::Collector;
using consistency::contact;
using consistency::deviation;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Ten employees, two touchpoints, deviations for the loud, and one of the chief executive.
consistency::Consistency some() {
    Collector collector{consistency::CollectOptions()};
    for (int at = 0; at < 60; ++at) {
        auto each = contact(fmt::format("c-{}", at), fmt::format("k-{}", at), at, fmt::format("worker-{}", at % 10));
        auto& body = std::get<record::Contact>(each.body);
        if (at % 3 == 0) body.publicity = record::Publicity::is_public;
        if (at % 2 == 0) body.touchpoint = "chat<b>";
        collector.add(each);
        EXPECT_TRUE(collector.add_ruling(consistency::ruling_json(each, {.remedy = at % 4 == 0 ? "answer" : "none"})));
        if (at % 9 == 0) collector.add(deviation(fmt::format("d-{}", at), each, "none", "boss-7", "chief <executive>"));
        if (at == 7) collector.add(deviation("d-7", each, "end", "worker-7", "agent"));
    }
    auto found = consistency::find_consistency(collector.finish());
    found.source = "history & more.db";
    return found;
}

consistency::NoiseAudit some_audit() {
    const auto history = consistency::made_history(1, {.cases = 200});
    const auto plan = consistency::plan_noise(history, {.reviewers = {"r-1", "r-2", "r-3"}, .cases = 40}).value();
    JsonParser parser;
    auto answers = consistency::NoiseAnswers::of_key(*parser.parse(consistency::key_to_json(plan, history))).value();
    statistics::Random random(3);
    for (const auto& sheet : plan.sheets) {
        for (const auto& task : sheet.tasks) {
            const auto place = (task.drawn + (random.below(4) == 0 ? 1 : 0)) % 4;
            const auto line = fmt::format(R"({{"task":"{}","measure":"{}"}})", task.id, history.measures[place]);
            EXPECT_TRUE(answers.add(*parser.parse(line)));
        }
    }
    return answers.audit(1, 300);
}

void expect_sound(const std::string& html) {
    const PageReader page(html);
    EXPECT_THAT(page.faults(), IsEmpty());
    EXPECT_THAT(broken_references(page), IsEmpty());
    EXPECT_THAT(untranslated(page), IsEmpty());
    EXPECT_THAT(network_uses(page), IsEmpty());
}

TEST(ConsistencyPage, IsWellFormedBilingualAndSelfContained) {
    expect_sound(consistency_html(some(), nullptr));
    expect_sound(consistency_html(consistency::find_consistency({}), nullptr));
    expect_sound(noise_html(some_audit()));
    expect_sound(noise_html(consistency::NoiseAudit()));
}

TEST(ConsistencyPage, SaysItsFiguresWithIntervalCountAndSource) {
    const auto html = consistency_html(some(), nullptr);
    // 8 of 60 departed from: 13.3 %, Wilson 6.9 to 24.2.
    EXPECT_THAT(html, HasSubstr("8 of 60 rulings, 6.9 to 24.2 at 95%"));
    EXPECT_THAT(html, HasSubstr("13,3\u00A0%"));
    EXPECT_THAT(html, HasSubstr("Robins, Breslow and Greenland"));
    EXPECT_THAT(html, HasSubstr("Spiegelhalter"));
    EXPECT_THAT(html, HasSubstr(R"(class="twin")"));
    EXPECT_THAT(html, HasSubstr("A person departed from the ruling."));
    EXPECT_EQ(html, consistency_html(some(), nullptr));
}

TEST(ConsistencyPage, EscapesWhatRecordsSayAndNamesNeitherExecutivesNorEmployees) {
    auto found = some();
    auto html = consistency_html(found, nullptr);
    EXPECT_THAT(html, Not(HasSubstr("chat<b>")));
    EXPECT_THAT(html, Not(HasSubstr("chief <executive>")));
    EXPECT_THAT(html, HasSubstr("history &amp; more.db"));
    EXPECT_THAT(html, Not(HasSubstr("boss-7")));
    EXPECT_THAT(html, HasSubstr("worker-7")) << "who departs from a ruling is named";
    EXPECT_THAT(html, Not(HasSubstr("worker-3")));
    found.options.team.person = "worker-3";
    EXPECT_THAT(consistency_html(found, nullptr), HasSubstr("worker-3")) << "their own point, for themself";
}

TEST(NoisePage, SaysWhatIsNotKnownYetAndNamesNoReviewer) {
    const auto audit = some_audit();
    const auto html = noise_html(audit);
    EXPECT_THAT(html, HasSubstr("3 reviewers, 40 cases, 120 judgements."));
    EXPECT_THAT(html, HasSubstr("Krippendorff"));
    EXPECT_THAT(html, Not(HasSubstr("r-2")));
    EXPECT_EQ(html, noise_html(some_audit()));
}

}  // namespace
}  // namespace konsequenz::report
