#include "conduct/lexicon.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <vector>

#include "conduct/context.h"
#include "conduct/vocabulary.h"
#include "conduct/words.h"

namespace konsequenz::conduct {
namespace {

constexpr std::size_t bytes_max = 64 * 1024;
constexpr std::size_t gap_words_max = 3;

/// A phrase found at a stretch of words.
struct Hit {
    const Phrase* phrase = nullptr;
    Stretch words;
};

/// What a hit says where it stands; label none: nothing.
struct Judgement {
    Label label = Label::none;
    int weight = 0;
    Target target = Target::none;
};

struct Finding {
    Stretch words;
    Judgement judgement;
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

/// The text, no longer than bytes_max, cut before a code point.
std::string_view readable(std::string_view text) {
    if (text.size() <= bytes_max) return text;
    auto end = bytes_max;
    while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

class Reading {
  public:
    explicit Reading(std::string_view text)
        : words_(text), context_(words_.list(), Vocabulary::shared()), language_(context_.language()) {}

    Assessment run() {
        for (std::size_t at = 0; at < context_.size();) at = read_at(at);
        return sum_up();
    }

  private:
    /// Takes what begins at a word; yields the word to go on with.
    std::size_t read_at(std::size_t at) {
        if (const auto group = judge_group(at); group.label != Label::none) {
            findings_.push_back({{at - 1, at}, group});
            return at + 1;
        }
        const auto hit = longest_at(at);
        if (hit.phrase == nullptr) return at + 1;
        was_hit_ = true;
        const auto judgement = judge(hit);
        if (judgement.label != Label::none) findings_.push_back({hit.words, judgement});
        // What a gap let pass is read on its own, so that nothing hides in it.
        return std::ranges::count(hit.phrase->forms, gap_form) > 0 ? at + 1 : hit.words.last + 1;
    }

    [[nodiscard]] Hit longest_at(std::size_t at) const {
        Hit best;
        const auto& looked = context_.looked(at);
        for (auto index = looked.count;
             index-- > 0;) {  // the word itself before its stems, long stems before short ones
            for (const auto& phrase : Vocabulary::shared().phrases(looked.forms[index])) {
                const bool fits_language = phrase.language == Language::unknown || language_ == Language::unknown ||
                                           phrase.language == language_;
                if (!fits_language) continue;
                if (best.phrase != nullptr && phrase.forms.size() <= best.phrase->forms.size()) break;
                const auto last = match(phrase, 1, at);
                if (last != nothing) best = {&phrase, {at, last}};
            }
        }
        return best;
    }

    /// The last word of the phrase's forms from `form` on, the one before having fitted at `at`.
    [[nodiscard]] std::size_t match(const Phrase& phrase, std::size_t form, std::size_t at) const {
        if (form == phrase.forms.size()) return at;
        const bool has_gap = phrase.forms[form] == gap_form;
        const auto wanted = has_gap ? form + 1 : form;
        for (std::size_t skipped = 0; skipped <= (has_gap ? gap_words_max : 0); ++skipped) {
            const auto next = at + 1 + skipped;
            if (next >= context_.size() || !context_.same_sentence(at, next)) return nothing;
            if (!context_.looked(next).is(phrase.forms[wanted])) continue;
            const auto last = match(phrase, wanted + 1, next);
            if (last != nothing) return last;
        }
        return nothing;
    }

    [[nodiscard]] Judgement judge(const Hit& hit) const {
        const auto& entry = *hit.phrase->entry;
        const auto& words = hit.words;
        switch (entry.kind) {
            case Kind::insult_noun: return judge_noun(words, entry.weight);
            case Kind::strong_word:
            case Kind::mild_word: return judge_property(words, entry);
            case Kind::accusation: return judge_accusation(words, entry.weight);
            case Kind::attack: return judge_attack(words, entry.weight);
            case Kind::put_down:
                return is_own(words) ? Judgement{Label::disrespect, entry.weight, Target::employee} : Judgement{};
            case Kind::slur:
            case Kind::exclusion: return judge_discrimination(words, entry.weight);
            case Kind::violence: return judge_violence(words, entry.weight);
            case Kind::menace:
                return is_own(words) ? Judgement{Label::threat, entry.weight, Target::employee} : Judgement{};
            case Kind::profanity: return criticism(words, entry.weight);
            case Kind::complaint:
            case Kind::lawful: return context_.is_negated(words, 2) ? Judgement{} : criticism(words, entry.weight);
            case Kind::harmless: break;
        }
        return {};
    }

    /// The writer's own word: neither quoted nor told nor denied.
    [[nodiscard]] bool is_own(const Stretch& words) const {
        return !context_.is_quoted(words) && !context_.is_reported(words) && !context_.is_negated(words);
    }

    [[nodiscard]] Judgement criticism(const Stretch& words, int weight) const {
        const auto aim = context_.nearest_thing(words);
        return {Label::criticism, weight, aim == Aim::nobody ? Target::company : target_of(aim)};
    }

    [[nodiscard]] Judgement judge_noun(const Stretch& words, int weight) const {
        if (context_.is_quoted(words)) return {};
        const auto aim = context_.aim_of_noun(words);
        if (aim == Aim::writer) return {};
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

    [[nodiscard]] Judgement judge_property(const Stretch& words, const Entry& entry) const {
        if (context_.starts_insult_noun(words.last + 1)) return {};  // the noun speaks for both
        if (!is_own(words)) return {};
        const auto aim = context_.aim_of_property(words);
        const bool is_strong = entry.kind == Kind::strong_word;
        if (aim == Aim::writer) return {};
        if (aim == Aim::someone && is_strong) return {Label::disrespect, 1, Target::other};
        if (is_staff(aim) && is_strong) return {Label::insult, entry.weight, Target::employee};
        if (aim == Aim::reader) return {Label::disrespect, entry.weight, Target::employee};
        if (aim == Aim::nobody) return criticism(words, 1);
        return {Label::criticism, 1, target_of(aim)};
    }

    [[nodiscard]] Judgement judge_accusation(const Stretch& words, int weight) const {
        if (!is_own(words)) return {};
        const auto aim = context_.aim_of_noun(words);
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

    [[nodiscard]] Judgement judge_discrimination(const Stretch& words, int weight) const {
        if (!is_own(words)) return {};
        if (context_.aim_of_noun(words) == Aim::writer) return {};
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

    [[nodiscard]] Assessment sum_up() {
        Assessment assessment;
        assessment.language = language_;
        if (language_ == Language::unknown && !was_hit_) {
            assessment.not_assessed = reason();
            return assessment;
        }
        if (language_ == Language::unknown && context_.size() > short_words_max) {
            assessment.not_assessed = "the language is neither German nor English";
            return assessment;
        }
        assessment.source = Source::lexicon;
        assessment.model_id = lexicon_id;
        judge_whole(assessment);
        add_evidence(assessment);
        return assessment;
    }

    [[nodiscard]] std::string reason() const {
        if (context_.size() == 0) return "the text has no words";
        if (context_.size() <= short_words_max) return "the text is too short to tell its language";
        return "the language is neither German nor English";
    }

    void judge_whole(Assessment& assessment) const {
        int insults = 0;
        for (const auto& [words, judgement] : findings_) {
            const bool is_above = judgement.label > assessment.label ||
                                  (judgement.label == assessment.label && judgement.weight > assessment.severity);
            if (judgement.label == Label::insult) ++insults;
            if (!is_above) continue;
            assessment.label = judgement.label;
            assessment.severity = judgement.weight;
            assessment.target = judgement.target;
        }
        // Who heaps insults up goes further than any one of them.
        constexpr int heap = 3;
        if (assessment.label == Label::insult && insults >= heap)
            assessment.severity = std::max(assessment.severity, 3);
    }

    void add_evidence(Assessment& assessment) const {
        for (const auto& [words, judgement] : findings_) {
            EvidenceSpan span{context_.word(words.first).start, context_.word(words.last).end, judgement.label,
                              judgement.weight};
            auto& evidence = assessment.evidence;
            const bool overlaps = !evidence.empty() && span.start < evidence.back().end;
            if (!overlaps) {
                evidence.push_back(span);
                continue;
            }
            const auto rank = [](const EvidenceSpan& of) { return std::pair(of.label, of.weight); };
            // Of two readings of the same words the graver one is shown, where it leaves the ones before alone.
            const bool fits = evidence.size() < 2 || span.start >= evidence[evidence.size() - 2].end;
            if (rank(span) > rank(evidence.back()) && fits) evidence.back() = span;
        }
    }

    static constexpr std::size_t nothing = SIZE_MAX;
    static constexpr std::size_t short_words_max = 3;

    Words words_;
    Context context_;
    Language language_;
    std::vector<Finding> findings_;
    bool was_hit_ = false;
};

}  // namespace

Assessment assess(std::string_view text) { return Reading(readable(text)).run(); }

}  // namespace konsequenz::conduct
