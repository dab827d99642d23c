#include "conduct/cues.h"

#include <algorithm>
#include <cassert>

namespace konsequenz::conduct {
namespace {

constexpr std::size_t gap_words_max = 3;

/// A phrase found at a stretch of words.
struct Hit {
    const Phrase* phrase = nullptr;
    Stretch words;
};

Target target_of(Aim aim) {
    switch (aim) {
        case Aim::reader:
        case Aim::reader_directly:
        case Aim::employee: return Target::employee;
        case Aim::company: return Target::company;
        case Aim::product: return Target::product;
        case Aim::someone:
        case Aim::writer: return Target::other;
        case Aim::nobody: break;
    }
    return Target::none;
}

bool is_staff(Aim aim) { return aim == Aim::reader || aim == Aim::reader_directly || aim == Aim::employee; }

class Reading {
  public:
    Reading(const Context& context, Language language, std::vector<Cue>& cues)
        : context_(context), language_(language), cues_(cues) {}

    void run() {
        for (std::size_t at = 0; at < context_.size();) at = read_at(at);
    }

  private:
    /// Takes what begins at a word; yields the word to go on with.
    std::size_t read_at(std::size_t at) {
        if (const auto group = judge_group(at); group.label != Label::none) {
            add({at - 1, at}, Kind::exclusion, group, Aim::employee);
            return at + 1;
        }
        const auto hit = longest_at(at);
        if (hit.phrase == nullptr) return at + 1;
        const auto aim = aim_of(hit);
        add(hit.words, hit.phrase->kind, judge(hit, aim), aim);
        // What a gap let pass is read on its own, so that nothing hides in it.
        return std::ranges::count(hit.phrase->forms(), gap_form) > 0 ? at + 1 : hit.words.last + 1;
    }

    void add(const Stretch& words, Kind kind, const Judgement& judgement, Aim aim) {
        cues_.push_back({words, kind, judgement, aim, context_.is_negated(words), context_.is_quoted(words),
                         context_.is_reported(words)});
    }

    [[nodiscard]] Aim aim_of(const Hit& hit) const {
        switch (hit.phrase->kind) {
            case Kind::insult_noun:
            case Kind::accusation:
            case Kind::slur:
            case Kind::exclusion: return context_.aim_of_noun(hit.words);
            case Kind::strong_word:
            case Kind::mild_word: return context_.aim_of_property(hit.words);
            case Kind::profanity:
            case Kind::complaint:
            case Kind::lawful: return context_.nearest_thing(hit.words);
            case Kind::harmless: return Aim::nobody;
            default: break;
        }
        return context_.concerns_staff(hit.words) ? Aim::reader : Aim::nobody;
    }

    [[nodiscard]] Hit longest_at(std::size_t at) const {
        Hit best;
        const auto& looked = context_.looked(at);
        if (!looked.begins) return best;
        const auto& vocabulary = Vocabulary::shared();
        const auto next = at + 1;
        const bool has_next = next < context_.size() && context_.same_sentence(at, next);
        for (auto index = looked.count;
             index-- > 0;) {  // the word itself before its stems, long stems before short ones
            Hit found;
            for (std::uint32_t other = 0; has_next && other < context_.looked(next).count; ++other)
                take_longest(vocabulary.phrases(looked.forms[index], context_.looked(next).forms[other]), at, found);
            take_longest(vocabulary.open_phrases(looked.forms[index]), at, found);
            const bool is_longer =
                found.phrase != nullptr && (best.phrase == nullptr || found.phrase->size > best.phrase->size);
            if (is_longer) best = found;
        }
        return best;
    }

    /// The phrases follow each other from long to short; of two as long the earlier one of the tables holds.
    void take_longest(std::span<const Phrase> phrases, std::size_t at, Hit& best) const {
        for (const auto& phrase : phrases) {
            const bool fits_language =
                phrase.language == Language::unknown || language_ == Language::unknown || phrase.language == language_;
            if (!fits_language || !is_before(phrase, best.phrase)) continue;
            const auto last = match(phrase, 1, at);
            if (last != nothing) best = {&phrase, {at, last}};
        }
    }

