// The noise audit: a plan that is blind and whole, and answers whose noise was put in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"
#include "consistency/noise_audit.h"
#include "consistency/noise_plan.h"
#include "consistency/test_history.h"

namespace konsequenz::consistency {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

History some_history() {
    auto history = made_history(1, {.cases = 400});
    for (const auto* name : {"P1", "P9"}) history.principles.index(name);
    history.outcomes[2].measure_principles = {1};
    history.outcomes[3].measure_principles = {2};
    history.people.index("r-1");
    for (auto& each : history.cases) {
        each.employee = 0;
        if (each.situation < 3) each.employee = history.people.find("r-1");
    }
    return history;
}

TEST(NoisePlan, GivesEverybodyEveryCaseBlindAndNobodyTheirOwn) {
    const auto history = some_history();
    const auto plan = plan_noise(history, {.reviewers = {"r-1", "r-2", "r-3"}, .cases = 30, .repeats = 4, .seed = 5});
    ASSERT_TRUE(plan) << to_string(plan.error());
    EXPECT_THAT(plan->cases, SizeIs(30));
    std::map<std::string, int> principles;
    for (const auto& drawn : plan->cases) {
        EXPECT_NE(history.cases[drawn.subject].employee, history.people.find("r-1"));
        ++principles[drawn.principle];
    }
    EXPECT_EQ(principles, (std::map<std::string, int>{{"P1", 10}, {"P4", 10}, {"P9", 10}}));
    ASSERT_THAT(plan->sheets, SizeIs(3));
    for (const auto& sheet : plan->sheets) {
        EXPECT_THAT(sheet.tasks, SizeIs(34));
        std::multiset<std::size_t> given;
        for (const auto& task : sheet.tasks) given.insert(task.drawn);
        for (std::size_t at = 0; at < 30; ++at) EXPECT_EQ(given.count(at), plan->cases[at].is_repeated ? 2U : 1U);
    }
    EXPECT_NE(plan->sheets[0].tasks[6].drawn, plan->sheets[1].tasks[6].drawn);
    const auto& drawn = plan->cases[plan->sheets[0].tasks[0].drawn];
    const auto line = task_to_json(*plan, plan->sheets[0], 0, history, "You \"idiot\"");
    EXPECT_THAT(line, HasSubstr(R"("measure":null)"));
    EXPECT_THAT(line, HasSubstr(R"("text":"You \"idiot\"")"));
    EXPECT_THAT(line, Not(HasSubstr(history.cases[drawn.subject].contact)));
    EXPECT_THAT(line, Not(HasSubstr(drawn.id)));
    EXPECT_THAT(line, Not(HasSubstr("conduct.")));
    EXPECT_EQ(
        key_to_json(*plan, history),
        key_to_json(*plan_noise(history, {.reviewers = {"r-1", "r-2", "r-3"}, .cases = 30, .repeats = 4, .seed = 5}),
                    history));
}

TEST(NoisePlan, RefusesTooFewReviewersAndCases) {
    const auto history = some_history();
    EXPECT_EQ(plan_noise(history, {.reviewers = {"r-1"}}).error().code, "consistency.noise-plan");
    EXPECT_EQ(plan_noise(history, {.reviewers = {"r-1", "r-1"}}).error().code, "consistency.noise-plan");
    EXPECT_EQ(plan_noise(History{}, {.reviewers = {"r-1", "r-2"}}).error().code, "consistency.noise-plan");
}

/// Judges every task of a plan by a rule of its own.
template <class Judge>
NoiseAnswers answered(const NoisePlan& plan, const History& history, Judge judge) {
    JsonParser parser;
    auto answers = NoiseAnswers::of_key(*parser.parse(key_to_json(plan, history))).value();
    for (std::size_t reviewer = 0; reviewer < plan.sheets.size(); ++reviewer) {
        for (const auto& task : plan.sheets[reviewer].tasks) {
            const auto measure = judge(reviewer, plan.cases[task.drawn]);
            const auto line = fmt::format(R"({{"task":"{}","measure":"{}"}})", task.id, history.measures[measure]);
            EXPECT_TRUE(answers.add(*parser.parse(line)));
        }
    }
    return answers;
}

TEST(NoiseAudit, NamesThePrincipleThatIsNotFixedClearly) {
    const auto history = some_history();
    const auto plan =
        plan_noise(history, {.reviewers = {"r-1", "r-2", "r-3", "r-4"}, .cases = 120, .repeats = 20, .seed = 5})
            .value();
    statistics::Random random(4);
    std::map<std::size_t, std::size_t> truth;  // by case, so that cases of one principle differ
    const auto answers = answered(plan, history, [&](std::size_t, const DrawnCase& drawn) -> std::size_t {
        if (drawn.principle == "P9") return random.below(4);
        return (drawn.subject + truth[drawn.subject]) % 4;
    });
    EXPECT_EQ(answers.left_open(), 0U);
    const auto audit = answers.audit(1, 500);
    ASSERT_THAT(audit.principles, SizeIs(3));
    EXPECT_EQ(audit.principles[0].principle, "P9");
    EXPECT_EQ(audit.principles[0].clarity(), Clarity::not_clear);
    for (const auto at : {1U, 2U}) {
        EXPECT_EQ(audit.principles[at].clarity(), Clarity::clear) << audit.principles[at].principle;
        EXPECT_DOUBLE_EQ(audit.principles[at].alpha.value.value(), 1.0);
    }
    EXPECT_EQ(audit.repeats, 80U);
    EXPECT_EQ(audit.complete_cases, 120U);
    EXPECT_NEAR(audit.noise->level, 0, 0.05);
    EXPECT_GT(audit.noise->occasion.value(), 0.1);
    EXPECT_EQ(to_json(audit), to_json(answers.audit(1, 500)));
    JsonParser parser;
    EXPECT_TRUE(parser.parse(to_json(audit)));
    EXPECT_THAT(to_json(audit), Not(HasSubstr("r-2")));
}

TEST(NoiseAudit, TellsLevelFromPattern) {
    const auto history = some_history();
    const auto plan = plan_noise(history, {.reviewers = {"r-2", "r-3"}, .cases = 60, .repeats = 0, .seed = 2}).value();
    // One is a step harsher throughout, and nothing else differs.
    const auto answers = answered(plan, history, [&](std::size_t reviewer, const DrawnCase& drawn) -> std::size_t {
        return drawn.subject % 3 + reviewer;
    });
    const auto audit = answers.audit(1, 300);
    EXPECT_NEAR(audit.noise->pattern, 0, 1e-9);
    EXPECT_NEAR(audit.noise->level, 0.5, 1e-9) << "the variance of two averages a step apart";
    EXPECT_FALSE(audit.noise->occasion);
    EXPECT_NEAR(audit.severities[1].mean - audit.severities[0].mean, 1, 1e-9);
}

TEST(NoiseAnswers, RefuseWhatDoesNotBelong) {
    const auto history = some_history();
    const auto plan = plan_noise(history, {.reviewers = {"r-2", "r-3"}, .cases = 5}).value();
    JsonParser parser;
    auto answers = NoiseAnswers::of_key(*parser.parse(key_to_json(plan, history))).value();
    const auto code = [&](std::string_view line) {
        const auto added = answers.add(*parser.parse(line));
        return added ? std::string("none") : added.error().code;
    };
    EXPECT_EQ(code(R"({"task":"r-9.1","measure":"end"})"), "consistency.noise-answer");
    EXPECT_EQ(code(R"({"task":"r-2.1","measure":"shout"})"), "consistency.noise-answer");
    EXPECT_EQ(code(R"({"task":"r-2.1","measure":null})"), "none");
    EXPECT_EQ(code(R"({"task":"r-2.1","measure":"end"})"), "none");
    EXPECT_EQ(code(R"({"task":"r-2.1","measure":"end"})"), "consistency.noise-answer");
    EXPECT_EQ(answers.answered(), 1U);
    EXPECT_EQ(NoiseAnswers::of_key(*parser.parse("{}")).error().code, "consistency.noise-key");
    EXPECT_FALSE(answers.audit(1, 50).noise) << "nothing is complete yet";
}

}  // namespace
}  // namespace konsequenz::consistency
