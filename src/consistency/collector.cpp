#include "consistency/collector.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <limits>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/json.h"
#include "consistency/ruling_reader.h"
#include "consistency/situations.h"

namespace konsequenz::consistency {
namespace {

constexpr std::int64_t day_ns = 86'400'000'000'000;

/// The place of a name on a ladder, added at its end where it is new.
std::uint8_t place_of(std::vector<std::string>& ladder, std::string_view name) {
    const auto found = std::ranges::find(ladder, name);
    const auto place = static_cast<std::size_t>(found - ladder.begin());
    if (found == ladder.end()) ladder.emplace_back(name);
    return static_cast<std::uint8_t>(std::min<std::size_t>(place, 255));
}

struct KnownFinding {
    Instant time;
    record::Finding finding;
};
struct KnownCircumstances {
    Instant time;
    record::Circumstances circumstances;
};

/// What is known of one customer so far.
struct CustomerBook {
    std::vector<KnownFinding> findings;
    std::vector<KnownCircumstances> circumstances;
    std::vector<std::pair<Instant, record::Customer>> profiles;
    std::deque<std::int64_t> contacts;  // times of the latest
};

/// The latest that is not after the moment; of equal times the one that came last.
template <class List, class Holds>
auto latest(const List& list, const Instant& until, Holds holds) -> decltype(&list.front()) {
    decltype(&list.front()) best = nullptr;
    for (const auto& item : list) {
        const auto time = [&] {
            if constexpr (requires { item.time; })
                return item.time;
            else
                return item.first;
        }();
        const auto best_time = [&] {
            if constexpr (requires { best->time; })
                return best->time;
            else
                return best->first;
        };
        if (time <= until && holds(item) && (best == nullptr || !(time < best_time()))) best = &item;
    }
    return best;
}

/// Of an amount of money as a number, good enough to put amounts in an order.
double size_of(const record::Money& money) {
    double amount = 0;
    std::from_chars(money.amount.data(), money.amount.data() + money.amount.size(), amount);
    return amount;
}

struct Spend {
    Index currency = no_index;
    double amount = 0;
};

}  // namespace

struct Collector::State {
    explicit State(CollectOptions given) : options(given) { start(); }

    void start();
    void add_finding(const record::Record& record);
    void add_deviation(const record::Record& record);
    [[nodiscard]] Known known_at(const CustomerBook& book, const record::Record& contact) const;
    void add_traits(Case& made, CustomerBook& book, const record::Record& contact);
    [[nodiscard]] Index keep(const OutcomeText& text);
    [[nodiscard]] Index outcome_index(const RulingText& ruling);
    void add_evidence(const record::Record& record, Sign sign, const std::optional<std::string>& contact);
    void place_departures();
    void mark_spenders();
    [[nodiscard]] Index case_of(const std::string& contact) const {
        const auto found = by_contact.find(contact);
        return found == by_contact.end() ? no_index : found->second;
    }

