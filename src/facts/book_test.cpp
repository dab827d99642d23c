// The book of histories against a plain recount of everything that had arrived, over random histories.
#include "facts/book.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <span>

#include "feel/expression.h"

namespace konsequenz::facts {
namespace {

using feel::Value;
using record::Record;
using record::Type;
using standard::Fact;
using standard::FactKind;
using standard::KnownConduct;

constexpr std::int64_t day_ns = 86'400'000'000'000;
constexpr std::int64_t start_ns = 20'500 * day_ns;

feel::Expression compiled(std::string_view text, Type type) {
    return feel::Expression::compile(text, standard::record_scope(type)).value();
}

Fact fact(std::string name, FactKind kind, Type type, std::optional<std::string> where,
          std::optional<std::string> other, std::optional<std::int64_t> window_days) {
    Fact made;
    made.name = std::move(name);
    made.kind = kind;
    made.of_type = type;
    if (where) made.where = compiled(*where, type);
    if (other && kind == FactKind::share) made.of = compiled(*other, type);
    if (other && kind != FactKind::share) made.value = compiled(*other, type);
    if (window_days) made.window_ns = *window_days * day_ns;
    return made;
}

standard::Standard some_standard() {
    standard::Standard made;
    made.id = "test";
    const auto abusive = R"(conduct.label in ("insult", "threat") and conduct.confirmed)";
    made.facts.push_back(fact("contacts_10d", FactKind::count, Type::contact, std::nullopt, std::nullopt, 10));
    made.facts.push_back(fact("abusive_10d", FactKind::count, Type::contact, abusive, std::nullopt, 10));
    made.facts.push_back(fact("abusive_ever", FactKind::count, Type::contact, abusive, std::nullopt, std::nullopt));
    made.facts.push_back(fact("abusive_share", FactKind::share, Type::contact, abusive, R"(direction = "in")", 20));
    made.facts.push_back(
        fact("severity", FactKind::latest, Type::contact, "conduct.confirmed", "conduct.severity", 20));
    made.facts.push_back(
        fact("severities", FactKind::sum, Type::contact, "conduct.confirmed", "conduct.severity", std::nullopt));
    made.facts.push_back(fact("notices", FactKind::count, Type::notice, "announced", std::nullopt, 10));
    made.facts.push_back(fact("unfounded", FactKind::share, Type::finding, "manifestly_unfounded", std::nullopt, 30));
    return made;
}

Instant moment(std::int64_t hours) { return {start_ns + hours * (day_ns / 24), 0}; }

/// Random records of a few customers: times go to and fro, findings come before and after what they name.
rc::Gen<Record> any_record(int number) {
    return rc::gen::exec([number] {
        Record made;
        made.id = fmt::format("r-{}", number);
        made.time = moment(*rc::gen::inRange<std::int64_t>(0, 24 * 40));
        made.customer = fmt::format("k-{}", *rc::gen::inRange(0, 3));
        const auto kind = *rc::gen::weightedElement<Type>({{5, Type::contact}, {3, Type::finding}, {1, Type::notice}});
        const auto any_label = rc::gen::element(conduct::Label::none, conduct::Label::insult, conduct::Label::threat);
        const auto given = [&](conduct::Source source) {
            record::GivenConduct conduct;
            conduct.label = *any_label;
            conduct.severity = conduct.label == conduct::Label::none ? 0 : *rc::gen::inRange(1, 5);
            conduct.source = source;
            conduct.by = "e-1";
            return conduct;
        };
        if (kind == Type::contact) {
            record::Contact contact;
            contact.touchpoint = "mail";
            contact.direction = *rc::gen::element(record::Direction::in, record::Direction::out);
            if (*rc::gen::arbitrary<bool>()) contact.conduct = given(conduct::Source::employee);
            made.body = contact;
        } else if (kind == Type::finding) {
            record::Finding finding;
            finding.contact = fmt::format("r-{}", *rc::gen::inRange(0, 30));
            finding.manifestly_unfounded = *rc::gen::arbitrary<bool>();
            if (*rc::gen::arbitrary<bool>()) finding.conduct = given(conduct::Source::reviewer);
            made.body = finding;
        } else {
            record::Notice notice;
            notice.announced = *rc::gen::arbitrary<bool>();
            made.body = notice;
        }
        return made;
    });
}

std::vector<Record> any_history() {
    std::vector<Record> history;
    const auto size = *rc::gen::inRange(1, 30);
    for (int number = 0; number < size; ++number) history.push_back(*any_record(number));
    return history;
}

KnownConduct as_recorded(const Record& record) {
    const auto* contact = std::get_if<record::Contact>(&record.body);
    return contact != nullptr && contact->conduct ? standard::known_conduct(*contact->conduct) : KnownConduct{};
}

/// The plain recount: walks over all that arrived, for every fact anew.
class Recount {
  public:
    Recount(std::span<const Record> arrived, const Record& contact) : contact_(contact) {
        for (const auto& record : arrived) {
            if (record.customer == contact.customer && record.time.utc_ns <= contact.time.utc_ns)
                records_.push_back(&record);
        }
        std::stable_sort(records_.begin(), records_.end(),
                         [](const auto* one, const auto* other) { return one->time.utc_ns < other->time.utc_ns; });
    }