    static bool is_before(const Phrase& phrase, const Phrase* other) {
        if (other == nullptr || phrase.size > other->size) return true;
        return phrase.size == other->size && phrase.order < other->order;
    }

    /// The last word of the phrase's forms from `form` on, the one before having fitted at `at`.
    [[nodiscard]] std::size_t match(const Phrase& phrase, std::size_t form, std::size_t at) const {
        if (form == phrase.size) return at;
        const bool has_gap = phrase.places[form] == gap_form;
        const auto wanted = has_gap ? form + 1 : form;
        for (std::size_t skipped = 0; skipped <= (has_gap ? gap_words_max : 0); ++skipped) {
            const auto next = at + 1 + skipped;
            if (next >= context_.size() || !context_.same_sentence(at, next)) return nothing;
            if (!context_.looked(next).is(phrase.places[wanted])) continue;
            const auto last = match(phrase, wanted + 1, next);
            if (last != nothing) return last;
        }
        return nothing;
    }

    [[nodiscard]] Judgement judge(const Hit& hit, Aim aim) const {
        const auto& entry = *hit.phrase;
        const auto& words = hit.words;
        switch (entry.kind) {
            case Kind::insult_noun: return judge_noun(words, entry.weight, aim);
            case Kind::strong_word:
            case Kind::mild_word: return judge_property(words, entry, aim);
            case Kind::accusation: return judge_accusation(words, entry.weight, aim);
            case Kind::attack: return judge_attack(words, entry.weight);
            case Kind::put_down:
                return is_own(words) ? Judgement{Label::disrespect, entry.weight, Target::employee} : Judgement{};
            case Kind::slur:
            case Kind::exclusion: return judge_discrimination(words, entry.weight, aim);
            case Kind::violence: return judge_violence(words, entry.weight);
            case Kind::menace:
            case Kind::watch:
            case Kind::blackmail:
                return is_own(words) ? Judgement{Label::threat, entry.weight, Target::employee} : Judgement{};
            case Kind::profanity: return criticism(aim, entry.weight);
            case Kind::complaint:
            case Kind::lawful: return context_.is_negated(words, 2) ? Judgement{} : criticism(aim, entry.weight);
            case Kind::review:
            case Kind::distress:
            case Kind::sexual:
            case Kind::harmless: break;
        }
        return {};
    }

    /// The writer's own word: neither quoted nor told nor denied.
    [[nodiscard]] bool is_own(const Stretch& words) const {
        return !context_.is_quoted(words) && !context_.is_reported(words) && !context_.is_negated(words);
    }

    static Judgement criticism(Aim thing, int weight) {
        return {Label::criticism, weight, thing == Aim::nobody ? Target::company : target_of(thing)};
    }
    [[nodiscard]] Judgement criticism(const Stretch& words, int weight) const {
        return criticism(context_.nearest_thing(words), weight);
    }

    [[nodiscard]] Judgement judge_noun(const Stretch& words, int weight, Aim aim) const {
        if (context_.is_quoted(words) || aim == Aim::writer) return {};
        const bool is_to_the_face = aim == Aim::reader_directly;
        if (!is_to_the_face && (context_.is_negated(words) || context_.is_reported(words))) return {};
        if (aim == Aim::product) return {Label::criticism, 1, Target::product};
        // A company is full of idiots: its people are meant.
        if (is_staff(aim) || aim == Aim::company)
            return {weight > 1 ? Label::insult : Label::disrespect, weight, Target::employee};
        const bool is_simile = words.first > 0 && context_.has(words.first - 1, Role::likeness);
        if (is_simile) return {};
        return {Label::disrespect, 1, Target::other};
    }

    [[nodiscard]] Judgement judge_property(const Stretch& words, const Phrase& entry, Aim aim) const {
        if (context_.starts_insult_noun(words.last + 1)) return {};  // the noun speaks for both
        if (!is_own(words)) return {};
        const bool is_strong = entry.kind == Kind::strong_word;
        if (aim == Aim::writer) return {};
        if (aim == Aim::someone && is_strong) return {Label::disrespect, 1, Target::other};
        if (is_staff(aim) && is_strong) return {Label::insult, entry.weight, Target::employee};
        if (aim == Aim::reader) return {Label::disrespect, entry.weight, Target::employee};
        if (aim == Aim::nobody) return criticism(words, 1);
        return {Label::criticism, 1, target_of(aim)};
    }

