// The page of the example company, under both shipped standards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "report/test_page.h"
#include "service/decide.h"
#include "service/report.h"

namespace konsequenz {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const std::string source = KONSEQUENZ_SOURCE_DIR;

class ExampleReport : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        auto name = std::string(test->name());
        std::ranges::replace(name, '/', '-');
        folder_ = std::filesystem::path(testing::TempDir()) / ("konsequenz-report-" + name);
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        std::vector<Error> details;
        const auto decided = service::decide(
            {.standard = standard(),
             .inputs = {source + "/examples/electric-cars/records.jsonl"},
             .out = in_folder("rulings.jsonl"),
             .log = in_folder("k.db"),
             .rejects = ""},
            [](const service::DecideProgress&) {}, details);
        ASSERT_TRUE(decided) << to_string(decided.error());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::string standard() const { return source + "/standards/" + GetParam(); }
    [[nodiscard]] std::string in_folder(std::string_view name) const { return (folder_ / name).string(); }
    /// Written from the log; empty where that failed.
    [[nodiscard]] std::string page(const std::string& titles_from) const {
        std::vector<Error> details;
        const auto out = in_folder("report.html");
        const auto written = service::write_report({in_folder("k.db"), {}, titles_from, out}, details);
        EXPECT_TRUE(written) << to_string(written.error());
        return read_file(out).value_or("");
    }

  private:
    std::filesystem::path folder_;
};

TEST_P(ExampleReport, IsAWholePageInBothLanguagesWithoutNetwork) {
    for (const auto& titles_from : {std::string(), standard()}) {
        const auto html = page(titles_from);
        const report::PageReader reader(html);
        EXPECT_THAT(reader.faults(), IsEmpty());
        EXPECT_THAT(report::broken_references(reader), IsEmpty());
        EXPECT_THAT(report::untranslated(reader), IsEmpty());
        EXPECT_THAT(report::network_uses(reader), IsEmpty());
        EXPECT_LT(html.size(), 2'000'000U);
    }
}

TEST_P(ExampleReport, IsTheSameBytesEachTime) { EXPECT_EQ(page(standard()), page(standard())); }

TEST_P(ExampleReport, ShowsTheOpenLetterAndWhatTheExecutiveDid) {
    const auto html = page(standard());
    EXPECT_THAT(html, HasSubstr("chief executive"));
    EXPECT_THAT(html, HasSubstr("Super rude."));
    EXPECT_THAT(html, HasSubstr(R"(<mark class="evidence )"));
}

INSTANTIATE_TEST_SUITE_P(Standards, ExampleReport, testing::Values("fair-and-firm", "executive"),
                         [](const auto& tested) {
                             return std::string(tested.param) == "executive" ? "executive" : "fair_and_firm";
                         });

}  // namespace
}  // namespace konsequenz
