// Texts through the model from end to end: order, forms, refusals, calibrations.
#include "service/assess.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "base/json.h"
#include "conduct/calibration.h"
#include "service/calibrate.h"
#include "service/evaluate.h"

namespace konsequenz::service {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class Assessing : public testing::Test {
  protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() / (std::string("konsequenz-assess-") + test->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string at(const char* name) const { return (folder_ / name).string(); }

    [[nodiscard]] AssessRequest request(std::string_view input) const {
        EXPECT_TRUE(write_file(at("in"), input));
        AssessRequest request;
        request.in = at("in");
        request.out = at("out");
        request.rejects = at("rejects");
        return request;
    }

    AssessSummary run(const AssessRequest& request) {
        auto summary = assess(request, render_json, nullptr);
        EXPECT_TRUE(summary) << to_string(summary.error());
        return summary.value_or(AssessSummary());
    }

    /// The ids of what came out, in order.
    [[nodiscard]] std::vector<std::string> ids() const {
        std::vector<std::string> found;
        const auto out = read_file(at("out")).value();
        JsonParser parser;
        for (std::size_t from = 0; from < out.size();) {
            const auto end = out.find('\n', from);
            const auto parsed = parser.parse(std::string_view(out).substr(from, end - from)).value();
            found.emplace_back(parsed.find("id")->text());
            from = end + 1;
        }
        return found;
    }

    fs::path folder_;
};

TEST_F(Assessing, TakesObjectsAndContactsAndPassesOverOtherRecords) {
    const auto summary = run(request(
        R"({"id":"a","text":"Your service is useless and the box came broken."})"
        "\n\n"
        R"({"type":"contact","id":"c-1","time":"2026-03-02T09:00:00+01:00","customer":"k","touchpoint":"mail","text":"Wo bleibt die Lieferung, die für Montag zugesagt war?"})"
        "\n"
        R"({"type":"order","id":"o","time":"2026-03-02T09:00:00+01:00","customer":"k","order":"o-1","stage":"offer"})"
        "\n"
        R"({"type":"contact","id":"c-2","time":"2026-03-02T10:00:00+01:00","customer":"k","touchpoint":"mail","direction":"out","text":"We are sorry for the delay."})"
        "\n"));
    EXPECT_EQ(summary.texts, 3U);
    EXPECT_EQ(summary.passed_over, 1U);
    EXPECT_EQ(summary.not_assessed, 1U);
    EXPECT_EQ(summary.refused, 0U);
    EXPECT_THAT(ids(), ElementsAre("a", "c-1", "c-2"));
    const auto out = read_file(at("out")).value();
    EXPECT_THAT(out, HasSubstr(R"("language":"english","p":{"abusive":0.)"));
    EXPECT_THAT(out, HasSubstr(R"("language":"german","p":{"abusive":0.)"));
    EXPECT_THAT(out, HasSubstr(R"("not_assessed":"written by the company")"));
}

TEST_F(Assessing, PlainLinesHaveTheirNumbersAsIds) {
    run(request("\nYour service is useless.\n\n{ is how this one begins, says nobody\n"));
    EXPECT_THAT(ids(), ElementsAre("2", "4"));
    auto braces = request("{\"id\":\"a\",\"text\":\"The box came broken.\"}\n");
    braces.form = TextForm::lines;
    run(braces);
    EXPECT_THAT(ids(), ElementsAre("1"));
}

TEST_F(Assessing, BadLinesAreRefusedWithLineFieldAndReason) {
    const auto summary = run(request(R"({"id":"a","text":"fine"})"
                                     "\n"
                                     R"({"id":"b","text":"fine","colour":"red"})"
                                     "\n"
                                     R"({"text":"fine"})"
                                     "\n"
                                     R"({"id":7,"text":"fine"})"
                                     "\n{\n[1]\n"
                                     R"({"type":"contact","id":"c"})"
                                     "\n"
                                     R"({"id":"z","text":"fine"})"
                                     "\n"));
    EXPECT_EQ(summary.texts, 2U);
    EXPECT_EQ(summary.refused, 6U);
    EXPECT_THAT(ids(), ElementsAre("a", "z"));
    std::vector<std::string> refusals;
    for (const auto& error : summary.first_refusals)
        refusals.push_back(fmt::format("{} {} {}", error.where.line, error.code, error.where.field));
    EXPECT_THAT(refusals,
                ElementsAre("2 service.unknown-field colour", "3 service.missing-field id", "4 service.wrong-type id",
                            "5 json.syntax ", "6 service.wrong-type ", "7 record.missing-field time"));
    EXPECT_THAT(read_file(at("rejects")).value(), HasSubstr(R"("line":2,"field":"colour")"));
}

TEST_F(Assessing, ManyThreadsGiveTheSameBytesInTheSameOrder) {
    std::string input;
    for (int number = 0; number < 7000; ++number)
        input += fmt::format(R"({{"id":"m-{}","text":"{} {}, and I have been waiting for {} days."}})"
                             "\n",
                             number, number % 3 == 0 ? "You idiot" : "The box is late", number, number % 90);
    auto one = request(input);
    run(one);
    const auto expected = read_file(at("out")).value();
    EXPECT_EQ(ids().size(), 7000U);
    for (const unsigned jobs : {2U, 5U}) {
        one.jobs = jobs;
        const auto summary = run(one);
        EXPECT_EQ(summary.texts, 7000U);
        EXPECT_EQ(read_file(at("out")).value(), expected) << jobs;
    }
}

TEST_F(Assessing, AnEmptyInputGivesAnEmptyOutput) {
    const auto summary = run(request("\n  \n"));
    EXPECT_EQ(summary.texts, 0U);
    EXPECT_EQ(read_file(at("out")).value(), "");
}

TEST_F(Assessing, ACalibrationMovesThePointsAndIsNamed) {
    conduct::Calibration calibration = Assessor().calibration();
    calibration.id = "cal-everything";
    calibration.triage_per_10000 = 1;
    calibration.alert_per_10000 = 1;
    ASSERT_TRUE(write_file(at("calibration.json"), conduct::to_json(calibration)));
    auto asked = request("Where is the parcel that you promised for today?\n");
    asked.calibration = at("calibration.json");
    const auto summary = run(asked);
    EXPECT_EQ(summary.calibration_id, "cal-everything");
    EXPECT_EQ(summary.alert, 1U);
    EXPECT_THAT(read_file(at("out")).value(), HasSubstr(R"("calibration":"cal-everything"})"));
    calibration.model_id = "conduct-1-00000000";
    ASSERT_TRUE(write_file(at("calibration.json"), conduct::to_json(calibration)));
    const auto refused = assess(asked, render_json, nullptr);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "conduct.other-model");
    EXPECT_EQ(refused.error().where.file, at("calibration.json"));
    asked.calibration = at("nowhere.json");
    EXPECT_EQ(assess(asked, render_json, nullptr).error().code, "base.cannot-read");
}

TEST_F(Assessing, CalibratingGivesAFileThatAssessTakes) {
    std::string rows;
    for (int number = 0; number < 120; ++number)
        rows += fmt::format(
            R"({{"id":"r-{}","text":"The delivery is {} days late and nobody answers.","label":"criticism"}})"
            "\n",
            number, number + 2);
    for (int number = 0; number < 12; ++number)
        rows += fmt::format(R"({{"id":"a-{}","text":"You stupid idiot, number {}.","label":"insult"}})"
                            "\n",
                            number, number);
    rows += "{\"id\":\"bad\"}\n";
    ASSERT_TRUE(write_file(at("reviewed.jsonl"), rows));
    const auto report = calibrate({{at("reviewed.jsonl")}, at("calibration.json"), "", at("rejects"), {}});
    ASSERT_TRUE(report) << to_string(report.error());
    EXPECT_EQ(report->refused, 1U);
    EXPECT_EQ(report->fit.legitimate, 120U);
    EXPECT_EQ(report->fit.abusive, 12U);
    EXPECT_TRUE(report->fit.triage.bound_95);
    EXPECT_TRUE(report->fit.alert.bound_95);
    auto asked = request("You stupid idiot, where is my parcel?\n");
    asked.calibration = at("calibration.json");
    EXPECT_EQ(run(asked).calibration_id, report->fit.calibration.id);
    // Of the reviewed ones themselves, no more alarm than the bound allows.
    EvaluateRequest evaluated{{at("reviewed.jsonl")}, "", at("calibration.json"), at("page.html"), ""};
    const auto held = evaluate(evaluated);
    ASSERT_TRUE(held) << to_string(held.error());
    EXPECT_LE(held->evaluation.of(evaluation::Point::triage).on_criticism.count, 6U);
    EXPECT_LE(held->evaluation.of(evaluation::Point::alert).on_criticism.count, 1U);
    EXPECT_EQ(held->evaluation.calibration_id, report->fit.calibration.id);
    EXPECT_THAT(read_file(at("page.html")).value(), HasSubstr("</html>"));
}

TEST_F(Assessing, NothingToLearnFromIsSaidSo) {
    ASSERT_TRUE(write_file(at("reviewed.jsonl"), "\n"));
    EXPECT_EQ(calibrate({{at("reviewed.jsonl")}, at("c"), "", "", {}}).error().code, "service.nothing-reviewed");
    EXPECT_EQ(evaluate({{at("reviewed.jsonl")}, "", "", "", ""}).error().code, "service.nothing-labelled");
    EXPECT_FALSE(fs::exists(at("c")));
}

}  // namespace
}  // namespace konsequenz::service
