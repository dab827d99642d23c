#include "feel/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace konsequenz::feel::text {
namespace {

std::string match(std::string_view text, std::string_view pattern, std::string_view flags = "") {
    const Result<bool> found = matches(text, pattern, flags);
    return found ? (*found ? "yes" : "no") : found.error().code;
}
std::string replaced(std::string_view text, std::string_view pattern, std::string_view by,
                     std::string_view flags = "") {
    const Result<std::string> result = replace(text, pattern, by, flags);
    return result ? *result : result.error().code;
}

TEST(Text, counts_and_cuts_code_points) {
    EXPECT_EQ(length("\U0001F40Ehorse\u00e4"), 7U);
    EXPECT_EQ(substring("foobar", 3, 3), "oba");
    EXPECT_EQ(substring("foobar", -2, 1), "a");
    EXPECT_EQ(substring("\U0001F40E\u00e4b", 2, 1), "\u00e4");
    EXPECT_EQ(substring("\U0001F40E\u00e4b", -3, 1), "\U0001F40E");
    EXPECT_EQ(substring("foobar", 2, 100), "oobar");
    EXPECT_EQ(substring("foobar", 0, 1), std::nullopt);
    EXPECT_EQ(substring("foobar", 7, std::nullopt), std::nullopt);
    EXPECT_EQ(substring("foobar", -7, std::nullopt), std::nullopt);
    EXPECT_EQ(substring("foobar", 1, -1), std::nullopt);
    EXPECT_EQ(upper_case("stra\u00dfe"), "STRASSE");
    EXPECT_EQ(upper_case("abc1"), "ABC1");
    EXPECT_EQ(lower_case("\u00c4B"), "\u00e4b");
    EXPECT_EQ(before("foobar", "bar"), "foo");
    EXPECT_EQ(before("foobar", "x"), "");
    EXPECT_EQ(after("foobar", "ob"), "ar");
    EXPECT_EQ(after("abc", ""), "abc");
}

TEST(Text, matches_as_xpath_does) {
    EXPECT_EQ(match("abracadabra", "bra"), "yes");
    EXPECT_EQ(match("abracadabra", "^bra"), "no");
    EXPECT_EQ(match("abc\n", "c$"), "no") << "only the very end, not before a last line end";
    EXPECT_EQ(match("Mary\rJones", "Mary.Jones"), "no");
    EXPECT_EQ(match("Mary\u2028Jones", "Mary.Jones"), "yes");
    EXPECT_EQ(match("a\r\nb", "^a..b$", "s"), "yes");
    EXPECT_EQ(match("\nabcd\ndefg\n", "^$", "m"), "yes");
    EXPECT_EQ(match("abcd\ndefg\n", "^$", "m"), "no");
    EXPECT_EQ(match("hello world", "hello\\ sworld", "x"), "yes");
    EXPECT_EQ(match("hello world", "hello[ ]world ", "x"), "yes");
    EXPECT_EQ(match("hello", "\\p{ I s B a s i c L a t i n }+", "x"), "yes");
    EXPECT_EQ(match("x", "[A-Z-[OI]]", "i"), "yes");
    EXPECT_EQ(match("o", "[A-Z-[OI]]", "i"), "no");
    EXPECT_EQ(match("q", "[^Q]", "i"), "no");
    EXPECT_EQ(match("a", "\\p{Lu}", "i"), "no") << "the flag leaves categories alone";
    EXPECT_EQ(match("\u212A", "k", "i"), "yes");
    EXPECT_EQ(match("aA", "(a)\\1", "i"), "yes");
    EXPECT_EQ(match("aA", "(a)\\1"), "no");
    EXPECT_EQ(match("a1", "^(a)\\11?$"), "no") << "the reference takes one digit, since there is one group";
    EXPECT_EQ(match("aa1", "^(a)\\11$"), "yes");
    EXPECT_EQ(match("x:y-1", "^\\i\\c*$"), "yes");
    EXPECT_EQ(match("a.b", "a.b", "q"), "yes");
    EXPECT_EQ(match("axb", "a.b", "q"), "no");
    EXPECT_EQ(match("[]", "^[\\[\\]]+$"), "yes");
    EXPECT_EQ(match("a-", "^[a-]+$"), "yes");
    EXPECT_EQ(match("b", "[^a-c-[x]]"), "no");
    EXPECT_EQ(match("", "x{0}"), "yes");
    EXPECT_EQ(match("aaa", "^a{2,}$"), "yes");
    EXPECT_EQ(match("\U0001F40E", "^.$"), "yes");
}

TEST(Text, refuses_what_xpath_refuses) {
    for (const char* pattern : {"(",       ")",        "[",     "]",     "[]",      "[^]",     "a**",      "a++",
                                "a{2,1}",  "a{,2}",    "a{",    "{1}",   "*a",      "\\",      "\\1",      "(a\\1)",
                                "(.)\\2",  "(a)[\\1]", "[\\0]", "(?=a)", "(?<a>b)", "\\b",     "\\p{Foo}", "\\p{IsFoo}",
                                "\\p{ L}", "[a-c-e]",  "[c-a]", "[[a]]", "\\Q",     "\\u0041", "[a-[b]c]"}) {
        EXPECT_EQ(match("a", pattern), "feel.regex") << pattern;
    }
    EXPECT_EQ(match("a", "a", "X"), "feel.regex");
    EXPECT_EQ(match("a", "a", " "), "feel.regex");
    EXPECT_EQ(match("a", std::string(5000, '(')), "feel.regex");
}

TEST(Text, replaces_and_splits) {
    EXPECT_EQ(replaced("abcd", "(ab)|(a)", "[1=$1][2=$2]"), "[1=ab][2=]cd");
    EXPECT_EQ(replaced("abracadabra", "a(.)", "a$1$1"), "abbraccaddabbra");
    EXPECT_EQ(replaced("facetiously", "[iouy]", "[$0]"), "facet[i][o][u]sl[y]");
    EXPECT_EQ(replaced("ab", "(a)", "$12"), "a2b");
    EXPECT_EQ(replaced("ab", "a", "$3"), "b");
    EXPECT_EQ(replaced("ab", "a", "\\$\\\\"), "$\\b");
    EXPECT_EQ(replaced("a.b", ".", "$1", "q"), "a$1b");
    EXPECT_EQ(replaced("ab", "a", "$"), "feel.regex");
    EXPECT_EQ(replaced("ab", "a", "\\n"), "feel.regex");
    EXPECT_EQ(replaced("ab", "x*", "-"), "feel.regex") << "matches the empty string";
    EXPECT_EQ(split("John Doe", "\\s").value(), (std::vector<std::string>{"John", "Doe"}));
    EXPECT_EQ(split("a;b;;", ";").value(), (std::vector<std::string>{"a", "b", "", ""}));
    EXPECT_EQ(split("", ";").value(), (std::vector<std::string>{""}));
    EXPECT_EQ(split("abc", "").error().code, "feel.regex");
}

TEST(Text, gives_up_on_endless_backtracking) {
    EXPECT_EQ(match(std::string(60, 'a') + "b", "^(a+)+$"), "feel.regex-limit");
    EXPECT_EQ(match(std::string(60, 'a'), "^(a+)+$"), "yes");
}

RC_GTEST_PROP(Text, literal_patterns_match_exactly_themselves, (const std::string& raw)) {
    std::string needle;
    for (const char c : raw) needle += static_cast<char>(static_cast<unsigned char>(c) % 0x5fU + 0x20U);
    RC_PRE(!needle.empty());
    RC_ASSERT(matches("x" + needle + "y", needle, "q").value());
    RC_ASSERT(replace(needle, needle, "$1\\", "q").value() == "$1\\");
}

}  // namespace
}  // namespace konsequenz::feel::text
