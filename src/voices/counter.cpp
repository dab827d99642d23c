#include "voices/counter.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <thread>
#include <tuple>
#include <unordered_map>

#include "base/calendar.h"
#include "voices/cells.h"
#include "voices/people.h"

namespace konsequenz::voices {
namespace {

constexpr std::size_t parts_count = 64;
constexpr std::uint32_t no_cell = ~std::uint32_t{0};

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
    struct Event {
        std::uint64_t hash;
        std::uint32_t id_start;
        std::uint32_t id_size;
        std::uint32_t cell;  ///< or none: the customer is only known
    };
    struct Text {
        std::size_t event;
        Sketch sketch;
    };
    struct Stratum {
        std::size_t event;
        std::uint32_t stratum;
        std::int64_t time;
        std::uint64_t tie;
    };
    std::vector<Event> events;
    std::vector<Text> texts;
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

    std::uint32_t name(CellNames::Kind kind, std::string_view text) {
        auto& cache = names[static_cast<std::size_t>(kind)];
        if (const auto found = cache.find(text); found != cache.end()) return found->second;
        const auto number = counter.cells.name(kind, text);
        cache.emplace(text, number);
        return number;
    }

    std::uint32_t cell(const Cell& cell) {
        const auto key = cell.key();
        if (const auto found = cells.find(key); found != cells.end()) return found->second;
        const auto number = counter.cells.cell(cell);
        cells.emplace(key, number);
        return number;
    }

    Waiting& add(std::string_view customer, std::uint32_t cell) {
        const auto hash = hash_of(customer);
        auto& part = waiting[hash >> 58U];
        part.events.push_back(
            {hash, static_cast<std::uint32_t>(part.ids.size()), static_cast<std::uint32_t>(customer.size()), cell});
        part.ids.append(customer);
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
    const auto period = period_of(state.counter.kind, message.day);
    const auto cell = state.cell({Cell::Kind::message, topic, touchpoint, static_cast<std::int32_t>(period)});
    auto& part = state.add(message.customer, cell);
    // Days before 1970 wrap around and come back when they are read.
    state.days.add(topic, static_cast<std::uint32_t>(message.day), 1);
    if (!message.signature) return;
    part.texts.push_back(
        {part.events.size() - 1, {*message.signature, 0, message.place, static_cast<std::int32_t>(message.day)}});
}

void Counter::Feeder::add_ruled(std::string_view customer, std::string_view standard, std::int64_t day) {
    auto& state = *state_;
    const auto name = state.name(CellNames::Kind::standard, standard);
    const auto period = period_of(state.counter.kind, day);
    state.add(customer, state.cell({Cell::Kind::ruled, name, 0, static_cast<std::int32_t>(period)}));
}

void Counter::Feeder::add_customer(std::string_view customer, std::string_view stratum, std::string_view time) {
    auto& state = *state_;
    auto& part = state.add(customer, no_cell);
    const auto moment = parse_instant(time);
    if (stratum.empty() || !moment) return;
    part.strata.push_back(
        {part.events.size() - 1, state.name(CellNames::Kind::stratum, stratum) + 1, moment->utc_ns, hash_of(stratum)});
}

void Counter::Feeder::flush() {
    for (std::size_t at = 0; at < parts_count; ++at) {
        auto& waiting = state_->waiting[at];
        if (waiting.events.empty()) continue;
        auto& part = state_->counter.parts[at];
        const std::lock_guard lock(part.mutex);
        auto text = waiting.texts.begin();
        auto stratum = waiting.strata.begin();
        for (std::size_t event = 0; event < waiting.events.size(); ++event) {
            const auto& [hash, start, size, cell] = waiting.events[event];
            const auto person = part.people.person(std::string_view(waiting.ids).substr(start, size), hash);
            if (cell != no_cell) part.people.add(person, cell);
            if (text != waiting.texts.end() && text->event == event) part.people.add_sketch(person, (text++)->sketch);
            if (stratum != waiting.strata.end() && stratum->event == event) {
                part.people.add_stratum(person, stratum->stratum, stratum->time, stratum->tie);
                ++stratum;
            }
        }
        waiting.clear();
    }
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
    std::vector<Sketch> sketches;
};

/// Adds up each person's messages by slot (group and period) and counts the person once in each.
class Sweep {
  public:
    Sweep(const CellLayout& layout, Sums& sums) : layout_(layout), sums_(sums), messages_(layout.slots()) {}

    void add(PeoplePart& people, std::uint64_t part) {
        const auto cells = people.take_cells();
        for (std::size_t at = 0; at < cells.size();) {
            const auto person = cells[at].first;
            for (; at < cells.size() && cells[at].first == person; ++at) {
                for (const auto slot : layout_.slots_of(cells[at].second)) {
                    if (messages_[slot] == 0) touched_.push_back(slot);
                    messages_[slot] += static_cast<std::uint32_t>(cells[at].count);
                }
            }
            count(people.stratum(person));
        }
        for (auto& sketch : people.take_sketches()) {
            sketch.person = sketch.person * parts_count + part;
            sums_.sketches.push_back(sketch);
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

}  // namespace

Result<Counts> Counter::finish(unsigned jobs) {
    const auto layout = TRY(state_->cells.layout());
    std::vector<Sums> sums(std::max(1U, jobs));
    std::atomic<std::size_t> next = 0;
    const auto work = [&](Sums& own) {
        Sweep sweep(layout, own);
        for (auto at = next++; at < parts_count; at = next++) sweep.add(state_->parts[at].people, at);
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t job = 1; job < sums.size(); ++job) threads.emplace_back([&, job] { work(sums[job]); });
        work(sums.front());
    }
    auto& all = sums.front();
    for (std::size_t job = 1; job < sums.size(); ++job) {
        all.people.add(sums[job].people);
        all.heard.add(sums[job].heard);
        all.sketches.insert(all.sketches.end(), sums[job].sketches.begin(), sums[job].sketches.end());
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
    std::ranges::sort(all.sketches, [](const Sketch& one, const Sketch& other) {
        return std::tie(one.day, one.place, one.person) < std::tie(other.day, other.place, other.person);
    });
    counts.sketches = std::move(all.sketches);
    return counts;
}

}  // namespace konsequenz::voices
