#include "service/made_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/calendar.h"
#include "base/json_writer.h"
#include "record/parse.h"
#include "ruling/inputs.h"
#include "service/made_history.h"

namespace konsequenz::service {
namespace {

using feel::Value;
using Inputs = std::span<const InputValue>;

constexpr std::int64_t minute_ns = 60'000'000'000;
constexpr std::int64_t hour_ns = 60 * minute_ns;
constexpr std::int64_t day_ns = 24 * hour_ns;
constexpr auto customer = "k-7";
constexpr auto contact_id = "c-1";

/// What the model is asked about where no person may have spoken; the first that it reads as wished is taken.
constexpr std::array<std::string_view, 27> texts = {
    "When does the workshop open?",
    "This car is a catastrophe, and your company has let me down again.",
    "The app is a disgrace.",
    "Your delivery is late and the product is bad.",
    "The invitation promised a test drive: is it a real slot or just a maybe? Your company should know.",
    "Reservation confirmed, thanks. Quick question about the March launch: I'm flying in from Bergen for it, so I'd "
    "like to be sure the test drive mentioned on the invitation is a real slot with a time and not just a maybe.",
    "Do your job, for once.",
    "Shut up and listen.",
    "You damned foreigner.",
    "You stupid idiot.",
    "You are useless.",
    "You are a filthy disgusting piece of shit, you fucking bitch.",
    "Go back to where you came from, foreigners like you have no business here.",
    "I know where you live.",
    "I am going to kill you.",
    "The display is a stupid idiot of a thing, and you know it.",
    "This company is run by idiots.",
    "You will see what happens to you.",
    "You people of that religion should not be allowed to work here.",
    "Women like you belong in the kitchen.",
    "I will have you fired if you do not pay me.",
    "Ihr Laden ist eine Katastrophe.",
    "Sie Trottel.",
    "Ausländer wie Sie haben hier nichts zu suchen.",
    "Ich weiß, wo du wohnst.",
    "Was für ein Saftladen, und Sie sind zu faul zum Arbeiten.",
    "",
};

const Value* find(Inputs inputs, std::string_view path) {
    const auto found = std::ranges::find(inputs, path, &InputValue::first);
    return found == inputs.end() ? nullptr : &found->second;
}

/// The value where it is given and not null.
const Value* given(Inputs inputs, std::string_view path) {
    const auto* value = find(inputs, path);
    return value == nullptr || value->is_null() ? nullptr : value;
}

bool is_word(const Value* value, std::string_view word) {
    return value != nullptr && value->is_string() && value->as_string() == word;
}

std::unexpected<Error> no_case(std::string why) { return fail("service.no-case", std::move(why)); }

/// The contact's time: late enough after the standard's first day for a history under it.
Instant time_of_contact(const standard::Standard& standard) {
    return {days_from_civil(standard.in_force_from) * day_ns + 300 * day_ns + 10 * hour_ns, 0};
}

Instant before(const Instant& moment, std::int64_t age_ns) { return {moment.utc_ns - age_ns, moment.offset_minutes}; }

/// Writes a record's JSON, and lets the border judge what came of it.
class Draft {
  public:
    Draft(std::string_view type, std::string_view id, const Instant& time) : writer_(json_) {
        writer_.begin_object().member("type", type).member("id", id).member("time", to_string(time));
        writer_.member("customer", customer);
    }
    JsonWriter& writer() { return writer_; }
    void add(std::string_view key, const Value& value) { write_json(writer_.key(key), value); }
    void add_if_given(Inputs inputs, std::string_view input, std::string_view field) {
        if (const auto* value = given(inputs, fmt::format("{}.{}", input, field))) add(field, *value);
    }
    void add_money(std::string_view key, const Value* amount, std::string_view currency) {
        if (amount == nullptr) return;
        writer_.key(key).begin_object().member("amount", feel::to_string(*amount));
        writer_.member("currency", currency).end_object();
    }
    Result<record::Record> finish() {
        writer_.end_object();
        auto parsed = record::Parser().parse(json_);
        if (parsed) return std::move(*parsed);
        return no_case(fmt::format("no record can be like that: {}", to_string(parsed.error())));
    }

