// The hashed features of a word: itself, the pair with the word before, and its runs of three to five letters.
//
// The trainer and the model call the same code, so that what was learned is what is looked up. A feature is 64 bits of
// a hash; its row in the model is named by the low bits and checked by the high ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace konsequenz::conduct {

enum class Grain : std::uint8_t { letters, word };

/// What a word's features are made of.
struct WordForm {
    std::string_view letters;
    std::uint64_t itself = 0;  ///< its hash
    std::uint64_t before = 0;  ///< hash of the word before, 0 where there is none
    bool is_whole = false;     ///< no runs of letters: a number, a sign, a word that is masked on purpose
    bool is_unmeant = false;   ///< quoted, denied or said of a thing: features of its own
    bool is_near_reader = false;
    bool is_near_staff = false;
    bool is_denied = false;
};

inline constexpr std::size_t word_letters_max = 40;  ///< bytes of a word that are read
/// So many features has a word at most: five of words, three runs for each place.
inline constexpr std::size_t word_features_max = 5 + 3 * (word_letters_max + 2);

namespace detail {
inline constexpr std::uint64_t ngram_seed = 0x9E3779B97F4A7C15ULL;
inline constexpr std::uint64_t ngram_factor = 0xD6E8FEB86659FD93ULL;

constexpr std::uint64_t mix(std::uint64_t hash) {
    hash = (hash ^ hash >> 32) * ngram_factor;
    return hash ^ hash >> 29;
}
constexpr std::uint64_t step(std::uint64_t hash, char byte) {
    return (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3ULL;
}
}  // namespace detail

/// The hash by which a word is known to the pair that it begins.
[[nodiscard]] constexpr std::uint64_t word_hash(std::string_view letters) {
    auto hash = detail::ngram_seed;
    for (const char byte : letters.substr(0, word_letters_max)) hash = detail::step(hash, byte);
    return detail::mix(hash);
}

namespace detail {
[[nodiscard]] constexpr std::uint64_t voice_of(const WordForm& word) {
    return word.is_unmeant ? 0x5851F42D4C957F2DULL : 0;
}
}  // namespace detail

/// Those that hang on the words around: at most four.
template <class Visit>
void each_feature_around(const WordForm& word, std::uint64_t itself, Visit&& visit) {
    visit(detail::mix((itself ^ detail::voice_of(word)) + word.before * 3), Grain::word);
    if (word.is_near_reader) visit(detail::mix(itself + 0x1111), Grain::word);
    if (word.is_near_staff) visit(detail::mix(itself + 0x2222), Grain::word);
    if (word.is_denied) visit(detail::mix(itself + 0x3333), Grain::word);
}

/// Those of the word alone: letters, is_whole and is_unmeant say all of them. The word itself comes first.
template <class Visit>
void each_feature_of_word(const WordForm& word, std::uint64_t itself, Visit&& visit) {
    const auto letters = word.letters.substr(0, word_letters_max);
    const auto voice = detail::voice_of(word);
    visit(detail::mix(itself ^ voice), Grain::word);
    if (word.is_whole) return;
    // The word between two marks, so that a beginning and an end are told from the middle.
    const auto size = letters.size() + 2;
    const auto byte = [&](std::size_t at) { return at == 0 || at == size - 1 ? ' ' : letters[at - 1]; };
    for (std::size_t from = 0; from + 3 <= size; ++from) {
        auto hash = detail::step(detail::step(detail::step(detail::ngram_seed ^ voice, byte(from)), byte(from + 1)),
                                 byte(from + 2));
        visit(detail::mix(hash + 3), Grain::letters);
        for (std::size_t length = 4; length <= 5 && from + length <= size; ++length) {
            hash = detail::step(hash, byte(from + length - 1));
            visit(detail::mix(hash + length), Grain::letters);
        }
    }
}

/// Calls visit(hash, grain) for each feature, in an order that is always the same.
template <class Visit>
void each_feature(const WordForm& word, Visit&& visit) {
    each_feature_of_word(word, word.itself, visit);
    each_feature_around(word, word.itself, visit);
}

}  // namespace konsequenz::conduct
