// Standards load whole or not at all, and every fault names its file, its line and the mend.
#include "standard/standard.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "base/files.h"
#include "standard/policy_tests.h"

namespace konsequenz::standard {
namespace {

namespace fs = std::filesystem;

const fs::path source = KONSEQUENZ_SOURCE_DIR;

/// A copy of a standard that a test may break.
class BrokenStandard : public testing::Test {
  protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() / ("konsequenz-standard-" + std::string(test->name()));
        restore();
    }
    void TearDown() override { fs::remove_all(folder_); }

    void restore() const {
        fs::remove_all(folder_);
        fs::copy(source / "standards/executive", folder_, fs::copy_options::recursive);
    }
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        auto text = read_file(folder_ / file).value();
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << file << " has no `" << from << "`";
        ASSERT_TRUE(write_file(folder_ / file, text.replace(at, from.size(), to)));
    }
    /// What the loader says, a line an error: code, place, message.
    [[nodiscard]] std::string said() const {
        const auto loaded = load(folder_);
        if (loaded) return "! nothing\n";
        std::string lines;
        for (auto error : loaded.error()) {
            error.where.file = fs::path(error.where.file).lexically_relative(folder_).string();
            auto line = to_string(error);
            for (auto at = line.find(folder_.string()); at != std::string::npos; at = line.find(folder_.string()))
                line.replace(at, folder_.string().size(), "DIR");
            for (auto at = line.find('\n'); at != std::string::npos; at = line.find('\n')) line.replace(at, 1, " | ");
            lines += "! " + error.code + " " + line + "\n";
        }
        return lines;
    }

    fs::path folder_;
};

std::string with_line_breaks(std::string text) {
    for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n")) text.replace(at, 2, "\n");
    return text;
}

TEST_F(BrokenStandard, SaysWhatTheGoldenCasesSay) {
    const auto path = source / "golden/standard/broken.txt";
    const auto golden = read_file(path).value();
    std::istringstream lines(golden);
    std::string rewritten;
    std::string file;
    std::string from;
    int cases = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("! ")) continue;
        rewritten += line + "\n";
        if (line == "standard.toml" || line == "conduct.dmn" || line.starts_with("texts/")) file = line;
        if (line.starts_with("- ")) from = with_line_breaks(line.substr(2));
        if (!line.starts_with("+ ")) continue;
        restore();
        replace(file, from, with_line_breaks(line.substr(2)));
        rewritten += said();
        ++cases;
    }
    EXPECT_GE(cases, 30);
    EXPECT_EQ(rewritten.find("! nothing"), std::string::npos) << "a fault went unnoticed:\n" << rewritten;
    const auto* mode = std::getenv("KONSEQUENZ_GOLDEN");
    if (mode != nullptr && std::string_view(mode) == "rewrite") {
        ASSERT_TRUE(write_file(path, rewritten));
    } else {
        EXPECT_EQ(rewritten, golden) << "make golden writes the file anew";
    }
}

TEST_F(BrokenStandard, TellsAllFaultsAtOnce) {
    replace("standard.toml", "value = \"dignity\"", "value = \"money\"");
    replace("conduct.dmn", "<annotationEntry><text>E2</text></annotationEntry>",
            "<annotationEntry><text>E9</text></annotationEntry>");
    replace("texts/en.toml", "remedy_none =", "remedy_non =");
    const auto loaded = load(folder_);
    ASSERT_FALSE(loaded);
    EXPECT_GE(loaded.error().size(), 3U) << to_string(loaded.error());
}

TEST_F(BrokenStandard, AMissingFileIsNamed) {
    for (const auto* file : {"standard.toml", "conduct.dmn", "texts/de.toml"}) {
        restore();
        fs::remove(folder_ / file);
        const auto loaded = load(folder_);
        ASSERT_FALSE(loaded) << file;
        EXPECT_EQ(loaded.error().front().code, "base.cannot-read");
        EXPECT_NE(loaded.error().front().message.find(file), std::string::npos) << loaded.error().front().message;
    }
    EXPECT_FALSE(load(folder_ / "nowhere"));
}

TEST_F(BrokenStandard, ItsIdentityIsItsBytes) {
    const auto before = load(folder_).value().sha256;
    EXPECT_EQ(load(folder_).value().sha256, before);
    replace("tests/open-letter.toml", "id = \"V1\"", "id = \"V01\"");
    EXPECT_EQ(load(folder_).value().sha256, before) << "tests decide nothing";
    replace("texts/en.toml", "Nothing follows.", "Nothing at all follows.");
    EXPECT_NE(load(folder_).value().sha256, before);
}

TEST_F(BrokenStandard, APolicyTestThatIsWrongIsNamed) {
    const auto standard = load(folder_).value();
    replace("tests/open-letter.toml", "measure = ", "mesure = ");
    const auto tests = load_policy_tests(standard);
    ASSERT_FALSE(tests);
    EXPECT_EQ(tests.error().front().code, "toml.unknown-key");
    EXPECT_GT(tests.error().front().where.line, 0U);
}

TEST(Standard, TheShippedOnesAreWhole) {
    for (const auto* name : {"fair-and-firm", "executive"}) {
        const auto loaded = load(source / "standards" / name);
        ASSERT_TRUE(loaded) << to_string(loaded.error());
        EXPECT_EQ(loaded->id, name);
        EXPECT_EQ(loaded->languages, (std::vector<std::string>{"de", "en"}));
        EXPECT_EQ(loaded->texts.at("de").reasons.size(), loaded->texts.at("en").reasons.size());
        EXPECT_EQ(loaded->measures.front().id, "none");
        const auto tests = load_policy_tests(*loaded);
        ASSERT_TRUE(tests) << to_string(tests.error());
        EXPECT_GE(tests->size(), 17U);
    }
}

TEST(CalendarSpan, CountsMonthsByTheCalendar) {
    const auto noon = parse_instant("2026-01-31T12:00:00+01:00").value();
    const auto after = [&](std::int32_t months, std::int32_t days) {
        return to_string(add(noon, {months, days, ""})).substr(0, 10);
    };
    EXPECT_EQ(after(1, 0), "2026-02-28");
    EXPECT_EQ(after(1, 1), "2026-03-01");
    EXPECT_EQ(after(12, 0), "2027-01-31");
    EXPECT_EQ(after(25, 0), "2028-02-29");
    EXPECT_EQ(after(0, 30), "2026-03-02");
}

}  // namespace
}  // namespace konsequenz::standard
