#include "record/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/parse.h"

namespace konsequenz::record {
namespace {

using testing::ElementsAre;

std::vector<std::string> lines_of(std::string text) {
    auto input = Input::of_text(std::move(text), "t");
    LineReader reader(input);
    std::vector<std::string> lines;
    for (;;) {
        const auto line = reader.next();
        if (!line) return {line.error().code};
        if (!*line) return lines;
        const auto mark = (*line)->length == Line::Length::cut ? "~" : ":";
        lines.push_back(std::to_string((*line)->number) + mark + std::string((*line)->text.substr(0, 20)));
    }
}

TEST(LineReader, TakesEveryKindOfLineBreak) {
    EXPECT_THAT(lines_of("a\nb\r\n\nc"), ElementsAre("1:a", "2:b", "3:", "4:c"));
    EXPECT_THAT(lines_of("\xEF\xBB\xBF"
                         "a\n"),
                ElementsAre("1:a"));
    EXPECT_THAT(lines_of(""), ElementsAre());
    EXPECT_THAT(lines_of("\n"), ElementsAre("1:"));
    EXPECT_THAT(lines_of("\xFF\xFE"
                         "a"),
                ElementsAre("record.encoding"));
}

TEST(LineReader, CutsWhatIsLongerThanARecordMayBe) {
    const std::string full(line_bytes_max, 'x');
    const std::string longer(3 * line_bytes_max, 'y');
    const std::string x(20, 'x');
    const std::string y(20, 'y');
    EXPECT_THAT(lines_of("a\n" + full + "\nb"), ElementsAre("1:a", "2:" + x, "3:b"));
    EXPECT_THAT(lines_of("a\n" + longer + "\nb\n"), ElementsAre("1:a", "2~" + y, "3:b"));
    EXPECT_THAT(lines_of(longer), ElementsAre("1~" + y));
}

TEST(LineReader, ReadsTheSameWhereverAPieceOfTheInputEnds) {
    for (std::size_t padding = (std::size_t{256} << 10) - 6; padding < (std::size_t{256} << 10) + 3; ++padding) {
        const auto lines = lines_of(std::string(padding, 'p') + "\r\nq\r\n\r\nr");
        ASSERT_EQ(lines.size(), 4U) << padding;
        EXPECT_EQ(lines[1], "2:q");
        EXPECT_EQ(lines[3], "4:r");
    }
}

TEST(ReadRecords, CountsWhatItTakesAndRefuses) {
    const std::string good = R"({"type":"customer","id":"k","time":"2026-01-01T00:00:00Z","customer":"k"})";
    auto input = Input::of_text("\xEF\xBB\xBF" + good + "\r\n\r\n  \nbad\n" + good, "in.jsonl");
    std::vector<std::uint32_t> taken;
    std::vector<std::string> refused;
    const auto summary = for_each_record(
        input,
        [&](Record&&, std::uint32_t line) -> Result<void> {
            taken.push_back(line);
            return {};
        },
        [&](const Refusal& refusal) -> Result<void> {
            refused.push_back(refusal.error.where.file + ":" + std::to_string(refusal.error.where.line) + ":" +
                              std::string(refusal.line));
            return {};
        });
    ASSERT_TRUE(summary);
    EXPECT_THAT(taken, ElementsAre(1U, 5U));
    EXPECT_THAT(refused, ElementsAre("in.jsonl:4:bad"));
    EXPECT_EQ(summary->lines, 3U);
    EXPECT_EQ(summary->accepted, 2U);
    EXPECT_EQ(summary->refused, 1U);
}

TEST(ReadRecords, StopsWhereItsCallerDoes) {
    const std::string good = R"({"type":"customer","id":"k","time":"2026-01-01T00:00:00Z","customer":"k"})";
    auto input = Input::of_text(good + "\n" + good + "\n", "in.jsonl");
    int count = 0;
    const auto summary = for_each_record(
        input,
        [&](Record&&, std::uint32_t) -> Result<void> {
            ++count;
            return fail("test.full", "no room");
        },
        [](const Refusal&) -> Result<void> { return {}; });
    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().code, "test.full");
    EXPECT_EQ(count, 1);
}

TEST(Inputs, SayWhatCannotBeRead) {
    EXPECT_EQ(Input::open("/no/such/file").error().code, "record.cannot-read");
    EXPECT_EQ(Input::open("/").error().code, "record.cannot-read");
}

}  // namespace
}  // namespace konsequenz::record