    [[nodiscard]] Judgement judge_accusation(const Stretch& words, int weight, Aim aim) const {
        if (!is_own(words)) return {};
        if (aim == Aim::writer) return criticism(words, 1);
        if (aim == Aim::reader || aim == Aim::reader_directly) return {Label::disrespect, weight, Target::employee};
        return aim == Aim::nobody || aim == Aim::someone ? criticism(words, 1)
                                                         : Judgement{Label::criticism, 1, target_of(aim)};
    }

    [[nodiscard]] Judgement judge_attack(const Stretch& words, int weight) const {
        if (!is_own(words)) return {};
        // "Your app can go to hell" is said of the app.
        if (is_thing_before(words.first)) return criticism(words, 1);
        return {Label::insult, weight, Target::employee};
    }

    /// A thing is the subject shortly before.
    [[nodiscard]] bool is_thing_before(std::size_t at) const {
        constexpr std::size_t reach = 3;
        for (std::size_t back = 1; back <= reach && back <= at; ++back) {
            const auto place = at - back;
            if (context_.word(place + 1).gap >= Gap::clause) return false;
            if (context_.has(place, Role::product) || context_.has(place, Role::company)) return true;
        }
        return false;
    }

    [[nodiscard]] Judgement judge_discrimination(const Stretch& words, int weight, Aim aim) const {
        if (!is_own(words) || aim == Aim::writer) return {};
        return {Label::discrimination, weight, context_.concerns_staff(words) ? Target::employee : Target::other};
    }

    [[nodiscard]] Judgement judge_violence(const Stretch& words, int weight) const {
        if (context_.is_quoted(words) || context_.is_reported(words)) return {};
        constexpr std::size_t reach = 8;
        bool is_writers = false;
        for (auto at = words.first - std::min(words.first, reach); at <= words.last; ++at) {
            if (!context_.same_sentence(at, words.first)) continue;
            if (context_.has(at, Role::first_person) && !context_.has(at, Role::object_form)) is_writers = true;
            if (context_.has(at, Role::negation) && is_writers) return {};
            const bool is_address =
                at < words.first || !context_.has(at, Role::formal) || context_.is_second_person(at);
            if (!is_address) return {};
        }
        const auto next = words.last + 1;
        const bool goes_on = next < context_.size() && context_.word(next).gap == Gap::blank;
        // "I will not" may end the sentence in German; and "um 8 Uhr" is a time.
        const bool is_denied =
            goes_on && (context_.has(next, Role::negation) || context_.word(next).folded.front() <= '9');
        if (!is_writers || is_denied) return {};
        return {Label::threat, weight, Target::employee};
    }

    /// A group of people with a derogatory word right before it.
    [[nodiscard]] Judgement judge_group(std::size_t at) const {
        if (at == 0 || !context_.has(at, Role::group) || !context_.has(at - 1, Role::qualifier)) return {};
        const Stretch words{at - 1, at};
        if (!context_.same_sentence(at - 1, at) || context_.word(at).gap >= Gap::clause || !is_own(words)) return {};
        const auto next = at + 1;
        const bool is_of_a_thing = next < context_.size() && context_.word(next).gap == Gap::blank &&
                                   (context_.has(next, Role::product) || context_.has(next, Role::company));
        if (is_of_a_thing) return {};
        return {Label::discrimination, 3, context_.concerns_staff(words) ? Target::employee : Target::other};
    }

    static constexpr std::size_t nothing = SIZE_MAX;

    const Context& context_;
    Language language_;
    std::vector<Cue>& cues_;
};

}  // namespace

void find_cues(const Context& context, Language language, std::vector<Cue>& cues) {
    cues.clear();
    Reading(context, language, cues).run();
}

}  // namespace konsequenz::conduct
