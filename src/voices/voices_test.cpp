// From lines to the answer: what is read, what is refused, which word comes out, and what stands in the JSON.
#include "voices/voices.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "voices/json_members.h"

namespace konsequenz::voices {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Reading {
  public:
    explicit Reading(Which which = Which::every_message) : counter_(PeriodKind::month) {
        feeder_ = std::make_unique<LineFeeder>(counter_, which, Campaigns::looked_for);
        question_.which = which;
    }

    Result<void> add(const std::string& line) {
        const auto padded = line + std::string(json_padding, ' ');
        return feeder_->add(std::string_view(padded).substr(0, line.size()), place_++);
    }
    void contact(const std::string& customer, const std::string& topic, const std::string& date,
                 const std::string& more = R"(,"acts":["complaint"])", const std::string& text = "") {
        ASSERT_TRUE(add(R"({"type":"contact","id":"x","time":")" + date + R"(T10:00:00Z","customer":")" + customer +
                        R"(","touchpoint":"email","text":")" + text + R"(","subject":{"topic":")" + topic + R"("})" +
                        more + "}"));
    }
    void survey(const std::string& kind, bool is_dissatisfied, bool has_complained, const std::string& stratum = "s") {
        ASSERT_TRUE(add(
            R"({"type":"survey","id":"s","time":"2026-01-01T00:00:00Z","customer":"c","survey":"s","kind":")" + kind +
            R"(","answered":true,"stratum":")" + stratum + R"(","dissatisfied":)" +
            (is_dissatisfied ? "true" : "false") + R"(,"complained":)" + (has_complained ? "true" : "false") + "}"));
    }
    Voices answer() {
        const auto surveys = feeder_->surveys();
        const auto lines = feeder_->counts();
        feeder_.reset();
        auto voices = voices_of(counter_.finish(1).value(), surveys, question_);
        voices.lines = lines;
        return voices;
    }
    Question& question() { return question_; }
    const LineCounts& counts() const { return feeder_->counts(); }

  private:
    Counter counter_;
    std::unique_ptr<LineFeeder> feeder_;
    Question question_;
    std::uint64_t place_ = 0;
};

TEST(Lines, AreCountedByWhatTheyAre) {
    Reading reading(Which::complaints);
    reading.contact("a", "delivery", "2026-01-05");
    reading.contact("a", "delivery", "2026-01-06", R"(,"acts":["review"])");
    reading.contact("a", "delivery", "2026-01-07", R"(,"direction":"out")");
    ASSERT_TRUE(reading.add(R"({"type":"order","id":"o"})"));
    ASSERT_TRUE(reading.add(R"({"id":"o","type":"finding"})"));
    ASSERT_TRUE(
        reading.add(R"({"type":"customer","id":"o","time":"2026-01-05T00:00:00Z","customer":"b","group":null})"));
    EXPECT_EQ(reading.counts().messages, 1U);
    EXPECT_EQ(reading.counts().left_out, 1U);
    EXPECT_EQ(reading.counts().outgoing, 1U);
    EXPECT_EQ(reading.counts().others, 2U);
    EXPECT_EQ(reading.counts().customers, 1U);
}

TEST(Lines, ThatCannotBeCountedAreRefusedWithTheirField) {
    Reading reading;
    const auto field = [&](const std::string& line) {
        const auto added = reading.add(line);
        return added                                     ? "taken"
               : added.error().code == "voices.bad-line" ? added.error().where.field
                                                         : added.error().code;
    };
    EXPECT_EQ(field(R"({"id":"x"})"), "type");
    EXPECT_EQ(field(R"({"type":"contact","time":"2026-01-05T00:00:00Z","touchpoint":"email"})"), "customer");
    EXPECT_EQ(field(R"({"type":"contact","customer":"a","time":"2026-01-05T00:00:00Z"})"), "touchpoint");
    EXPECT_EQ(field(R"({"type":"contact","customer":"a","time":"2026-02-30T00:00:00Z","touchpoint":"email"})"), "time");
    EXPECT_EQ(field(R"({"type":"ruling","customer":"a","time":"2026-02-03T00:00:00Z"})"), "standard");
    EXPECT_EQ(field(R"({"type":"survey","kind":"poll","answered":true})"), "kind");
    EXPECT_EQ(field(R"({"type":"survey","kind":"pulse"})"), "answered");
    EXPECT_EQ(field("{"), "json.syntax");
}

