// The main job end to end: records in, rulings out, both in the log; again, out of order, broken, and tampered with.
#include "service/decide.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include "base/files.h"
#include "base/json.h"
#include "conduct/calibration.h"
#include "record/input.h"
#include "record/reader.h"
#include "service/assessor.h"
#include "service/decider.h"
#include "service/import.h"
#include "service/log.h"

namespace konsequenz::service {
namespace {

namespace fs = std::filesystem;

const fs::path source = KONSEQUENZ_SOURCE_DIR;
const std::string fair_and_firm = source / "standards/fair-and-firm";
const std::string example = source / "examples/electric-cars/records.jsonl";

std::vector<std::string> lines_of(const fs::path& path) {
    std::vector<std::string> lines;
    std::istringstream text(read_file(path).value());
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

LogVerification verified(const std::string& log) { return verify_log({log, "", {}, false, 1}).value(); }

class Decide : public testing::Test {
  protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() / ("konsequenz-decide-" + std::string(test->name()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        request_ = {fair_and_firm, {example}, at("rulings.jsonl"), at("k.db"), at("rejects.jsonl")};
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] std::string at(const std::string& name) const { return folder_ / name; }
    DecideSummary decided() const {
        std::vector<Error> details;
        auto summary = decide(request_, nullptr, details);
        if (!summary) throw std::runtime_error(to_string(summary.error()));
        return *summary;
    }

    fs::path folder_;
    DecideRequest request_;
};

TEST_F(Decide, EveryContactOfTheExampleHasOneRuling) {
    const auto summary = decided();
    EXPECT_EQ(summary.refused, 0U);
    EXPECT_GE(summary.records, 400U);
    std::multiset<std::string> contacts;
    JsonParser parser;
    for (const auto& line : lines_of(example)) {
        const auto record = parser.parse(line).value();
        if (record.find("type")->text() == "contact") contacts.emplace(record.find("id")->text());
    }
    std::multiset<std::string> ruled;
    for (const auto& line : lines_of(at("rulings.jsonl")))
        ruled.emplace(parser.parse(line).value().find("contact")->text());
    EXPECT_EQ(ruled, contacts);
    EXPECT_EQ(summary.contacts_decided, contacts.size());
}

TEST_F(Decide, TheOpenLetterAndItsVariantsComeOutAsPromised) {
    // V1 the letter as it happened, V2 abusive calls after a notice, V3 a threat, V4 the unknown writer, V5 the
    // customer with 20 orders, V6 abuse of an employee's origin.
    const std::vector<std::array<std::string, 3>> promised = {
        {"c-103", "apologise", "none"}, {"c-135", "apologise", "end"},  {"c-117", "apologise", "end"},
        {"c-104", "apologise", "none"}, {"c-105", "apologise", "none"}, {"c-115", "apologise", "restrict"}};
    const std::vector<std::array<std::string, 3>> by_executive = {
        {"c-103", "answer", "end"}, {"c-135", "answer", "notice"}, {"c-117", "answer", "notice"},
        {"c-104", "answer", "end"}, {"c-105", "answer", "end"},    {"c-115", "answer", "notice"}};
    const auto expect = [&](const std::vector<std::array<std::string, 3>>& rulings) {
        JsonParser parser;
        std::map<std::string, std::pair<std::string, std::string>, std::less<>> found;
        for (const auto& line : lines_of(at("rulings.jsonl"))) {
            const auto ruling = parser.parse(line).value();
            found[std::string(ruling.find("contact")->text())] = {std::string(ruling.find("remedy")->text()),
                                                                  std::string(ruling.find("measure")->text())};
        }
        for (const auto& [contact, remedy, measure] : rulings)
            EXPECT_EQ(found[contact], std::pair(remedy, measure)) << contact;
    };
    decided();
    expect(promised);
    request_.standard = source / "standards/executive";
    request_.log = at("executive.db");
    decided();
    expect(by_executive);
}

TEST_F(Decide, ASecondRunAddsNothingAndSaysTheSame) {
    decided();
    const auto first = lines_of(at("rulings.jsonl"));
    const auto before = verified(request_.log);
    const auto again = decided();
    EXPECT_EQ(again.contacts_decided, 0U);
    EXPECT_EQ(again.repeated, again.records);
    EXPECT_EQ(lines_of(at("rulings.jsonl")), first);
    const auto after = verified(request_.log);
    EXPECT_EQ(after.entries, before.entries);
    EXPECT_EQ(after.head_sha256, before.head_sha256);
    EXPECT_FALSE(after.fault);
}

TEST_F(Decide, ACalibrationIsNamedInEachAssessmentAndChangesNoneThatWasRecorded) {
    auto calibration = Assessor().calibration();
    calibration.id = "cal-everything";
    calibration.triage_per_10000 = 1;
    calibration.alert_per_10000 = 1;
    ASSERT_TRUE(write_file(at("calibration.json"), conduct::to_json(calibration)));
    decided();
    const auto first = read_file(at("rulings.jsonl")).value();
    EXPECT_NE(first.find(R"("calibration":"default")"), std::string::npos);
    request_.calibration = at("calibration.json");
    EXPECT_EQ(decided().contacts_decided, 0U);
    EXPECT_EQ(read_file(at("rulings.jsonl")).value(), first) << "what was recorded stays";
    request_.log = at("other.db");
    decided();
    JsonParser parser;
    std::size_t assessed = 0;
    for (const auto& line : lines_of(at("rulings.jsonl"))) {
        const auto ruling = parser.parse(line).value();
        const auto assessment = ruling.find("assessment").value();
        if (assessment.find("source")->text() != "model") continue;
        ++assessed;
        EXPECT_EQ(assessment.find("calibration")->text(), "cal-everything");
        EXPECT_TRUE(assessment.find("alert")->as_boolean()) << line;
    }
    EXPECT_GE(assessed, 50U);
    calibration.model_id = "conduct-1-00000000";
    ASSERT_TRUE(write_file(at("calibration.json"), conduct::to_json(calibration)));
    std::vector<Error> details;
    const auto refused = decide(request_, nullptr, details);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "conduct.other-model");
}

TEST_F(Decide, InTwoPartsItRulesAsInOne) {
    decided();
    const auto whole = lines_of(at("rulings.jsonl"));
    const auto records = lines_of(example);
    std::string first;
    std::string second;
    for (std::size_t line = 0; line < records.size(); ++line)
        (line < records.size() / 2 ? first : second) += records[line] + "\n";
    ASSERT_TRUE(write_file(at("first.jsonl"), first));
    ASSERT_TRUE(write_file(at("second.jsonl"), second));
    request_.log = at("parts.db");
    request_.inputs = {at("first.jsonl")};
    decided();
    auto parts = lines_of(at("rulings.jsonl"));
    request_.inputs = {at("second.jsonl")};
    decided();
    for (auto& line : lines_of(at("rulings.jsonl"))) parts.push_back(line);
    EXPECT_EQ(parts, whole) << "the history of the log and that of the run differ";
    EXPECT_EQ(verified(at("parts.db")).entries, verified(at("k.db")).entries);
    EXPECT_EQ(replay_log({{at("parts.db")}, {}}, nullptr).value().different, 0U);
}

TEST_F(Decide, OneChangedByteOfTheLogIsFound) {
    decided();
    const auto log = read_file(request_.log).value();
    // A letter inside an entry's body; damage to the file's own structure is the store's test.
    const auto place = log.find("\"decisions\"");  // of an outcome, which is not sealed
    ASSERT_NE(place, std::string::npos);
    auto changed = log;
    changed[place + 3] ^= 1;
    ASSERT_TRUE(write_file(request_.log, changed));
    EXPECT_TRUE(verified(request_.log).fault);
    ASSERT_TRUE(write_file(request_.log, log));
    EXPECT_FALSE(verified(request_.log).fault);
}

TEST_F(Decide, AmongBrokenLinesEveryGoodOneIsDecided) {
    request_.inputs = {source / "golden/record/broken.jsonl"};
    const auto summary = decided();
    std::size_t refused = 0;
    for (const auto& line : lines_of(source / "golden/record/broken.expected"))
        refused += line.starts_with('#') ? 0U : 1U;
    EXPECT_GE(refused, 200U);
    const auto rejects = lines_of(request_.rejects);
    EXPECT_EQ(rejects.size(), summary.refused);
    // Beyond what the parser refuses, the same id with other content is refused here.
    std::size_t conflicting = 0;
    JsonParser parser;
    for (const auto& line : rejects) {
        const auto reject = parser.parse(line).value();
        EXPECT_NE(reject.find("reason")->text(), "");
        EXPECT_NE(reject.find("line")->text(), "0");
        conflicting += reject.find("code")->text() == "service.conflicting-id" ? 1U : 0U;
    }
    EXPECT_EQ(summary.refused, refused + conflicting);
    EXPECT_GT(summary.contacts_decided, 0U);
    EXPECT_EQ(lines_of(request_.out).size(), summary.contacts_decided);
    EXPECT_FALSE(verified(request_.log).fault);
}

TEST_F(Decide, TheSameIdWithOtherContentIsRefusedAndNamesTheField) {
    ASSERT_TRUE(write_file(
        at("in.jsonl"),
        R"({"type":"contact","id":"c-1","time":"2026-03-02T09:00:00+01:00","customer":"k-1","touchpoint":"mail","text":"Hello?"}
{"type":"contact","id":"c-1","time":"2026-03-02T09:00:00+01:00","customer":"k-1","touchpoint":"mail","text":"Hello?"}
{"type":"contact","id":"c-1","time":"2026-03-02T09:00:00+01:00","customer":"k-1","touchpoint":"phone","text":"Hello?"}
)"));
    request_.inputs = {at("in.jsonl")};
    const auto summary = decided();
    EXPECT_EQ(summary.contacts_decided, 1U);
    EXPECT_EQ(summary.repeated, 1U);
    ASSERT_EQ(summary.refused, 1U);
    EXPECT_EQ(summary.first_refusals.front().code, "service.conflicting-id");
    EXPECT_EQ(summary.first_refusals.front().where.line, 3U);
    EXPECT_NE(summary.first_refusals.front().message.find("touchpoint"), std::string::npos)
        << summary.first_refusals.front().message;
}

TEST_F(Decide, AStandardThatDoesNotLoadTellsAllItsFaults) {
    request_.standard = at("nowhere");
    std::vector<Error> details;
    EXPECT_FALSE(decide(request_, nullptr, details));
    EXPECT_FALSE(details.empty());
    EXPECT_FALSE(fs::exists(request_.out)) << "no output without rulings";
}

TEST_F(Decide, RealTweetsToSupportDesksAreImportedAndDecided) {
    const auto* elsewhere = std::getenv("KONSEQUENZ_DATA");
    const auto data = elsewhere != nullptr ? fs::path(elsewhere) : source / "../shared/data";
    const auto tweets = data / "streams/twcs_head5000.tsv";
    if (!fs::exists(tweets)) GTEST_SKIP() << "SKIPPED: there is no " << tweets << "; KONSEQUENZ_DATA names the folder";
    std::vector<Error> details;
    const auto imported = import_table(
        {source / "examples/import/support-tweets.toml", tweets, at("tweets.jsonl"), at("rejects.jsonl")}, details);
    ASSERT_TRUE(imported) << to_string(imported.error());
    EXPECT_GE(imported->records, 2700U);
    EXPECT_EQ(imported->refused, lines_of(at("rejects.jsonl")).size());
    request_.inputs = {at("tweets.jsonl")};
    const auto summary = decided();
    EXPECT_EQ(summary.contacts_decided, imported->records);
    EXPECT_EQ(summary.refused, 0U);
}

std::vector<record::Record> example_records() {
    std::vector<record::Record> records;
    auto input = record::Input::open(example).value();
    const auto read = record::for_each_record(
        input,
        [&](record::Record&& record, std::uint32_t) -> Result<void> {
            records.push_back(std::move(record));
            return {};
        },
        [](const record::Refusal&) -> Result<void> { return {}; });
    if (!read) throw std::runtime_error(to_string(read.error()));
    return records;
}

/// By contact; nothing is logged.
std::map<std::string, std::string> rulings_of(const standard::Standard& standard,
                                              const std::vector<record::Record>& records) {
    std::map<std::string, std::string> rulings;
    JsonParser parser;
    auto decider = Decider::create(
                       standard, Assessor(), {},
                       [&](std::string_view json, bool) -> Result<void> {
                           rulings.emplace(parser.parse(json).value().find("contact")->text(), json);
                           return {};
                       },
                       nullptr)
                       .value();
    for (const auto& record : records) {
        if (!decider.accept(record)) throw std::runtime_error("refused " + record.id);
    }
    if (!decider.flush()) throw std::runtime_error("flush");
    return rulings;
}

RC_GTEST_PROP(DecideProperty, TheArrivalOfOtherCustomersChangesNoRuling, ()) {
    static const auto standard = standard::load(fair_and_firm).value();
    static const auto records = example_records();
    static const auto expected = rulings_of(standard, records);
    // Each customer's records keep their order; which customer comes next is drawn anew.
    std::map<std::string, std::vector<const record::Record*>> by_customer;
    for (auto record = records.rbegin(); record != records.rend(); ++record)
        by_customer[record->customer].push_back(&*record);
    std::vector<std::string> turns;
    for (const auto& record : records) turns.push_back(record.customer);
    std::uint64_t state = *rc::gen::arbitrary<std::uint64_t>();
    for (std::size_t at = turns.size(); at > 1; --at) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        std::swap(turns[at - 1], turns[(state >> 33U) % at]);
    }
    std::vector<record::Record> shuffled;
    for (const auto& customer : turns) {
        shuffled.push_back(*by_customer[customer].back());
        by_customer[customer].pop_back();
    }
    RC_ASSERT(rulings_of(standard, shuffled) == expected);
}

}  // namespace
}  // namespace konsequenz::service
