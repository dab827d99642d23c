// The cues as they are written by hand: phrases that may count against or for a contact, and the words around them.
// They are features of the model, which learns what each is worth; none is a verdict.
//
// A phrase is words with blanks between; `*` at a word's end stands for any ending, `_` for up to three words of the
// same sentence. Umlauts and case do not matter: both sides are folded (words.h).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "conduct/assessment.h"

namespace konsequenz::conduct {

/// What a phrase needs around it before it counts.
enum class Kind : std::uint8_t {
    insult_noun,  ///< a person as an insult: counts with a person as its target
    strong_word,  ///< an insulting property: counts where it is said of a person
    mild_word,    ///< a harsh property: disrespect to the reader's face, criticism of anyone and anything else
    accusation,   ///< liar, cheat: disrespect to the reader's face, criticism of a company
    attack,       ///< an insult that carries its person in itself
    put_down,     ///< disrespect that carries its person in itself
    slur,         ///< derogatory for a group whatever stands around it
    exclusion,    ///< a phrase that denies a group its place
    violence,     ///< violence to the reader: counts with the writer, or the writer's people, as its subject
    menace,       ///< a threat in itself
    profanity,    ///< rough language at nobody: criticism
    complaint,    ///< what critics say: criticism
    harmless,     ///< looks like an entry and is none: never counts
    lawful,       ///< lawyer, court, chargeback: a right, so criticism and never a threat
    review,       ///< an announced review or a call to the press: a right as well
    distress,     ///< the writer is ill, mourns, is at their wits' end
    watch,        ///< says that the writer knows where or when somebody can be found: a threat
    blackmail,    ///< what is untrue or private is to be told: a threat
    sexual,       ///< speaks of sex or of somebody's body: says nothing of itself, and much where staff is spoken to
};

struct Entry {
    std::string_view phrase;
    Kind kind;
    int weight;  ///< the severity that it suggests, 0 to 4
    std::string_view note = {};
};

/// What a word is good for beside the entries; a word may have several.
enum class Role : std::uint32_t {
    first_person = 1U << 0,
    second_person = 1U << 1,
    formal = 1U << 2,  ///< German Sie and Ihr: the second person only where they are written so
    third_person = 1U << 3,
    negation = 1U << 4,
    copula = 1U << 5,         ///< are, sind: links a person with a property
    singular_verb = 1U << 6,  ///< ist, hat: after `Sie` it says that she is meant
    filler = 1U << 7,         ///< so, really, ein: may stand between
    employee = 1U << 8,
    company = 1U << 9,
    product = 1U << 10,
    group = 1U << 11,      ///< people by origin, faith, sex, colour, disability, age: neutral in itself
    qualifier = 1U << 12,  ///< dirty, filthy: derogatory right before a group
    reporting = 1U << 13,  ///< said, called: what follows may be someone else's word
    likeness = 1U << 14,   ///< like, as: "treated like an idiot"
    german = 1U << 15,     ///< a word that tells the language
    english = 1U << 16,
    informal = 1U << 17,  ///< ihr: the second person only before a plural verb or an insult
    plural_verb = 1U << 18,
    possessive = 1U << 19,  ///< your: belongs to what follows, so that "your idiots" is no address
    article = 1U << 21,
    preposition = 1U << 22,
    object_form = 1U << 20,  ///< me, mich: something is done to the writer
    imperative = 1U << 23,   ///< a verb that orders where it begins a clause
    condition = 1U << 24,    ///< if, sonst: what follows hangs on something
    foreign = 1U << 25,      ///< a small word of a language that is not read
    identity = 1U << 26,     ///< as group, and read as one and the same word, so that no group weighs more than another
    kin = 1U << 27,          ///< family, home, body: what a threat reaches for
    polite = 1U << 28,       ///< please, thanks
    future = 1U << 29,       ///< will, werde: what is announced
    knowing = 1U << 30,      ///< know, saw, waiting: who follows somebody says so
    ability = 1U << 31,      ///< couldn't, könntest: what somebody is not even good for
};

constexpr std::uint32_t operator|(Role a, Role b) {
    return static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b);
}
constexpr std::uint32_t operator|(std::uint32_t a, Role b) { return a | static_cast<std::uint32_t>(b); }

/// Words of one role set, blanks between; `*` as above.
struct RoleWords {
    std::uint32_t roles;
    std::string_view words;
};

/// Words of one kind and severity, blanks between; `*` as above.
struct CueWords {
    Kind kind;
    int weight;
    std::string_view words;
};

/// Phrases of one kind and severity, `|` between.
struct CuePhrases {
    Kind kind;
    int weight;
    std::string_view phrases;
};

[[nodiscard]] std::span<const CueWords> german_cue_words();
[[nodiscard]] std::span<const CueWords> english_cue_words();
[[nodiscard]] std::span<const CuePhrases> german_cue_phrases();
[[nodiscard]] std::span<const CuePhrases> english_cue_phrases();
[[nodiscard]] std::span<const Entry> german_entries();
[[nodiscard]] std::span<const Entry> english_entries();
/// Entries that mean the same in both languages.
[[nodiscard]] std::span<const Entry> common_entries();
[[nodiscard]] std::span<const RoleWords> german_roles();
[[nodiscard]] std::span<const RoleWords> english_roles();

}  // namespace konsequenz::conduct
