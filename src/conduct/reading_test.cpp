#include "conduct/reading.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace konsequenz::conduct {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

std::vector<std::string> words_of(std::string_view text) {
    TextReading reading;
    reading.read(text);
    std::vector<std::string> words;
    for (std::size_t at = 0; at < reading.size(); ++at) words.emplace_back(reading.form(at).letters);
    return words;
}

/// Whether a word of the text is read as one that its writer does not mean of anybody.
bool is_unmeant(std::string_view text, std::string_view word) {
    TextReading reading;
    reading.read(text);
    for (std::size_t at = 0; at < reading.size(); ++at) {
        if (reading.form(at).letters == word) return reading.form(at).is_unmeant;
    }
    ADD_FAILURE() << word << " is not in: " << text;
    return false;
}

TEST(Reading, UndoesWhatHidesAWord) {
    EXPECT_THAT(words_of("you dumb b*tch"), ElementsAre("you", "dumb", "bitch"));
    EXPECT_THAT(words_of("du kleiner H*rensohn"), Contains("hurensohn"));
    EXPECT_THAT(words_of("what a d!psh!t"), Contains("dipshit"));
    EXPECT_THAT(words_of("so ein Id!ot"), Contains("idiot"));
    EXPECT_THAT(words_of("you are stu.pid"), ElementsAre("you", "are", "stupid"));
    EXPECT_THAT(words_of("m.u.p.p.e.t"), ElementsAre("muppet"));
    EXPECT_THAT(words_of("what an a$$hole"), Contains("asshole"));
    EXPECT_THAT(words_of("wenn die Br3msen v3rsagen"), ElementsAre("wenn", "die", "bremsen", "versagen"));
}

TEST(Reading, LeavesAloneWhatHidesNothing) {
    EXPECT_THAT(words_of("toll!Danke"), ElementsAre("toll", "danke"));
    EXPECT_THAT(words_of("Idiot.Danke"), ElementsAre("idiot", "danke"));
    EXPECT_THAT(words_of("mein mp3 und b2b"), ElementsAre("mein", "mp3", "und", "b2b"));
    EXPECT_THAT(words_of("5 * 3 ist viel"), ElementsAre("0", "0", "ist", "viel"));
}

TEST(Reading, KnowsWhatIsNotMeant) {
    EXPECT_FALSE(is_unmeant("You are stupid, Marcus.", "stupid"));
    EXPECT_TRUE(is_unmeant("I don't think you are stupid, Marcus.", "stupid"));
    EXPECT_TRUE(is_unmeant("The man at the counter called me a moron.", "moron"));
    EXPECT_TRUE(is_unmeant("Ich war ein Trottel.", "trottel"));
    EXPECT_TRUE(is_unmeant("I am such an idiot.", "idiot"));
    EXPECT_TRUE(is_unmeant("This stupid app is broken.", "stupid"));
    EXPECT_FALSE(is_unmeant("Sie sind so ein Trottel.", "trottel"));
}

TEST(Reading, TakesEveryGroupForTheSameWord) {
    const auto turkish = words_of("I am Turkish and have a question.");
    for (const auto* group : {"Swedish", "Polish", "Nigerian", "deaf", "Jewish"})
        EXPECT_EQ(words_of("I am " + std::string(group) + " and have a question."), turkish) << group;
    EXPECT_EQ(words_of("Ich bin Schwedin."), words_of("Ich bin Türkin."));
}

/// The tables are laid out by a program of the build: what it lost would be missing here.
TEST(Vocabulary, HasTheTablesWords) {
    const auto& vocabulary = Vocabulary::shared();
    const auto is_known = [&](const Entry& entry) {
        const std::string_view phrase = entry.phrase;
        auto first = fold(phrase.substr(0, phrase.find(' ')));
        if (first.ends_with('*')) first.back() = 'x';
        return vocabulary.look_up(first).begins;
    };
    for (const auto entries : {german_entries(), english_entries(), common_entries()}) {
        EXPECT_FALSE(entries.empty());
        for (const auto& entry : entries) EXPECT_TRUE(is_known(entry)) << entry.phrase;
    }
    EXPECT_FALSE(vocabulary.look_up("quittung").begins);
    EXPECT_EQ(vocabulary.look_up("").count, 0U);
}

}  // namespace
}  // namespace konsequenz::conduct
