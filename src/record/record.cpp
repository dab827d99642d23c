#include "record/record.h"

#include <array>

#include "base/json_writer.h"

namespace konsequenz::record {
namespace {

template <class Enum, std::size_t count>
std::string_view word(const std::array<std::string_view, count>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

constexpr std::array<std::string_view, 7> type_words{"contact",   "order",  "finding", "notice",
                                                     "deviation", "survey", "customer"};
constexpr std::array<std::string_view, 2> direction_words{"in", "out"};
constexpr std::array<std::string_view, 6> act_words{"complaint",    "review",    "chargeback",
                                                    "data request", "regulator", "legal action"};
constexpr std::array<std::string_view, 6> circumstance_words{"none",     "distress", "disability",
                                                             "language", "mix-up",   "other"};
constexpr std::array<std::string_view, 7> stage_words{"enquiry",   "offer",      "accepted", "part performed",
                                                      "performed", "continuing", "cancelled"};
constexpr std::array<std::string_view, 4> merits_words{"open", "founded", "partly", "unfounded"};
constexpr std::array<std::string_view, 6> fault_words{"unknown",  "company",     "employee",
                                                      "customer", "third party", "nobody"};
constexpr std::array<std::string_view, 2> survey_words{"pulse", "calibration"};

}  // namespace

std::string_view to_string(Type type) { return word(type_words, type); }
std::string_view to_string(Direction direction) { return word(direction_words, direction); }
std::string_view to_string(Act act) { return word(act_words, act); }
std::string_view to_string(CircumstanceKind kind) { return word(circumstance_words, kind); }
std::string_view to_string(Stage stage) { return word(stage_words, stage); }
std::string_view to_string(Merits result) { return word(merits_words, result); }
std::string_view to_string(Fault fault) { return word(fault_words, fault); }
std::string_view to_string(SurveyKind kind) { return word(survey_words, kind); }

namespace {

void member(JsonWriter& out, std::string_view name, const std::optional<std::string>& text) {
    if (text) out.member(name, std::string_view(*text));
}
void member(JsonWriter& out, std::string_view name, const std::optional<std::int64_t>& number) {
    if (number) out.member(name, *number);
}
void member(JsonWriter& out, std::string_view name, const std::optional<bool>& truth) {
    if (truth) out.member(name, *truth);
}
void member(JsonWriter& out, std::string_view name, const std::optional<Money>& money) {
    if (!money) return;
    out.key(name).begin_object();
    out.member("amount", std::string_view(money->amount)).member("currency", std::string_view(money->currency));
    out.end_object();
}
void member(JsonWriter& out, std::string_view name, const std::optional<Subject>& subject) {
    if (!subject) return;
    out.key(name).begin_object();
    member(out, "order", subject->order);
    member(out, "event", subject->event);
    member(out, "topic", subject->topic);
    out.end_object();
}
void member(JsonWriter& out, std::string_view name, const std::optional<Circumstances>& circumstances) {
    if (!circumstances) return;
    out.key(name).begin_object();
    member(out, "asked", circumstances->asked);
    if (circumstances->kind) out.member("kind", to_string(*circumstances->kind));
    out.end_object();
}

/// In a finding the source and the name stand in the finding itself.
enum class Assessor : std::uint8_t { named, of_the_finding };

void member(JsonWriter& out, const std::optional<GivenConduct>& given, Assessor assessor) {
    if (!given) return;
    out.key("conduct").begin_object();
    out.member("label", to_string(given->label)).member("severity", std::int64_t{given->severity});
    out.member("target", to_string(given->target));
    if (given->intention != conduct::Intention::unknown) out.member("intention", to_string(given->intention));
    if (assessor == Assessor::named) {
        out.member("source", to_string(given->source)).member("by", std::string_view(given->by));
    }
    out.end_object();
}

void write_body(JsonWriter& out, const Contact& contact) {
    out.member("touchpoint", std::string_view(contact.touchpoint));
    if (contact.direction != Direction::in) out.member("direction", to_string(contact.direction));
    if (contact.publicity == Publicity::is_public) out.member("public", true);
    member(out, "reach", contact.reach);
    out.member("text", std::string_view(contact.text));
    member(out, "employee", contact.employee);
    member(out, "language", contact.language);
    member(out, "subject", contact.subject);
    if (!contact.acts.empty()) {
        out.key("acts").begin_array();
        for (const auto act : contact.acts) out.string(to_string(act));
        out.end_array();
    }
    member(out, contact.conduct, Assessor::named);
    member(out, "circumstances", contact.circumstances);
}

void write_body(JsonWriter& out, const Order& order) {
    out.member("order", std::string_view(order.order)).member("stage", to_string(order.stage));
    member(out, "item", order.item);
    member(out, "total", order.total);
    member(out, "deposit", order.deposit);
}

void write_body(JsonWriter& out, const Finding& finding) {
    member(out, "contact", finding.contact);
    member(out, "subject", finding.subject);
    out.member("result", to_string(finding.result));
    if (finding.manifestly_unfounded) out.member("manifestly_unfounded", true);
    if (finding.fault != Fault::unknown) out.member("fault", to_string(finding.fault));
    member(out, finding.conduct, Assessor::of_the_finding);
    member(out, "circumstances", finding.circumstances);
    out.member("by", std::string_view(finding.by));
    member(out, "reason", finding.reason);
}

void write_body(JsonWriter& out, const Notice& notice) {
    member(out, "contact", notice.contact);
    out.member("behaviour", std::string_view(notice.behaviour));
    out.member("wished_change", std::string_view(notice.wished_change));
    out.member("announced", notice.announced);
    member(out, "touchpoint", notice.touchpoint);
    out.member("by", std::string_view(notice.by));
    member(out, "text", notice.text);
}

void write_body(JsonWriter& out, const Deviation& deviation) {
    out.member("contact", std::string_view(deviation.contact));
    out.member("measure", std::string_view(deviation.measure));
    member(out, "remedy", deviation.remedy);
    out.member("by", std::string_view(deviation.by)).member("role", std::string_view(deviation.role));
    out.member("reason", std::string_view(deviation.reason));
}

void write_body(JsonWriter& out, const Survey& survey) {
    out.member("survey", std::string_view(survey.survey)).member("kind", to_string(survey.kind));
    member(out, "topic", survey.topic);
    member(out, "touchpoint", survey.touchpoint);
    out.member("answered", survey.answered);
    if (survey.satisfaction) out.member("satisfaction", std::int64_t{*survey.satisfaction});
    member(out, "dissatisfied", survey.dissatisfied);
    member(out, "complained", survey.complained);
    member(out, "stratum", survey.stratum);
}

void write_body(JsonWriter& out, const Customer& customer) {
    member(out, "name", customer.name);
    member(out, "vip", customer.vip);
    member(out, "spend", customer.spend);
    member(out, "reach", customer.reach);
    member(out, "language", customer.language);
    if (customer.since) out.member("since", std::string_view(to_string(*customer.since)));
    member(out, "group", customer.group);
}

template <class Part>
bool same_part(const std::optional<Part>& one, const std::optional<Part>& other) {
    return one && other && *one == *other;
}

}  // namespace

void append_json(std::string& out, const Record& record) {
    JsonWriter writer(out);
    writer.begin_object();
    writer.member("type", to_string(record.type())).member("id", std::string_view(record.id));
    writer.member("time", std::string_view(to_string(record.time)));
    writer.member("customer", std::string_view(record.customer));
    std::visit([&](const auto& body) { write_body(writer, body); }, record.body);
    writer.end_object();
}

std::string to_json(const Record& record) {
    std::string json;
    append_json(json, record);
    return json;
}

bool shares(const Subject& one, const Subject& other) {
    return same_part(one.order, other.order) || same_part(one.event, other.event) || same_part(one.topic, other.topic);
}

}  // namespace konsequenz::record
