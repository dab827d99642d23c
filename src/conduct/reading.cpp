#include "conduct/reading.h"

#include <algorithm>
#include <array>
#include <utility>

#include "conduct/unmask.h"

namespace konsequenz::conduct {
namespace {

enum Near : std::uint8_t { near_reader, near_staff, denied };

/// All groups are one word, so that none weighs more than another.
constexpr std::string_view any_group = "\x01";
constexpr std::string_view any_number = "0";

bool is_foreign_script(const Word& word) {
    return word.shape == Shape::letters && static_cast<std::uint8_t>(word.folded.front()) >= 0x80;
}

/// Denied, told of another, or said of the writer or of a thing.
bool is_unmeant(const Cue& cue) {
    if (cue.is_negated || cue.is_reported || cue.is_quoted) return true;
    switch (cue.kind) {
        case Kind::insult_noun:
        case Kind::strong_word:
        case Kind::mild_word:
        case Kind::accusation:
        case Kind::attack: return cue.aim == Aim::writer || cue.aim == Aim::product;
        default: return false;
    }
}

}  // namespace

void TextReading::read(std::string_view text) {
    words_.read(text);
    const auto unmasked = unmask(words_.list(), Vocabulary::shared(), unmasked_);
    context_.read(words_.list());
    count_languages();
    const auto language = languages_.german > 2 * languages_.english   ? Language::german
                          : languages_.english > 2 * languages_.german ? Language::english
                                                                       : Language::unknown;
    find_cues(context_, language, cues_);
    find_named_features({context_, cues_, words_.marks(), unmasked}, named_);
    make_forms();
}

void TextReading::count_languages() {
    languages_ = {};
    for (std::size_t at = 0; at < size(); ++at) {
        const auto& word = context_.word(at);
        if (word.shape != Shape::letters && word.shape != Shape::masked) continue;
        ++languages_.letter_words;
        const auto& looked = context_.looked(at);
        if (looked.has(Role::german)) ++languages_.german;
        if (looked.has(Role::english)) ++languages_.english;
        if (looked.has(Role::foreign) || is_foreign_script(word)) ++languages_.foreign;
    }
}

/// Who is spoken to or of shortly before, and whether it is denied.
void TextReading::make_forms() {
    constexpr std::size_t reach = 4;
    constexpr std::size_t own_words_min = 3;
    constexpr auto telling = Role::second_person | Role::formal | Role::employee | Role::negation;
    const bool may_quote = context_.own_words() >= own_words_min;
    forms_.resize(size());
    std::array<std::size_t, 3> until{};  // of each of Near: the word that it reaches no longer
    std::uint64_t before = 0;
    for (std::size_t at = 0; at < size(); ++at) {
        const auto& word = context_.word(at);
        const auto& looked = context_.looked(at);
        if (word.gap == Gap::sentence) until = {};
        auto& form = forms_[at];
        const bool is_group = looked.has(Role::identity);
        const bool is_number = word.shape == Shape::number;
        form.letters = is_group ? any_group : is_number ? any_number : word.folded;
        form.itself = is_group || is_number ? word_hash(form.letters) : context_.hash(at);
        form.before = std::exchange(before, form.itself);
        form.is_whole = (word.shape != Shape::letters && word.shape != Shape::masked) || is_group;
        form.is_unmeant = may_quote && word.voice == Voice::quoted;
        form.is_near_reader = at < until[near_reader];
        form.is_near_staff = at < until[near_staff];
        form.is_denied = at < until[denied];
        if ((looked.roles & telling) == 0) continue;
        if (looked.has(Role::second_person) || (looked.has(Role::formal) && context_.is_second_person(at)))
            until[near_reader] = at + reach + 1;
        if (looked.has(Role::employee)) until[near_staff] = at + reach + 1;
        if (looked.has(Role::negation)) until[denied] = at + reach + 1;
    }
    mark_unmeant();
}

/// They are features of their own, so that what such a word is worth as an insult does not count.
void TextReading::mark_unmeant() {
    for (const auto& cue : cues_) {
        if (!is_unmeant(cue)) continue;
        for (auto at = cue.words.first; at <= cue.words.last; ++at) forms_[at].is_unmeant = true;
    }
}

}  // namespace konsequenz::conduct
