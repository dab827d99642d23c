#include "facts/customer_history.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace konsequenz::facts {
namespace {

using standard::Fact;
using standard::FactKind;
using standard::KnownConduct;

/// Inserts by time; of equal times behind those that arrived before.
template <class Timed>
void insert_by_time(std::vector<Timed>& list, Timed item) {
    const auto after = std::upper_bound(list.begin(), list.end(), item.time_ns,
                                        [](std::int64_t time, const Timed& each) { return time < each.time_ns; });
    list.insert(after, std::move(item));
}

/// The latest item not after the moment for which a condition holds; nullptr where there is none.
template <class Timed, class Condition>
const Timed* latest_until(const std::vector<Timed>& list, std::int64_t until_ns, Condition&& holds) {
    for (auto item = list.rbegin(); item != list.rend(); ++item) {
        if (item->time_ns <= until_ns && holds(*item)) return &*item;
    }
    return nullptr;
}

bool holds(const std::optional<feel::Expression>& condition, std::span<const feel::Value> slots) {
    return !condition || condition->evaluate(slots).is_true();
}

template <class T>
T& made_once(std::unique_ptr<T>& place) {
    if (!place) place = std::make_unique<T>();
    return *place;
}

/// What a record contributes to a fact.
struct Contribution {
    bool is_in_all = false;
    bool is_matching = false;
    feel::Value value;
};

Contribution contribution_of(const Fact& fact, std::span<const feel::Value> slots) {
    Contribution made;
    made.is_in_all = holds(fact.of, slots);
    made.is_matching = made.is_in_all && holds(fact.where, slots);
    if (made.is_matching && fact.value) made.value = fact.value->evaluate(slots).owned();
    return made;
}

Window window_of(const Fact& fact, std::int64_t until_ns) {
    constexpr auto earliest = std::numeric_limits<std::int64_t>::min();
    if (!fact.window_ns || until_ns < earliest + *fact.window_ns) return {earliest, until_ns};
    return {until_ns - *fact.window_ns, until_ns};
}

feel::Value value_of(const Fact& fact, const Series& series, std::int64_t until_ns) {
    const auto window = window_of(fact, until_ns);
    switch (fact.kind) {
        case FactKind::count: return feel::Value::number(series.matching.count(window));
        case FactKind::share: {
            const auto all = series.all ? series.all->count(window) : 0;
            if (all == 0) return feel::Value::number(std::int64_t{0});
            return feel::Value::number(
                feel::divide(feel::Number::from(series.matching.count(window)), feel::Number::from(all)));
        }
        case FactKind::latest: return series.values ? series.values->latest(window) : feel::Value::null();
        case FactKind::sum: return series.values ? series.values->sum(window) : feel::Value::number(std::int64_t{0});
    }
    return feel::Value::null();
}

}  // namespace

ContactReading::ContactReading(const standard::Standard& standard) : standard_(standard) {
    std::set<std::string, std::less<>> read;
    for (const auto& fact : standard.facts) {
        if (fact.of_type != record::Type::contact) continue;
        for (const auto* expression : {&fact.where, &fact.of, &fact.value}) {
            if (!*expression) continue;
            for (const auto& path : (*expression)->reads()) read.insert(path.substr(0, path.find('.')));
        }
    }
    const auto variables = standard::record_scope(record::Type::contact).variables();
    for (std::size_t slot = 0; slot < variables.size(); ++slot) {
        if (variables[slot].name == "conduct")
            conduct_slot_ = slot;
        else if (read.contains(variables[slot].name))
            kept_slots_.push_back(slot);
    }
}

std::vector<feel::Value> ContactReading::kept(const record::Record& contact) const {
    std::vector<feel::Value> kept;
    if (kept_slots_.empty()) return kept;
    std::vector<feel::Value> slots;
    standard::bind_record(contact, {}, slots);
    for (const auto slot : kept_slots_) kept.push_back(slots[slot].owned());
    return kept;
}

std::vector<feel::Value> ContactReading::bound(std::span<const feel::Value> kept, const KnownConduct& known) const {
    std::vector<feel::Value> slots(standard::record_scope(record::Type::contact).variables().size());
    for (std::size_t at = 0; at < kept_slots_.size(); ++at) slots[kept_slots_[at]] = kept[at];
    slots[conduct_slot_] = standard::conduct_value(known);
    return slots;
}

void CustomerHistory::add_to_series(const standard::Standard& standard, record::Type type, std::int64_t time_ns,
                                    std::span<const feel::Value> slots, std::uint32_t arrival) {
    for (std::size_t at = 0; at < standard.facts.size(); ++at) {
        const auto& fact = standard.facts[at];
        if (fact.of_type != type) continue;
        const auto made = contribution_of(fact, slots);
        if (fact.value) {
            made_once(series_[at].values).add(time_ns, arrival, made.value);
        } else {
            series_[at].matching.add(time_ns, arrival, made.is_matching);
            if (fact.kind == FactKind::share) made_once(series_[at].all).add(time_ns, arrival, made.is_in_all);
        }
    }
}

