// make-vocabulary FILE: lays the tables of cues out as the program looks them up (conduct/vocabulary.h).
//
// It runs while the program is built. The same tables give the same bytes.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "conduct/vocabulary.h"
#include "conduct/words.h"

namespace {

using namespace konsequenz::conduct;
using namespace konsequenz::conduct::detail;

/// A row of the tables cannot be laid out: whoever wrote it reads this when the build stops.
[[noreturn]] void refuse(std::string_view row, const char* why) {
    std::fprintf(stderr, "make-vocabulary: `%.*s` %s\n", static_cast<int>(row.size()), row.data(), why);
    std::exit(1);
}

std::uint64_t hash_of(std::string_view text) {
    auto hash = vocabulary_hash_start;
    for (const char byte : text) hash = vocabulary_hash_on(hash, byte);
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

class Builder {
  public:
    Builder() : slots_(vocabulary_slots), tags_(vocabulary_slots) {
        add_roles(german_roles());
        add_roles(english_roles());
        add_entries(german_entries(), Language::german);
        add_entries(english_entries(), Language::english);
        add_entries(common_entries(), Language::unknown);
        add_lists(german_cue_words(), german_cue_phrases(), Language::german);
        add_lists(english_cue_words(), english_cue_phrases(), Language::english);
        for (auto& form : forms_) close(form);
    }

    [[nodiscard]] std::string bytes() const {
        const VocabularyHeader header{
            .forms = static_cast<std::uint32_t>(forms_.size()),
            .phrases = static_cast<std::uint32_t>(phrases_.size()),
            .text_bytes = static_cast<std::uint32_t>(text_.size()),
            .stem_size_max = stem_size_max_,
        };
        std::vector<VocabularyForm> forms;
        for (const auto& form : forms_) forms.push_back(form.laid_out);
        std::string out;
        append(out, &header, sizeof header);
        append(out, forms.data(), forms.size() * sizeof forms.front());
        append(out, phrases_.data(), phrases_.size() * sizeof phrases_.front());
        append(out, slots_.data(), slots_.size() * sizeof slots_.front());
        append(out, tags_.data(), tags_.size() * sizeof tags_.front());
        append(out, text_.data(), text_.size());
        return out;
    }

  private:
    struct Form {
        VocabularyForm laid_out;
        std::vector<Phrase> phrases;
    };

    static void append(std::string& out, const void* part, std::size_t size) {
        out.append(static_cast<const char*>(part), size);
        out.resize(eights(out.size()));
    }

    /// Sorts a form's phrases and puts them beside those of the forms before.
    void close(Form& form) {
        constexpr auto last = std::numeric_limits<FormId>::max();
        const auto second = [](const Phrase& phrase) {
            return phrase.size < 2 || phrase.places[1] == gap_form ? last : phrase.places[1];
        };
        for (std::size_t at = 0; at < form.phrases.size(); ++at)
            form.phrases[at].order = static_cast<std::uint32_t>(at);
        std::ranges::stable_sort(form.phrases, [&](const Phrase& a, const Phrase& b) {
            if (second(a) != second(b)) return second(a) < second(b);
            return a.size > b.size;
        });
        auto& to = form.laid_out;
        to.phrases_at = static_cast<std::uint32_t>(phrases_.size());
        to.phrases = static_cast<std::uint16_t>(form.phrases.size());
        for (const auto& phrase : form.phrases) {
            phrases_.push_back(phrase);
            if (second(phrase) == last) continue;
            ++to.closed;
            to.seconds |= std::uint64_t{1} << (static_cast<std::uint32_t>(phrase.places[1]) % 64);
        }
    }

    FormId form_of(std::string_view written) {
        if (written == "_") return gap_form;
        auto text = fold(written);
        const auto [known, is_new] = ids_.try_emplace(text, static_cast<FormId>(forms_.size()));
        if (!is_new) return known->second;
        if (forms_.size() >= vocabulary_slots / 2)
            refuse(written, "is one word too many: give the vocabulary more slots");
        forms_.emplace_back();
        const bool is_stem = text.ends_with('*');
        if (is_stem) text.pop_back();
        if (is_stem && text.size() < vocabulary_stem_size_min) refuse(written, "is too short for a stem");
        add_slot(text, known->second, is_stem);
        if (is_stem) stem_size_max_ = std::max(stem_size_max_, static_cast<std::uint32_t>(text.size()));
        return known->second;
    }

    void add_bare_form(std::string_view written, FormId form) {
        auto bare = without_dots(written);
        const bool is_stem = bare.ends_with('*');
        if (is_stem) bare.pop_back();
        if (form < 0 || bare.size() == written.size() - (is_stem ? 1 : 0)) return;
        const auto text = fold(bare);
        const auto& known = slots_[place_of(text)];
        if ((is_stem ? known.stem : known.exact) == no_form) add_slot(text, form, is_stem);
    }

    /// Where a word stands, or would.
    [[nodiscard]] std::size_t place_of(std::string_view text) const {
        auto place = vocabulary_place(hash_of(text));
        const auto is_other = [&](const VocabularySlot& slot) {
            return std::string_view(text_).substr(slot.text_at, slot.text_size) != text;
        };
        while (tags_[place] != 0 && is_other(slots_[place])) place = (place + 1) & (vocabulary_slots - 1);
        return place;
    }

    void add_slot(std::string_view text, FormId form, bool is_stem) {
        const auto place = place_of(text);
        auto& slot = slots_[place];
        if (tags_[place] == 0) {
            slot.text_at = static_cast<std::uint32_t>(text_.size());
            slot.text_size = static_cast<std::uint16_t>(text.size());
            text_ += text;
        }
        tags_[place] = vocabulary_tag(hash_of(text));
        (is_stem ? slot.stem : slot.exact) = form;
    }

    void add_phrase(std::string_view written, Kind kind, int weight, Language language) {
        Phrase phrase{.kind = kind, .weight = static_cast<std::int8_t>(weight), .language = language};
        for (const auto part : split(written, ' ')) {
            if (phrase.size == phrase_forms_max) refuse(written, "has too many words for a phrase");
            phrase.places[phrase.size++] = form_of(part);
            if (may_lose_dots(kind)) add_bare_form(part, phrase.places[phrase.size - 1U]);
        }
        const auto forms = phrase.forms();
        if (forms.empty() || forms.front() < 0 || forms.back() < 0) refuse(written, "begins or ends with a gap");
        auto& first = forms_[static_cast<std::size_t>(forms.front())];
        if (phrase.size == 1) first.laid_out.kinds |= 1U << static_cast<std::uint32_t>(kind);
        first.phrases.push_back(phrase);
    }

    void add_entries(std::span<const Entry> entries, Language language) {
        for (const auto& entry : entries) add_phrase(entry.phrase, entry.kind, entry.weight, language);
    }

    /// After the entries: of two phrases of the same words the first one holds.
    void add_lists(std::span<const CueWords> words, std::span<const CuePhrases> phrases, Language language) {
        for (const auto& row : words) {
            for (const auto word : split(row.words, ' ')) add_phrase(word, row.kind, row.weight, language);
        }
        for (const auto& row : phrases) {
            for (const auto phrase : split(row.phrases, '|')) add_phrase(phrase, row.kind, row.weight, language);
        }
    }

    void add_roles(std::span<const RoleWords> rows) {
        for (const auto& row : rows) {
            for (const auto word : split(row.words, ' '))
                forms_[static_cast<std::size_t>(form_of(word))].laid_out.roles |= row.roles;
        }
    }

    std::vector<Form> forms_;
    std::unordered_map<std::string, FormId> ids_;  ///< never iterated
    std::vector<Phrase> phrases_;
    std::vector<VocabularySlot> slots_;
    std::vector<std::uint16_t> tags_;
    std::string text_;
    std::uint32_t stem_size_max_ = 0;
};

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "make-vocabulary FILE\n");
        return 2;
    }
    const auto bytes = Builder().bytes();
    std::ofstream out(words[1], std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (out) return 0;
    std::fprintf(stderr, "make-vocabulary: `%s` cannot be written\n", words[1]);
    return 4;
}