  private:
    std::string json_;
    JsonWriter writer_;
};

/// Where a finding about the contact stands: just before it, or so long ago that no fact counts it.
enum class Placement : std::uint8_t { recent, old };

bool needs_finding(Inputs inputs) {
    const auto* result = given(inputs, "finding.result");
    const auto* fault = given(inputs, "finding.fault");
    const auto* manifest = given(inputs, "finding.manifestly_unfounded");
    return (result != nullptr && !is_word(result, "open")) || (fault != nullptr && !is_word(fault, "unknown")) ||
           (manifest != nullptr && manifest->is_true());
}

Result<record::Record> make_finding(Inputs inputs, const Instant& time, Placement placement) {
    Draft draft("finding", "f-1", time);
    if (placement == Placement::recent)
        draft.writer().member("contact", contact_id);
    else
        draft.writer().key("subject").begin_object().member("topic", "this matter").end_object();
    if (given(inputs, "finding.result") == nullptr) draft.writer().member("result", "open");
    for (const auto* field : {"result", "manifestly_unfounded", "fault"}) draft.add_if_given(inputs, "finding", field);
    draft.writer().member("by", "e-9");
    return draft.finish();
}

Result<std::optional<record::Record>> make_order(Inputs inputs, const Instant& time) {
    const auto* stage = given(inputs, "order.stage");
    const auto* deposit = given(inputs, "order.deposit");
    const auto* total = given(inputs, "order.total");
    const bool has_stage = stage != nullptr && !is_word(stage, "none");
    if (!has_stage && deposit == nullptr && total == nullptr) return std::nullopt;
    Draft draft("order", "o-1-state", time);
    draft.writer().member("order", "o-1");
    if (has_stage)
        draft.add("stage", *stage);
    else
        draft.writer().member("stage", "enquiry");
    const auto* currency = given(inputs, "order.currency");
    const auto written = currency != nullptr && currency->is_string() ? currency->as_string() : "EUR";
    draft.add_money("total", total, written);
    draft.add_money("deposit", deposit, written);
    return TRY(draft.finish());
}

Result<std::optional<record::Record>> make_customer(Inputs inputs, const Instant& time) {
    const auto is_given = [&](const char* field) {
        return given(inputs, fmt::format("customer.{}", field)) != nullptr;
    };
    constexpr std::array fields = {"name", "vip", "reach", "language", "group"};
    if (!std::ranges::any_of(fields, is_given) && !is_given("spend")) return std::nullopt;
    Draft draft("customer", "k-7-profile", time);
    for (const auto* field : fields) draft.add_if_given(inputs, "customer", field);
    draft.add_money("spend", given(inputs, "customer.spend"), "EUR");
    return TRY(draft.finish());
}

/// Whose word the conduct is to be: a person's, or nobody's.
bool is_by_person(Inputs inputs) {
    const auto* source = given(inputs, "conduct.source");
    if (source != nullptr) return is_word(source, "employee") || is_word(source, "reviewer");
    const auto* confirmed = given(inputs, "conduct.confirmed");
    return confirmed == nullptr || !confirmed->is_false();
}

void write_conduct(Draft& draft, Inputs inputs) {
    const auto* label = given(inputs, "conduct.label");
    const auto* severity = given(inputs, "conduct.severity");
    const bool is_none = label != nullptr ? is_word(label, "none") : severity == nullptr;
    auto& writer = draft.writer().key("conduct").begin_object();
    if (label == nullptr) writer.member("label", is_none ? "none" : "criticism");
    if (severity == nullptr) writer.member("severity", std::int64_t{is_none ? 0 : 1});
    if (given(inputs, "conduct.target") == nullptr) writer.member("target", is_none ? "none" : "employee");
    for (const auto* field : {"label", "severity", "target", "intention"}) draft.add_if_given(inputs, "conduct", field);
    const bool is_reviewer = is_word(given(inputs, "conduct.source"), "reviewer");
    writer.member("source", is_reviewer ? "reviewer" : "employee").member("by", is_reviewer ? "e-9" : "e-5");
    writer.end_object();
}

}  // namespace

struct CaseMaker::State {
    explicit State(const standard::Standard& standard_in)
        : standard(standard_in), kinds(all_kinds(standard_in)), patterns(all_patterns()), ages(all_ages(standard_in)) {
        for (const auto text : texts) {
            const auto assessment = assessor.assess(text);
            readings.push_back(
                {assessment.label, assessment.severity, assessment.target, assessment.source, assessment.intention});
        }
    }

    const standard::Standard& standard;
    Assessor assessor;
    std::vector<RecordKind> kinds;
    std::vector<RecordPattern> patterns;
    std::vector<AgeSpan> ages;
    std::vector<standard::KnownConduct> readings;  ///< of `texts`

