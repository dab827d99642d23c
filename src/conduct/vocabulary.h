// The cues made ready to be looked up: a word's roles and the entries that begin with it, in constant time a word.
//
// The tables are laid out while the program is built (program/make_vocabulary.cpp) and lie in it as they are looked
// up, so that a start costs nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "conduct/cue_table.h"

namespace konsequenz::conduct {

/// A form is a word of the tables, a stem one with `*`.
using FormId = std::int16_t;
inline constexpr FormId no_form = -1;
inline constexpr FormId gap_form = -2;  ///< `_` in a phrase

/// What a word of a text is in the tables: it may fit a form to the letter and several stems by its beginning.
struct Looked {
    std::array<FormId, 4> forms{no_form, no_form, no_form, no_form};  ///< the first `count`; the shortest stems first
    std::uint32_t count = 0;
    std::uint32_t roles = 0;  ///< of all its forms
    bool begins = false;      ///< a phrase begins with one of them
    std::uint32_t kinds = 0;  ///< of the entries that are this word alone: bit n for the n-th Kind

    [[nodiscard]] bool is(FormId form) const { return form >= 0 && std::ranges::find(forms, form) != forms.end(); }
    [[nodiscard]] bool has(Role role) const { return (roles & static_cast<std::uint32_t>(role)) != 0; }
    [[nodiscard]] bool is_alone(Kind kind) const { return (kinds >> static_cast<std::uint32_t>(kind) & 1U) != 0; }
};

inline constexpr std::size_t phrase_forms_max = 10;

struct Phrase {
    Kind kind = Kind::harmless;
    std::int8_t weight = 0;
    Language language = Language::unknown;  ///< unknown: of either language
    std::uint8_t size = 0;
    std::uint32_t order = 0;  ///< of two phrases as long, the one with the lower order holds
    std::array<FormId, phrase_forms_max> places{};

    [[nodiscard]] std::span<const FormId> forms() const { return std::span(places).first(size); }
};

/// The tables as they lie in the program. A form's phrases stand together, by their second form where there is one, the
/// open ones last.
struct VocabularyForm {
    std::uint32_t roles = 0;
    std::uint32_t kinds = 0;
    std::uint64_t seconds = 0;  ///< bit n: one has a second form that 64 divides with a rest of n
    std::uint32_t phrases_at = 0;
    std::uint16_t phrases = 0;
    std::uint16_t closed = 0;  ///< how many have a second form
};

/// Open addressing.
struct VocabularySlot {
    std::uint32_t text_at = 0;
    std::uint16_t text_size = 0;
    FormId exact = no_form;
    FormId stem = no_form;
    std::uint16_t unused = 0;
};

/// The parts follow it in this order: forms, phrases, slots, tags, text; each begins at a multiple of eight bytes.
struct VocabularyHeader {
    std::uint32_t forms = 0;
    std::uint32_t phrases = 0;
    std::uint32_t text_bytes = 0;
    std::uint32_t stem_size_max = 0;
};

inline constexpr std::size_t vocabulary_slots = 16'384;  ///< a power of two, about three times the words of the tables
inline constexpr std::size_t vocabulary_stem_size_min = 3;

namespace detail {
inline constexpr std::uint64_t vocabulary_hash_start = 0xCBF29CE484222325ULL;
constexpr std::uint64_t vocabulary_hash_on(std::uint64_t hash, char byte) {
    return (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3ULL;
}
constexpr std::size_t vocabulary_place(std::uint64_t hash) { return (hash ^ hash >> 29) & (vocabulary_slots - 1); }
constexpr std::uint16_t vocabulary_tag(std::uint64_t hash) { return static_cast<std::uint16_t>(hash >> 48 | 1U); }
constexpr std::size_t eights(std::size_t bytes) { return (bytes + 7) / 8 * 8; }
}  // namespace detail

class Vocabulary {
  public:
    /// The one that the tables give.
    static const Vocabulary& shared();

    /// A folded word. In time linear in its length.
    [[nodiscard]] Looked look_up(std::string_view folded) const;
    /// The word alone is an insult, a slur or profanity.
    [[nodiscard]] bool knows_abuse(std::string_view folded) const;
    /// The phrases that begin with a form and go on with that of the next word, longest first.
    [[nodiscard]] std::span<const Phrase> phrases(FormId form, FormId next) const {
        const auto& of = forms_[static_cast<std::size_t>(form)];
        const bool may_go_on = (of.seconds >> (static_cast<std::uint32_t>(next) % 64) & 1U) != 0;
        return may_go_on ? phrases_with(of, next) : std::span<const Phrase>();
    }
    /// Those whose second word may be any, and those of one word.
    [[nodiscard]] std::span<const Phrase> open_phrases(FormId form) const {
        const auto& of = forms_[static_cast<std::size_t>(form)];
        return {phrases_ + of.phrases_at + of.closed, static_cast<std::size_t>(of.phrases - of.closed)};
    }

  private:
    /// The bytes were laid out by the build, at an address that eight divides.
    explicit Vocabulary(std::string_view bytes);
    [[nodiscard]] std::span<const Phrase> phrases_with(const VocabularyForm& form, FormId next) const;
    [[nodiscard]] const VocabularySlot* slot(std::uint64_t hash, std::string_view text) const;

    VocabularyHeader header_;
    const VocabularyForm* forms_ = nullptr;
    const Phrase* phrases_ = nullptr;
    const VocabularySlot* slots_ = nullptr;
    /// A few bits of each slot's hash, 0 where it is empty: small enough for the first cache.
    const std::uint16_t* tags_ = nullptr;
    const char* text_ = nullptr;
};

}  // namespace konsequenz::conduct