    CollectOptions options;
    History history;
    JsonParser parser;
    std::optional<Situations> situations;
    std::unordered_map<std::string, record::Record> waiting;  // these are never iterated
    std::unordered_map<std::string, Index> by_contact;
    std::unordered_map<std::string, Index> outcome_ids;
    std::unordered_map<std::string, Index> outcome_texts;
    std::vector<CustomerBook> books;             // by customer
    std::vector<std::string> review_contacts;    // beside history.reviews
    std::vector<std::string> evidence_contacts;  // those that notices name, in the order in which they came
    std::vector<std::pair<Index, std::size_t>> evidence_places;
    std::unordered_set<std::string> deviation_ids;
    std::vector<Spend> spends;  // beside history.cases
    Names currencies;
};

void Collector::State::start() {
    history = {};
    if (options.standard != nullptr) {
        for (const auto& measure : options.standard->measures) history.measures.push_back(measure.id);
        for (const auto& remedy : options.standard->remedies) history.remedies.push_back(remedy.id);
    } else {
        history.measures = {"none", "notice", "restrict", "end"};
        history.remedies = {"none", "answer", "apologise", "make good"};
    }
    situations.emplace(history.situations, history.kinds);
}

void Collector::State::add_finding(const record::Record& record) {
    const auto& finding = std::get<record::Finding>(record.body);
    auto& book = books[history.customers.index(record.customer)];
    book.findings.push_back({record.time, finding});
    if (finding.circumstances) book.circumstances.push_back({record.time, *finding.circumstances});
    if (!finding.contact) return;
    Review review{record.time, no_index, history.people.index(finding.by), finding.fault, {}};
    if (finding.conduct) review.label = finding.conduct->label;
    history.reviews.push_back(review);
    review_contacts.push_back(*finding.contact);
}

void Collector::State::add_deviation(const record::Record& record) {
    // A record that comes twice counts once.
    if (!deviation_ids.insert(record.id).second) return;
    const auto& deviation = std::get<record::Deviation>(record.body);
    Departure departure{record.id,
                        record.time,
                        no_index,
                        deviation.contact,
                        place_of(history.measures, deviation.measure),
                        {},
                        history.people.index(deviation.by),
                        history.roles.index(deviation.role),
                        deviation.reason};
    if (deviation.remedy) departure.remedy = place_of(history.remedies, *deviation.remedy);
    history.departures.push_back(std::move(departure));
}

void Collector::State::add_evidence(const record::Record& record, Sign sign,
                                    const std::optional<std::string>& contact) {
    const auto customer = history.customers.index(record.customer);
    if (contact) {
        evidence_places.emplace_back(customer, history.evidence[customer].size());
        evidence_contacts.push_back(*contact);
    }
    history.evidence[customer].push_back({record.time, sign, no_index});
}

Collector::Collector(CollectOptions options) : state_(std::make_unique<State>(options)) {}
Collector::~Collector() = default;
Collector::Collector(Collector&&) noexcept = default;
Collector& Collector::operator=(Collector&&) noexcept = default;

void Collector::add(const record::Record& record) {
    auto& state = *state_;
    const auto customer = state.history.customers.index(record.customer);
    if (customer >= state.books.size()) {
        state.books.resize(customer + 1);
        state.history.evidence.resize(customer + 1);
    }
    if (!state.history.last || *state.history.last < record.time) state.history.last = record.time;
    switch (record.type()) {
        case record::Type::contact:
            if (std::get<record::Contact>(record.body).direction == record::Direction::out) {
                state.add_evidence(record, Sign::reply, {});
                ++state.history.replies;
            }
            state.waiting.insert_or_assign(record.id, record);
            break;
        case record::Type::finding: state.add_finding(record); break;
        case record::Type::deviation: state.add_deviation(record); break;
        case record::Type::notice:
            state.add_evidence(record, Sign::notice, std::get<record::Notice>(record.body).contact);
            ++state.history.notices;
            break;
        case record::Type::order:
            if (std::get<record::Order>(record.body).stage == record::Stage::cancelled)
                state.add_evidence(record, Sign::cancelled, {});
            break;
        case record::Type::customer:
            state.books[customer].profiles.emplace_back(record.time, std::get<record::Customer>(record.body));
            break;
        case record::Type::survey: break;
    }
}

Index Collector::State::keep(const OutcomeText& text) {
    auto key = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}", text.standard, text.is_in_force, text.measure, text.remedy,
                           fmt::join(text.measure_principles, "\t"), fmt::join(text.remedy_principles, "\t"),
                           fmt::join(text.other_principles, "\t"));
    const auto [found, is_new] = outcome_texts.try_emplace(std::move(key), static_cast<Index>(history.outcomes.size()));
    if (!is_new) return found->second;
    Outcome outcome{history.standards.index(text.standard),
                    text.is_in_force,
                    place_of(history.measures, text.measure),
                    place_of(history.remedies, text.remedy),
                    {},
                    {}};
    const auto keep_all = [&](const std::vector<std::string_view>& from, std::vector<Index>& to) {
        for (const auto principle : from) to.push_back(history.principles.index(principle));
    };
    keep_all(text.measure_principles, outcome.measure_principles);
    keep_all(text.remedy_principles, outcome.remedy_principles);
    keep_all(text.other_principles, outcome.other_principles);
    history.outcomes.push_back(std::move(outcome));
    return found->second;
}

