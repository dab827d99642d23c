#include "record/record.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "record/parse.h"
#include "record/reader.h"
#include "record/same.h"

namespace konsequenz::record {
namespace {

namespace gen = rc::gen;

/// Text of characters that are awkward somewhere: quotes, escapes, umlauts, an emoji, letters.
rc::Gen<std::string> text_of(std::vector<std::string> characters, int length_min) {
    return gen::map(gen::suchThat(gen::container<std::vector<std::string>>(gen::elementOf(characters)),
                                  [=](const auto& parts) { return static_cast<int>(parts.size()) >= length_min; }),
                    [](const auto& parts) {
                        std::string text;
                        for (const auto& part : parts) text += part;
                        return text;
                    });
}
rc::Gen<std::string> line() { return text_of({"a", "\"", "\\", "ä", "😤", "/", "{", "x", "ß"}, 1); }
rc::Gen<std::string> lines() { return text_of({"a", "\"", "\\", "ö", "\n", "\t", "\r", "😤", " "}, 0); }
rc::Gen<std::int64_t> count() {
    return gen::map(gen::arbitrary<std::int64_t>(),
                    [](std::int64_t n) { return n & std::numeric_limits<std::int64_t>::max(); });
}

template <class Enum>
rc::Gen<Enum> word(int number) {
    return gen::map(gen::inRange(0, number), [](int at) { return static_cast<Enum>(at); });
}
template <class Value>
std::optional<Value> maybe(const rc::Gen<Value>& value) {
    return *gen::arbitrary<bool>() ? std::optional<Value>(*value) : std::nullopt;
}

Instant any_instant() {
    return {*gen::inRange<std::int64_t>(-9'214'000'000, 9'214'000'000) * 1'000'000'000 +
                *gen::elementOf(std::vector<std::int64_t>{0, 1, 500'000'000, 999'999'999}),
            *gen::inRange(-1439, 1440)};
}
Money any_money(const std::string& currency) {
    return {
        *gen::elementOf(std::vector<std::string>{"0", "0.00", "5000.00", "12345678901234567890123456789012.34", "0.5"}),
        currency};
}
std::optional<Subject> any_subject() {
    Subject subject{maybe(line()), maybe(line()), maybe(line())};
    return subject == Subject{} ? std::nullopt : std::optional(subject);
}
std::optional<Circumstances> any_circumstances() {
    Circumstances circumstances{maybe(gen::arbitrary<bool>()), maybe(word<CircumstanceKind>(6))};
    return circumstances == Circumstances{} ? std::nullopt : std::optional(circumstances);
}
GivenConduct any_conduct() {
    GivenConduct given;
    given.label = *word<conduct::Label>(6);
    given.severity = given.label == conduct::Label::none ? 0 : *gen::inRange(0, 5);
    given.target = *word<conduct::Target>(5);
    given.intention = *gen::element(conduct::Intention::unknown, conduct::Intention::deliberate,
                                    conduct::Intention::heat_of_the_moment);
    given.source = *gen::element(conduct::Source::employee, conduct::Source::reviewer);
    given.by = *line();
    return given;
}

Contact any_contact() {
    Contact contact{.touchpoint = *gen::element<std::string>("email", "phone", "my-own_1")};
    contact.direction = *word<Direction>(2);
    contact.publicity = *word<Publicity>(2);
    contact.reach = maybe(count());
    contact.text = *lines();
    contact.employee = maybe(line());
    contact.language = maybe(gen::element<std::string>("de", "en-US", "zh-Hant-TW"));
    contact.subject = any_subject();
    for (int act = 0; act < 6; ++act) {
        if (*gen::arbitrary<bool>()) contact.acts.push_back(static_cast<Act>(act));
    }
    if (*gen::arbitrary<bool>()) contact.conduct = any_conduct();
    contact.circumstances = any_circumstances();
    return contact;
}
Order any_order() {
    Order order{.order = *line(), .stage = *word<Stage>(7), .item = maybe(line())};
    if (*gen::arbitrary<bool>()) order.total = any_money("EUR");
    if (*gen::arbitrary<bool>()) order.deposit = any_money("EUR");
    return order;
}
Finding any_finding() {
    Finding finding{.contact = maybe(line()), .subject = any_subject(), .result = *word<Merits>(4)};
    if (!finding.contact && !finding.subject) finding.contact = "c";
    finding.manifestly_unfounded = finding.result == Merits::unfounded && *gen::arbitrary<bool>();
    finding.fault = *word<Fault>(6);
    finding.circumstances = any_circumstances();
    finding.by = *line();
    finding.reason = maybe(line());
    if (finding.contact && *gen::arbitrary<bool>()) {
        finding.conduct = any_conduct();
        finding.conduct->source = conduct::Source::reviewer;
        finding.conduct->by = finding.by;
    }
    return finding;
}
Survey any_survey() {
    Survey survey{.survey = *line(),
                  .kind = *word<SurveyKind>(2),
                  .topic = maybe(line()),
                  .touchpoint = std::nullopt,
                  .answered = *gen::arbitrary<bool>()};
    if (survey.answered) {
        survey.satisfaction = maybe(gen::inRange(0, 11));
        survey.dissatisfied = maybe(gen::arbitrary<bool>());
        survey.complained = maybe(gen::arbitrary<bool>());
    }
    survey.stratum = maybe(line());
    return survey;
}
Customer any_customer() {
    Customer customer{.name = maybe(line()), .vip = maybe(gen::arbitrary<bool>())};
    if (*gen::arbitrary<bool>()) customer.spend = Money{"-12.50", "EUR"};
    customer.reach = maybe(count());
    if (*gen::arbitrary<bool>()) customer.since = any_instant();
    customer.group = maybe(line());
    return customer;
}

Record any_record() {
    Record record{.id = *line(), .time = any_instant(), .customer = *line(), .body = {}};
    switch (*gen::inRange(0, 7)) {
        case 0: record.body = any_contact(); break;
        case 1: record.body = any_order(); break;
        case 2: record.body = any_finding(); break;
        case 3:
            record.body =
                Notice{maybe(line()), *line(), *line(), *gen::arbitrary<bool>(), std::nullopt, *line(), maybe(lines())};
            break;
        case 4: record.body = Deviation{*line(), *line(), maybe(line()), *line(), *line(), *line()}; break;
        case 5: record.body = any_survey(); break;
        default: record.body = any_customer();
    }
    return record;
}

RC_GTEST_PROP(CanonicalJson, IsReadBackAsTheSameRecordAndWrittenAsTheSameBytes, ()) {
    const auto record = any_record();
    const auto json = to_json(record);
    Parser parser;
    const auto read = parser.parse(json);
    if (!read) RC_FAIL(json + "\n" + to_string(read.error()));
    RC_ASSERT(*read == record);
    RC_ASSERT(to_json(*read) == json);
}

RC_GTEST_PROP(CanonicalJson, TellsOtherContentFromTheSame, ()) {
    const auto one = any_record();
    auto other = one;
    RC_ASSERT(expect_same_content(to_json(one), to_json(other)));
    other.customer += "x";
    const auto differs = expect_same_content(to_json(one), to_json(other));
    RC_ASSERT(!differs);
    RC_ASSERT(differs.error().code == "record.conflict");
    RC_ASSERT(differs.error().where.field == "customer");
}

TEST(SameContent, NamesAFieldThatIsGone) {
    const std::string head = R"({"type":"customer","id":"k","time":"2026-01-01T00:00:00Z","customer":"k")";
    const auto differs = expect_same_content(head + R"(,"name":"Jo"})", head + "}");
    ASSERT_FALSE(differs);
    EXPECT_EQ(differs.error().where.field, "name");
}

TEST(CanonicalJson, ForgetsHowALineWasWritten) {
    Parser parser;
    const auto plain = parser.parse(
        R"({"type":"contact","id":"c","time":"2026-01-01T00:00:00Z","customer":"k","touchpoint":"chat","text":"ä","acts":["complaint","review"]})");
    const auto odd = parser.parse(
        R"( {"text":"\u00e4", "acts" : ["review","complaint"],"subject":{},"circumstances":{},"reach":null,"direction":"in","public":false,)"
        R"("time":"2026-01-01 00:00:00.000z","touchpoint":"chat","customer":"k","id":"c","type":"contact"} )");
    ASSERT_TRUE(plain);
    ASSERT_TRUE(odd) << to_string(odd.error());
    EXPECT_EQ(to_json(*plain), to_json(*odd));
}

TEST(Subjects, ShareAnOrderAnEventOrATopic) {
    EXPECT_TRUE(shares(Subject{"o", "e", std::nullopt}, Subject{"p", "e", std::nullopt}));
    EXPECT_FALSE(shares(Subject{"o", std::nullopt, "o"}, Subject{std::nullopt, "o", std::nullopt}));
    EXPECT_FALSE(shares(Subject{}, Subject{}));
}

}  // namespace
}  // namespace konsequenz::record
