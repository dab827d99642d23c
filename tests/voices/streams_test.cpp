// Public streams: their tables become records, the records voices, the voices a page. Each is skipped, loudly, where
// its data is not there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "base/files.h"
#include "report/test_page.h"
#include "service/import.h"
#include "service/voices.h"

namespace konsequenz {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

const fs::path source = KONSEQUENZ_SOURCE_DIR;

class Streams : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) / "konsequenz-streams";
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    static fs::path stream(const std::string& name) {
        const auto* named = std::getenv("KONSEQUENZ_DATA");
        return (named != nullptr ? fs::path(named) : source / "../shared/data") / "streams" / name;
    }
    [[nodiscard]] std::string at(const std::string& name) const { return (folder_ / name).string(); }

    static service::VoicesReport counted(const service::VoicesRequest& request) {
        auto report = service::count_voices(request, [](const service::VoicesProgress&) {});
        if (!report) throw std::runtime_error(to_string(report.error()));
        return *std::move(report);
    }

    void import(const fs::path& table, const std::string& map, std::uint64_t records) {
        std::vector<Error> details;
        const auto imported =
            service::import_table({source / "examples/import" / map, table, at("records.jsonl"), ""}, details);
        ASSERT_TRUE(imported) << to_string(imported.error());
        EXPECT_EQ(imported->refused, 0U);
        EXPECT_EQ(imported->records, records);
    }

    /// The page of the records that were imported, with the answer.
    voices::Voices page_of_records(voices::Which which) {
        service::VoicesRequest request;
        request.inputs = {at("records.jsonl")};
        request.html = at("voices.html");
        request.which = which;
        request.jobs = 2;
        const auto report = counted(request);
        EXPECT_EQ(report.refused, 0U);
        expect_sound_page();
        return report.result;
    }

    void expect_sound_page() const {
        const auto html = read_file(at("voices.html")).value();
        const report::PageReader page(html);
        EXPECT_THAT(page.faults(), IsEmpty());
        EXPECT_THAT(report::broken_references(page), IsEmpty());
        EXPECT_THAT(report::untranslated(page), IsEmpty());
        EXPECT_THAT(report::network_uses(page), IsEmpty());
    }

    /// Messages by author, counted from the table itself.
    static std::map<std::string, std::uint64_t> authors_of(const fs::path& table, const std::string& mark = "") {
        std::map<std::string, std::uint64_t> authors;
        std::ifstream lines(table);
        std::string line;
        std::getline(lines, line);
        while (std::getline(lines, line)) {
            const auto from = line.find('\t') + 1;
            if (line.find(mark) != std::string::npos) ++authors[line.substr(from, line.find('\t', from) - from)];
        }
        return authors;
    }

    static void expect_counts(const voices::Voices& voices, const std::map<std::string, std::uint64_t>& authors) {
        std::uint64_t messages = 0;
        double squares = 0;
        for (const auto& [author, count] : authors) {
            messages += count;
            squares += static_cast<double>(count) * static_cast<double>(count);
        }
        const auto& spread = voices.all().spread;
        EXPECT_EQ(spread.messages, messages);
        EXPECT_EQ(spread.people, authors.size());
        EXPECT_NEAR(spread.effective_2, static_cast<double>(messages) * static_cast<double>(messages) / squares, 1e-6);
    }

  private:
    fs::path folder_;
};

TEST_F(Streams, TweetsAboutARailway) {
    const auto table = stream("germeval2017_twitter_bahn.tsv");
    if (!fs::exists(table)) GTEST_SKIP() << "SKIPPED, NOT PASSED: there is no " << table << "; set KONSEQUENZ_DATA";
    import(table, "rail-tweets.toml", 3'028);
    expect_counts(page_of_records(voices::Which::every_message), authors_of(table));
    expect_counts(page_of_records(voices::Which::complaints), authors_of(table, "\tnegative\t"));
}

TEST_F(Streams, TweetsToSupportDesks) {
    const auto table = stream("twcs_head5000.tsv");
    if (!fs::exists(table)) GTEST_SKIP() << "SKIPPED, NOT PASSED: there is no " << table << "; set KONSEQUENZ_DATA";
    import(table, "support-tweets.toml", 2'778);
    const auto voices = page_of_records(voices::Which::every_message);
    EXPECT_EQ(voices.lines.messages + voices.lines.outgoing, 2'778U);
}

/// The story of docs/loud-or-many.md: 163 times the complaints of 16.5 times the callers.
TEST_F(Streams, ComplaintsAboutAnAirport) {
    const auto table = stream("sfo_aircraft_noise_counts.csv");
    if (!fs::exists(table)) GTEST_SKIP() << "SKIPPED, NOT PASSED: there is no " << table << "; set KONSEQUENZ_DATA";
    service::VoicesRequest request;
    request.counted = table;
    request.columns =
        "period={Year}-{Month},topic={Community},messages={Total Complaints},people={Total Number of Callers}";
    request.period = voices::PeriodKind::year;
    request.html = at("voices.html");
    const auto report = counted(request);
    expect_sound_page();
    EXPECT_EQ(report.refused, 50U);
    const auto& all = report.result.all();
    EXPECT_EQ(all.spread.messages, 10'807'017U);
    EXPECT_EQ(all.spread.people, 83'765U);
    std::map<std::string, const voices::PeriodFigures*> years;
    for (const auto& period : all.periods) years[period_name(voices::PeriodKind::year, period.period)] = &period;
    const auto& quiet = years.at("2014")->spread;
    const auto& loud = years.at("2018")->spread;
    EXPECT_EQ(quiet.messages, 14'726U);
    EXPECT_EQ(quiet.people, 1'025U);
    EXPECT_EQ(loud.messages, 2'400'170U);
    EXPECT_EQ(loud.people, 16'886U);
    EXPECT_NEAR(static_cast<double>(loud.messages) / static_cast<double>(quiet.messages), 163, 0.05);
    EXPECT_NEAR(static_cast<double>(loud.people) / static_cast<double>(quiet.people), 16.5, 0.05);
}

}  // namespace
}  // namespace konsequenz
