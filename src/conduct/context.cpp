#include "conduct/context.h"

#include <algorithm>

#include "conduct/ngrams.h"

namespace konsequenz::conduct {
namespace {

constexpr std::size_t nowhere = SIZE_MAX;
constexpr std::size_t kept_max = 8192;

}  // namespace

void Context::read(std::span<const Word> words) {
    words_ = words;
    looked_.clear();
    hashes_.clear();
    if (kept_.empty()) kept_ = CacheMemory<Kept>(kept_max);
    sentences_.clear();
    own_words_ = 0;
    has_upper_case_ = false;
    addresses_reader_ = false;
    for (const auto& word : words) {
        hashes_.push_back(word_hash(word.folded));
        __builtin_prefetch(&kept_[hashes_.back() % kept_max]);
    }
    std::uint32_t sentence = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto& word = words[at];
        looked_.push_back(look_up(word.folded, hashes_[at]));
        if (word.gap == Gap::sentence) ++sentence;
        sentences_.push_back(sentence);
        if (word.voice == Voice::own) ++own_words_;
        if (word.initial == Initial::upper_case) has_upper_case_ = true;
        if (looked_.back().has(Role::second_person)) addresses_reader_ = true;
    }
    for (std::size_t at = 0; at < size() && !addresses_reader_; ++at) addresses_reader_ = is_second_person(at);
}

const Looked& Context::look_up(std::string_view folded, std::uint64_t hash) {
    auto& kept = kept_[hash % kept_max];
    if (folded == std::string_view(kept.letters.data(), kept.size) && !folded.empty()) return kept.looked;
    if (folded.size() > kept.letters.size()) return unkept_ = vocabulary_.look_up(folded);
    kept.size = static_cast<std::uint8_t>(folded.copy(kept.letters.data(), folded.size()));
    return kept.looked = vocabulary_.look_up(folded);
}

bool Context::starts_kind(std::size_t at, Kind kind) const { return at < looked_.size() && looked_[at].is_alone(kind); }

bool Context::starts_insult_noun(std::size_t at) const { return starts_kind(at, Kind::insult_noun); }

bool Context::starts_property(std::size_t at) const {
    return starts_kind(at, Kind::strong_word) || starts_kind(at, Kind::mild_word) || starts_kind(at, Kind::profanity);
}

bool Context::is_second_person(std::size_t at) const {
    if (has(at, Role::second_person)) return true;
    if (!has(at, Role::formal)) return false;
    const auto next = at + 1;
    const bool has_next = next < size() && same_sentence(at, next);
    if (has_next && starts_insult_noun(next)) return true;
    if (has(at, Role::informal) && has_next && has(next, Role::plural_verb)) return true;
    if (words_[at].initial == Initial::upper_case) {
        // At a sentence's beginning only the verb tells `Sie` from `sie`.
        return words_[at].gap != Gap::sentence || !(has_next && has(next, Role::singular_verb));
    }
    const bool is_small_writer = !has_upper_case_ && !has(at, Role::possessive);
    return is_small_writer && has_next && has(next, Role::plural_verb);
}

bool Context::is_quoted(const Stretch& stretch) const {
    constexpr std::size_t own_words_min = 3;  // a text that is all in quotation marks is its writer's own
    return words_[stretch.first].voice == Voice::quoted && own_words_ >= own_words_min;
}

bool Context::is_reported(const Stretch& stretch) const {
    constexpr std::size_t reach = 5;
    for (std::size_t back = 1; back <= reach && back <= stretch.first; ++back) {
        const auto at = stretch.first - back;
        if (!same_sentence(at, stretch.first)) return false;
        if (!has(at, Role::reporting)) continue;
        const auto is_other = [&](std::size_t place) {
            return has(place, Role::third_person) || has(place, Role::employee);
        };
        if (has(at + 1, Role::object_form) || is_other(at + 1)) return true;
        for (std::size_t before = 1; before <= 3 && before <= at; ++before) {
            if (same_sentence(at - before, at) && (is_other(at - before) || has(at - before, Role::object_form)))
                return true;
        }
    }
    return false;
}

bool Context::is_negated(const Stretch& stretch, std::size_t reach) const {
    for (auto at = stretch.first; reach > 0 && at > 0; --reach) {
        // "I do not say, that …" goes on denying behind its comma.
        const bool goes_on =
            words_[at].gap == Gap::clause && (words_[at].folded == "dass" || words_[at].folded == "that");
        if (starts_clause(at) && !goes_on) return false;
        --at;
        if (has(at, Role::negation)) return true;
    }
    return false;
}

bool Context::is_address(std::size_t at) const { return is_second_person(at) && !has(at, Role::possessive); }

/// The place before the words that may stand between; nowhere at the sentence's beginning.
std::size_t Context::skip_back(std::size_t at) const {
    constexpr std::size_t reach = 5;
    for (std::size_t back = 1; back <= reach && back <= at; ++back) {
        const auto place = at - back;
        if (!same_sentence(place, at)) return nowhere;
        if (has(place, Role::filler) || starts_property(place)) continue;
        return place;
    }
    return nowhere;
}

