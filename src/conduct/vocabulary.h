// The cues made ready to be looked up: a word's roles and the entries that begin with it, in constant time a word.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "conduct/cue_table.h"

namespace konsequenz::conduct {

/// A form is a word of the tables, a stem one with `*`.
using FormId = std::int32_t;
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

struct Phrase {
    Kind kind = Kind::harmless;
    int weight = 0;
    Language language = Language::unknown;  ///< unknown: of either language
    std::vector<FormId> forms;
    std::uint32_t order = 0;  ///< of two phrases as long, the one with the lower order holds
};

class Vocabulary {
  public:
    /// The one that the tables give; built at the first call.
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
        return std::span(of.phrases).subspan(of.closed);
    }

  private:
    struct Form {
        std::uint32_t roles = 0;
        std::uint32_t kinds = 0;
        std::vector<Phrase> phrases;  ///< by the second form where there is one, the open ones last
        std::size_t closed = 0;       ///< how many have a second form
        std::uint64_t seconds = 0;    ///< bit n: one has a second form that 64 divides with a rest of n
    };
    struct Slot {
        FormId exact = no_form;
        FormId stem = no_form;
        std::string text;
    };

    Vocabulary();
    static void sort_phrases(Form& form);
    [[nodiscard]] static std::span<const Phrase> phrases_with(const Form& form, FormId next);
    FormId form_of(std::string_view written);
    void add_phrase(std::string_view written, Kind kind, int weight, Language language);
    void add_entries(std::span<const Entry> entries, Language language);
    void add_lists(std::span<const CueWords> words, std::span<const CuePhrases> phrases, Language language);
    void add_roles(std::span<const RoleWords> rows);
    void add_bare_form(std::string_view written, FormId form);
    void add_slot(std::string_view text, FormId form, bool is_stem);
    [[nodiscard]] const Slot* slot(std::uint64_t hash, std::string_view text) const;

    std::vector<Form> forms_;
    std::unordered_map<std::string, FormId> ids_;  ///< only while building; never iterated
    std::vector<Slot> slots_;                      ///< open addressing, a power of two long
    std::vector<std::uint16_t>
        tags_;  ///< a few bits of each slot's hash, 0 where it is empty: small enough for the first cache
    std::size_t stem_size_max_ = 0;
};

}  // namespace konsequenz::conduct
