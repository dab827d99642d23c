#include "history.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <queue>
#include <string>
#include <vector>

#include "phrases.h"
#include "random.h"
#include "record/record.h"

namespace konsequenz::make_history {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::int64_t hour_ns = 3600 * second_ns;
constexpr std::int64_t day_ns = 24 * hour_ns;
constexpr std::int64_t span_ns = 730 * day_ns;
constexpr std::int64_t start_day = 20454;  // 2026-01-01, when the shipped standards begin
constexpr std::int32_t offset_minutes = 60;
constexpr std::size_t piece_bytes = std::size_t{1} << 20;

/// Something that follows a contact on a later day.
struct Later {
    std::int64_t time_ns = 0;
    std::uint64_t number = 0;  ///< keeps the order of those with equal times
    record::Record record;
};
struct LaterFirst {
    bool operator()(const Later& one, const Later& other) const {
        return std::pair(one.time_ns, one.number) > std::pair(other.time_ns, other.number);
    }
};

/// What stays with a customer; drawn from the number alone, so that it does not depend on the order of contacts.
struct Nature {
    Tongue tongue = Tongue::german;
    bool is_hot_headed = false;
    bool has_order = false;
};

class History {
  public:
    History(const Plan& plan, const std::function<Flow(std::string_view)>& write)
        : plan_(plan), write_(write), random_(plan.seed), is_known_(plan.customers, false) {}

    Counts run();

  private:
    Nature nature_of(std::uint64_t customer) const;
    Mood mood_of(const Nature& nature);
    void greet(std::uint64_t customer, const Nature& nature, std::int64_t time_ns);
    void add_contact(std::uint64_t number, std::uint64_t customer, std::int64_t time_ns);
    void add_finding(const record::Record& contact, Mood mood, std::int64_t time_ns);
    void add_notice(const record::Record& contact, std::int64_t time_ns);
    record::Record head(std::string_view kind, std::uint64_t number, std::string customer, std::int64_t time_ns) const;
    void later(record::Record record);
    void emit_until(std::int64_t time_ns);
    void emit(const record::Record& record);
    void flush();

