#include "report/texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/files.h"

namespace konsequenz::report {
namespace {

struct NamedText {
    std::string name;
    std::vector<std::string> languages;
};

/// The string literals between two places of a source, those that follow one another joined as a compiler does.
std::vector<std::string> literals(std::string_view source) {
    std::vector<std::string> found;
    bool joins = false;
    for (std::size_t at = 0; at < source.size(); ++at) {
        if (source[at] == ',' || source[at] == '{') joins = false;
        if (source[at] != '"') continue;
        if (!joins) found.emplace_back();
        for (++at; at < source.size() && source[at] != '"'; ++at) {
            if (source[at] == '\\') found.back() += source[at++];
            found.back() += source[at];
        }
        joins = true;
    }
    return found;
}

/// Nothing in the language lists the constants of a namespace, so the table is read as it is written.
std::vector<NamedText> texts_of_the_page() {
    std::string file;
    for (const auto* name : {"/src/report/texts.h", "/src/report/evaluation_texts.h", "/src/report/voices_texts.h"})
        file += read_file(std::string(KONSEQUENZ_SOURCE_DIR) + name).value();
    static constexpr std::string_view opening = "inline constexpr Text ";
    const std::string_view source = file;
    std::vector<NamedText> all;
    for (auto at = source.find(opening); at != std::string_view::npos; at = source.find(opening, at)) {
        at += opening.size();
        const auto brace = source.find('{', at);
        const auto end = source.find("};", brace);
        all.push_back({std::string(source.substr(at, brace - at)), literals(source.substr(brace, end - brace))});
        at = end;
    }
    return all;
}

/// "{}" and "{0}", sorted: what a text has filled in, whatever the order of its language.
std::vector<std::string> placeholders(std::string_view text) {
    std::vector<std::string> found;
    for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1))
        found.emplace_back(text.substr(at, text.find('}', at) - at + 1));
    std::ranges::sort(found);
    return found;
}

TEST(Literals, AreReadAsACompilerJoinsThem) {
    EXPECT_THAT(literals(R"({"a {} " "b", "c, \"d\""})"), testing::ElementsAre("a {} b", R"(c, \"d\")"));
}

TEST(Texts, StandInBothLanguagesWithTheSamePlaceholders) {
    const auto all = texts_of_the_page();
    EXPECT_GT(all.size(), 100U);
    for (const auto& [name, languages] : all) {
        ASSERT_EQ(languages.size(), 2U) << name;
        EXPECT_FALSE(languages[0].empty()) << name;
        EXPECT_FALSE(languages[1].empty()) << name;
        EXPECT_EQ(placeholders(languages[0]), placeholders(languages[1])) << name;
        EXPECT_EQ(languages[0].ends_with('.'), languages[1].ends_with('.')) << name;
    }
}

TEST(Texts, AddressTheReaderPolitely) {
    for (const auto& [name, languages] : texts_of_the_page()) {
        for (const auto* familiar : {"Du ", "du ", "dein", "Dein", "euch", "!"})
            EXPECT_EQ(languages.at(1).find(familiar), std::string::npos) << name << ": " << familiar;
    }
}

TEST(Words, NameEveryValueThatARecordCanHave) {
    for (std::size_t index = 0; index < 6; ++index) {
        const auto label = static_cast<conduct::Label>(index);
        EXPECT_NE(label_word(label).german, conduct::to_string(label)) << conduct::to_string(label);
    }
    for (std::size_t index = 0; index < 4; ++index) {
        const auto merits = static_cast<record::Merits>(index);
        EXPECT_NE(merits_word(merits).german, record::to_string(merits)) << record::to_string(merits);
    }
}

TEST(Words, LeaveAnUnknownIdAsItIs) {
    EXPECT_EQ(word("my-own_1").german, "my-own_1");
    EXPECT_EQ(measure_word("banish").english, "banish");
}

}  // namespace
}  // namespace konsequenz::report
