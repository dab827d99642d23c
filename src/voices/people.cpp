#include "voices/people.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

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

void PeoplePart::grow() {
    std::vector<std::uint64_t> before(slots_.empty() ? 64 : slots_.size() * 2);
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

std::uint32_t PeoplePart::person(std::string_view id, std::uint64_t hash) {
    if ((starts_.size() + 1) * 10 > slots_.size() * 7) grow();
    const auto mask = slots_.size() - 1;
    const auto kept = hash << 32U;
    auto at = kept >> 32U & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        if ((slots_[at] & upper_half) != kept) continue;
        const auto number = static_cast<std::uint32_t>(slots_[at]) - 1;
        const auto start = starts_[number];
        if (std::string_view(ids_).substr(start, starts_[number + 1] - start) == id) return number;
    }
    assert(ids_.size() + id.size() < std::numeric_limits<std::uint32_t>::max());
    const auto number = static_cast<std::uint32_t>(people());
    ids_.append(id);
    starts_.push_back(static_cast<std::uint32_t>(ids_.size()));
    slots_[at] = kept | (number + 1);
    return number;
}

void PeoplePart::add_sketch(std::uint32_t person, const Sketch& sketch) {
    if (person >= first_kept_.size()) first_kept_.resize(person + 1, none);
    const Kept added{sketch, hash_of(sketch.signature), none};
    std::size_t count = 0;
    std::uint32_t greatest = none;
    for (auto at = first_kept_[person]; at != none; at = kept_[at].next, ++count) {
        auto& kept = kept_[at];
        if (kept.sketch.signature == sketch.signature) {
            const bool is_earlier =
                sketch.day != kept.sketch.day ? sketch.day < kept.sketch.day : sketch.place < kept.sketch.place;
            if (is_earlier) kept.sketch = sketch;
            return;
        }
        if (greatest == none || kept.hash > kept_[greatest].hash) greatest = at;
    }
    if (count < sketches_max) {
        kept_.push_back(added);
        kept_.back().next = first_kept_[person];
        first_kept_[person] = static_cast<std::uint32_t>(kept_.size() - 1);
    } else if (added.hash < kept_[greatest].hash) {
        const auto next = kept_[greatest].next;
        kept_[greatest] = added;
        kept_[greatest].next = next;
    }
}

void PeoplePart::add_stratum(std::uint32_t person, std::uint32_t stratum, std::int64_t time, std::uint64_t tie) {
    if (person >= strata_.size()) strata_.resize(person + 1, {0, std::numeric_limits<std::int64_t>::min(), 0});
    auto& known = strata_[person];
    if (time > known.time || (time == known.time && tie > known.tie)) known = {stratum, time, tie};
}

std::vector<PairTable::Entry> PeoplePart::take_cells() {
    auto cells = cells_.take();
    std::ranges::sort(cells, [](const auto& one, const auto& other) {
        return one.first != other.first ? one.first < other.first : one.second < other.second;
    });
    return cells;
}

std::vector<Sketch> PeoplePart::take_sketches() {
    std::vector<Sketch> all;
    for (std::uint32_t person = 0; person < first_kept_.size(); ++person) {
        for (auto at = first_kept_[person]; at != none; at = kept_[at].next) {
            all.push_back(kept_[at].sketch);
            all.back().person = person;
        }
    }
    kept_ = {};
    first_kept_ = {};
    return all;
}

std::size_t PeoplePart::bytes() const {
    return slots_.capacity() * sizeof(std::uint64_t) + starts_.capacity() * sizeof(std::uint32_t) + ids_.capacity() +
           cells_.bytes() + first_kept_.capacity() * sizeof(std::uint32_t) + kept_.capacity() * sizeof(Kept) +
           strata_.capacity() * sizeof(Known);
}

}  // namespace konsequenz::voices
