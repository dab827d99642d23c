#include "voices/counter.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <tuple>
#include <unordered_map>

#include "base/calendar.h"
#include "voices/cells.h"
#include "voices/people.h"
#include "voices/short_text.h"

namespace konsequenz::voices {
namespace {

constexpr std::size_t parts_count = 64;
/// So many wait that each part is given a good number at once, and few enough that they stay in the cache.
constexpr std::size_t waiting_max = 8'192;

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return hash_of(text); }
};
using Cache = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

struct Part {
    std::mutex mutex;
    PeoplePart people;
};

/// What waits to be added to one part, with the ids that it names.
struct Waiting {
    struct Stratum {
        std::size_t event;
        std::uint32_t stratum;
        std::int64_t time;
        std::uint64_t tie;
    };
    std::vector<PeoplePart::Event> events;
    std::vector<PeoplePart::Text> texts;
    std::vector<Stratum> strata;
    std::string ids;

    void clear() {
        events.clear();
        texts.clear();
        strata.clear();
        ids.clear();
    }
};

}  // namespace

struct Counter::State {
    PeriodKind kind = PeriodKind::month;
    std::array<Part, parts_count> parts;
    CellNames cells;
    std::mutex days_mutex;
    PairTable days;  ///< by topic and day
};

struct Counter::Feeder::State {
    Counter::State& counter;
    std::array<Waiting, parts_count> waiting{};
    std::array<Cache, 4> names{};  ///< by CellNames::Kind
    std::unordered_map<std::uint64_t, std::uint32_t> cells{};
    PairTable days{};
    std::size_t waiting_count = 0;

    /// What was asked for lately, by the upper bits of a hash: names and cells are few and come again and again.
    struct RecentName {
        std::string text;
        std::optional<std::uint32_t> number;
    };
    struct RecentCell {
        std::uint64_t key = 0;
        std::optional<std::uint32_t> number;
    };
    static constexpr unsigned recent_bits = 8;
    std::array<std::array<RecentName, 1U << recent_bits>, 4> recent_names{};
    std::array<RecentCell, 1U << recent_bits> recent_cells{};
    std::optional<std::int64_t> last_day{};
    std::int32_t last_period = 0;

    std::uint32_t name(CellNames::Kind kind, std::string_view text) {
        auto& recent = recent_names[static_cast<std::size_t>(kind)][hash_of(text) >> (64 - recent_bits)];
        if (recent.number && is_same(recent.text, text)) return *recent.number;
        auto& cache = names[static_cast<std::size_t>(kind)];
        auto found = cache.find(text);
        if (found == cache.end()) found = cache.emplace(text, counter.cells.name(kind, text)).first;
        recent = {found->first, found->second};
        return found->second;
    }

    std::uint32_t cell(const Cell& cell) {
        const auto key = cell.key();
        auto& recent = recent_cells[mixed(key) >> (64 - recent_bits)];
        if (recent.number && recent.key == key) return *recent.number;
        auto found = cells.find(key);
        if (found == cells.end()) found = cells.emplace(key, counter.cells.cell(cell)).first;
        recent = {key, found->second};
        return found->second;
    }

    std::int32_t period(std::int64_t day) {
        if (last_day != day) {
            last_day = day;
            last_period = static_cast<std::int32_t>(period_of(counter.kind, day));
        }
        return last_period;
    }

    Waiting& add(std::string_view customer, std::uint32_t cell) {
        const auto hash = hash_of(customer);
        auto& part = waiting[hash >> 58U];
        part.events.push_back({hash, static_cast<std::uint32_t>(part.ids.size()),
                               static_cast<std::uint32_t>(customer.size()), cell, false});
        part.ids.append(customer);
        ++waiting_count;
        return part;
    }
};

Counter::Counter(PeriodKind kind) : state_(std::make_unique<State>()) { state_->kind = kind; }
Counter::~Counter() = default;

Counter::Feeder::Feeder(Counter& counter) : state_(new State{*counter.state_}) {}