Result<void> Collector::add_outcome(std::string_view id, std::string_view json) {
    // The log keeps an outcome as the members of an object, which a ruling takes over as they are.
    const auto object = json.starts_with('{') ? std::string(json) : fmt::format("{{{}}}", json);
    const auto text = TRY(read_outcome(TRY(state_->parser.parse(object))));
    state_->outcome_ids.insert_or_assign(std::string(id), state_->keep(text));
    return {};
}

Index Collector::State::outcome_index(const RulingText& ruling) {
    if (ruling.outcome_id.empty()) return keep(ruling.outcome);
    const auto found = outcome_ids.find(std::string(ruling.outcome_id));
    return found == outcome_ids.end() ? no_index : found->second;
}

Known Collector::State::known_at(const CustomerBook& book, const record::Record& contact) const {
    const auto& body = std::get<record::Contact>(contact.body);
    Known known;
    for (const auto act : body.acts) known.acts.append(known.acts.empty() ? "" : ", ").append(to_string(act));
    const auto* finding = latest(book.findings, contact.time, [&](const KnownFinding& each) {
        return each.finding.contact == contact.id ||
               (body.subject && each.finding.subject && record::shares(*body.subject, *each.finding.subject));
    });
    if (finding != nullptr) {
        known.merits = finding->finding.result;
        known.fault = finding->finding.fault;
        known.is_manifestly_unfounded = finding->finding.manifestly_unfounded;
    }
    const auto* before = latest(book.circumstances, contact.time, [](const KnownCircumstances&) { return true; });
    std::optional<record::Circumstances> circumstances = body.circumstances;
    if (!circumstances && before != nullptr) circumstances = before->circumstances;
    if (circumstances) {
        known.is_asked = circumstances->asked.value_or(false);
        known.circumstances = circumstances->kind.value_or(record::CircumstanceKind::none);
    }
    return known;
}

void Collector::State::add_traits(Case& made, CustomerBook& book, const record::Record& contact) {
    const auto& body = std::get<record::Contact>(contact.body);
    const auto set = [&](Trait trait, bool is_so) { made.traits.set(static_cast<std::size_t>(trait), is_so); };
    set(Trait::in_public, body.publicity == record::Publicity::is_public);
    set(Trait::wide_reach, body.reach.value_or(0) >= options.reach_min);
    while (!book.contacts.empty() && book.contacts.front() < contact.time.utc_ns - options.frequent_days * day_ns)
        book.contacts.pop_front();
    set(Trait::frequent, book.contacts.size() >= options.frequent_contacts);
    book.contacts.push_back(contact.time.utc_ns);
    Spend spend;
    const auto* profile = latest(book.profiles, contact.time, [](const auto&) { return true; });
    if (profile != nullptr) {
        const auto& customer = profile->second;
        set(Trait::famous, customer.vip.value_or(false) || customer.reach.value_or(0) >= options.reach_min);
        if (customer.group) made.group = history.groups.index(*customer.group);
        if (customer.language) made.language = history.languages.index(*customer.language);
        if (customer.spend) spend = {currencies.index(customer.spend->currency), size_of(*customer.spend)};
    }
    if (body.language && made.language == no_index) made.language = history.languages.index(*body.language);
    spends.push_back(spend);
}