void CustomerHistory::correct_series(const ContactReading& reading, const RememberedContact& contact,
                                     const KnownConduct& known, std::int64_t from_ns) {
    const auto before = reading.bound(contact.kept, contact.assessed);
    const auto after = reading.bound(contact.kept, known);
    const auto time_ns = contact.time_ns;
    const auto& facts = reading.standard().facts;
    for (std::size_t at = 0; at < facts.size(); ++at) {
        const auto& fact = facts[at];
        if (fact.of_type != record::Type::contact) continue;
        const auto was = contribution_of(fact, before);
        const auto is = contribution_of(fact, after);
        if (fact.value) {
            made_once(series_[at].values).correct(time_ns, contact.arrival, from_ns, is.value);
        } else {
            series_[at].matching.correct(time_ns, contact.arrival, was.is_matching, from_ns, is.is_matching);
            if (fact.kind == FactKind::share)
                made_once(series_[at].all).correct(time_ns, contact.arrival, was.is_in_all, from_ns, is.is_in_all);
        }
    }
}

const CustomerHistory::RememberedContact* CustomerHistory::find_contact(const std::string& id) const {
    const auto found = std::find_if(contacts_.rbegin(), contacts_.rend(),
                                    [&](const RememberedContact& contact) { return contact.id == id; });
    return found == contacts_.rend() ? nullptr : &*found;
}

void CustomerHistory::add_contact(const ContactReading& reading, const record::Record& record,
                                  const KnownConduct& assessed, std::uint32_t arrival) {
    const auto& body = std::get<record::Contact>(record.body);
    RememberedContact contact{.id = record.id, .time_ns = record.time.utc_ns, .arrival = arrival, .assessed = assessed};
    if (body.subject) contact.subject = std::make_unique<const record::Subject>(*body.subject);
    contact.kept = reading.kept(record);
    add_to_series(reading.standard(), record::Type::contact, contact.time_ns, reading.bound(contact.kept, assessed),
                  arrival);
    // A finding may have come in before the contact it names.
    for (const auto& [time_ns, finding] : findings_) {
        if (finding.contact == record.id && finding.conduct) {
            correct_series(reading, contact, standard::known_conduct(*finding.conduct),
                           std::max(time_ns, contact.time_ns));
        }
    }
    if (body.circumstances) insert_by_time(circumstances_, {contact.time_ns, *body.circumstances});
    contacts_.push_back(std::move(contact));
}

void CustomerHistory::add_finding(const ContactReading& reading, const record::Record& record) {
    const auto& finding = std::get<record::Finding>(record.body);
    if (finding.conduct) {
        if (const auto* contact = find_contact(*finding.contact)) {
            correct_series(reading, *contact, standard::known_conduct(*finding.conduct),
                           std::max(record.time.utc_ns, contact->time_ns));
        }
    }
    if (finding.circumstances) insert_by_time(circumstances_, {record.time.utc_ns, *finding.circumstances});
    insert_by_time(findings_, {record.time.utc_ns, finding});
}

void CustomerHistory::add(const ContactReading& reading, const record::Record& record, const KnownConduct& assessed) {
    const auto arrival = arrivals_++;
    switch (record.type()) {
        case record::Type::contact: add_contact(reading, record, assessed, arrival); return;
        case record::Type::finding: add_finding(reading, record); break;
        case record::Type::order:
            insert_by_time(orders_, {record.time.utc_ns, std::get<record::Order>(record.body)});
            break;
        case record::Type::customer:
            insert_by_time(profiles_, {record.time.utc_ns, std::get<record::Customer>(record.body)});
            break;
        case record::Type::notice:
        case record::Type::deviation:
        case record::Type::survey: break;
    }
    std::vector<feel::Value> slots;
    standard::bind_record(record, {}, slots);
    add_to_series(reading.standard(), record.type(), record.time.utc_ns, slots, arrival);
}

bool CustomerHistory::concerns(const record::Finding& finding, const record::Record& contact) const {
    if (finding.contact == contact.id) return true;
    const auto& subject = std::get<record::Contact>(contact.body).subject;
    if (!subject) return false;
    if (finding.subject) return shares(*finding.subject, *subject);
    const auto* named = finding.contact ? find_contact(*finding.contact) : nullptr;
    if (named == nullptr) return false;
    return named->subject != nullptr && shares(*named->subject, *subject);
}

Known CustomerHistory::known_at(const standard::Standard& standard, const record::Record& contact,
                                const KnownConduct& assessed) const {
    const auto until_ns = contact.time.utc_ns;
    const auto& body = std::get<record::Contact>(contact.body);
    const auto any = [](const auto&) { return true; };
    Known known;
    known.conduct = assessed;
    known.facts.reserve(standard.facts.size());
    for (std::size_t at = 0; at < standard.facts.size(); ++at)
        known.facts.push_back(value_of(standard.facts[at], series_[at], until_ns));

    if (const auto* found =
            latest_until(findings_, until_ns, [&](const auto& each) { return concerns(each.state, contact); }))
        known.finding = found->state;
    const auto corrects = [&](const auto& each) { return each.state.conduct && each.state.contact == contact.id; };
    if (const auto* found = latest_until(findings_, until_ns, corrects))
        known.conduct = standard::known_conduct(*found->state.conduct);

    const Timed<record::Order>* order = nullptr;
    if (body.subject && body.subject->order) {
        order =
            latest_until(orders_, until_ns, [&](const auto& each) { return each.state.order == *body.subject->order; });
    }
    if (order == nullptr) order = latest_until(orders_, until_ns, any);
    if (order != nullptr) known.order = order->state;
    if (const auto* found = latest_until(profiles_, until_ns, any)) known.customer = found->state;
    known.circumstances = body.circumstances;
    if (!known.circumstances) {
        if (const auto* found = latest_until(circumstances_, until_ns, any)) known.circumstances = found->state;
    }
    return known;
}

}  // namespace konsequenz::facts