    [[nodiscard]] Result<std::string_view> text_read_as(Inputs inputs) const;
    [[nodiscard]] Result<record::Record> make_contact(Inputs inputs, Placement placement) const;
    [[nodiscard]] Result<std::vector<record::Record>> fixed_records(Inputs inputs, Placement placement) const;
    [[nodiscard]] std::vector<record::Record> extras(Inputs inputs) const;
    [[nodiscard]] WishedFacts wished_facts(Inputs inputs) const;
    [[nodiscard]] Result<MadeCase> attempt(Inputs inputs, const record::Record& contact,
                                           std::vector<record::Record> fixed) const;
    /// Why a case is not what was asked for; nothing where it is.
    [[nodiscard]] std::optional<std::string> difference(Inputs inputs, const MadeCase& made) const;
};

Result<std::string_view> CaseMaker::State::text_read_as(Inputs inputs) const {
    for (std::size_t at = 0; at < texts.size(); ++at) {
        const auto conduct = standard::conduct_value(readings[at]);
        const bool fits = std::ranges::all_of(inputs, [&](const InputValue& input) {
            if (!input.first.starts_with("conduct.")) return true;
            const auto* value = conduct.find(std::string_view(input.first).substr(8));
            return value != nullptr && feel::identical(*value, input.second);
        });
        if (fits) return texts[at];
    }
    std::string wished;
    for (const auto& [path, value] : inputs) {
        if (path.starts_with("conduct.")) wished += fmt::format(" {} = {}", path, feel::to_string(value));
    }
    return no_case(fmt::format("no text is known that the model reads as{}: let a person say it", wished));
}

Result<record::Record> CaseMaker::State::make_contact(Inputs inputs, Placement placement) const {
    Draft draft("contact", contact_id, time_of_contact(standard));
    auto& writer = draft.writer();
    if (given(inputs, "contact.touchpoint") == nullptr) writer.member("touchpoint", "email");
    for (const auto* field : {"touchpoint", "direction", "public", "reach", "employee", "language", "acts"})
        draft.add_if_given(inputs, "contact", field);
    if (placement == Placement::old) writer.key("subject").begin_object().member("topic", "this matter").end_object();
    const auto is_given = [&](std::string_view path) { return given(inputs, path) != nullptr; };
    if (is_given("circumstances.asked") || is_given("circumstances.kind")) {
        writer.key("circumstances").begin_object();
        for (const auto* field : {"asked", "kind"}) draft.add_if_given(inputs, "circumstances", field);
        writer.end_object();
    }
    if (is_by_person(inputs)) {
        writer.member("text", "(as recorded)");
        write_conduct(draft, inputs);
    } else if (is_word(given(inputs, "contact.direction"), "out")) {
        writer.member("text", "It opens at eight.");  // what the company writes is not assessed
    } else {
        writer.member("text", TRY(text_read_as(inputs)));
    }
    return draft.finish();
}

Result<std::vector<record::Record>> CaseMaker::State::fixed_records(Inputs inputs, Placement placement) const {
    const auto now = time_of_contact(standard);
    std::vector<record::Record> records;
    if (auto profile = TRY(make_customer(inputs, before(now, 3 * hour_ns)))) records.push_back(std::move(*profile));
    if (auto order = TRY(make_order(inputs, before(now, 2 * hour_ns)))) records.push_back(std::move(*order));
    if (needs_finding(inputs)) {
        const auto age_ns = placement == Placement::recent ? hour_ns : ages.back().from_ns + 30 * day_ns;
        records.push_back(TRY(make_finding(inputs, before(now, age_ns), placement)));
    }
    return records;
}

WishedFacts CaseMaker::State::wished_facts(Inputs inputs) const {
    WishedFacts wished;
    for (std::size_t at = 0; at < standard.facts.size(); ++at) {
        if (const auto* value = find(inputs, standard.facts[at].name)) wished.emplace(at, *value);
    }
    return wished;
}

std::vector<record::Record> CaseMaker::State::extras(Inputs inputs) const {
    std::vector<record::Record> extras;
    const auto now = time_of_contact(standard);
    for (const auto& [at, value] : wished_facts(inputs)) {
        const auto& fact = standard.facts[at];
        if (!fact.value) continue;
        for (const auto& age : ages) {
            for (const auto& pattern : patterns) {
                if (pattern.record.type() != fact.of_type) continue;
                auto record = pattern.record;
                record.id = "x-1";
                record.customer = customer;
                record.time = before(now, age.from_ns + (age.below_ns - age.from_ns) / 2);
                extras.push_back(record);
                auto* order = std::get_if<record::Order>(&record.body);
                if (order == nullptr || !value.is_number()) continue;
                order->total = record::Money{feel::to_string(value), "EUR"};
                order->deposit = order->total;
                extras.push_back(std::move(record));
            }
        }
    }
    return extras;
}

Result<MadeCase> CaseMaker::State::attempt(Inputs inputs, const record::Record& contact,
                                           std::vector<record::Record> fixed) const {
    std::vector<Contribution> contributions;
    for (const auto& record : fixed) {
        const auto age_ns = contact.time.utc_ns - record.time.utc_ns;
        contributions.push_back(service::contribution_of(standard, {record, {}}, age_ns));
    }
    const auto counts = find_counts(standard, kinds, wished_facts(inputs), contributions, history_records_max);
    if (!counts) {
        std::string wished;
        for (const auto& [at, value] : wished_facts(inputs))
            wished +=
                fmt::format("{}{} = {}", wished.empty() ? "" : ", ", standard.facts[at].name, feel::to_string(value));
        return no_case(
            fmt::format("no history of up to {} records was found that makes {}", history_records_max, wished));
    }
    MadeCase made{std::move(fixed), contact};
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        const auto& [pattern, age, adds] = kinds[kind];
        for (std::int64_t at = 0; at < (*counts)[kind]; ++at) {
            auto record = pattern.record;
            const auto step_ns = (age.below_ns - age.from_ns) / ((*counts)[kind] + 1) / minute_ns * minute_ns;
            record.time = before(contact.time, age.from_ns + step_ns * (at + 1));
            record.customer = customer;
            made.history.push_back(std::move(record));
        }
    }
    std::ranges::stable_sort(made.history, {}, [](const record::Record& record) { return record.time.utc_ns; });
    std::size_t number = 0;
    for (auto& record : made.history) {
        ++number;
        if (record.id.empty()) record.id = fmt::format("h-{}", number);
    }
    if (auto why = difference(inputs, made)) return no_case(std::move(*why));
    return made;
}

