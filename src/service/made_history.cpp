#include "service/made_history.h"

#include <algorithm>
#include <set>
#include <utility>

#include "feel/number.h"

namespace konsequenz::service {
namespace {

using feel::Value;
using standard::FactKind;

constexpr std::int64_t minute_ns = 60'000'000'000;
constexpr std::int64_t day_ns = 86'400'000'000'000;
/// More steps than any case of the shipped standards needs, and few enough that nobody waits.
constexpr std::int64_t steps_max = 400'000;

bool is_counted(const standard::Fact& fact) { return fact.kind == FactKind::count || fact.kind == FactKind::share; }

record::GivenConduct given(conduct::Label label, std::int32_t severity, conduct::Target target) {
    return {label, severity, target, conduct::Intention::unknown, conduct::Source::employee, "e-4"};
}

void add_contacts(std::vector<RecordPattern>& patterns) {
    using conduct::Label;
    using conduct::Target;
    const auto add = [&](record::Contact contact) {
        const auto known = contact.conduct ? standard::known_conduct(*contact.conduct) : standard::KnownConduct();
        patterns.push_back({{{}, {}, {}, std::move(contact)}, known});
    };
    record::Contact plain;
    plain.touchpoint = "email";
    plain.text = "When does the workshop open?";
    plain.conduct = given(Label::none, 0, Target::none);
    add(plain);
    auto contact = plain;
    contact.text = "(as recorded)";
    for (const auto label :
         {Label::insult, Label::disrespect, Label::discrimination, Label::threat, Label::criticism}) {
        for (const auto severity : {2, 3, 4, 1}) {
            for (const auto target :
                 {Target::employee, Target::other, Target::none, Target::company, Target::product}) {
                contact.conduct = given(label, severity, target);
                add(contact);
            }
        }
    }
    contact = plain;
    contact.acts = {record::Act::complaint};
    add(contact);
    contact = plain;
    contact.publicity = record::Publicity::is_public;
    add(contact);
    contact = plain;
    contact.direction = record::Direction::out;
    contact.conduct.reset();
    contact.text = "It opens at eight.";
    add(contact);
}

void add_findings(std::vector<RecordPattern>& patterns) {
    using record::Fault;
    using record::Merits;
    const auto add = [&](Merits result, Fault fault, bool is_manifestly_unfounded) {
        record::Finding finding;
        finding.subject = record::Subject{.order = {}, .event = {}, .topic = "an earlier matter"};
        finding.result = result;
        finding.fault = fault;
        finding.manifestly_unfounded = is_manifestly_unfounded;
        finding.by = "e-9";
        patterns.push_back({{{}, {}, {}, std::move(finding)}, {}});
    };
    add(Merits::unfounded, Fault::nobody, false);
    add(Merits::unfounded, Fault::nobody, true);
    for (const auto result : {Merits::founded, Merits::partly}) {
        for (const auto fault : {Fault::company, Fault::employee, Fault::customer, Fault::third_party, Fault::nobody})
            add(result, fault, false);
    }
    add(Merits::open, Fault::unknown, false);
}

void add_others(std::vector<RecordPattern>& patterns) {
    record::Notice notice;
    notice.behaviour = "Called an employee an idiot on the phone";
    notice.wished_change = "Speak to our people without insults";
    notice.by = "e-9";
    for (const bool is_announced : {true, false}) {
        notice.announced = is_announced;
        patterns.push_back({{{}, {}, {}, notice}, {}});
    }
    record::Order order;
    order.order = "o-1";
    for (auto stage = record::Stage::enquiry; stage <= record::Stage::cancelled;
         stage = static_cast<record::Stage>(static_cast<int>(stage) + 1)) {
        order.stage = stage;
        patterns.push_back({{{}, {}, {}, order}, {}});
    }
}

/// The search for as few records as do it.
class Counting {
  public:
    Counting(const standard::Standard& standard, std::span<const RecordKind> kinds, const WishedFacts& wished,
             std::span<const Contribution> fixed)
        : kinds_(kinds), counts_(kinds.size()) {
        for (const auto& [at, value] : wished) {
            const auto& fact = standard.facts[at];
            if (!is_counted(fact)) continue;
            Wish wish{at, fact.kind, value, std::nullopt, 0, 0};
            if (fact.kind == FactKind::count)
                wish.count = value.is_number() ? value.as_number().to_int64().value_or(-1) : -1;
            for (const auto& each : fixed) {
                wish.matching += each.matching[at];
                wish.all += each.all[at];
            }
            wishes_.push_back(std::move(wish));
        }
        choose_kinds();
    }

    std::optional<std::vector<std::int64_t>> find(std::int64_t records_max) {
        if (chosen_.empty()) return is_fulfilled() ? std::optional(counts_) : std::nullopt;
        for (std::int64_t records = 0; records <= records_max && steps_ < steps_max; ++records) {
            if (place(0, records)) return counts_;
        }
        return std::nullopt;
    }

  private:
    struct Wish {
        std::size_t fact;
        FactKind kind;
        Value value;
        std::optional<std::int64_t> count;  ///< of a count: what it should be
        std::int64_t matching;
        std::int64_t all;
    };

    /// Kinds that add to something wished for; those that add to most first, so that the rest is soon determined.
    void choose_kinds() {
        const auto sum = [&](std::size_t kind) {
            std::int64_t adds = 0;
            for (const auto& wish : wishes_)
                adds += kinds_[kind].adds.matching[wish.fact] * 100 + kinds_[kind].adds.all[wish.fact];
            return adds;
        };
        std::set<std::vector<std::int64_t>> seen;
        for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
            std::vector<std::int64_t> adds;
            for (const auto& wish : wishes_) {
                adds.push_back(kinds_[kind].adds.matching[wish.fact]);
                adds.push_back(kinds_[kind].adds.all[wish.fact]);
            }
            if (sum(kind) > 0 && seen.insert(std::move(adds)).second) chosen_.push_back(kind);
        }
        std::ranges::stable_sort(chosen_, [&](std::size_t one, std::size_t other) { return sum(one) > sum(other); });
    }

