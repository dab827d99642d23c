#include "record/parse.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/files.h"
#include "record/reader.h"

namespace konsequenz::record {
namespace {

const std::string source_folder = KONSEQUENZ_SOURCE_DIR;

Result<Record> parse(std::string_view line) {
    Parser parser;
    return parser.parse(line);
}

std::string contact_with(std::string_view more) {
    return fmt::format(R"({{"type":"contact","id":"c-1","time":"2026-03-02T09:00:00+01:00","customer":"k-1",)"
                       R"("touchpoint":"email","text":"Guten Tag"{}}})",
                       more);
}

struct Expected {
    std::uint32_t line = 0;
    std::string code;
    std::string field;
    bool operator==(const Expected&) const = default;
};

std::vector<Expected> read_expected() {
    std::ifstream file(source_folder + "/golden/record/broken.expected");
    std::vector<Expected> expected;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream cells(line);
        Expected next;
        std::string number;
        std::getline(cells, number, '\t');
        std::getline(cells, next.code, '\t');
        std::getline(cells, next.field);
        next.line = static_cast<std::uint32_t>(std::stoul(number));
        expected.push_back(next);
    }
    return expected;
}

TEST(BrokenLines, AreEachRefusedWithTheReasonAndTheGoodOnesGoOn) {
    auto input = Input::open(source_folder + "/golden/record/broken.jsonl");
    ASSERT_TRUE(input) << to_string(input.error());
    std::vector<Expected> refused;
    std::vector<std::string> messages;
    std::size_t good_count = 0;
    const auto summary = for_each_record(
        *input,
        [&](Record&&, std::uint32_t) -> Result<void> {
            ++good_count;
            return {};
        },
        [&](const Refusal& refusal) -> Result<void> {
            refused.push_back({refusal.error.where.line, refusal.error.code, refusal.error.where.field});
            messages.push_back(refusal.error.message);
            return {};
        });
    ASSERT_TRUE(summary) << to_string(summary.error());
    const auto expected = read_expected();
    ASSERT_GE(expected.size(), 200U);
    for (std::size_t at = 0; at < std::min(expected.size(), refused.size()); ++at) {
        ASSERT_EQ(refused[at].line, expected[at].line)
            << "refused: " << refused[at].code << " " << refused[at].field << ": " << messages[at];
        EXPECT_EQ(refused[at].code, expected[at].code) << "line " << expected[at].line << ": " << messages[at];
        EXPECT_EQ(refused[at].field, expected[at].field) << "line " << expected[at].line << ": " << messages[at];
        EXPECT_EQ(messages[at].find('\n'), std::string::npos) << "a message is one line";
    }
    EXPECT_EQ(refused.size(), expected.size());
    EXPECT_EQ(summary->refused, expected.size());
    EXPECT_EQ(summary->accepted, good_count);
    EXPECT_GE(good_count, 20U);
}

TEST(Parser, ReadsEveryFieldOfAContact) {
    const auto record = parse(
        R"({"type":"contact","id":"c-17","time":"2015-09-30T09:12:00-07:00","customer":"k-7","touchpoint":"blog",)"
        R"("direction":"out","public":true,"reach":250000,"text":"An open letter","employee":"e-3","language":"en",)"
        R"("subject":{"order":"o-3","event":"launch","topic":"start"},"acts":["review","complaint"],)"
        R"("conduct":{"label":"insult","severity":2,"target":"employee","source":"employee","by":"e-3",)"
        R"("intention":"heat of the moment"},"circumstances":{"asked":false,"kind":"mix-up"}})");
    ASSERT_TRUE(record) << to_string(record.error());
    EXPECT_EQ(record->id, "c-17");
    EXPECT_EQ(to_string(record->time), "2015-09-30T09:12:00-07:00");
    EXPECT_EQ(record->customer, "k-7");
    ASSERT_EQ(record->type(), Type::contact);
    Contact expected{
        .touchpoint = "blog", .direction = Direction::out, .publicity = Publicity::is_public, .reach = 250000};
    expected.text = "An open letter";
    expected.employee = "e-3";
    expected.language = "en";
    expected.subject = Subject{"o-3", "launch", "start"};
    expected.acts = {Act::complaint, Act::review};
    expected.conduct =
        GivenConduct{conduct::Label::insult,    2,    conduct::Target::employee, conduct::Intention::heat_of_the_moment,
                     conduct::Source::employee, "e-3"};
    expected.circumstances = Circumstances{false, CircumstanceKind::mix_up};
    EXPECT_EQ(std::get<Contact>(record->body), expected);
}

TEST(Parser, TakesAFindingsConductAsTheReviewers) {
    const auto record = parse(
        R"({"type":"finding","id":"f-1","time":"2026-03-03T09:00:00Z","customer":"k-1","contact":"c-1","result":"partly",)"
        R"("conduct":{"label":"criticism","severity":1,"target":"company"},"by":"r-9"})");
    ASSERT_TRUE(record) << to_string(record.error());
    const auto& finding = std::get<Finding>(record->body);
    ASSERT_TRUE(finding.conduct);
    EXPECT_EQ(finding.conduct->source, conduct::Source::reviewer);
    EXPECT_EQ(finding.conduct->by, "r-9");
}

TEST(Parser, TakesWholeNumbersHoweverTheyAreWritten) {
    for (const auto* number : {"40", "40.0", "4e1", "4.0E+1", "400e-1", "0.4e2", "40.000"}) {
        const auto record = parse(contact_with(fmt::format(",\"reach\":{}", number)));
        ASSERT_TRUE(record) << number << ": " << to_string(record.error());
        EXPECT_EQ(std::get<Contact>(record->body).reach, 40) << number;
    }
    const auto largest = parse(contact_with(",\"reach\":9223372036854775807"));
    ASSERT_TRUE(largest);
    EXPECT_EQ(std::get<Contact>(largest->body).reach, std::numeric_limits<std::int64_t>::max());
}

TEST(Parser, NamesTheNearestKnownField) {
    const auto refused = parse(contact_with(R"(,"languag":"de")"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "record.unknown-field");
    EXPECT_NE(refused.error().message.find("`language`"), std::string::npos) << refused.error().message;
}

TEST(Parser, MakesSenderTextVisibleAndShortInMessages) {
    const auto refused = parse(contact_with(fmt::format(R"(,"direction":"\u001b[31m{}")", std::string(500, 'x'))));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message.find('\x1b'), std::string::npos);
    EXPECT_LT(refused.error().message.size(), 200U);
}

TEST(Parser, RefusesWhatIsTooLong) {
    const auto text = [](std::size_t count) {
        return parse(fmt::format(
            R"({{"type":"contact","id":"c","time":"2026-03-02T09:00:00Z","customer":"k","touchpoint":"email","text":"{}"}})",
            std::string(count, 'x')));
    };
    EXPECT_TRUE(text(text_characters_max));
    EXPECT_EQ(text(text_characters_max + 1).error().code, "record.out-of-range");
    EXPECT_EQ(text(record_bytes_max).error().code, "record.too-long");
}

TEST(Parser, ListsTheFieldsItReads) {
    const auto fields = fields_of(Type::order);
    ASSERT_EQ(fields.size(), 13U);
    EXPECT_EQ(fields[0].path, "type");
    EXPECT_EQ(fields[8].path, "total.amount");
    EXPECT_EQ(fields[8].presence, Presence::required);
    EXPECT_EQ(fields[8].kind, FieldKind::amount);
}

}  // namespace
}  // namespace konsequenz::record
