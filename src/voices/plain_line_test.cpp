// What is read of a plain line is what read_members() reads, and what that refuses is never accepted.
#include "voices/plain_line.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace konsequenz::voices {
namespace {

std::array<JsonMember, 4> wanted() { return {{{"", "type"}, {"subject", "topic"}, {"", "acts"}, {"", "public"}}}; }

/// Whether it was read as a plain line. Whatever was is compared with what read_members() says.
bool is_plain(const std::string& line) {
    const auto padded = line + std::string(json_padding, '"');
    const auto view = std::string_view(padded).substr(0, line.size());
    auto members = wanted();
    if (!read_plain_members(view, members)) return false;
    auto expected = wanted();
    EXPECT_TRUE(read_members(view, expected)) << line;
    for (std::size_t at = 0; at < members.size(); ++at) {
        EXPECT_EQ(members.at(at).kind, expected.at(at).kind) << line;
        EXPECT_EQ(members.at(at).text, expected.at(at).text) << line;
    }
    return true;
}

TEST(PlainLine, IsReadAsAnyLineIs) {
    for (const auto* line :
         {R"({})", R"({"type":"contact","subject":{"topic":"a longer text than sixteen bytes","order":"o"}})",
          R"({"a":{"topic":"no","type":[1]},"acts":["a","b"],"subject":{"topic":"ü"},"public":true,"type":""})",
          R"({"type": "a", "subject": {"x": [1, -2.5e+3], "topic": "b"}, "public": false, "acts": []})",
          R"({"type":"a","type":"b","public":true,"public":null,"subject":{"topic":"a"},"subject":{"topic":null}})",
          R"({"subject":"topic","acts":[[{"a":{}}],{}],"":1,"typ":2,"types":3})", R"({"public":null,"topic":"x"})"})
        EXPECT_TRUE(is_plain(line)) << line;
}

TEST(PlainLine, IsNotWhatIsWrittenOtherwiseOrWrong) {
    for (const auto* line : {"",
                             "{",
                             "[]",
                             "1",
                             " {}",
                             "{} ",
                             "{}{}",
                             R"({"type":"a)",
                             R"({"type" "a"})",
                             R"({"type":})",
                             R"({"type"})",
                             R"({"type":"a\n"})",
                             R"({"ty\u0070e":"a"})",
                             R"({"type" :"a"})",
                             R"({"public":true ,"a":1})",
                             R"({"public":tru})",
                             R"({"public":7})",
                             R"({"a":[1}])",
                             R"({"a":[1)",
                             R"({"a":1,})",
                             R"({"a":1]})",
                             R"({"acts":["a"] })",
                             "{\"type\":\"a\tb\"}",
                             "{\"type\":\"\xff\"}",
                             "{\"type\":\"\xc3\"}",
                             "{\"type\":\"\xed\xa0\x80\"}",
                             "{\"type\":\"\xe0\x80\x80\"}",
                             "{\"type\":\"\xf4\x90\x80\x80\"}",
                             "{\"type\":\"\xc0\x80\"}",
                             "{\"type\":\"1234567890\x80\"}",
                             "{\"\xff\":1}",
                             "{\"a\":\xff}",
                             R"({"a":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]})"})
        EXPECT_FALSE(is_plain(line)) << line;
}

RC_GTEST_PROP(PlainLine, NeverDiffers, ()) {
    const auto piece = rc::gen::element<std::string>(
        R"("type")", R"("subject")", R"("topic")", R"("acts")", R"("public")", R"("text")", "{", "}", "[", "]", ",",
        ":", " ", "true", "null", "12", R"("a")", R"("ü")", "\"\xf0\x9f\x98\x80\"", "\xc3", "\"", "\\", "\t",
        "{\"type\":", ",\"subject\":{\"topic\":", ",\"acts\":[\"complaint\"]", ",\"public\":");
    const auto pieces = *rc::gen::container<std::vector<std::string>>(piece);
    std::string line = *rc::gen::element<std::string>("", "{", R"({"type":"contact")");
    for (const auto& part : pieces) line += part;
    is_plain(line);
    is_plain(line + "}");
}

RC_GTEST_PROP(PlainLine, NeverDiffersWhereOneByteIsWrong, ()) {
    std::string line =
        R"({"type":"contact","n":[{"a":-1.5}],"subject":{"order":"o","topic":"Lieferverzögerung – Überblick"},"acts":["complaint","insult"],"public":true})";
    const auto at = *rc::gen::inRange<std::size_t>(0, line.size());
    line[at] = *rc::gen::oneOf(rc::gen::arbitrary<char>(), rc::gen::element('"', '{', '}', ',', ':', ' ', '\\'));
    is_plain(line);
}

}  // namespace
}  // namespace konsequenz::voices
