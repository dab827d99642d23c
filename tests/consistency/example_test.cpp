// The example company, decided into a log and looked at: the page, the JSON and its documentation, a noise audit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/json.h"
#include "report/test_page.h"
#include "service/consistency.h"
#include "service/decide.h"
#include "service/noise.h"

namespace konsequenz {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string source = KONSEQUENZ_SOURCE_DIR;

class ExampleConsistency : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) / "konsequenz-consistency";
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        service::DecideRequest request{
            standard(), {source + "/examples/electric-cars/records.jsonl"}, in("rulings.jsonl"), in("k.db"), "", ""};
        std::vector<Error> details;
        const auto decided = service::decide(request, [](const service::DecideProgress&) {}, details);
        ASSERT_TRUE(decided) << to_string(decided.error());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    static std::string standard() { return source + "/standards/fair-and-firm"; }
    [[nodiscard]] std::string in(std::string_view name) const { return (folder_ / name).string(); }
    [[nodiscard]] consistency::Consistency found(service::ConsistencyRequest request = {}) const {
        if (request.source.log.empty() && request.source.inputs.empty()) request.source.log = in("k.db");
        request.standard = standard();
        std::vector<Error> details;
        auto result = service::consistency_of(request, details);
        EXPECT_TRUE(result) << to_string(result.error());
        return std::move(*result);
    }

  private:
    std::filesystem::path folder_;
};

TEST_F(ExampleConsistency, SaysTheSameOfTheLogAndOfItsFiles) {
    auto of_log = found();
    service::ConsistencyRequest files;
    files.source.inputs = {source + "/examples/electric-cars/records.jsonl", in("rulings.jsonl")};
    auto of_files = found(files);
    EXPECT_EQ(of_log.history.cases.size(), 197U);
    // In files findings stand before rulings that did not know them: the merits known go by time, as they do in the
    // log.
    of_log.source = of_files.source = "";
    EXPECT_EQ(consistency::to_json(of_log), consistency::to_json(of_files));
}

TEST_F(ExampleConsistency, FindsTheExecutiveWhoJudgedInHisOwnCause) {
    service::ConsistencyRequest request;
    request.html = in("page.html");
    const auto result = found(request);
    const auto json = consistency::to_json(result);
    EXPECT_THAT(json, HasSubstr(R"("role":"chief executive","own_cause":"criticised")"));
    EXPECT_EQ(result.deviations.all, (statistics::Proportion{5, 197}));
    const auto html = read_file(in("page.html")).value();
    const report::PageReader page(html);
    EXPECT_THAT(page.faults(), IsEmpty());
    EXPECT_THAT(report::broken_references(page), IsEmpty());
    EXPECT_THAT(report::untranslated(page), IsEmpty());
    EXPECT_THAT(report::network_uses(page), IsEmpty());
    EXPECT_THAT(html, HasSubstr("Criticism is free"));
    EXPECT_THAT(html, HasSubstr("Super rude."));
}

/// Every key of an object and of those inside.
void collect_keys(const JsonValue& value, std::set<std::string>& keys) {
    if (value.kind() != JsonKind::object && value.kind() != JsonKind::array) return;
    for (const auto child : value) {
        const bool is_named = value.kind() == JsonKind::object;
        if (is_named) keys.emplace(child.key());
        // Below these stand names that the records give.
        const auto key = is_named ? child.key() : std::string_view();
        if (key != "facts" && !key.starts_with("by_t") && !key.starts_with("by_m")) collect_keys(child, keys);
    }
}

TEST_F(ExampleConsistency, WritesNoMemberThatIsNotDocumented) {
    service::ConsistencyRequest request;
    request.person = "e-7";
    const auto json = consistency::to_json(found(request));
    const auto documentation = read_file(source + "/docs/consistency.md").value();
    JsonParser parser;
    std::set<std::string> keys;
    collect_keys(parser.parse(json).value(), keys);
    EXPECT_GT(keys.size(), 60U);
    for (const auto& key : keys) {
        const bool is_told = documentation.find("`" + key + "`") != std::string::npos ||
                             documentation.find("\"" + key + "\"") != std::string::npos;
        EXPECT_TRUE(is_told) << key;
    }
}

TEST_F(ExampleConsistency, RefusesWhatItCannotLookAt) {
    std::vector<Error> details;
    service::ConsistencyRequest request;
    request.source.inputs = {source + "/examples/electric-cars/records.jsonl"};
    EXPECT_EQ(service::consistency_of(request, details).error().code, "service.no-rulings");
    request.source = {in("k.db"), {}, ""};
    request.person = "nobody";
    EXPECT_EQ(service::consistency_of(request, details).error().code, "service.unknown-employee");
}

/// Every sheet filled in by a rule that looks at the text alone.
void fill_in(const std::string& path) {
    const auto sheet = read_file(path).value();
    std::istringstream lines(sheet);
    std::string filled;
    for (std::string line; std::getline(lines, line);) {
        const auto* measure = line.size() % 3 == 0 ? "\"notice\"" : "\"none\"";
        filled += line.substr(0, line.rfind("null")) + measure + "}\n";
    }
    ASSERT_TRUE(write_file(path, filled));
}

TEST_F(ExampleConsistency, PlansAndAnalysesANoiseAuditBlind) {
    service::NoisePlanRequest plan;
    plan.source.log = in("k.db");
    plan.standard = standard();
    plan.folder = in("audit");
    plan.plan.reviewers = {"x-1", "x-2", "x-3"};
    plan.plan.cases = 20;
    std::vector<Error> details;
    const auto planned = service::plan_noise(plan, details);
    ASSERT_TRUE(planned) << to_string(planned.error());
    EXPECT_EQ(planned->cases, 20U);
    service::NoiseAnalyseRequest analyse;
    analyse.key = planned->files.front();
    EXPECT_EQ(service::analyse_noise(analyse).error().code, "service.no-answers");
    for (std::size_t at = 1; at < planned->files.size(); ++at) {
        const auto sheet = read_file(planned->files[at]).value();
        for (const auto* told : {"\"customer\"", "\"c-", "\"reach\"", "\"public\"", "\"ruled\""})
            EXPECT_THAT(sheet, Not(HasSubstr(told)));
        fill_in(planned->files[at]);
        analyse.sheets.push_back(planned->files[at]);
    }
    analyse.html = in("noise.html");
    const auto report = service::analyse_noise(analyse);
    ASSERT_TRUE(report) << to_string(report.error());
    EXPECT_EQ(report->left_open, 0U);
    EXPECT_EQ(report->answered, 75U);
    const auto documentation = read_file(source + "/docs/noise.md").value();
    JsonParser parser;
    std::set<std::string> keys;
    const auto json = consistency::to_json(report->audit);
    collect_keys(parser.parse(json).value(), keys);
    for (const auto& key : keys) EXPECT_THAT(documentation, testing::AnyOf(HasSubstr("`" + key + "`"))) << key;
    const auto html = read_file(in("noise.html")).value();
    EXPECT_THAT(report::PageReader(html).faults(), IsEmpty());
    plan.plan.reviewers = {"../x", "y"};
    EXPECT_EQ(service::plan_noise(plan, details).error().code, "service.noise-plan");
}

}  // namespace
}  // namespace konsequenz
