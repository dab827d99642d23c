#include "conduct/vocabulary.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

#include "conduct/embedded.h"

namespace konsequenz::conduct {

using namespace detail;

const Vocabulary& Vocabulary::shared() {
    static const Vocabulary vocabulary(embedded_vocabulary());
    return vocabulary;
}

Vocabulary::Vocabulary(std::string_view bytes) {
    assert(bytes.size() >= sizeof header_);
    std::memcpy(&header_, bytes.data(), sizeof header_);
    const auto* at = bytes.data() + eights(sizeof header_);
    const auto part = [&](std::size_t size) {
        const auto* const from = at;
        at += eights(size);
        return from;
    };
    forms_ = reinterpret_cast<const VocabularyForm*>(part(header_.forms * sizeof(VocabularyForm)));
    phrases_ = reinterpret_cast<const Phrase*>(part(header_.phrases * sizeof(Phrase)));
    slots_ = reinterpret_cast<const VocabularySlot*>(part(vocabulary_slots * sizeof(VocabularySlot)));
    tags_ = reinterpret_cast<const std::uint16_t*>(part(vocabulary_slots * sizeof(std::uint16_t)));
    text_ = part(header_.text_bytes);
    assert(at == bytes.data() + bytes.size());
}

std::span<const Phrase> Vocabulary::phrases_with(const VocabularyForm& form, FormId next) const {
    const std::span closed(phrases_ + form.phrases_at, form.closed);
    const auto found =
        std::ranges::equal_range(closed, next, {}, [](const Phrase& phrase) { return phrase.places[1]; });
    return {found.begin(), found.end()};
}

bool Vocabulary::knows_abuse(std::string_view folded) const {
    constexpr auto bit = [](Kind kind) { return 1U << static_cast<std::uint32_t>(kind); };
    constexpr auto abuse = bit(Kind::insult_noun) | bit(Kind::strong_word) | bit(Kind::slur) | bit(Kind::profanity) |
                           bit(Kind::accusation) | bit(Kind::attack);
    return (look_up(folded).kinds & abuse) != 0;
}

const VocabularySlot* Vocabulary::slot(std::uint64_t hash, std::string_view text) const {
    for (auto place = vocabulary_place(hash);; place = (place + 1) & (vocabulary_slots - 1)) {
        if (tags_[place] == 0) return nullptr;
        const auto& found = slots_[place];
        if (tags_[place] == vocabulary_tag(hash) && std::string_view(text_ + found.text_at, found.text_size) == text)
            return &found;
    }
}

Looked Vocabulary::look_up(std::string_view folded) const {
    Looked looked;
    // All beginnings are hashed before the first is looked for, so that memory has time to bring their places.
    constexpr std::size_t beginnings_max = 64;
    std::array<std::uint64_t, beginnings_max + 1> hashes;
    const auto longest = std::min<std::size_t>(header_.stem_size_max, beginnings_max);
    auto hash = vocabulary_hash_start;
    for (std::size_t size = 1; size <= folded.size(); ++size) {
        hash = vocabulary_hash_on(hash, folded[size - 1]);
        if (size < vocabulary_stem_size_min || size > longest) continue;
        hashes[size] = hash;
        __builtin_prefetch(tags_ + vocabulary_place(hash));
    }
    const auto first = std::min<std::size_t>(vocabulary_stem_size_min, folded.size());
    for (std::size_t size = std::max<std::size_t>(first, 1); size <= folded.size(); ++size) {
        const bool is_whole = size == folded.size();
        if (!is_whole && size > longest) continue;
        const auto* found = slot(is_whole ? hash : hashes[size], folded.substr(0, size));
        if (found == nullptr) continue;
        for (const auto id : {found->stem, is_whole ? found->exact : no_form}) {
            if (id == no_form || looked.count == looked.forms.size()) continue;
            const auto& form = forms_[static_cast<std::size_t>(id)];
            looked.forms[looked.count++] = id;
            looked.roles |= form.roles;
            looked.kinds |= form.kinds;
            looked.begins = looked.begins || form.phrases > 0;
        }
    }
    return looked;
}

}  // namespace konsequenz::conduct