    void add(std::size_t kind, std::int64_t times) {
        counts_[kind] += times;
        for (auto& wish : wishes_) {
            wish.matching += times * kinds_[kind].adds.matching[wish.fact];
            wish.all += times * kinds_[kind].adds.all[wish.fact];
        }
    }

    [[nodiscard]] bool is_too_many() const {
        return std::ranges::any_of(wishes_, [](const Wish& wish) { return wish.count && wish.matching > *wish.count; });
    }

    [[nodiscard]] bool is_fulfilled() const {
        return std::ranges::all_of(wishes_, [](const Wish& wish) {
            if (wish.count) return wish.matching == *wish.count;
            if (!wish.value.is_number()) return false;
            if (wish.all == 0) return feel::equals(wish.value, Value::number(std::int64_t{0})).value_or(false);
            const auto share = feel::divide(feel::Number::from(wish.matching), feel::Number::from(wish.all));
            return feel::equals(wish.value, Value::number(share)).value_or(false);
        });
    }

    bool place(std::size_t at, std::int64_t remaining) {
        if (++steps_ > steps_max) return false;
        const auto kind = chosen_[at];
        if (at + 1 == chosen_.size()) {
            add(kind, remaining);
            if (!is_too_many() && is_fulfilled()) return true;
            add(kind, -remaining);
            return false;
        }
        for (std::int64_t times = 0; times <= remaining; ++times) {
            add(kind, times);
            const bool is_over = is_too_many();
            if (!is_over && place(at + 1, remaining - times)) return true;
            add(kind, -times);
            if (is_over) break;
        }
        return false;
    }

    std::span<const RecordKind> kinds_;
    std::vector<std::int64_t> counts_;
    std::vector<Wish> wishes_;
    std::vector<std::size_t> chosen_;
    std::int64_t steps_ = 0;
};

}  // namespace

std::vector<RecordPattern> all_patterns() {
    std::vector<RecordPattern> patterns;
    add_contacts(patterns);
    add_findings(patterns);
    add_others(patterns);
    return patterns;
}

std::vector<AgeSpan> all_ages(const standard::Standard& standard) {
    std::set<std::int64_t> windows;
    for (const auto& fact : standard.facts) {
        if (fact.window_ns && *fact.window_ns >= minute_ns) windows.insert(*fact.window_ns);
    }
    std::vector<AgeSpan> ages;
    std::int64_t from_ns = 0;
    for (const auto window_ns : windows) {
        ages.push_back({from_ns, window_ns});
        from_ns = window_ns;
    }
    ages.push_back({from_ns, from_ns + 60 * day_ns});
    return ages;
}

Contribution contribution_of(const standard::Standard& standard, const RecordPattern& pattern, std::int64_t age_ns) {
    Contribution adds{std::vector<std::int64_t>(standard.facts.size()),
                      std::vector<std::int64_t>(standard.facts.size())};
    std::vector<Value> slots;
    standard::bind_record(pattern.record, pattern.known, slots);
    const auto holds = [&](const std::optional<feel::Expression>& condition) {
        return !condition || condition->evaluate(slots).is_true();
    };
    for (std::size_t at = 0; at < standard.facts.size(); ++at) {
        const auto& fact = standard.facts[at];
        if (!is_counted(fact) || fact.of_type != pattern.record.type()) continue;
        if (fact.window_ns && age_ns >= *fact.window_ns) continue;
        adds.all[at] = holds(fact.of) ? 1 : 0;
        adds.matching[at] = adds.all[at] == 1 && holds(fact.where) ? 1 : 0;
    }
    return adds;
}

std::vector<RecordKind> all_kinds(const standard::Standard& standard) {
    std::vector<RecordKind> kinds;
    std::set<Contribution> seen;
    const Contribution nothing{std::vector<std::int64_t>(standard.facts.size()),
                               std::vector<std::int64_t>(standard.facts.size())};
    seen.insert(nothing);
    for (const auto& pattern : all_patterns()) {
        for (const auto& age : all_ages(standard)) {
            auto adds = contribution_of(standard, pattern, age.from_ns + (age.below_ns - age.from_ns) / 2);
            if (seen.insert(adds).second) kinds.push_back({pattern, age, std::move(adds)});
        }
    }
    return kinds;
}

std::optional<std::vector<std::int64_t>> find_counts(const standard::Standard& standard,
                                                     std::span<const RecordKind> kinds, const WishedFacts& wished,
                                                     std::span<const Contribution> fixed, std::int64_t records_max) {
    // A record adds to facts of its own type only, so that each type is searched by itself.
    std::vector<std::int64_t> counts(kinds.size());
    std::set<record::Type> types;
    for (const auto& [at, value] : wished) types.insert(standard.facts[at].of_type);
    for (const auto type : types) {
        WishedFacts of_type;
        for (const auto& [at, value] : wished) {
            if (standard.facts[at].of_type == type) of_type.emplace(at, value);
        }
        const auto found = Counting(standard, kinds, of_type, fixed).find(records_max);
        if (!found) return std::nullopt;
        for (std::size_t kind = 0; kind < counts.size(); ++kind) counts[kind] += (*found)[kind];
    }
    return counts;
}

}  // namespace konsequenz::service
