#include "conduct/reading.h"

#include <algorithm>

#include "conduct/unmask.h"

namespace konsequenz::conduct {
namespace {

enum Near : std::uint8_t { near_reader = 1, near_staff = 2, denied = 4 };

/// All groups are one word, so that none weighs more than another.
constexpr std::string_view any_group = "\x01";
constexpr std::string_view any_number = "0";

bool is_foreign_script(const Word& word) {
    return word.shape == Shape::letters && static_cast<std::uint8_t>(word.folded.front()) >= 0x80;
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
    mark_neighbours();
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
void TextReading::mark_neighbours() {
    constexpr std::size_t reach = 4;
    hashes_.clear();
    neighbours_.assign(size(), 0);
    for (std::size_t at = 0; at < size(); ++at) {
        const auto& looked = context_.looked(at);
        hashes_.push_back(word_hash(form(at).letters));
        std::uint8_t near = 0;
        if (looked.has(Role::second_person) || (looked.has(Role::formal) && context_.is_second_person(at)))
            near |= near_reader;
        if (looked.has(Role::employee)) near |= near_staff;
        if (looked.has(Role::negation)) near |= denied;
        if (near == 0) continue;
        for (auto next = at + 1; next <= at + reach && next < size() && context_.same_sentence(at, next); ++next)
            neighbours_[next] |= near;
    }
}

WordForm TextReading::form(std::size_t at) const {
    const auto& word = context_.word(at);
    WordForm form;
    form.letters = word.folded;
    if (word.shape == Shape::number) form.letters = any_number;
    if (context_.has(at, Role::identity)) form.letters = any_group;
    form.is_whole = (word.shape != Shape::letters && word.shape != Shape::masked) || form.letters == any_group;
    if (at < hashes_.size()) {
        constexpr std::size_t own_words_min = 3;
        form.before = at > 0 ? hashes_[at - 1] : 0;
        form.is_quoted = word.voice == Voice::quoted && context_.own_words() >= own_words_min;
        form.is_near_reader = (neighbours_[at] & near_reader) != 0;
        form.is_near_staff = (neighbours_[at] & near_staff) != 0;
        form.is_denied = (neighbours_[at] & denied) != 0;
    }
    return form;
}

}  // namespace konsequenz::conduct