    [[nodiscard]] KnownConduct conduct_of(const Record& contact) const {
        KnownConduct known = as_recorded(contact);
        for (const auto* record : records_) {
            const auto* finding = std::get_if<record::Finding>(&record->body);
            if (finding != nullptr && finding->contact == contact.id && finding->conduct)
                known = standard::known_conduct(*finding->conduct);
        }
        return known;
    }

    [[nodiscard]] Value value(const Fact& fact) const {
        std::int64_t all = 0;
        std::int64_t matching = 0;
        Value latest;
        auto sum = feel::Number::from(0);
        for (const auto* record : records_) {
            if (record->type() != fact.of_type) continue;
            if (fact.window_ns && record->time.utc_ns <= contact_.time.utc_ns - *fact.window_ns) continue;
            std::vector<Value> slots;
            standard::bind_record(*record, conduct_of(*record), slots);
            if (fact.of && !fact.of->evaluate(slots).is_true()) continue;
            ++all;
            if (fact.where && !fact.where->evaluate(slots).is_true()) continue;
            ++matching;
            if (!fact.value) continue;
            const auto taken = fact.value->evaluate(slots).owned();
            if (!taken.is_null()) latest = taken;
            if (taken.is_number()) sum = feel::add(sum, taken.as_number()).value();
        }
        switch (fact.kind) {
            case FactKind::count: return Value::number(matching);
            case FactKind::share:
                return all == 0 ? Value::number(std::int64_t{0})
                                : Value::number(feel::divide(feel::Number::from(matching), feel::Number::from(all)));
            case FactKind::latest: return latest;
            case FactKind::sum: return Value::number(sum);
        }
        return Value::null();
    }