TEST(Answer, HasTheHeadlineAndTheGroups) {
    Reading reading;
    for (int at = 0; at < 8; ++at) reading.contact("loud", "delivery", "2026-01-05");
    for (int at = 0; at < 2; ++at) reading.contact("b" + std::to_string(at), "refund", "2026-03-05");
    reading.question().base.all = 100;
    const auto voices = reading.answer();
    const auto& all = voices.all();
    EXPECT_EQ(all.spread.messages, 10U);
    EXPECT_EQ(all.spread.people, 3U);
    EXPECT_NEAR(all.spread.effective_2, 100.0 / 66, 1e-12);
    EXPECT_EQ(all.heard->people, (statistics::Proportion{3, 100}));
    EXPECT_DOUBLE_EQ(all.heard->perceived, 0.1);
    EXPECT_EQ(voices.of(Dimension::topic).front()->key.name, "refund");
    ASSERT_THAT(all.periods, SizeIs(3));  // February is there, with nothing in it
    EXPECT_EQ(all.periods[1].spread.messages, 0U);
    EXPECT_EQ(all.exposure, Exposure::customers);
    EXPECT_EQ(all.verdict.word, Word::not_known);
    EXPECT_GT(all.verdict.ask_more, 0U);
}

TEST(Answer, CountsRulingsByTheirStandard) {
    Reading reading;
    reading.contact("a", "delivery", "2026-01-05");
    ASSERT_TRUE(reading.add(
        R"({"type":"ruling","contact":"x","customer":"a","time":"2026-01-05T10:00:00Z","standard":{"id":"fair","version":"1.0.0"}})"));
    const auto voices = reading.answer();
    ASSERT_THAT(voices.of(Dimension::standard), SizeIs(1));
    EXPECT_EQ(voices.of(Dimension::standard).front()->key.name, "fair 1.0.0");
}

TEST(Answer, SpeaksForTheSilentByTheSurvey) {
    Reading reading(Which::complaints);
    for (int at = 0; at < 30; ++at) reading.contact("c" + std::to_string(at), "delivery", "2026-01-05");
    // 200 asked at random: 60 dissatisfied, 6 of them had complained.
    for (int at = 0; at < 200; ++at) reading.survey("calibration", at < 60, at < 6);
    for (int at = 0; at < 50; ++at) reading.survey("pulse", true, true);
    reading.question().base.all = 1'000;
    const auto voices = reading.answer();
    const auto& all = voices.all();
    ASSERT_TRUE(all.behind);
    EXPECT_DOUBLE_EQ(all.behind->people.value, 300);  // 30 / 0.1
    ASSERT_THAT(all.surveys, SizeIs(2));
    EXPECT_NEAR(all.surveys.front().share.share, 0.3, 0.01);
    EXPECT_EQ(all.verdict.word, Word::quiet_many);  // perceived: 30 of 1,000
    EXPECT_TRUE(all.verdict.holds_without_assumptions);
    EXPECT_EQ(all.verdict.evidence, Evidence::calibration);
    // The topic was not asked about, but those heard stand for as many.
    const auto& topic = *voices.of(Dimension::topic).front();
    EXPECT_THAT(topic.surveys, IsEmpty());
    EXPECT_EQ(topic.verdict.evidence, Evidence::behind);
    EXPECT_NEAR(topic.behind->share_of_all->value, 1, 1e-12);
}

TEST(Answer, TakesNoPulseForASampleOfAll) {
    Reading reading;
    for (int at = 0; at < 30; ++at) reading.contact("c" + std::to_string(at), "delivery", "2026-01-05");
    for (int at = 0; at < 100; ++at) reading.survey("pulse", true, true);
    reading.question().base.all = 1'000;
    EXPECT_EQ(reading.answer().all().verdict.word, Word::not_known);
}

TEST(Verdict, NeedsABaseThatHoldsAllWhoWrote) {
    Reading reading;
    for (int at = 0; at < 30; ++at) reading.contact("c" + std::to_string(at), "delivery", "2026-01-05");
    for (int at = 0; at < 500; ++at) reading.survey("calibration", at < 5, false);
    reading.question().base.all = 20;
    const auto voices = reading.answer();
    EXPECT_FALSE(voices.all().heard);
    EXPECT_EQ(voices.all().verdict.word, Word::not_known);
}