Counter::Feeder::~Feeder() {
    flush();
    const std::lock_guard lock(state_->counter.days_mutex);
    state_->counter.days.add(state_->days);
}

void Counter::Feeder::add(const Message& message) {
    auto& state = *state_;
    const auto topic = state.name(CellNames::Kind::topic, message.topic);
    const auto touchpoint = state.name(CellNames::Kind::touchpoint, message.touchpoint);
    const auto cell = state.cell({Cell::Kind::message, topic, touchpoint, state.period(message.day)});
    auto& part = state.add(message.customer, cell);
    // Days before 1970 wrap around and come back when they are read.
    state.days.add(topic, static_cast<std::uint32_t>(message.day), 1);
    if (message.signature) {
        part.events.back().has_text = true;
        part.texts.push_back({*message.signature, message.place, static_cast<std::int32_t>(message.day)});
    }
    if (state.waiting_count == waiting_max) flush();
}

void Counter::Feeder::add_ruled(std::string_view customer, std::string_view standard, std::int64_t day) {
    auto& state = *state_;
    const auto name = state.name(CellNames::Kind::standard, standard);
    state.add(customer, state.cell({Cell::Kind::ruled, name, 0, state.period(day)}));
    if (state.waiting_count == waiting_max) flush();
}

void Counter::Feeder::add_customer(std::string_view customer, std::string_view stratum, std::string_view time) {
    auto& state = *state_;
    auto& part = state.add(customer, PeoplePart::no_cell);
    if (const auto moment = parse_instant(time); moment && !stratum.empty()) {
        part.strata.push_back({part.events.size() - 1, state.name(CellNames::Kind::stratum, stratum) + 1,
                               moment->utc_ns, hash_of(stratum)});
    }
    if (state.waiting_count == waiting_max) flush();
}

void Counter::Feeder::flush() {
    for (std::size_t at = 0; at < parts_count; ++at) {
        auto& waiting = state_->waiting[at];
        if (waiting.events.empty()) continue;
        auto& part = state_->counter.parts[at];
        const std::lock_guard lock(part.mutex);
        const auto people = part.people.add(waiting.events, waiting.ids, waiting.texts);
        for (const auto& [event, stratum, time, tie] : waiting.strata)
            part.people.add_stratum(people[event], stratum, time, tie);
        waiting.clear();
    }
    state_->waiting_count = 0;
}

std::size_t Counter::bytes() const {
    std::size_t all = 0;
    for (const auto& part : state_->parts) all += part.people.bytes();
    return all;
}

namespace {

/// What one thread makes of the people of its parts.
struct Sums {
    PairTable people;  ///< by slot and count: how many people
    PairTable heard;   ///< by group and stratum: how many people
};

/// Adds up each person's messages by slot (group and period) and counts the person once in each.
class Sweep {
  public:
    Sweep(const CellLayout& layout, Sums& sums) : layout_(layout), sums_(sums), messages_(layout.slots()) {}

    void add(PeoplePart& people) {
        const auto cells = people.take_cells();
        for (std::size_t at = 0; at < cells.size();) {
            const auto person = cells[at].first;
            for (; at < cells.size() && cells[at].first == person; ++at) {
                for (const auto slot : layout_.slots_of(cells[at].second)) {
                    if (messages_[slot] == 0) touched_.push_back(slot);
                    messages_[slot] += cells[at].count;
                }
            }
            count(people.stratum(person));
        }
    }

  private:
    void count(std::uint32_t stratum) {
        for (const auto slot : touched_) {
            sums_.people.add(slot, messages_[slot], 1);
            if (layout_.is_whole_time(slot)) sums_.heard.add(slot, stratum, 1);
            messages_[slot] = 0;
        }
        touched_.clear();
    }

