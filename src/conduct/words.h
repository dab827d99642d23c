// A text as words: folded so that spelling variants meet, each with its place in the bytes and what stands before it.
//
// Folding: lower case, umlauts as two letters (Ä, ä, ae → ae), ß → ss, other Latin accents dropped, apostrophes, soft
// hyphens and invisible joiners left out, look-alike letters of other alphabets read as the Latin ones they pretend to
// be, letters repeated three times and more kept twice. Mentions and links are one word each whatever they say, a
// pictograph is a word, a hashtag is split where a capital begins. Nothing here depends on a locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace konsequenz::conduct {

/// What stands between a word and the one before it; each includes the ones before.
enum class Gap : std::uint8_t { blank, clause, sentence };
enum class Initial : std::uint8_t { lower_case, upper_case };
enum class Voice : std::uint8_t { own, quoted };
/// Masked: letters and digits or signs mixed, as in `1d1ot` and `sch***e`.
enum class Shape : std::uint8_t { letters, masked, number, pictograph, mention, link };

struct Word {
    std::uint32_t start = 0;  ///< first byte in the text
    std::uint32_t end = 0;    ///< the byte after the last
    std::string_view folded;
    Gap gap = Gap::sentence;
    Initial initial = Initial::lower_case;
    Voice voice = Voice::own;
    Shape shape = Shape::letters;
    bool is_shouted = false;    ///< three letters or more, all capitals
    bool is_stretched = false;  ///< letters left out that were repeated
};

/// What stands between the words.
struct Marks {
    std::uint32_t exclamations = 0;
    std::uint32_t questions = 0;
};

/// The words of a text, in order. Keeps its own copy of the folded letters; not copied, since words point into it.
/// Meant to be used for many texts one after the other: it keeps its memory.
class Words {
  public:
    Words() = default;
    explicit Words(std::string_view text) { read(text); }
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;

    /// Forgets the text before.
    void read(std::string_view text);

    [[nodiscard]] const std::vector<Word>& list() const { return list_; }
    [[nodiscard]] std::vector<Word>& list() { return list_; }
    [[nodiscard]] const Marks& marks() const { return marks_; }

  private:
    std::string letters_;
    std::vector<Word> list_;
    Marks marks_;
};

/// One word or phrase in its folded form, as the tables of cues are looked up. `*` stays.
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace konsequenz::conduct
