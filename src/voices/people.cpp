#include "voices/people.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

#include "voices/short_text.h"

namespace konsequenz::voices {
namespace {

constexpr std::uint64_t upper_half = 0xFFFFFFFF00000000;

std::uint64_t hash_of(const Signature& signature) {
    std::uint64_t halves[2] = {0, 0};
    static_assert(sizeof halves == sizeof signature);
    std::memcpy(halves, signature.data(), sizeof halves);
    return mixed(halves[0] ^ mixed(halves[1]));
}

}  // namespace

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = text.size() * 0x9E3779B97F4A7C15;
    while (text.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), 8);
        hash = mixed(hash ^ word);
        text.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    if (!text.empty()) std::memcpy(&rest, text.data(), text.size());
    return mixed(hash ^ rest);
}

void PeoplePart::grow(std::size_t people_more) {
    auto size = std::max<std::size_t>(slots_.size(), 64);
    while ((people_.size() + people_more) * 10 > size * 7) size *= 2;
    if (size == slots_.size()) return;
    std::vector<std::uint64_t> before(size);
    before.swap(slots_);
    const auto mask = slots_.size() - 1;
    for (const auto slot : before) {
        if (slot == 0) continue;
        // The place comes from the half of the hash that the slot keeps.
        auto at = slot >> 32U & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = slot;
    }
}

bool PeoplePart::is_named(const Person& person, std::string_view id) const {
    if (person.id_size != id.size()) return false;
    if (id.size() <= short_id_bytes) return are_same(person.id.data(), id.data(), id.size());
    std::uint64_t start = 0;
    std::memcpy(&start, person.id.data(), sizeof start);
    return std::string_view(long_ids_).substr(start, id.size()) == id;
}

std::uint32_t PeoplePart::person(std::string_view id, std::uint64_t hash) {
    const auto mask = slots_.size() - 1;
    const auto kept = hash << 32U;
    auto at = kept >> 32U & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        if ((slots_[at] & upper_half) != kept) continue;
        const auto number = static_cast<std::uint32_t>(slots_[at]) - 1;
        if (is_named(people_[number], id)) return number;
    }
    assert(people_.size() < std::numeric_limits<std::uint32_t>::max() - 1);
    const auto number = static_cast<std::uint32_t>(people_.size());
    Person person;
    person.id_size = static_cast<std::uint32_t>(id.size());
    if (id.size() <= short_id_bytes) {
        std::ranges::copy(id, person.id.begin());
    } else {
        const std::uint64_t start = long_ids_.size();
        std::memcpy(person.id.data(), &start, sizeof start);
        long_ids_.append(id);
    }
    people_.push_back(person);
    slots_[at] = kept | (number + 1);
    return number;
}

/// Asks memory for what adding the events will look at: one event after the other would wait each time, while many
/// requests are under way at once.
void PeoplePart::fetch(std::span<const Event> events) const {
    const auto mask = slots_.size() - 1;
    for (const auto& event : events) __builtin_prefetch(&slots_[event.hash & 0xFFFFFFFF & mask]);
    for (const auto& event : events) {
        const auto kept = event.hash << 32U;
        auto at = kept >> 32U & mask;
        while (slots_[at] != 0 && (slots_[at] & upper_half) != kept) at = (at + 1) & mask;
        if (slots_[at] != 0) __builtin_prefetch(&people_[static_cast<std::uint32_t>(slots_[at]) - 1], 1);
    }
}

std::span<const std::uint32_t> PeoplePart::add(std::span<const Event> events, std::string_view ids,
                                               std::span<const Text> texts) {
    constexpr std::size_t events_at_once = 64;  // more would drive one another out of the cache
    grow(events.size());
    numbers_.resize(events.size());
    auto text = texts.begin();
    for (std::size_t from = 0; from < events.size(); from += events_at_once) {
        const auto now = events.subspan(from, std::min(events_at_once, events.size() - from));
        const auto numbers = std::span(numbers_).subspan(from, now.size());
        fetch(now);
        for (std::size_t at = 0; at < now.size(); ++at) {
            numbers[at] = person(ids.substr(now[at].id_start, now[at].id_size), now[at].hash);
            if (now[at].cell != no_cell) cells_.fetch(numbers[at], now[at].cell);
        }
        for (std::size_t at = 0; at < now.size(); ++at) {
            if (now[at].has_text) add_text(people_[numbers[at]], *text++);
            if (now[at].cell != no_cell) cells_.add(numbers[at], now[at].cell, 1);
        }
    }
    return numbers_;
}

void PeoplePart::add_text(Person& person, const Text& text) {
    const auto hash = hash_of(text.signature);
    std::size_t greatest = 0;
    for (std::size_t at = 0; at < texts_max; ++at) {
        if (person.texts[at] == none) {
            person.hashes[at] = hash;
            person.texts[at] = static_cast<std::uint32_t>(texts_.size());
            texts_.push_back(text);
            return;
        }
        if (person.hashes[at] == hash) {
            auto& kept = texts_[person.texts[at]];
            if (kept.signature == text.signature) {
                const bool is_earlier = text.day != kept.day ? text.day < kept.day : text.place < kept.place;
                if (is_earlier) kept = text;
                return;
            }
        }
        if (person.hashes[at] > person.hashes[greatest]) greatest = at;
    }
    if (hash >= person.hashes[greatest]) return;
    person.hashes[greatest] = hash;
    texts_[person.texts[greatest]] = text;
}

void PeoplePart::add_stratum(std::uint32_t person, std::uint32_t stratum, std::int64_t time, std::uint64_t tie) {
    if (person >= strata_.size()) strata_.resize(person + 1, {0, std::numeric_limits<std::int64_t>::min(), 0});
    auto& known = strata_[person];
    if (time > known.time || (time == known.time && tie > known.tie)) known = {stratum, time, tie};
}

LargeVector<PersonCells::Entry> PeoplePart::take_cells() {
    const auto cells = cells_.take();
    std::vector<std::uint32_t> starts(people_.size() + 1);
    for (const auto& cell : cells) ++starts[cell.first + 1];
    for (std::size_t person = 1; person < starts.size(); ++person) starts[person] += starts[person - 1];
    LargeVector<PersonCells::Entry> by_person(cells.size());
    for (const auto& cell : cells) by_person[starts[cell.first]++] = cell;
    return by_person;
}

void PeoplePart::take_texts(std::uint64_t part, std::uint64_t parts, std::span<Sketch> sketches) {
    auto sketch = sketches.begin();
    for (std::size_t person = 0; person < people_.size(); ++person) {
        for (const auto at : people_[person].texts) {
            if (at == none) break;
            const auto& text = texts_[at];
            *sketch++ = {text.signature, person * parts + part, text.place, text.day};
        }
    }
    texts_ = {};
    people_ = {};
}

std::size_t PeoplePart::bytes() const {
    return slots_.capacity() * sizeof(std::uint64_t) + people_.bytes() + long_ids_.capacity() + cells_.bytes() +
           texts_.bytes() + strata_.capacity() * sizeof(Known) + numbers_.capacity() * sizeof(std::uint32_t);
}

}  // namespace konsequenz::voices