    const CellLayout& layout_;
    Sums& sums_;
    std::vector<std::uint32_t> messages_;
    std::vector<std::uint32_t> touched_;
};

void sort_frequencies(GroupCounts& group) {
    std::ranges::sort(group.people, {}, &statistics::Frequency::count);
    for (auto& [period, frequencies] : group.by_period)
        std::ranges::sort(frequencies, {}, &statistics::Frequency::count);
}

void add_people(Counts& counts, const CellLayout& layout, Sums& sums) {
    for (const auto& [slot, messages, people] : sums.people.take()) {
        auto& group = counts.groups[layout.group_of(slot)];
        auto& frequencies = layout.is_whole_time(slot) ? group.people : group.by_period[layout.period_of(slot)];
        frequencies.push_back({messages, people});
    }
    for (auto& [key, group] : counts.groups) sort_frequencies(group);
    for (const auto& [slot, stratum, people] : sums.heard.take()) {
        if (layout.has_strata())
            counts.groups[layout.group_of(slot)].heard_by_stratum[layout.stratum_name(stratum)] += people;
    }
}

/// Calls with 0, 1, ... below `count`, in no order, from several threads, each with its own number.
void share(unsigned jobs, std::size_t count, const std::function<void(unsigned job, std::size_t at)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto run = [&](unsigned job) {
        for (auto at = next++; at < count; at = next++) work(job, at);
    };
    std::vector<std::jthread> threads;
    for (unsigned job = 1; job < jobs; ++job) threads.emplace_back([&, job] { run(job); });
    run(0);
}

bool is_before(const Sketch& one, const Sketch& other) {
    return std::tie(one.day, one.place, one.person) < std::tie(other.day, other.place, other.person);
}

/// The texts of all parts, by day, place and person.
std::vector<Sketch> take_texts(std::span<Part> parts, unsigned jobs) {
    std::vector<std::size_t> starts(parts.size() + 1);
    for (std::size_t at = 0; at < parts.size(); ++at) starts[at + 1] = starts[at] + parts[at].people.texts();
    std::vector<Sketch> sketches(starts.back());
    share(jobs, parts.size(), [&](unsigned, std::size_t at) {
        parts[at].people.take_texts(at, parts.size(),
                                    std::span(sketches).subspan(starts[at], starts[at + 1] - starts[at]));
    });
    const auto end_of = [&](std::size_t job) {
        return sketches.begin() + static_cast<std::ptrdiff_t>(sketches.size() * job / jobs);
    };
    share(jobs, jobs, [&](unsigned, std::size_t at) { std::sort(end_of(at), end_of(at + 1), is_before); });
    for (std::size_t job = 1; job < jobs; ++job)
        std::inplace_merge(sketches.begin(), end_of(job), end_of(job + 1), is_before);
    return sketches;
}

}  // namespace

Result<Counts> Counter::finish(unsigned jobs) {
    const auto layout = TRY(state_->cells.layout());
    jobs = std::max(1U, jobs);
    std::vector<Sums> sums(jobs);
    std::vector<Sweep> sweeps;
    sweeps.reserve(jobs);
    for (auto& own : sums) sweeps.emplace_back(layout, own);
    share(jobs, parts_count, [&](unsigned job, std::size_t at) { sweeps[job].add(state_->parts[at].people); });
    sweeps.clear();
    auto& all = sums.front();
    for (std::size_t job = 1; job < sums.size(); ++job) {
        all.people.add(sums[job].people);
        all.heard.add(sums[job].heard);
    }
    Counts counts;
    counts.period_kind = state_->kind;
    counts.groups[{}];
    add_people(counts, layout, all);
    for (const auto& [topic, day, messages] : state_->days.take()) {
        const auto signed_day = static_cast<std::int64_t>(static_cast<std::int32_t>(day));
        counts.groups[{}].messages_by_day[signed_day] += messages;
        counts.groups[{Dimension::topic, layout.topic_name(topic)}].messages_by_day[signed_day] += messages;
    }
    counts.sketches = take_texts(state_->parts, jobs);
    return counts;
}

}  // namespace konsequenz::voices
