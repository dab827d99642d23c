#include "conduct/unmask.h"

#include <cassert>

namespace konsequenz::conduct {
namespace {

constexpr std::size_t letters_max = 24;  ///< no abusive word of the tables is longer

char letter_meant(char written) {
    switch (written) {
        case '0': return 'o';
        case '1': return 'i';
        case '3': return 'e';
        case '4': return 'a';
        case '5': return 's';
        case '7': return 't';
        case '8': return 'b';
        default: return written;
    }
}

class Unmasking {
  public:
    Unmasking(std::vector<Word>& words, const Vocabulary& vocabulary, std::string& letters)
        : words_(words), vocabulary_(vocabulary), letters_(letters) {
        // Never more letters than the words have, so that the views stay valid.
        std::size_t size = 0;
        for (const auto& word : words) size += word.folded.size();
        letters_.clear();
        letters_.reserve(size);
    }

    std::size_t run() {
        std::size_t kept = 0;
        for (std::size_t at = 0; at < words_.size(); ++kept) {
            const auto spaced = spaced_from(at);
            words_[kept] = words_[at];
            if (spaced > 1) {
                join(words_[kept], at, spaced);
            } else if (words_[at].shape == Shape::masked || words_[at].is_stretched) {
                rewrite(words_[kept]);
            }
            at += std::max<std::size_t>(spaced, 1);
        }
        words_.resize(kept);
        return count_;
    }

  private:
    [[nodiscard]] bool is_single_letter(std::size_t at) const {
        const auto& word = words_[at];
        return word.folded.size() == 1 && word.shape <= Shape::number;
    }

    /// How many words from here on are the letters of one abusive word; 0 where they are none.
    [[nodiscard]] std::size_t spaced_from(std::size_t at) const {
        constexpr std::size_t letters_min = 4;
        if (!is_single_letter(at)) return 0;
        std::string joined;
        std::size_t found = 0;
        for (auto next = at; next < words_.size() && joined.size() < letters_max && is_single_letter(next); ++next) {
            joined += letter_meant(words_[next].folded.front());
            if (joined.size() >= letters_min && vocabulary_.knows_abuse(joined)) found = joined.size();
        }
        return found;
    }

    void join(Word& word, std::size_t at, std::size_t count) {
        const auto from = letters_.size();
        for (auto next = at; next < at + count; ++next) letters_ += letter_meant(words_[next].folded.front());
        word.end = words_[at + count - 1].end;
        take(word, from);
    }

    void rewrite(Word& word) {
        if (word.folded.size() > letters_max) return;
        const auto from = letters_.size();
        for (const char letter : word.folded) letters_ += word.shape == Shape::masked ? letter_meant(letter) : letter;
        if (vocabulary_.knows_abuse(written(from))) return take(word, from);
        if (word.is_stretched) {
            letters_.resize(from);
            for (const char letter : word.folded) {
                if (letters_.size() == from || letters_.back() != letter) letters_ += letter;
            }
            if (vocabulary_.knows_abuse(written(from))) return take(word, from);
        }
        letters_.resize(from);
    }

    [[nodiscard]] std::string_view written(std::size_t from) const { return std::string_view(letters_).substr(from); }

    void take(Word& word, std::size_t from) {
        word.folded = written(from);
        word.shape = Shape::letters;
        ++count_;
    }

    std::vector<Word>& words_;
    const Vocabulary& vocabulary_;
    std::string& letters_;
    std::size_t count_ = 0;
};

}  // namespace

std::size_t unmask(std::vector<Word>& words, const Vocabulary& vocabulary, std::string& letters) {
    return Unmasking(words, vocabulary, letters).run();
}

}  // namespace konsequenz::conduct