std::optional<std::string> CaseMaker::State::difference(Inputs inputs, const MadeCase& made) const {
    const auto known = known_of(standard, assessor, made);
    for (const auto& [path, wished] : inputs) {
        const auto found = value_at(standard, path, made, known);
        if (feel::identical(found, wished) || feel::equals(found, wished).value_or(false)) continue;
        return fmt::format("`{}` cannot be made {}: the records that were tried make it {}", path,
                           feel::to_string(wished), feel::to_string(found));
    }
    return std::nullopt;
}

CaseMaker::CaseMaker(const standard::Standard& standard) : state_(std::make_unique<const State>(standard)) {}
CaseMaker::~CaseMaker() = default;

Result<MadeCase> CaseMaker::make(std::span<const InputValue> inputs) const {
    for (const auto& [path, value] : inputs) {
        if (!standard::is_known_input(state_->standard, path) || path.empty())
            return no_case(fmt::format("`{}` is no input and no fact of the standard `{}`", path, state_->standard.id));
    }
    std::optional<Error> first;
    const auto extras = state_->extras(inputs);
    for (const auto placement : {Placement::recent, Placement::old}) {
        if (placement == Placement::old && !needs_finding(inputs)) break;
        const auto contact = TRY(state_->make_contact(inputs, placement));
        const auto fixed = TRY(state_->fixed_records(inputs, placement));
        auto made = state_->attempt(inputs, contact, fixed);
        if (made) return made;
        if (!first) first = made.error();
        for (const auto& extra : extras) {
            auto with_extra = fixed;
            with_extra.push_back(extra);
            made = state_->attempt(inputs, contact, std::move(with_extra));
            if (made) return made;
        }
    }
    return std::unexpected(std::move(*first));
}

facts::Known known_of(const standard::Standard& standard, const Assessor& assessor, const MadeCase& made) {
    const auto recorded = [&](const record::Record& record) {
        if (record.type() != record::Type::contact) return standard::KnownConduct();
        const auto assessment = assessor.assess(std::get<record::Contact>(record.body));
        return standard::KnownConduct{assessment.label, assessment.severity, assessment.target, assessment.source,
                                      assessment.intention};
    };
    facts::Book book(standard);
    for (const auto& record : made.history) book.add(record, recorded(record));
    return book.known_at(made.contact, recorded(made.contact));
}

feel::Value value_at(const standard::Standard& standard, std::string_view path, const MadeCase& made,
                     const facts::Known& known) {
    for (std::size_t at = 0; at < standard.facts.size(); ++at) {
        if (standard.facts[at].name == path) return known.facts[at];
    }
    const auto field = ruling::find_field(path);
    return field ? ruling::field_value(*field, made.contact, known).owned() : Value::null();
}

}  // namespace konsequenz::service