  private:
    const Record& contact_;
    std::vector<const Record*> records_;
};

RC_GTEST_PROP(BookProperty, KnowsWhatAPlainRecountKnows, ()) {
    const auto standard = some_standard();
    const auto history = any_history();
    Book book(standard);
    for (std::size_t at = 0; at < history.size(); ++at) {
        const auto& record = history[at];
        if (record.type() == Type::contact) {
            const auto known = book.known_at(record, as_recorded(record));
            const Recount recount(std::span<const Record>{history}.first(at), record);
            RC_ASSERT(known.conduct == recount.conduct_of(record));
            for (std::size_t each = 0; each < standard.facts.size(); ++each) {
                const auto expected = feel::to_string(recount.value(standard.facts[each]));
                if (feel::to_string(known.facts[each]) != expected)
                    RC_FAIL(fmt::format("{} at {}: {} instead of {}", standard.facts[each].name, record.id,
                                        feel::to_string(known.facts[each]), expected));
            }
        }
        book.add(record, as_recorded(record));
    }
}

RC_GTEST_PROP(BookProperty, OtherCustomersChangeNothing, ()) {
    const auto standard = some_standard();
    const auto history = any_history();
    Book together(standard);
    std::map<std::string, Book> apart;
    for (const auto& record : history) {
        auto& own = apart.try_emplace(record.customer, Book(standard)).first->second;
        if (record.type() == Type::contact) {
            const auto one = together.known_at(record, as_recorded(record));
            const auto other = own.known_at(record, as_recorded(record));
            for (std::size_t each = 0; each < standard.facts.size(); ++each)
                RC_ASSERT(feel::to_string(one.facts[each]) == feel::to_string(other.facts[each]));
            RC_ASSERT(one.conduct == other.conduct);
            RC_ASSERT(one.finding == other.finding);
        }
        together.add(record, as_recorded(record));
        own.add(record, as_recorded(record));
    }
}

Record contact_of(std::string id, std::int64_t hours, std::optional<std::string> order) {
    record::Contact contact;
    contact.touchpoint = "mail";
    if (order) contact.subject = record::Subject{std::move(order), {}, {}};
    return {std::move(id), moment(hours), "k-1", contact};
}

TEST(Book, AFindingThatArrivesLaterDoesNotReachBack) {
    const auto standard = some_standard();
    Book book(standard);
    const auto first = contact_of("c-1", 0, "o-1");
    EXPECT_FALSE(book.known_at(first, {}).finding);
    book.add(first);
    record::Finding finding;
    finding.contact = "c-1";
    finding.result = record::Merits::founded;
    book.add({"f-1", moment(5), "k-1", finding});
    EXPECT_FALSE(book.known_at(contact_of("c-2", 4, "o-1"), {}).finding) << "a contact before the finding";
    EXPECT_TRUE(book.known_at(contact_of("c-3", 5, "o-1"), {}).finding) << "the same order, at the finding's moment";
    EXPECT_FALSE(book.known_at(contact_of("c-4", 6, "o-2"), {}).finding) << "another order";
}

TEST(Book, TakesTheOrderThatTheContactIsAbout) {
    const auto standard = some_standard();
    Book book(standard);
    book.add({"s-1", moment(0), "k-1", record::Order{"o-1", record::Stage::accepted, {}, {}, {}}});
    book.add({"s-2", moment(1), "k-1", record::Order{"o-2", record::Stage::offer, {}, {}, {}}});
    book.add({"s-3", moment(2), "k-1", record::Order{"o-1", record::Stage::performed, {}, {}, {}}});
    const auto stage_at = [&](std::int64_t hours, std::optional<std::string> order) {
        return book.known_at(contact_of("c", hours, std::move(order)), {}).order.value().stage;
    };
    EXPECT_EQ(stage_at(1, "o-1"), record::Stage::accepted);
    EXPECT_EQ(stage_at(3, "o-1"), record::Stage::performed);
    EXPECT_EQ(stage_at(1, "o-2"), record::Stage::offer);
    EXPECT_EQ(stage_at(1, std::nullopt), record::Stage::offer) << "else the latest";
    EXPECT_FALSE(book.known_at(contact_of("c", -1, "o-1"), {}).order);
}

TEST(Book, KeepsCircumstancesOnceTold) {
    const auto standard = some_standard();
    Book book(standard);
    auto told = contact_of("c-1", 0, std::nullopt);
    std::get<record::Contact>(told.body).circumstances =
        record::Circumstances{true, record::CircumstanceKind::disability};
    EXPECT_EQ(book.known_at(told, {}).circumstances.value().kind, record::CircumstanceKind::disability);
    book.add(told);
    EXPECT_EQ(book.known_at(contact_of("c-2", 9, std::nullopt), {}).circumstances.value().kind,
              record::CircumstanceKind::disability);
    EXPECT_FALSE(book.known_at(contact_of("c-0", -9, std::nullopt), {}).circumstances);
}

}  // namespace
}  // namespace konsequenz::facts
