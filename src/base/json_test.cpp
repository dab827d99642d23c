#include "base/json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "base/json_writer.h"

namespace konsequenz {
namespace {

std::string code_of(std::string_view document) {
    JsonParser parser;
    auto parsed = parser.parse(document);
    return parsed ? "" : parsed.error().code;
}

TEST(Json, reads_members_in_order_and_finds_them) {
    JsonParser parser;
    auto parsed = parser.parse(R"({"a":1.50,"b":[true,null,"x\u00e4"],"c":{}})");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->size(), 3U);
    EXPECT_EQ(parsed->find("a")->text(), "1.50");
    auto item = parsed->find("b")->begin();
    EXPECT_TRUE((*item).as_boolean());
    ++item;
    EXPECT_TRUE((*item).is_null());
    ++item;
    EXPECT_EQ((*item).text(), "xä");
    EXPECT_EQ(parsed->find("c")->size(), 0U);
    EXPECT_FALSE(parsed->find("d"));
}

TEST(Json, refuses_what_is_not_strict_json) {
    EXPECT_EQ(code_of(R"({"a":1,"a":2})"), "json.duplicate-key");
    EXPECT_EQ(code_of(R"({"a":1,"\u0061":2})"), "json.duplicate-key");
    EXPECT_EQ(code_of("{\"a\":\"\xff\"}"), "json.encoding");
    EXPECT_EQ(code_of(R"({"a":1} x)"), "json.syntax");
    EXPECT_EQ(code_of(R"({"a":01})"), "json.syntax");
    EXPECT_EQ(code_of(R"({"a":1,})"), "json.syntax");
    EXPECT_EQ(code_of(R"({"a":nul})"), "json.syntax");
    EXPECT_EQ(code_of(R"({"a":tru})"), "json.syntax");
    EXPECT_EQ(code_of(R"({a:1})"), "json.syntax");
    EXPECT_EQ(code_of(R"({"a":1)"), "json.syntax");
    EXPECT_EQ(code_of(""), "json.syntax");
    EXPECT_EQ(code_of("17"), "json.syntax");
    EXPECT_EQ(code_of(std::string(70, '[') + std::string(70, ']')), "json.too-deep");
    EXPECT_EQ(code_of(R"({"a":123456789012345678901234567890.5e300})"), "");
}

RC_GTEST_PROP(Json, a_written_string_reads_back, (const std::string& raw)) {
    std::string text;
    for (const char byte : raw) text += static_cast<char>(byte & 0x7f);
    std::string document = "[";
    append_json_string(document, text);
    document += "]";
    JsonParser parser;
    auto parsed = parser.parse(document);
    RC_ASSERT(parsed.has_value());
    RC_ASSERT((*parsed->begin()).text() == text);
}

TEST(JsonWriter, nests_and_separates) {
    std::string out;
    JsonWriter(out)
        .begin_object()
        .member("a", std::int64_t{1})
        .key("b")
        .begin_array()
        .string("x")
        .null()
        .real(0.5)
        .end_array()
        .member("c", true)
        .end_object();
    EXPECT_EQ(out, R"({"a":1,"b":["x",null,0.5],"c":true})");
}

}  // namespace
}  // namespace konsequenz
