#include "voices/json_members.h"

#include <gtest/gtest.h>

#include <array>

namespace konsequenz::voices {
namespace {

class Members : public testing::Test {
  protected:
    Result<void> read(std::string line) {
        size_ = line.size();
        line_ = std::move(line) + std::string(json_padding, 'x');
        return read_members(std::string_view(line_).substr(0, size_), wanted_);
    }
    void expect_refused(const std::string& line, std::string_view code) {
        const auto done = read(line);
        EXPECT_EQ(done ? "" : done.error().code, code) << line;
    }
    std::array<JsonMember, 4> wanted_{{{"", "type"}, {"subject", "topic"}, {"", "acts"}, {"", "public"}}};

  private:
    std::string line_;
    std::size_t size_ = 0;
};

TEST_F(Members, AreFoundWhereverTheyStand) {
    ASSERT_TRUE(read(
        R"({"other":{"topic":"no","type":[1]},"acts":["a","b"],"subject":{"order":"o","topic":"d\"e"},"public":true,"type":"contact"})"));
    EXPECT_EQ(wanted_[0].text, "contact");
    EXPECT_EQ(wanted_[1].text, "d\"e");
    EXPECT_EQ(wanted_[2].kind, JsonKind::array);
    EXPECT_EQ(wanted_[2].text, R"(["a","b"])");
    EXPECT_EQ(wanted_[3].text, "true");
}

TEST_F(Members, AreNullWhereMissing) {
    ASSERT_TRUE(read(R"({"type":"x","subject":null,"acts":[]})"));
    ASSERT_TRUE(read(R"({"subject":"topic","typ":1,"types":2})"));
    for (const auto& member : wanted_) {
        EXPECT_EQ(member.kind, JsonKind::null) << member.name;
        EXPECT_EQ(member.text, "") << member.name;
    }
}

TEST_F(Members, OfBrokenLinesAreRefused) {
    for (const auto* line : {"", "1", "[]", "{", R"({"type":)", R"({"type":"a)", R"({"type" "a"})", R"({"type":tru)"})
        expect_refused(line, "json.syntax");
    expect_refused("{\"type\":\"\xff\"}", "json.encoding");
}

}  // namespace
}  // namespace konsequenz::voices
