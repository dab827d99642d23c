#include "facts/series.h"

#include <algorithm>
#include <cassert>

namespace konsequenz::facts {
namespace {

/// The allocator hands out no less, so that asking for one first would only be asking again.
constexpr std::size_t smallest_block_times = 3;

/// Inserts so that contributions stay in order of the moment from which they are known; of equal moments the later
/// wins.
template <class T>
void insert_known(std::vector<KnownFrom<T>>& known, std::int64_t from_ns, T contribution) {
    const auto after =
        std::upper_bound(known.begin(), known.end(), from_ns,
                         [](std::int64_t from, const KnownFrom<T>& each) { return from < each.from_ns; });
    known.insert(after, {from_ns, std::move(contribution)});
}

/// What was known at a moment; nullptr where nothing was.
template <class T>
const T* known_at(const std::vector<KnownFrom<T>>& known, std::int64_t at_ns) {
    const auto after = std::upper_bound(known.begin(), known.end(), at_ns,
                                        [](std::int64_t at, const KnownFrom<T>& each) { return at < each.from_ns; });
    return after == known.begin() ? nullptr : &std::prev(after)->contribution;
}

}  // namespace

void Tally::add(std::int64_t time_ns, std::uint32_t /*arrival*/, bool counts) {
    if (!counts) return;
    if (plain_.capacity() == 0) plain_.reserve(smallest_block_times);
    plain_.insert(std::upper_bound(plain_.begin(), plain_.end(), time_ns), time_ns);
}

void Tally::correct(std::int64_t time_ns, std::uint32_t arrival, bool counted, std::int64_t from_ns, bool counts) {
    auto found = std::find_if(corrected_.begin(), corrected_.end(),
                              [&](const Corrected& each) { return each.arrival == arrival; });
    if (found == corrected_.end()) {
        if (counted) {
            const auto plain = std::lower_bound(plain_.begin(), plain_.end(), time_ns);
            assert(plain != plain_.end() && *plain == time_ns);
            plain_.erase(plain);
        }
        found = corrected_.insert(corrected_.end(), {time_ns, arrival, {{time_ns, counted}}});
    }
    insert_known(found->known, from_ns, counts);
}

std::int64_t Tally::count(Window window) const {
    const auto first = std::upper_bound(plain_.begin(), plain_.end(), window.after_ns);
    const auto last = std::upper_bound(first, plain_.end(), window.until_ns);
    auto total = static_cast<std::int64_t>(last - first);
    for (const auto& each : corrected_) {
        if (each.time_ns <= window.after_ns || each.time_ns > window.until_ns) continue;
        const auto* counts = known_at(each.known, window.until_ns);
        if (counts != nullptr && *counts) ++total;
    }
    return total;
}

std::vector<Values::Entry>::const_iterator Values::first_after(std::int64_t time_ns) const {
    return std::upper_bound(entries_.begin(), entries_.end(), time_ns,
                            [](std::int64_t time, const Entry& entry) { return time < entry.time_ns; });
}

void Values::add(std::int64_t time_ns, std::uint32_t arrival, feel::Value value) {
    Entry entry{time_ns, arrival, {}};
    entry.known.push_back({time_ns, std::move(value)});
    entries_.insert(first_after(time_ns), std::move(entry));
}

void Values::correct(std::int64_t time_ns, std::uint32_t arrival, std::int64_t from_ns, feel::Value value) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.time_ns == time_ns && entry.arrival == arrival;
    });
    assert(found != entries_.end());
    insert_known(found->known, from_ns, std::move(value));
}

feel::Value Values::latest(Window window) const {
    for (auto entry = first_after(window.until_ns); entry != entries_.begin();) {
        --entry;
        if (entry->time_ns <= window.after_ns) break;
        const auto* value = known_at(entry->known, window.until_ns);
        if (value != nullptr && !value->is_null()) return *value;
    }
    return feel::Value::null();
}

feel::Value Values::sum(Window window) const {
    std::optional<feel::Number> total = feel::Number::from(0);
    const auto last = first_after(window.until_ns);
    for (auto entry = first_after(window.after_ns); entry != last && total; ++entry) {
        const auto* value = known_at(entry->known, window.until_ns);
        if (value != nullptr && value->is_number()) total = feel::add(*total, value->as_number());
    }
    return feel::Value::number(total);
}

}  // namespace konsequenz::facts
