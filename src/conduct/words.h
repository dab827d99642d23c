// A text as words: folded so that spelling variants meet, each with its place in the bytes and what stands before it.
//
// Folding: lower case, umlauts as two letters (Ä, ä, ae → ae), ß → ss, other Latin accents dropped, apostrophes, soft
// hyphens and invisible joiners left out. Nothing here depends on a locale.
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

struct Word {
    std::uint32_t start = 0;  ///< first byte in the text
    std::uint32_t end = 0;    ///< the byte after the last
    std::string_view folded;
    Gap gap = Gap::sentence;
    Initial initial = Initial::lower_case;
    Voice voice = Voice::own;
};

/// The words of a text, in order. Keeps its own copy of the folded letters; not copied, since words point into it.
class Words {
  public:
    explicit Words(std::string_view text);
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;

    [[nodiscard]] const std::vector<Word>& list() const { return list_; }

  private:
    std::string letters_;
    std::vector<Word> list_;
};

/// One word or phrase in its folded form, as the tables of the lexicon are looked up. `*` stays.
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace konsequenz::conduct