Result<void> Collector::add_ruling(std::string_view json) {
    auto& state = *state_;
    auto& history = state.history;
    const auto ruling = TRY(read_ruling(TRY(state.parser.parse(json))));
    const auto waiting = state.waiting.extract(std::string(ruling.contact));
    if (waiting.empty())
        return fail("consistency.unknown-contact",
                    fmt::format("the ruling on `{}` comes without its contact: give the contact before its ruling",
                                ruling.contact));
    const auto& contact = waiting.mapped();
    const auto& body = std::get<record::Contact>(contact.body);
    if (body.direction == record::Direction::out) return {};
    const auto outcome = state.outcome_index(ruling);
    if (outcome == no_index)
        return fail(
            "consistency.unknown-outcome",
            fmt::format("the ruling on `{}` names the outcome `{}`, which did not come before it: verify the log",
                        ruling.contact, ruling.outcome_id));
    if (!history.outcomes[outcome].is_in_force) {
        ++history.not_in_force;
        return {};
    }
    Case made;
    made.contact = ruling.contact;
    made.time = ruling.time;
    made.customer = history.customers.index(contact.customer);
    auto& book = state.books[made.customer];
    made.situation = state.situations->index(ruling, state.known_at(book, contact));
    made.outcome = outcome;
    made.touchpoint = history.touchpoints.index(body.touchpoint);
    if (body.employee) made.employee = history.people.index(*body.employee);
    made.label = ruling.label;
    made.target = ruling.target;
    made.severity = static_cast<std::uint8_t>(ruling.severity.empty() ? 0 : ruling.severity.front() - '0');
    made.is_complaint = std::ranges::find(body.acts, record::Act::complaint) != body.acts.end();
    state.add_traits(made, book, contact);
    if (body.circumstances) book.circumstances.push_back({contact.time, *body.circumstances});
    const auto index = static_cast<Index>(history.cases.size());
    if (body.conduct && body.conduct->source == conduct::Source::employee)
        history.acts.push_back({contact.time, index, history.people.index(body.conduct->by), body.conduct->label});
    state.by_contact.insert_or_assign(made.contact, index);
    history.cases.push_back(std::move(made));
    return {};
}

void Collector::State::place_departures() {
    for (auto& each : history.cases) {
        each.given_measure = history.outcome_of(each).measure;
        each.given_remedy = history.outcome_of(each).remedy;
    }
    for (std::size_t at = 0; at < history.departures.size(); ++at) {
        auto& departure = history.departures[at];
        departure.subject = case_of(departure.contact);
        if (departure.subject == no_index) continue;
        auto& subject = history.cases[departure.subject];
        if (subject.deviation != no_index && departure.time < history.departures[subject.deviation].time) continue;
        subject.deviation = static_cast<Index>(at);
        subject.given_measure = departure.measure;
        subject.given_remedy = departure.remedy.value_or(history.outcome_of(subject).remedy);
    }
    for (std::size_t at = 0; at < history.reviews.size(); ++at)
        history.reviews[at].subject = case_of(review_contacts[at]);
    for (std::size_t at = 0; at < evidence_places.size(); ++at) {
        const auto& [customer, place] = evidence_places[at];
        history.evidence[customer][place].subject = case_of(evidence_contacts[at]);
    }
}

/// The greatest tenth by the highest spend that was known of each customer, currency by currency.
void Collector::State::mark_spenders() {
    std::map<Index, std::map<Index, double>> highest;  // by currency, by customer
    for (std::size_t at = 0; at < spends.size(); ++at) {
        if (spends[at].currency == no_index) continue;
        auto& most =
            highest[spends[at].currency].try_emplace(history.cases[at].customer, spends[at].amount).first->second;
        most = std::max(most, spends[at].amount);
    }
    std::map<Index, double> least;
    for (const auto& [currency, customers] : highest) {
        std::vector<double> amounts;
        for (const auto& [customer, amount] : customers) amounts.push_back(amount);
        std::ranges::sort(amounts, std::greater<>());
        const auto few = static_cast<std::size_t>(static_cast<double>(amounts.size()) * options.spender_share);
        least[currency] = few == 0 ? std::numeric_limits<double>::infinity() : amounts[few - 1];
    }
    for (std::size_t at = 0; at < spends.size(); ++at) {
        if (spends[at].currency == no_index) continue;
        history.cases[at].traits.set(static_cast<std::size_t>(Trait::big_spender),
                                     spends[at].amount >= least[spends[at].currency]);
    }
}

History Collector::finish() {
    state_->place_departures();
    state_->mark_spenders();
    auto history = std::move(state_->history);
    const auto options = state_->options;
    state_ = std::make_unique<State>(options);
    return history;
}

}  // namespace konsequenz::consistency