TEST(Verdict, IsEachOfTheFiveWords) {
    const auto word = [](std::uint64_t messages, statistics::Interval share) {
        return verdict_of({messages, 1'000, 0.05, Evidence::calibration, share, 0, {500, 500, 50}}).word;
    };
    EXPECT_EQ(word(400, {0.01, 0.04}), Word::loud_few);
    EXPECT_EQ(word(20, {0.06, 0.10}), Word::quiet_many);
    EXPECT_EQ(word(400, {0.06, 0.10}), Word::loud_many);
    EXPECT_EQ(word(20, {0.01, 0.04}), Word::few);
    EXPECT_EQ(word(20, {0.04, 0.06}), Word::not_known);
    // Those who said so themselves are many already.
    const auto heard = verdict_of({200, 1'000, 0.05, Evidence::none, std::nullopt, 0.08, {}});
    EXPECT_EQ(heard.word, Word::loud_many);
    EXPECT_TRUE(heard.holds_without_assumptions);
}

TEST(Verdict, SaysHowManyMoreToAsk) {
    const auto nothing = verdict_of({200, 100'000, 0.05, Evidence::none, std::nullopt, 0, {}});
    EXPECT_EQ(nothing.answers_more, 292U);  // 1.96² · 0.05 · 0.95 / 0.025²
    const auto some =
        verdict_of({200, 100'000, 0.05, Evidence::calibration, statistics::Interval{0.02, 0.3}, 0, {40, 20, 2}});
    EXPECT_EQ(some.ask_more, 2 * some.answers_more);  // half of those asked answer
    EXPECT_LE(verdict_of({2, 30, 0.05, Evidence::none, std::nullopt, 0, {}}).ask_more, 30U);
}

TEST(Campaign, IsFoundThroughGreetingsAndNumbers) {
    Reading reading;
    const std::string text = "please stop the new night flights over our valley, families cannot sleep any more";
    for (int at = 0; at < 7; ++at)
        reading.contact("c" + std::to_string(at), "noise", "2026-01-0" + std::to_string(1 + at % 2), "",
                        "Dear @airport, case " + std::to_string(at) + ": " + text);
    for (int at = 0; at < 7; ++at)
        reading.contact("d" + std::to_string(at), "noise", "2026-01-09", "",
                        "my own words number " +
                            std::string(1 + static_cast<std::size_t>(at), static_cast<char>('a' + at)) +
                            " about something " + std::string(3, static_cast<char>('p' + at)) + " else " +
                            std::string(4, static_cast<char>('f' + at)) + std::string(3, static_cast<char>('c' + at)));
    const auto voices = reading.answer();
    ASSERT_THAT(voices.campaigns, SizeIs(1));
    EXPECT_EQ(voices.campaigns[0].people, 7U);
    EXPECT_EQ(voices.campaigns[0].people_at_once, 7U);
    EXPECT_TRUE(voices.campaigns[0].is_at_once());
}

TEST(Campaign, IsNotOnePersonRepeatingThemselves) {
    Reading reading;
    for (int at = 0; at < 50; ++at)
        reading.contact("loud", "noise", "2026-01-05", "", "please stop the new night flights over our valley");
    EXPECT_THAT(reading.answer().campaigns, IsEmpty());
}

TEST(Periods, PassOverYearsInWhichNobodyWrote) {
    Reading reading;
    reading.contact("wrong date", "delivery", "0001-01-01");
    for (int day = 10; day <= 28; ++day) reading.contact("a", "delivery", "2026-01-" + std::to_string(day));
    reading.contact("a", "delivery", "2028-02-05");  // 24 empty months are still told, 25 are not
    reading.contact("a", "delivery", "2030-04-05");
    const auto voices = reading.answer();
    const auto& periods = voices.all().periods;
    ASSERT_THAT(periods, SizeIs(1 + 1 + 24 + 1 + 1));
    EXPECT_EQ(period_name(PeriodKind::month, periods[0].period), "0001-01");
    EXPECT_EQ(period_name(PeriodKind::month, periods[1].period), "2026-01");
    EXPECT_EQ(period_name(PeriodKind::month, periods.back().period), "2030-04");
    EXPECT_THAT(voices.all().bursts, IsEmpty());  // of 22 days, too few
}

TEST(Burst, IsDaysAboveWhatIsUsual) {
    Reading reading;
    for (int day = 1; day <= 28; ++day) {
        for (int at = 0; at < (day == 20 || day == 21 ? 60 : 3 + day % 2); ++at)
            reading.contact("c" + std::to_string(at), "noise",
                            "2026-02-" + std::string(day < 10 ? "0" : "") + std::to_string(day));
    }
    const auto voices = reading.answer();
    ASSERT_THAT(voices.all().bursts, SizeIs(1));
    EXPECT_EQ(voices.all().bursts[0].messages, 120U);
    EXPECT_EQ(voices.all().bursts[0].last_day - voices.all().bursts[0].first_day, 1);
}

TEST(Json, IsOneDocumentAndTheSameEachTime) {
    const auto json = [] {
        Reading reading(Which::complaints);
        for (int at = 0; at < 30; ++at) reading.contact("c" + std::to_string(at % 9), "deli\\\"very", "2026-01-05");
        for (int at = 0; at < 60; ++at) reading.survey("calibration", at % 5 == 0, at % 10 == 0);
        reading.question().base.all = 1'000;
        return to_json(reading.answer());
    };
    JsonParser parser;
    const auto text = json();
    ASSERT_TRUE(parser.parse(text)) << text;
    EXPECT_EQ(json(), text);
    EXPECT_THAT(text, HasSubstr(R"("messages":30,"people":9)"));
}

}  // namespace
}  // namespace konsequenz::voices