Aim Context::thing_at(std::size_t at) const {
    if (has(at, Role::employee)) return Aim::employee;
    if (has(at, Role::company)) return Aim::company;
    if (has(at, Role::product)) return Aim::product;
    return Aim::nobody;
}

/// `He` is an employee where one was named shortly before.
Aim Context::third_person_before(std::size_t at) const {
    constexpr std::size_t reach = 20;
    for (std::size_t back = 1; back <= reach && back <= at; ++back) {
        if (has(at - back, Role::employee)) return Aim::employee;
    }
    return Aim::someone;
}

Aim Context::subject_before(std::size_t at, std::size_t reach) const {
    bool is_linked = false;
    auto attribute = Aim::nobody;
    for (std::size_t back = 1; back <= reach && back <= at; ++back) {
        const auto place = at - back;
        if (!same_sentence(place, at)) break;
        if (is_address(place)) return Aim::reader;
        if (has(place, Role::object_form)) return Aim::writer;
        if (has(place, Role::first_person) && is_linked) return Aim::writer;
        const auto thing = thing_at(place);
        if (thing == Aim::employee || (thing != Aim::nobody && !is_attribute(place))) return thing;
        if (attribute == Aim::nobody) attribute = thing;
        if (has(place, Role::third_person)) return third_person_before(place);
        is_linked = is_linked || has(place, Role::copula) || has(place, Role::likeness);
    }
    return attribute;
}

/// "The clerk at your desk": the desk is no subject.
bool Context::is_attribute(std::size_t at) const {
    return (at >= 1 && has(at - 1, Role::preposition)) || (at >= 2 && has(at - 2, Role::preposition));
}

/// It is a clause of its own, as in "fix it, idiots".
bool Context::is_vocative(const Stretch& stretch) const {
    if (!starts_clause(stretch.last + 1)) return false;
    auto first = stretch.first;
    while (first > 0 && !starts_clause(first) && (has(first - 1, Role::filler) || starts_property(first - 1))) --first;
    return starts_clause(first);
}

Aim Context::aim_of_noun(const Stretch& stretch) const {
    const auto before = skip_back(stretch.first);
    if (before != nowhere && is_address(before)) {
        // "You an idiot" is no address: "I am not calling you an idiot".
        bool is_direct = !has(before, Role::copula);
        for (auto at = before + 1; at < stretch.first; ++at) is_direct = is_direct && !has(at, Role::article);
        return is_direct ? Aim::reader_directly : Aim::reader;
    }
    if (before != nowhere && is_second_person(before) && has(before, Role::possessive)) return Aim::reader;
    const auto next = stretch.last + 1;
    if (!starts_clause(next) && thing_at(next) != Aim::nobody) return thing_at(next);
    if (is_vocative(stretch))
        return addresses_reader_ || words_[stretch.first].gap != Gap::sentence ? Aim::reader : Aim::nobody;
    const auto subject = subject_before(stretch.first, 10);
    if (subject != Aim::nobody) return subject;
    for (auto at = next; at < next + 4 && at < size() && same_sentence(at, stretch.last); ++at) {
        if (is_address(at)) return Aim::reader;
    }
    return Aim::nobody;
}

Aim Context::aim_of_property(const Stretch& stretch) const {
    auto next = stretch.last + 1;
    while (!starts_clause(next) && starts_property(next)) ++next;
    if (!starts_clause(next) && thing_at(next) != Aim::nobody) return thing_at(next);
    const bool is_question =
        !starts_clause(next) && has(next, Role::copula) && next + 1 < size();  // how stupid are you
    if (is_question && is_address(next + 1)) return Aim::reader;
    const auto before = skip_back(stretch.first);
    if (before == nowhere) return Aim::nobody;
    if (is_address(before)) return Aim::reader;
    if (has(before, Role::copula)) return subject_before(before, 4);
    return Aim::nobody;
}

Aim Context::nearest_thing(const Stretch& stretch) const {
    constexpr std::size_t reach = 25;
    auto far = Aim::nobody;
    for (std::size_t distance = 1; distance <= reach; ++distance) {
        for (const auto at : {stretch.first - distance, stretch.last + distance}) {
            if (at >= size() || thing_at(at) == Aim::nobody) continue;
            if (same_sentence(at, stretch.first)) return thing_at(at);
            if (far == Aim::nobody) far = thing_at(at);
        }
    }
    return far;
}

bool Context::concerns_staff(const Stretch& stretch) const {
    constexpr std::size_t reach = 12;
    const auto from = stretch.first - std::min(stretch.first, reach);
    const auto to = std::min(size(), stretch.last + 1 + reach);
    for (auto at = from; at < to; ++at) {
        if (same_sentence(at, stretch.first) && (is_second_person(at) || has(at, Role::employee))) return true;
    }
    return false;
}

}  // namespace konsequenz::conduct
