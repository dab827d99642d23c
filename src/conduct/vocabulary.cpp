#include "conduct/vocabulary.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "conduct/words.h"

namespace konsequenz::conduct {
namespace {

constexpr std::size_t slot_count = 16'384;  // about four times the words of the tables
constexpr std::size_t stem_size_min = 3;

constexpr std::uint64_t hash_start = 0xCBF29CE484222325ULL;
constexpr std::uint64_t hash_on(std::uint64_t hash, char byte) {
    return (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3ULL;
}
constexpr std::size_t place_of(std::uint64_t hash) { return (hash ^ hash >> 29) & (slot_count - 1); }

constexpr std::uint16_t tag_of(std::uint64_t hash) { return static_cast<std::uint16_t>(hash >> 48 | 1U); }

std::uint64_t hash_of(std::string_view text) {
    auto hash = hash_start;
    for (const char byte : text) hash = hash_on(hash, byte);
    return hash;
}

std::vector<std::string_view> split(std::string_view text, char between) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(between), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// `blöd` as `blod`: how it is written where a keyboard has no umlauts.
std::string without_dots(std::string_view written) {
    std::string bare;
    for (std::size_t at = 0; at < written.size(); ++at) {
        const auto pair = written.substr(at, 2);
        const auto letter = pair == "ä" ? 'a' : pair == "ö" ? 'o' : pair == "ü" ? 'u' : '\0';
        bare += letter != 0 ? letter : written[at];
        if (letter != 0) ++at;
    }
    return bare;
}

/// Words of a complaint may become other words without their dots; these become none.
bool may_lose_dots(Kind kind) {
    return kind == Kind::insult_noun || kind == Kind::strong_word || kind == Kind::attack || kind == Kind::slur ||
           kind == Kind::violence;
}

}  // namespace

const Vocabulary& Vocabulary::shared() {
    static const Vocabulary vocabulary;
    return vocabulary;
}

Vocabulary::Vocabulary() : slots_(slot_count), tags_(slot_count) {
    add_roles(german_roles());
    add_roles(english_roles());
    add_entries(german_entries(), Language::german);
    add_entries(english_entries(), Language::english);
    add_entries(common_entries(), Language::unknown);
    add_lists(german_cue_words(), german_cue_phrases(), Language::german);
    add_lists(english_cue_words(), english_cue_phrases(), Language::english);
    for (auto& form : forms_) sort_phrases(form);
    ids_.clear();
}

void Vocabulary::sort_phrases(Form& form) {
    const auto second = [](const Phrase& phrase) {
        constexpr auto last = std::numeric_limits<FormId>::max();
        return phrase.forms.size() < 2 || phrase.forms[1] == gap_form ? last : phrase.forms[1];
    };
    for (std::size_t at = 0; at < form.phrases.size(); ++at) form.phrases[at].order = static_cast<std::uint32_t>(at);
    std::ranges::stable_sort(form.phrases, [&](const Phrase& a, const Phrase& b) {
        if (second(a) != second(b)) return second(a) < second(b);
        return a.forms.size() > b.forms.size();
    });
    const auto is_open = [&](const Phrase& phrase) { return second(phrase) == std::numeric_limits<FormId>::max(); };
    form.closed = static_cast<std::size_t>(std::ranges::find_if(form.phrases, is_open) - form.phrases.begin());
    for (std::size_t at = 0; at < form.closed; ++at)
        form.seconds |= std::uint64_t{1} << (static_cast<std::uint32_t>(form.phrases[at].forms[1]) % 64);
}

std::span<const Phrase> Vocabulary::phrases_with(const Form& form, FormId next) {
    const auto closed = std::span(form.phrases).first(form.closed);
    const auto found = std::ranges::equal_range(closed, next, {}, [](const Phrase& phrase) { return phrase.forms[1]; });
    return {found.begin(), found.end()};
}

FormId Vocabulary::form_of(std::string_view written) {
    if (written == "_") return gap_form;
    auto text = fold(written);
    const auto [known, is_new] = ids_.try_emplace(text, static_cast<FormId>(forms_.size()));
    if (!is_new) return known->second;
    forms_.emplace_back();
    const bool is_stem = text.ends_with('*');
    if (is_stem) text.pop_back();
    assert(!is_stem || text.size() >= stem_size_min);
    add_slot(text, known->second, is_stem);
    if (is_stem) stem_size_max_ = std::max(stem_size_max_, text.size());
    return known->second;
}

void Vocabulary::add_bare_form(std::string_view written, FormId form) {
    auto bare = without_dots(written);
    const bool is_stem = bare.ends_with('*');
    if (is_stem) bare.pop_back();
    if (form < 0 || bare.size() == written.size() - (is_stem ? 1 : 0)) return;
    const auto text = fold(bare);
    const auto* known = slot(hash_of(text), text);
    if (known == nullptr || (is_stem ? known->stem : known->exact) == no_form) add_slot(text, form, is_stem);
}

void Vocabulary::add_slot(std::string_view text, FormId form, bool is_stem) {
    assert(forms_.size() < slot_count / 2);
    const auto hash = hash_of(text);
    auto place = place_of(hash);
    while (tags_[place] != 0 && slots_[place].text != text) place = (place + 1) & (slot_count - 1);
    auto& slot = slots_[place];
    tags_[place] = tag_of(hash);
    slot.text = text;
    (is_stem ? slot.stem : slot.exact) = form;
}

void Vocabulary::add_phrase(std::string_view written, Kind kind, int weight, Language language) {
    Phrase phrase{.kind = kind, .weight = weight, .language = language, .forms = {}};
    for (const auto part : split(written, ' ')) {
        phrase.forms.push_back(form_of(part));
        if (may_lose_dots(kind)) add_bare_form(part, phrase.forms.back());
    }
    assert(!phrase.forms.empty() && phrase.forms.front() >= 0 && phrase.forms.back() >= 0);
    auto& first = forms_[static_cast<std::size_t>(phrase.forms.front())];
    if (phrase.forms.size() == 1) first.kinds |= 1U << static_cast<std::uint32_t>(kind);
    first.phrases.push_back(std::move(phrase));
}

void Vocabulary::add_entries(std::span<const Entry> entries, Language language) {
    for (const auto& entry : entries) add_phrase(entry.phrase, entry.kind, entry.weight, language);
}

/// After the entries: of two phrases of the same words the first one holds.
void Vocabulary::add_lists(std::span<const CueWords> words, std::span<const CuePhrases> phrases, Language language) {
    for (const auto& row : words) {
        for (const auto word : split(row.words, ' ')) add_phrase(word, row.kind, row.weight, language);
    }
    for (const auto& row : phrases) {
        for (const auto phrase : split(row.phrases, '|')) add_phrase(phrase, row.kind, row.weight, language);
    }
}

void Vocabulary::add_roles(std::span<const RoleWords> rows) {
    for (const auto& row : rows) {
        for (const auto word : split(row.words, ' '))
            forms_[static_cast<std::size_t>(form_of(word))].roles |= row.roles;
    }
}

bool Vocabulary::knows_abuse(std::string_view folded) const {
    constexpr auto bit = [](Kind kind) { return 1U << static_cast<std::uint32_t>(kind); };
    constexpr auto abuse = bit(Kind::insult_noun) | bit(Kind::strong_word) | bit(Kind::slur) | bit(Kind::profanity) |
                           bit(Kind::accusation) | bit(Kind::attack);
    return (look_up(folded).kinds & abuse) != 0;
}

const Vocabulary::Slot* Vocabulary::slot(std::uint64_t hash, std::string_view text) const {
    for (auto place = place_of(hash);; place = (place + 1) & (slot_count - 1)) {
        if (tags_[place] == 0) return nullptr;
        if (tags_[place] == tag_of(hash) && slots_[place].text == text) return &slots_[place];
    }
}

Looked Vocabulary::look_up(std::string_view folded) const {
    Looked looked;
    auto hash = hash_start;
    for (std::size_t size = 1; size <= folded.size(); ++size) {
        hash = hash_on(hash, folded[size - 1]);
        const bool is_whole = size == folded.size();
        if (!is_whole && (size < stem_size_min || size > stem_size_max_)) continue;
        const auto* found = slot(hash, folded.substr(0, size));
        if (found == nullptr) continue;
        for (const auto form : {found->stem, is_whole ? found->exact : no_form}) {
            if (form == no_form || looked.count == looked.forms.size()) continue;
            looked.forms[looked.count++] = form;
            looked.roles |= forms_[static_cast<std::size_t>(form)].roles;
            looked.kinds |= forms_[static_cast<std::size_t>(form)].kinds;
            looked.begins = looked.begins || !forms_[static_cast<std::size_t>(form)].phrases.empty();
        }
    }
    return looked;
}

}  // namespace konsequenz::conduct