    const Plan& plan_;
    const std::function<Flow(std::string_view)>& write_;
    Random random_;
    std::vector<bool> is_known_;
    std::priority_queue<Later, std::vector<Later>, LaterFirst> later_;
    std::uint64_t later_count_ = 0;
    std::string piece_;
    Counts counts_;
    Flow flow_ = Flow::go_on;
};

Nature History::nature_of(std::uint64_t customer) const {
    Random own(plan_.seed * 0x2545F4914F6CDD1DULL + customer);
    return {own.percent(60) ? Tongue::german : Tongue::english, own.percent(2), own.percent(50)};
}

Mood History::mood_of(const Nature& nature) {
    const auto draw = random_.below(1000);
    if (nature.is_hot_headed && draw < 300) return draw < 15 ? Mood::threat : Mood::insult;
    if (draw < 10) return Mood::insult;
    if (draw < 100) return Mood::harsh_criticism;
    if (draw < 350) return Mood::complaint;
    return draw < 500 ? Mood::praise : Mood::question;
}

record::Record History::head(std::string_view kind, std::uint64_t number, std::string customer,
                             std::int64_t time_ns) const {
    return {.id = fmt::format("{}-{}", kind, number),
            .time = {time_ns, offset_minutes},
            .customer = std::move(customer),
            .body = {}};
}

void History::flush() {
    if (flow_ == Flow::go_on && !piece_.empty()) flow_ = write_(piece_);
    piece_.clear();
}

void History::emit(const record::Record& record) {
    const auto before = piece_.size();
    record::append_json(piece_, record);
    piece_ += '\n';
    ++counts_.records;
    counts_.bytes += piece_.size() - before;
    if (piece_.size() >= piece_bytes) flush();
}

void History::later(record::Record record) {
    const auto time_ns = record.time.utc_ns;
    later_.push({time_ns, later_count_++, std::move(record)});
}

void History::emit_until(std::int64_t time_ns) {
    while (!later_.empty() && later_.top().time_ns <= time_ns) {
        emit(later_.top().record);
        later_.pop();
    }
}

/// A customer is introduced before the first contact, some with an order that is fulfilled later.
void History::greet(std::uint64_t customer, const Nature& nature, std::int64_t time_ns) {
    is_known_[customer] = true;
    const auto name = fmt::format("k-{}", customer);
    auto introduced = head("customer", customer, name, time_ns);
    auto& about = introduced.body.emplace<record::Customer>();
    about.name = person_name(random_);
    about.language = nature.tongue == Tongue::german ? "de" : "en";
    about.reach = static_cast<std::int64_t>(random_.heavy_tailed(100'000));
    emit(introduced);
    if (!nature.has_order) return;
    auto placed = head("order", customer, name, time_ns);
    auto& order = placed.body.emplace<record::Order>();
    order.order = fmt::format("o-{}", customer);
    order.stage = record::Stage::accepted;
    order.item = item_name(random_);
    const auto total = 300 + random_.below(60'000);
    order.total = record::Money{fmt::format("{}.00", total), "EUR"};
    order.deposit = record::Money{fmt::format("{}.{:02}", total / 10, total % 10 * 10), "EUR"};
    emit(placed);
    if (!random_.percent(70)) return;
    placed.id += "-done";
    placed.time.utc_ns += static_cast<std::int64_t>(10 + random_.below(80)) * day_ns;
    order.stage = record::Stage::performed;
    later(std::move(placed));
}

void History::add_finding(const record::Record& contact, Mood mood, std::int64_t time_ns) {
    auto found = head("f", later_count_, contact.customer,
                      time_ns + static_cast<std::int64_t>(1 + random_.below(120)) * hour_ns);
    auto& finding = found.body.emplace<record::Finding>();
    finding.contact = contact.id;
    const auto draw = random_.below(100);
    finding.result = draw < 50   ? record::Merits::founded
                     : draw < 75 ? record::Merits::partly
                                 : record::Merits::unfounded;
    finding.fault = draw < 70 ? record::Fault::company : record::Fault::nobody;
    finding.by = fmt::format("r-{}", random_.below(5));
    if (mood >= Mood::insult) {
        auto& given = finding.conduct.emplace();
        given.label = mood == Mood::threat ? conduct::Label::threat : conduct::Label::insult;
        given.severity = mood == Mood::threat ? 4 : 2;
        given.target = conduct::Target::employee;
    }
    later(std::move(found));
}

void History::add_notice(const record::Record& contact, std::int64_t time_ns) {
    auto given =
        head("n", later_count_, contact.customer, time_ns + static_cast<std::int64_t>(1 + random_.below(72)) * hour_ns);
    auto& notice = given.body.emplace<record::Notice>();
    notice.contact = contact.id;
    notice.behaviour = "An employee was insulted.";
    notice.wished_change = "Speak about the matter, not about the person.";
    notice.announced = true;
    notice.touchpoint = "letter";
    notice.by = fmt::format("r-{}", random_.below(5));
    later(std::move(given));
}

void History::add_contact(std::uint64_t number, std::uint64_t customer, std::int64_t time_ns) {
    static constexpr std::array<std::string_view, 10> touchpoints{"email", "email", "email", "email",  "phone",
                                                                  "phone", "chat",  "store", "social", "review"};
    const auto nature = nature_of(customer);
    const auto mood = mood_of(nature);
    auto said = head("c", number, fmt::format("k-{}", customer), time_ns);
    auto& contact = said.body.emplace<record::Contact>();
    contact.touchpoint = random_.pick(std::span<const std::string_view>(touchpoints));
    if (contact.touchpoint == "social" || contact.touchpoint == "review") {
        contact.publicity = record::Publicity::is_public;
        contact.reach = static_cast<std::int64_t>(random_.heavy_tailed(50'000));
    }
    contact.text = compose(random_, nature.tongue, mood);
    contact.language = nature.tongue == Tongue::german ? "de" : "en";
    if (contact.touchpoint == "phone" || contact.touchpoint == "store")
        contact.employee = fmt::format("e-{}", random_.below(60));
    if (nature.has_order && random_.percent(60))
        contact.subject = record::Subject{.order = fmt::format("o-{}", customer), .event = {}, .topic = {}};
    const bool complains = mood == Mood::complaint || mood == Mood::harsh_criticism;
    if (complains) contact.acts.push_back(record::Act::complaint);
    if (contact.touchpoint == "review") contact.acts.push_back(record::Act::review);
    if (mood >= Mood::insult && random_.percent(50)) {
        auto& given = contact.conduct.emplace();
        given.label = mood == Mood::threat ? conduct::Label::threat : conduct::Label::insult;
        given.severity = mood == Mood::threat ? 4 : static_cast<std::int32_t>(1 + random_.below(3));
        given.target = conduct::Target::employee;
        given.source = conduct::Source::employee;
        given.by = fmt::format("e-{}", random_.below(60));
    }
    emit(said);
    if ((complains && random_.percent(60)) || mood == Mood::threat) add_finding(said, mood, time_ns);
    if (mood == Mood::insult && random_.percent(30)) add_notice(said, time_ns);
}

Counts History::run() {
    // Each contact has its own slot of time; a new customer is introduced at its start, so that all stays in order.
    const auto slot_ns = span_ns / static_cast<std::int64_t>(std::max<std::uint64_t>(plan_.contacts, 1));
    // Whole seconds where there is room for them, as clocks of real systems give them.
    const auto grain_ns = slot_ns >= 4 * second_ns ? second_ns : 1;
    const auto grains = slot_ns / grain_ns;
    for (std::uint64_t number = 0; number < plan_.contacts && flow_ == Flow::go_on; ++number) {
        const auto slot_start_ns = start_day * day_ns + static_cast<std::int64_t>(number) * grains * grain_ns;
        const auto jitter = 1 + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(grains - 1)));
        const auto customer = random_.heavy_tailed(plan_.customers);
        emit_until(slot_start_ns);
        if (!is_known_[customer]) greet(customer, nature_of(customer), slot_start_ns);
        const auto time_ns = slot_start_ns + jitter * grain_ns;
        emit_until(time_ns);
        add_contact(number, customer, time_ns);
    }
    if (flow_ == Flow::go_on) emit_until(INT64_MAX);
    flush();
    return counts_;
}

}  // namespace

Counts write_history(const Plan& plan, const std::function<Flow(std::string_view piece)>& write) {
    return History(plan, write).run();
}

}  // namespace konsequenz::make_history
