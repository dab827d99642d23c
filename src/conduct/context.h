// Who is spoken of around a place in a text: the questions that reading a cue rests on.
//
// Every question looks at a fixed number of words at most, so that reading stays linear in the text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "conduct/cache_memory.h"
#include "conduct/vocabulary.h"
#include "conduct/words.h"

namespace konsequenz::conduct {

/// Whom a phrase is about.
enum class Aim : std::uint8_t {
    nobody,
    writer,           ///< who writes says it of themselves
    reader,           ///< the person spoken to
    reader_directly,  ///< called so to the face: "you idiot"
    employee,
    someone,  ///< any other person
    company,
    product,
};

/// Words first to last, both included.
struct Stretch {
    std::size_t first = 0;
    std::size_t last = 0;
};

class Context {
  public:
    /// Forgets the text before, and keeps its memory. The words must outlive the context or its next reading.
    void read(std::span<const Word> words);

    [[nodiscard]] std::size_t size() const { return words_.size(); }
    [[nodiscard]] const Word& word(std::size_t at) const { return words_[at]; }
    [[nodiscard]] const Looked& looked(std::size_t at) const { return looked_[at]; }
    /// word_hash of the word.
    [[nodiscard]] std::uint64_t hash(std::size_t at) const { return hashes_[at]; }
    [[nodiscard]] bool has(std::size_t at, Role role) const { return at < looked_.size() && looked_[at].has(role); }
    [[nodiscard]] bool same_sentence(std::size_t a, std::size_t b) const { return sentences_[a] == sentences_[b]; }

    /// Sie only where it is written as the address.
    [[nodiscard]] bool is_second_person(std::size_t at) const;
    [[nodiscard]] bool starts_insult_noun(std::size_t at) const;
    /// Outside quotation marks.
    [[nodiscard]] std::size_t own_words() const { return own_words_; }
    /// Inside quotation marks, where something stands outside them.
    [[nodiscard]] bool is_quoted(const Stretch& stretch) const;
    /// Told as another person's word: "she called me …".
    [[nodiscard]] bool is_reported(const Stretch& stretch) const;
    /// Denied in the same clause shortly before.
    [[nodiscard]] bool is_negated(const Stretch& stretch, std::size_t reach = 5) const;
    /// Of a noun: "you idiot", "the agent is an idiot", "Idiots!".
    [[nodiscard]] Aim aim_of_noun(const Stretch& stretch) const;
    /// Of a property: "you are stupid", "your stupid app".
    [[nodiscard]] Aim aim_of_property(const Stretch& stretch) const;
    /// The nearest thing or person named in the sentence, else in the text; nobody where none is.
    [[nodiscard]] Aim nearest_thing(const Stretch& stretch) const;
    /// Someone of the staff is spoken to or of in the sentence.
    [[nodiscard]] bool concerns_staff(const Stretch& stretch) const;

  private:
    /// What a word was looked up as, kept since a few words make most of a text; one line of the processor's cache.
    struct alignas(64) Kept {
        std::array<char, 31> letters{};
        std::uint8_t size = 0;  ///< 0 where the place is free
        Looked looked;
    };

    [[nodiscard]] const Looked& look_up(std::string_view folded, std::uint64_t hash);
    [[nodiscard]] bool starts_property(std::size_t at) const;
    [[nodiscard]] bool starts_kind(std::size_t at, Kind kind) const;
    [[nodiscard]] bool starts_clause(std::size_t at) const {
        return at >= words_.size() || words_[at].gap >= Gap::clause;
    }
    [[nodiscard]] bool is_address(std::size_t at) const;
    [[nodiscard]] std::size_t skip_back(std::size_t at) const;
    [[nodiscard]] Aim subject_before(std::size_t at, std::size_t reach) const;
    [[nodiscard]] bool is_attribute(std::size_t at) const;
    [[nodiscard]] Aim thing_at(std::size_t at) const;
    [[nodiscard]] Aim third_person_before(std::size_t at) const;
    [[nodiscard]] bool is_vocative(const Stretch& stretch) const;

    std::span<const Word> words_;
    const Vocabulary& vocabulary_ = Vocabulary::shared();
    std::vector<Looked> looked_;
    std::vector<std::uint64_t> hashes_;
    CacheMemory<Kept> kept_;
    Looked unkept_;
    std::vector<std::uint32_t> sentences_;  ///< the number of each word's sentence
    std::size_t own_words_ = 0;             ///< outside quotation marks
    bool has_upper_case_ = false;
    bool addresses_reader_ = false;
};

}  // namespace konsequenz::conduct
