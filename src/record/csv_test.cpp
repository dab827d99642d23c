#include "record/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/parse.h"

namespace konsequenz::record {
namespace {

using testing::ElementsAre;

/// Each row as `line:cell|cell`, each fault as `line!code`.
std::vector<std::string> read_all(std::string text, CsvFormat format = {}) {
    auto input = Input::of_text(std::move(text), "t.csv");
    CsvReader reader(input, format);
    std::vector<std::string> rows;
    for (;;) {
        const auto next = reader.next();
        if (!next) return {next.error().code};
        if (next->is_end()) return rows;
        if (next->fault) {
            rows.push_back(std::to_string(next->fault->error.where.line) + "!" + next->fault->error.code);
            continue;
        }
        std::string row = std::to_string(next->row->line) + ":";
        for (const auto& cell : next->row->cells) row += (row.back() == ':' ? "" : "|") + cell;
        rows.push_back(row);
    }
}

TEST(Csv, ReadsPlainAndQuotedCells) {
    EXPECT_THAT(read_all("a,b\r\n1,2\n"), ElementsAre("1:a|b", "2:1|2"));
    EXPECT_THAT(read_all("\xEF\xBB\xBF\"a\",\"x,\"\"y\"\"\"\n"), ElementsAre("1:a|x,\"y\""));
    EXPECT_THAT(read_all("a,\"two\r\nlines\",c\nnext,,"), ElementsAre("1:a|two\r\nlines|c", "3:next||"));
    EXPECT_THAT(read_all("\n\na\n\r\nb"), ElementsAre("3:a", "5:b"));
    EXPECT_THAT(read_all(""), ElementsAre());
    EXPECT_THAT(read_all("a\"b|c\n", {.separator = '|', .quote = '\0'}), ElementsAre("1:a\"b|c"));
    EXPECT_THAT(read_all("a\tb c", {.separator = '\t'}), ElementsAre("1:a|b c"));
}

TEST(Csv, LosesOnlyTheLineOfABrokenRow) {
    EXPECT_THAT(read_all("a,\"b\" c\nd,e\n"), ElementsAre("1!record.csv-quote", "2:d|e"));
    EXPECT_THAT(read_all("a,b\"c\nd,e\n"), ElementsAre("1!record.csv-quote", "2:d|e"));
    EXPECT_THAT(read_all("a\n\"open\nb\nc\n"), ElementsAre("1:a", "2!record.csv-quote", "3:b", "4:c"));
    EXPECT_THAT(read_all("\"open\nb,\"x\"\nc\n"), ElementsAre("1!record.csv-quote", "2:b|x", "3:c"));
    EXPECT_THAT(read_all("\""), ElementsAre("1!record.csv-quote"));
    EXPECT_THAT(read_all("\xFF\xFE"
                         "a"),
                ElementsAre("record.encoding"));
}

TEST(Csv, KeepsAnOverlongRowFromFillingTheMemory) {
    const std::string long_cell(3 * line_bytes_max, 'x');
    EXPECT_THAT(read_all("a\n" + long_cell + "\nb\n"), ElementsAre("1:a", "2!record.too-long", "3:b"));
    EXPECT_THAT(read_all("a\n\"" + long_cell + "\nb\n"), ElementsAre("1:a", "2!record.too-long", "3:b"));
    EXPECT_THAT(read_all("a\n" + long_cell), ElementsAre("1:a", "2!record.too-long"));
}

TEST(Csv, ReadsTheSameWhereverAPieceOfTheInputEnds) {
    // The reader takes 256 KiB at a time; rows of many lengths put line breaks and quotes on that border.
    for (std::size_t padding = (std::size_t{256} << 10) - 12; padding < (std::size_t{256} << 10) + 4; ++padding) {
        const auto rows = read_all(std::string(padding, 'p') + ",\"q\"\"r\"\r\ns,\"t\nu\"\r\nv,w\n");
        ASSERT_EQ(rows.size(), 3U) << padding;
        EXPECT_TRUE(rows[0].ends_with("|q\"r")) << padding;
        EXPECT_EQ(rows[1], "2:s|t\nu") << padding;
        EXPECT_EQ(rows[2], "4:v|w") << padding;
    }
}

}  // namespace
}  // namespace konsequenz::record
