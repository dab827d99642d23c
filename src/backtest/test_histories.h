// Histories and standards made at random, for the laws of the backtest.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "backtest/collector.h"
#include "backtest/decisions.h"
#include "dmn/test_models.h"
#include "facts/book.h"
#include "record/record.h"
#include "ruling/ruling.h"
#include "standard/standard.h"

namespace konsequenz::backtest::testing_histories {

inline std::uint32_t number_from(const char* name, std::uint32_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

/// A record as it arrived, a contact with what was recorded for it.
struct Arrived {
    record::Record record;
    Ruled ruled;
};

constexpr std::int64_t hour_ns = 3'600'000'000'000;
constexpr std::int64_t day_ns = 24 * hour_ns;
constexpr std::int64_t first_day = 20'440;  // some days before the shipped standards begin

/// How the records of a history lie in time.
enum class Order { of_time, late, any };

class HistoryMaker {
  public:
    explicit HistoryMaker(std::uint32_t seed) : random_(seed) {}

    std::vector<Arrived> make(std::size_t records, int customers, Order order) {
        std::vector<Arrived> history;
        std::int64_t time_ns = first_day * day_ns;
        for (std::size_t number = 0; number < records; ++number) {
            if (chance(80)) time_ns += below(40) * (chance(5) ? 12 * hour_ns : hour_ns / 2) / std::max(customers, 1);
            Arrived made;
            made.record.id = fmt::format("r-{}", number);
            made.record.customer = fmt::format("k-{}", below(customers));
            made.record.time = {time_ns, chance(50) ? 60 : -300};
            if (order == Order::any) made.record.time.utc_ns = first_day * day_ns + below(120) * (3 * day_ns);
            if (order == Order::late && chance(20)) made.record.time.utc_ns -= below(24 * 60) * hour_ns;
            fill(made, number, records);
            history.push_back(std::move(made));
        }
        return history;
    }

  private:
    int below(int bound) { return static_cast<int>(random_() % static_cast<std::uint32_t>(bound)); }
    bool chance(int percent) { return below(100) < percent; }
    template <class Choice>
    Choice choice(int count) {
        return static_cast<Choice>(below(count));
    }
    std::optional<std::string> maybe(const char* kind, int count, int percent) {
        return chance(percent) ? std::optional(fmt::format("{}-{}", kind, below(count))) : std::nullopt;
    }
    std::optional<record::Money> money(int percent) {
        if (!chance(percent)) return std::nullopt;
        return record::Money{chance(50) ? fmt::format("{}.50", below(4)) : fmt::format("{}", below(4)),
                             chance(80) ? "EUR" : "USD"};
    }
    std::optional<record::Subject> subject(int percent) {
        if (!chance(percent)) return std::nullopt;
        record::Subject made{maybe("o", 3, 40), maybe("e", 2, 30), maybe("t", 2, 30)};
        if (!made.order && !made.event && !made.topic) made.topic = "t-0";
        return made;
    }
    std::optional<record::Circumstances> circumstances(int percent) {
        if (!chance(percent)) return std::nullopt;
        record::Circumstances made;
        if (chance(60)) made.asked = chance(60);
        if (!made.asked || chance(60)) made.kind = choice<record::CircumstanceKind>(6);
        return made;
    }
    record::GivenConduct conduct(conduct::Source source) {
        record::GivenConduct made;
        made.label = choice<conduct::Label>(6);
        made.severity = made.label == conduct::Label::none ? 0 : below(5);
        made.target = chance(50) ? conduct::Target::employee : choice<conduct::Target>(5);
        made.intention = choice<conduct::Intention>(3);
        made.source = source;
        made.by = "e-1";
        return made;
    }

    void fill(Arrived& made, std::size_t number, std::size_t records) {
        // Findings and notices name what came before, mostly lately, and now and then what is still to come.
        const auto any_contact = [&] {
            auto at = static_cast<int>(number);
            const auto kind = below(100);
            if (kind < 70)
                at = std::max(0, at - below(12));
            else if (kind < 85)
                at += 1 + below(8);
            else
                at = below(static_cast<int>(records));
            return fmt::format("r-{}", at);
        };
        const auto draw = below(100);
        if (draw < 50) return fill_contact(made);
        if (draw < 72) return fill_finding(made.record, any_contact());
        if (draw < 82) return fill_notice(made.record, any_contact());
        if (draw < 90) return fill_order(made.record);
        if (draw < 95) return fill_customer(made.record);
        if (draw < 98) {
            record::Survey survey;
            survey.survey = "s";
            survey.answered = chance(50);
            if (survey.answered) survey.satisfaction = below(11);
            if (survey.answered) survey.dissatisfied = chance(50);
            survey.topic = maybe("t", 2, 50);
            made.record.body = survey;
            return;
        }
        made.record.body = record::Deviation{
            any_contact(), "notice", maybe("remedy", 2, 50), "e-1", chance(50) ? "agent" : "lead", "x"};
    }
    void fill_contact(Arrived& made) {
        record::Contact contact;
        contact.touchpoint = chance(60) ? "email" : "phone";
        contact.direction = chance(85) ? record::Direction::in : record::Direction::out;
        contact.publicity = chance(30) ? record::Publicity::is_public : record::Publicity::not_public;
        if (chance(20)) contact.reach = below(5) * 1'000;
        contact.text = "text";
        contact.employee = maybe("e", 3, 40);
        contact.language = chance(50) ? std::optional<std::string>("de") : std::nullopt;
        contact.subject = subject(60);
        for (int act = 0; act < 6; ++act) {
            if (chance(15)) contact.acts.push_back(static_cast<record::Act>(act));
        }
        contact.circumstances = circumstances(15);
        if (chance(50)) contact.conduct = conduct(conduct::Source::employee);
        if (contact.conduct)
            made.ruled.assessed = standard::known_conduct(*contact.conduct);
        else if (chance(70))
            made.ruled.assessed = standard::known_conduct(conduct(conduct::Source::model));
        made.record.body = contact;
    }
    void fill_finding(record::Record& record, std::string contact) {
        record::Finding finding;
        if (chance(75)) finding.contact = std::move(contact);
        finding.subject = subject(finding.contact ? 40 : 100);
        finding.result = choice<record::Merits>(4);
        finding.manifestly_unfounded = finding.result == record::Merits::unfounded && chance(50);
        finding.fault = choice<record::Fault>(6);
        if (finding.contact && chance(60)) finding.conduct = conduct(conduct::Source::reviewer);
        finding.circumstances = circumstances(25);
        finding.by = "e-9";
        record.body = finding;
    }
    void fill_notice(record::Record& record, std::string contact) {
        record::Notice notice;
        if (chance(50)) notice.contact = std::move(contact);
        notice.announced = chance(70);
        notice.touchpoint = chance(50) ? std::optional<std::string>("letter") : std::nullopt;
        notice.by = chance(50) ? "e-1" : "e-2";
        record.body = notice;
    }
    void fill_order(record::Record& record) {
        record::Order order;
        order.order = fmt::format("o-{}", below(3));
        order.stage = choice<record::Stage>(7);
        order.item = maybe("i", 2, 50);
        order.total = money(60);
        order.deposit = money(40);
        record.body = order;
    }
    void fill_customer(record::Record& record) {
        record::Customer customer;
        customer.name = maybe("n", 2, 60);
        if (chance(60)) customer.vip = chance(50);
        customer.spend = money(60);
        if (chance(50)) customer.reach = below(3) * 100;
        customer.language = maybe("l", 2, 50);
        if (chance(50)) customer.since = Instant{first_day * day_ns - below(100) * day_ns, 120};
        customer.group = maybe("g", 2, 50);
        record.body = customer;
    }

    std::mt19937 random_;
};

/// What src/facts and src/ruling give each contact, in the order of arrival.
inline std::vector<Decided> by_the_scalar_path(const standard::Standard& standard,
                                               const std::vector<Arrived>& history) {
    facts::Book book(standard);
    const ruling::Judge judge(standard);
    std::vector<Decided> decided;
    for (const auto& [record, ruled] : history) {
        if (record.type() != record::Type::contact) {
            book.add(record);
            continue;
        }
        const auto ruling = judge.rule(record, {}, book.known_at(record, ruled.assessed));
        Decided made;
        if (ruling) {
            const auto place = [](const auto& all, const std::string& id) {
                return static_cast<std::uint16_t>(
                    std::ranges::find_if(all, [&](const auto& each) { return each.id == id; }) - all.begin());
            };
            made = {place(standard.measures, ruling->outcome->measure),
                    place(standard.remedies, ruling->outcome->remedy)};
        }
        decided.push_back(made);
        book.add(record, ruled.assessed);
    }
    return decided;
}

inline void collect(const std::vector<Arrived>& history, Collector& collector, std::size_t block_rows) {
    for (const auto& [record, ruled] : history) collector.add(record, ruled);
    collector.finish(block_rows);
}

inline standard::Standard shipped(const std::filesystem::path& source, const std::string& id) {
    auto loaded = standard::load(source / "standards" / id);
    if (!loaded) throw std::runtime_error(to_string(loaded.error()));
    return std::move(*loaded);
}

/// Standards whose facts and tables are put together at random from expressions of every kind.
class StandardMaker {
  public:
    explicit StandardMaker(std::uint32_t seed) : random_(seed) {}

    standard::Standard make() {
        using namespace dmn::testing_models;
        standard::Standard made;
        made.id = "made";
        made.version = "1";
        made.languages = {"en"};
        made.in_force_from = {2025, 12, 20};
        for (const char* id : {"none", "notice", "end"}) made.measures.push_back({.id = id, .title = {}});
        for (const char* id : {"none", "answer"}) made.remedies.push_back({.id = id, .title = {}});
        const auto facts = 1 + below(5);
        for (std::size_t at = 0; at < facts; ++at) made.facts.push_back(fact(fmt::format("f{}", at)));
        // Types that do not allow everything that comes: an input with such a part counts as null.
        std::string model = narrow_types();
        for (const char* name : {"circumstances", "finding", "order", "customer"}) model += input(name);
        model += input("conduct", chance(30) ? "tConduct" : "") + input("contact", chance(30) ? "tContact" : "");
        for (const auto& fact : made.facts) model += input(fact.name, one_of({"number", "", "tFact"}));
        model += knowledge();
        std::vector<std::string> required{"conduct", "contact", "circumstances", "finding", "order", "customer"};
        for (const auto& fact : made.facts) required.push_back(fact.name);
        required.emplace_back("!thrice");
        model += decision("helper", required, helper(made), "");
        required.emplace_back("#helper");
        for (const char* name : {"measure", "remedy"}) {
            const auto words = std::string(name) == "measure"
                                   ? std::vector<std::string>{"\"none\"", "\"notice\"", "\"end\""}
                                   : std::vector<std::string>{"\"none\"", "\"answer\""};
            model += decision(name, required, outcome_table(made, words), "string");
        }
        text_ = definitions(model);
        made.engine = sound(model);
        return made;
    }
    /// One whose measure tells apart how much three facts are to the last digit, and nothing else.
    standard::Standard make_of_facts() {
        using namespace dmn::testing_models;
        standard::Standard made;
        made.id = "counted";
        made.version = "1";
        made.languages = {"en"};
        made.in_force_from = {2025, 1, 1};
        for (const char* id : {"none", "notice", "end"}) made.measures.push_back({.id = id, .title = {}});
        made.remedies.push_back({.id = "none", .title = {}});
        std::string model;
        for (const char* name : {"f0", "f1", "f2"}) {
            made.facts.push_back(fact(name));
            model += input(name);
        }
        model +=
            decision("sum", {"f0", "f1", "f2"},
                     literal("sum(for each in [f0, f1, f2] return if each instance of number then floor(60 * each) "
                             "else if each = null then 1 else 2)"),
                     "");
        model +=
            decision("measure", {"#sum"}, literal("[\"none\", \"notice\", \"end\"][modulo(sum, 3) + 1]"), "string");
        model += decision("remedy", {}, literal("\"none\""), "string");
        text_ = definitions(model);
        made.engine = sound(model);
        return made;
    }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::size_t below(std::size_t bound) { return random_() % bound; }
    bool chance(std::size_t percent) { return below(100) < percent; }
    std::string one_of(const std::vector<std::string>& items) { return items[below(items.size())]; }

    static feel::Expression compiled(const std::string& text, record::Type type) {
        return feel::Expression::compile(text, standard::record_scope(type)).value();
    }
    std::string condition(record::Type type) {
        switch (type) {
            case record::Type::contact:
                return one_of({R"(direction = "in")", "conduct.confirmed", "conduct.severity >= 2",
                               R"(conduct.label in ("insult", "threat") and direction = "in")",
                               R"(touchpoint = "phone" and conduct.target = "employee")",
                               R"(list contains(acts, "complaint"))", R"(employee = "e-1")", R"(subject.order = "o-1")",
                               "reach > 1000", R"(customer = "k-1" or conduct.source = "model")",
                               R"(time > date and time("2026-03-01T00:00:00Z"))", "circumstances.asked", "public"});
            case record::Type::finding:
                return one_of({"manifestly_unfounded", R"(result != "open")", R"(fault = "company")",
                               "conduct.severity > 1", R"(subject.topic = "t-0")", R"(contact = "r-3")",
                               "circumstances.kind != null"});
            case record::Type::notice: return one_of({"announced", R"(touchpoint = "letter")", R"(by = "e-1")"});
            case record::Type::order:
                return one_of({R"(stage = "accepted")", "total.amount > 1", "deposit != null", R"(order = "o-2")"});
            case record::Type::customer: return one_of({"vip", "spend.amount >= 1", "since != null"});
            case record::Type::survey: return one_of({"answered", "satisfaction < 5"});
            case record::Type::deviation: return one_of({R"(role = "lead")", R"(measure = "notice")"});
        }
        return "true";
    }
    std::string value(record::Type type) {
        switch (type) {
            case record::Type::contact: return one_of({"conduct.severity", "reach", "touchpoint", "conduct.label"});
            case record::Type::finding:
                return one_of({"result", "conduct.severity", "if manifestly_unfounded then 1 else 0.5"});
            case record::Type::order: return one_of({"total.amount", "stage", "deposit.amount"});
            case record::Type::survey: return "satisfaction";
            case record::Type::customer: return one_of({"spend.amount", "reach"});
            default: return "1";
        }
    }
    standard::Fact fact(std::string name) {
        using standard::FactKind;
        standard::Fact made;
        made.name = std::move(name);
        made.of_type = chance(60) ? record::Type::contact : static_cast<record::Type>(below(type_count));
        const auto draw = below(100);
        made.kind = draw < 45   ? FactKind::count
                    : draw < 70 ? FactKind::share
                    : draw < 85 ? FactKind::latest
                                : FactKind::sum;
        if (chance(75)) made.where = compiled(condition(made.of_type), made.of_type);
        if (made.kind == FactKind::share && chance(60)) made.of = compiled(condition(made.of_type), made.of_type);
        if (made.kind == FactKind::latest || made.kind == FactKind::sum)
            made.value = compiled(value(made.of_type), made.of_type);
        if (chance(75)) made.window_ns = static_cast<std::int64_t>(1 + below(90)) * day_ns;
        return made;
    }

    static std::string narrow_types() {
        const auto component = [](const char* name, const char* type, const char* allowed = "") {
            const std::string_view text = allowed;
            return fmt::format("<itemComponent name=\"{}\"{}><typeRef>{}</typeRef>{}</itemComponent>\n", name,
                               std::string_view(name) == "acts" ? " isCollection=\"true\"" : "", type,
                               text.empty() ? ""
                                            : fmt::format("<allowedValues><text>{}</text></allowedValues>",
                                                          dmn::testing_models::escaped(text)));
        };
        return "<itemDefinition name=\"tConduct\">" + component("severity", "number", "0, 1, 2") +
               component("label", "string", R"("none", "criticism", "insult", "threat")") +
               component("target", "string") + component("confirmed", "boolean") + component("source", "string") +
               component("intention", "string") + "</itemDefinition>\n<itemDefinition name=\"tContact\">" +
               component("touchpoint", "string", R"("email")") + component("direction", "string") +
               component("public", "boolean") + component("reach", "number") + component("language", "string") +
               component("acts", "string") + component("employee", "string") +
               "</itemDefinition>\n<itemDefinition name=\"tFact\"><typeRef>number</typeRef><allowedValues>"
               "<text>0, 1, 0.5</text></allowedValues></itemDefinition>\n";
    }
    static std::string knowledge() {
        return "<businessKnowledgeModel id=\"thrice\" name=\"thrice\"><variable name=\"thrice\"/><encapsulatedLogic>"
               "<formalParameter name=\"x\"/><literalExpression><text>x * 3</text></literalExpression>"
               "</encapsulatedLogic></businessKnowledgeModel>\n";
    }

    struct Column {
        std::string expression;
        std::vector<std::string> tests;
    };
    Column column(const standard::Standard& made, bool with_helper) {
        const auto numbers =
            std::vector<std::string>{"-", ">= 1", "> 2", "[1..3)", "0", "not(1)", "< 0.5", ">= 0.25", "1, 3"};
        if (chance(45)) {
            const auto& fact = made.facts[below(made.facts.size())];
            auto tests = numbers;
            if (chance(10)) tests.push_back(fmt::format("> {}", made.facts.back().name));
            if (chance(75)) return {fact.name, tests};
            return {fmt::format(fmt::runtime(one_of({"{} * 3", "{} + 1", "thrice({})"})), fact.name), tests};
        }
        if (with_helper && chance(40)) return {"helper", {"-", "\"a\"", "\"b\"", "not(\"a\")", ">= 2", "null"}};
        static const std::vector<Column> columns = {
            {"conduct.label", {"-", "\"none\", \"criticism\"", "\"insult\"", "not(\"threat\")"}},
            {"conduct.severity", {"-", ">= 2", "[1..3]", "0"}},
            {"conduct.confirmed", {"-", "true", "false"}},
            {"conduct.target", {"-", "\"employee\"", "not(\"product\")"}},
            {"contact.direction", {"-", "\"in\"", "\"out\""}},
            {"contact.reach", {"-", "> 1000", "null"}},
            {"contact.touchpoint", {"-", "\"phone\"", "\"email\""}},
            {"list contains(contact.acts, \"complaint\")", {"-", "true", "false"}},
            {"circumstances.asked", {"-", "true", "false"}},
            {"circumstances.kind", {"-", "\"none\"", "\"distress\", \"language\""}},
            {"finding.result", {"-", "\"open\"", "\"founded\", \"partly\"", "not(\"unfounded\")"}},
            {"finding.fault", {"-", "\"company\"", "\"unknown\""}},
            {"order.stage", {"-", "\"none\"", "\"accepted\"", "not(\"cancelled\")"}},
            {"order.deposit", {"-", ">= 1", "null"}},
            {"customer.vip", {"-", "true", "null"}},
            {"customer.spend", {"-", "> 1.5", "null"}},
        };
        return columns[below(columns.size())];
    }
    std::string table_of(const standard::Standard& made, const std::vector<std::string>& outputs, bool with_helper,
                         const std::string& policy) {
        dmn::testing_models::TableText text;
        text.hit_policy = policy;
        std::vector<Column> columns;
        const auto count = 1 + below(4);
        for (std::size_t at = 0; at < count; ++at) {
            columns.push_back(column(made, with_helper));
            text.inputs.push_back({columns.back().expression, "", ""});
        }
        const auto rules = 1 + below(6);
        for (std::size_t rule = 0; rule < rules; ++rule) {
            std::vector<std::string> cells;
            for (const auto& each : columns) cells.push_back(one_of(each.tests));
            cells.push_back(one_of(outputs));
            text.rules.push_back(std::move(cells));
        }
        if (chance(80)) {
            text.rules.push_back(std::vector<std::string>(columns.size(), "-"));
            text.rules.back().push_back(outputs.front());
        }
        return dmn::testing_models::table(text);
    }
    std::string outcome_table(const standard::Standard& made, const std::vector<std::string>& words) {
        auto outputs = words;
        if (chance(10)) outputs.emplace_back("if conduct.confirmed then \"none\" else \"end\"");
        return table_of(made, outputs, true, one_of({"FIRST", "FIRST", "FIRST", "UNIQUE", "ANY"}));
    }
    std::string helper(const standard::Standard& made) {
        if (chance(25))
            return dmn::testing_models::literal(
                one_of({"if conduct.severity > 1 then \"a\" else \"b\"", "conduct.severity + " + made.facts[0].name,
                        "count(contact.acts)", "string(" + made.facts.back().name + ")"}));
        if (chance(20)) return table_of(made, {"1", "2", "3"}, false, "COLLECT");
        return table_of(made, {"\"a\"", "\"b\"", one_of({"conduct.severity", "\"c\"", made.facts.front().name})}, false,
                        "FIRST");
    }

    std::mt19937 random_;
    std::string text_;
};

}  // namespace konsequenz::backtest::testing_histories
