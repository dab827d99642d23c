#include "base/toml.h"

#include <gtest/gtest.h>

namespace konsequenz {
namespace {

TEST(Toml, reads_in_the_order_written_with_places) {
    const auto root =
        parse_toml("zeta = 1\nalpha = \"x\"\nwhen = 2026-01-31\n[[row]]\nid = \"a\"\n[[row]]\nid = \"b\"\n", "f.toml");
    ASSERT_TRUE(root);
    EXPECT_EQ(root->members[0].first, "zeta");
    EXPECT_EQ(root->members[1].second.where.line, 2U);
    std::vector<Error> errors;
    TomlTable table(*root, "the file", errors);
    EXPECT_EQ(table.optional_integer("zeta"), 1);
    EXPECT_EQ(table.text("alpha"), "x");
    EXPECT_EQ(table.date("when"), "2026-01-31");
    EXPECT_EQ(table.tables("row").size(), 2U);
    table.finish();
    EXPECT_TRUE(errors.empty()) << to_string(errors);
}

TEST(Toml, collects_every_error_with_its_line) {
    const auto root = parse_toml("versoin = \"1\"\nid = 5\nvalue = \"kindness\"\n", "f.toml");
    std::vector<Error> errors;
    TomlTable table(*root, "the file", errors);
    EXPECT_EQ(table.text("version"), "");
    EXPECT_EQ(table.text("id"), "");
    EXPECT_EQ(table.one_of("value", {"dignity", "law"}), "");
    table.finish();
    ASSERT_EQ(errors.size(), 4U);
    EXPECT_EQ(errors[0].code, "toml.missing-key");
    EXPECT_EQ(errors[1].code, "toml.wrong-type");
    EXPECT_EQ(errors[2].code, "toml.bad-value");
    EXPECT_EQ(errors[3].code, "toml.unknown-key");
    EXPECT_EQ(errors[3].where.line, 1U);
    EXPECT_NE(errors[3].message.find("did you mean `version`"), std::string::npos);
    EXPECT_EQ(parse_toml("a = ", "f").error().code, "toml.syntax");
}

TEST(Toml, suggests_only_what_is_near) {
    EXPECT_EQ(nearest("customr", {"contact", "customer"}), "customer");
    EXPECT_EQ(nearest("zzz", {"contact", "customer"}), "");
}

}  // namespace
}  // namespace konsequenz
