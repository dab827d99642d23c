#include "conduct/unmask.h"

#include <algorithm>
#include <cassert>
#include <string>

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
        // Never more letters than the words have, and one for each sign that may have been one, so that the views stay
        // valid.
        std::size_t size = 0;
        for (const auto& word : words) size += word.folded.size() + 1;
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
            } else if (const auto parts = cut_from(at); parts > 1) {
                join_cut(words_[kept], at, parts);
                at += parts - 1;
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

    /// A single sign and no blank stands between the word and the one before it, as in `id!ot` and `stu.pid`.
    [[nodiscard]] bool is_cut(std::size_t at) const {
        return at > 0 && at < words_.size() && words_[at].gap >= Gap::clause &&
               words_[at].start == words_[at - 1].end + 1 && words_[at].shape == Shape::letters &&
               words_[at - 1].shape == Shape::letters;
    }

    /// The letters of so many words, with what may have stood for the signs between them.
    [[nodiscard]] std::string joined(std::size_t at, std::size_t count, std::string_view between) const {
        std::string whole(words_[at].folded);
        for (auto next = at + 1; next < at + count; ++next) whole.append(between).append(words_[next].folded);
        return whole;
    }

    /// How many words from here on are one abusive word, cut by signs; 0 where they are none.
    [[nodiscard]] std::size_t cut_from(std::size_t at) const {
        constexpr std::size_t parts_max = 4;
        std::size_t found = 0;
        for (std::size_t count = 2; count <= parts_max && is_cut(at + count - 1); ++count) {
            for (const auto* const between : {"", "i"}) {
                const auto whole = joined(at, count, between);
                if (whole.size() <= letters_max && vocabulary_.knows_abuse(whole)) found = count;
            }
        }
        // Two words of their own that a missing blank brought together: "Idiot.Danke".
        return found > 0 && vocabulary_.knows_abuse(words_[at].folded) ? 0 : found;
    }

    void join_cut(Word& word, std::size_t at, std::size_t count) {
        const auto plain = joined(at, count, "");
        const auto from = letters_.size();
        letters_ += vocabulary_.knows_abuse(plain) ? plain : joined(at, count, "i");
        word.end = words_[at + count - 1].end;
        take(word, from);
    }

    /// Tries a vowel for each star of `b*tch`. Yields whether an abusive word came out.
    bool put_vowels(std::size_t from) {
        constexpr std::string_view vowels = "aeiou";
        const auto star = letters_.find('*', from);
        if (star == std::string::npos) return vocabulary_.knows_abuse(written(from));
        for (const char vowel : vowels) {
            letters_[star] = vowel;
            if (put_vowels(from)) return true;
        }
        letters_[star] = '*';
        return false;
    }

    /// Digits among letters stand for letters, whatever the word is: `d3nken`.
    [[nodiscard]] static bool hides_digits(std::string_view folded) {
        constexpr std::size_t letters_min = 3;
        const auto is_letter = [](char byte) { return byte >= 'a' && byte <= 'z'; };
        return is_letter(folded.front()) && is_letter(folded.back()) &&
               static_cast<std::size_t>(std::ranges::count_if(folded, is_letter)) >= letters_min;
    }

    void rewrite(Word& word) {
        constexpr std::ptrdiff_t stars_max = 2;
        if (word.folded.size() > letters_max) return;
        const auto from = letters_.size();
        const bool is_masked = word.shape == Shape::masked;
        for (const char letter : word.folded) letters_ += is_masked ? letter_meant(letter) : letter;
        if (vocabulary_.knows_abuse(written(from))) return take(word, from);
        const auto stars = std::ranges::count(written(from), '*');
        if (stars > 0 && stars <= stars_max && put_vowels(from)) return take(word, from);
        if (is_masked && stars == 0 && hides_digits(word.folded)) {
            word.folded = written(from);
            return;
        }
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
