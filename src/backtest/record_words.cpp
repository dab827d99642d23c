#include "backtest/record_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <variant>

namespace konsequenz::backtest {
namespace {

using standard::KnownConduct;

template <class Choice>
char digit(Choice choice) {
    return static_cast<char>('0' + static_cast<int>(choice));
}
template <class Choice>
Choice choice_of(char letter) {
    return static_cast<Choice>(letter - '0');
}

std::string word(const KnownConduct& conduct) {
    return {digit(conduct.label), digit(conduct.severity), digit(conduct.target), digit(conduct.source),
            digit(conduct.intention)};
}
std::optional<std::string> word(const std::optional<record::GivenConduct>& conduct) {
    return conduct ? std::optional(word(standard::known_conduct(*conduct))) : std::nullopt;
}
std::optional<std::string> word(const std::optional<record::Circumstances>& of) {
    if (!of) return std::nullopt;
    return std::string{of->asked ? digit(*of->asked) : '-', of->kind ? digit(*of->kind) : '-'};
}
std::optional<std::string> word(const std::optional<std::int64_t>& number) {
    return number ? std::optional(fmt::format("{}", *number)) : std::nullopt;
}
std::optional<std::string> word(const std::optional<bool>& truth) {
    return truth ? std::optional(std::string(1, digit(*truth))) : std::nullopt;
}
template <class Choice>
std::optional<std::string> letter(Choice choice) {
    return std::string(1, digit(choice));
}

std::int64_t read_number(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Puts each field's word into its place.
struct Writer {
    FieldWords& words;
    const Ruled& ruled;

    std::optional<std::string>& at(Field field) const { return words[static_cast<std::size_t>(field)]; }
    void money(Field field, const std::optional<record::Money>& money) const {
        const auto currency = static_cast<Field>(static_cast<int>(field) + 1);
        at(field) = money ? std::optional(money->amount) : std::nullopt;
        at(currency) = money ? std::optional(money->currency) : std::nullopt;
    }
    void subject(Field first, const std::optional<record::Subject>& subject) const {
        const auto next = [&](int step) { return static_cast<Field>(static_cast<int>(first) + step); };
        at(first) = subject ? subject->order : std::nullopt;
        at(next(1)) = subject ? subject->event : std::nullopt;
        at(next(2)) = subject ? subject->topic : std::nullopt;
    }

    void operator()(const record::Contact& contact) const {
        at(Field::contact_touchpoint) = contact.touchpoint;
        at(Field::contact_direction) = letter(contact.direction);
        at(Field::contact_public) = letter(contact.publicity);
        at(Field::contact_reach) = word(contact.reach);
        at(Field::contact_employee) = contact.employee;
        at(Field::contact_language) = contact.language;
        subject(Field::contact_order, contact.subject);
        std::string acts;
        for (const auto act : contact.acts) acts += digit(act);
        at(Field::contact_acts) = acts.empty() ? std::nullopt : std::optional(acts);
        at(Field::contact_conduct) = word(ruled.assessed);
        at(Field::contact_circumstances) = word(contact.circumstances);
        at(Field::contact_measure) = ruled.measure.empty() ? std::nullopt : std::optional(ruled.measure);
        at(Field::contact_remedy) = ruled.remedy.empty() ? std::nullopt : std::optional(ruled.remedy);
    }
    void operator()(const record::Order& order) const {
        at(Field::order_order) = order.order;
        at(Field::order_stage) = letter(order.stage);
        at(Field::order_item) = order.item;
        money(Field::order_total, order.total);
        money(Field::order_deposit, order.deposit);
    }
    void operator()(const record::Finding& finding) const {
        at(Field::finding_contact) = finding.contact;
        subject(Field::finding_order, finding.subject);
        at(Field::finding_merits) =
            std::string{digit(finding.result), digit(finding.manifestly_unfounded), digit(finding.fault)};
        at(Field::finding_conduct) = word(finding.conduct);
        at(Field::finding_circumstances) = word(finding.circumstances);
        at(Field::finding_by) = finding.by;
    }
    void operator()(const record::Notice& notice) const {
        at(Field::notice_contact) = notice.contact;
        at(Field::notice_announced) = letter(notice.announced);
        at(Field::notice_touchpoint) = notice.touchpoint;
        at(Field::notice_by) = notice.by;
    }
    void operator()(const record::Deviation& deviation) const {
        at(Field::deviation_contact) = deviation.contact;
        at(Field::deviation_measure) = deviation.measure;
        at(Field::deviation_remedy) = deviation.remedy;
        at(Field::deviation_by) = deviation.by;
        at(Field::deviation_role) = deviation.role;
    }
    void operator()(const record::Survey& survey) const {
        at(Field::survey_survey) = survey.survey;
        at(Field::survey_kind) = letter(survey.kind);
        at(Field::survey_topic) = survey.topic;
        at(Field::survey_touchpoint) = survey.touchpoint;
        at(Field::survey_answered) = letter(survey.answered);
        at(Field::survey_satisfaction) =
            word(survey.satisfaction ? std::optional<std::int64_t>(*survey.satisfaction) : std::nullopt);
        at(Field::survey_dissatisfied) = word(survey.dissatisfied);
        at(Field::survey_complained) = word(survey.complained);
        at(Field::survey_stratum) = survey.stratum;
    }
    void operator()(const record::Customer& customer) const {
        at(Field::customer_name) = customer.name;
        at(Field::customer_vip) = word(customer.vip);
        money(Field::customer_spend, customer.spend);
        at(Field::customer_reach) = word(customer.reach);
        at(Field::customer_language) = customer.language;
        at(Field::customer_since) =
            customer.since ? std::optional(fmt::format("{}/{}", customer.since->utc_ns, customer.since->offset_minutes))
                           : std::nullopt;
        at(Field::customer_group) = customer.group;
    }
};

/// Reads a row's fields.
struct Reader {
    const Block& block;
    std::size_t row;

    [[nodiscard]] std::string_view raw(Field field) const { return block.word(field, row); }
    [[nodiscard]] bool has(Field field) const { return block.column(field).at(row) != absent; }
    [[nodiscard]] std::string text(Field field) const { return std::string(raw(field)); }
    [[nodiscard]] std::optional<std::string> maybe(Field field) const {
        return has(field) ? std::optional(text(field)) : std::nullopt;
    }
    template <class Choice>
    [[nodiscard]] Choice choice(Field field) const {
        return has(field) ? choice_of<Choice>(raw(field).front()) : Choice{};
    }
    [[nodiscard]] std::optional<bool> truth(Field field) const {
        return has(field) ? std::optional(raw(field) == "1") : std::nullopt;
    }
    [[nodiscard]] std::optional<std::int64_t> number(Field field) const {
        return has(field) ? std::optional(read_number(raw(field))) : std::nullopt;
    }
    [[nodiscard]] std::optional<record::Money> money(Field field) const {
        const auto currency = static_cast<Field>(static_cast<int>(field) + 1);
        if (!has(field) && !has(currency)) return std::nullopt;
        return record::Money{text(field), text(currency)};
    }
    [[nodiscard]] std::optional<record::Subject> subject(Field first) const {
        const auto next = [&](int step) { return static_cast<Field>(static_cast<int>(first) + step); };
        if (!has(first) && !has(next(1)) && !has(next(2))) return std::nullopt;
        return record::Subject{maybe(first), maybe(next(1)), maybe(next(2))};
    }
    [[nodiscard]] std::optional<record::Circumstances> circumstances(Field field) const {
        return has(field) ? std::optional(read_circumstances(raw(field))) : std::nullopt;
    }

    [[nodiscard]] record::Contact contact() const;
    [[nodiscard]] record::Order order() const;
    [[nodiscard]] record::Finding finding() const;
    [[nodiscard]] record::Notice notice() const;
    [[nodiscard]] record::Deviation deviation() const;
    [[nodiscard]] record::Survey survey() const;
    [[nodiscard]] record::Customer customer() const;
};

record::Contact Reader::contact() const {
    record::Contact contact;
    contact.touchpoint = text(Field::contact_touchpoint);
    contact.direction = choice<record::Direction>(Field::contact_direction);
    contact.publicity = choice<record::Publicity>(Field::contact_public);
    contact.reach = number(Field::contact_reach);
    contact.employee = maybe(Field::contact_employee);
    contact.language = maybe(Field::contact_language);
    contact.subject = subject(Field::contact_order);
    for (const char act : raw(Field::contact_acts)) contact.acts.push_back(choice_of<record::Act>(act));
    contact.circumstances = circumstances(Field::contact_circumstances);
    return contact;
}

record::Order Reader::order() const {
    record::Order order;
    order.order = text(Field::order_order);
    order.stage = choice<record::Stage>(Field::order_stage);
    order.item = maybe(Field::order_item);
    order.total = money(Field::order_total);
    order.deposit = money(Field::order_deposit);
    return order;
}

record::Finding Reader::finding() const {
    record::Finding finding;
    finding.contact = maybe(Field::finding_contact);
    finding.subject = subject(Field::finding_order);
    if (has(Field::finding_merits)) {
        const auto merits = read_merits(raw(Field::finding_merits));
        finding.result = merits.result;
        finding.manifestly_unfounded = merits.is_manifestly_unfounded;
        finding.fault = merits.fault;
    }
    if (has(Field::finding_conduct)) {
        const auto known = read_conduct(raw(Field::finding_conduct));
        finding.conduct = {known.label, known.severity, known.target, known.intention, known.source, {}};
    }
    finding.circumstances = circumstances(Field::finding_circumstances);
    finding.by = text(Field::finding_by);
    return finding;
}

record::Notice Reader::notice() const {
    record::Notice notice;
    notice.contact = maybe(Field::notice_contact);
    notice.announced = choice<bool>(Field::notice_announced);
    notice.touchpoint = maybe(Field::notice_touchpoint);
    notice.by = text(Field::notice_by);
    return notice;
}

record::Deviation Reader::deviation() const {
    record::Deviation deviation;
    deviation.contact = text(Field::deviation_contact);
    deviation.measure = text(Field::deviation_measure);
    deviation.remedy = maybe(Field::deviation_remedy);
    deviation.by = text(Field::deviation_by);
    deviation.role = text(Field::deviation_role);
    return deviation;
}

record::Survey Reader::survey() const {
    record::Survey survey;
    survey.survey = text(Field::survey_survey);
    survey.kind = choice<record::SurveyKind>(Field::survey_kind);
    survey.topic = maybe(Field::survey_topic);
    survey.touchpoint = maybe(Field::survey_touchpoint);
    survey.answered = choice<bool>(Field::survey_answered);
    if (const auto given = number(Field::survey_satisfaction)) survey.satisfaction = static_cast<std::int32_t>(*given);
    survey.dissatisfied = truth(Field::survey_dissatisfied);
    survey.complained = truth(Field::survey_complained);
    survey.stratum = maybe(Field::survey_stratum);
    return survey;
}

record::Customer Reader::customer() const {
    record::Customer customer;
    customer.name = maybe(Field::customer_name);
    customer.vip = truth(Field::customer_vip);
    customer.spend = money(Field::customer_spend);
    customer.reach = number(Field::customer_reach);
    customer.language = maybe(Field::customer_language);
    if (has(Field::customer_since)) {
        const auto written = raw(Field::customer_since);
        const auto slash = written.find('/');
        customer.since =
            Instant{read_number(written), static_cast<std::int32_t>(read_number(written.substr(slash + 1)))};
    }
    customer.group = maybe(Field::customer_group);
    return customer;
}

bool is_digit(char letter, int below) { return letter >= '0' && letter < '0' + below; }
bool is_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

void write_words(const record::Record& record, const Ruled& ruled, FieldWords& words) {
    std::visit(Writer{words, ruled}, record.body);
}

std::uint32_t number_of(const KnownConduct& conduct) {
    auto number = static_cast<std::uint32_t>(conduct.label);
    number = number * 5 + static_cast<std::uint32_t>(conduct.severity);
    number = number * 5 + static_cast<std::uint32_t>(conduct.target);
    number = number * 4 + static_cast<std::uint32_t>(conduct.source);
    return number * 3 + static_cast<std::uint32_t>(conduct.intention);
}

KnownConduct conduct_of_number(std::uint32_t number) {
    const auto take = [&](std::uint32_t choices) {
        const auto choice = number % choices;
        number /= choices;
        return choice;
    };
    KnownConduct conduct;
    conduct.intention = static_cast<conduct::Intention>(take(3));
    conduct.source = static_cast<conduct::Source>(take(4));
    conduct.target = static_cast<conduct::Target>(take(5));
    conduct.severity = static_cast<std::int32_t>(take(5));
    conduct.label = static_cast<conduct::Label>(take(6));
    return conduct;
}

KnownConduct read_conduct(std::string_view word) {
    return {choice_of<conduct::Label>(word[0]), word[1] - '0', choice_of<conduct::Target>(word[2]),
            choice_of<conduct::Source>(word[3]), choice_of<conduct::Intention>(word[4])};
}

record::Circumstances read_circumstances(std::string_view word) {
    record::Circumstances read;
    if (word[0] != '-') read.asked = word[0] == '1';
    if (word[1] != '-') read.kind = choice_of<record::CircumstanceKind>(word[1]);
    return read;
}

ReadMerits read_merits(std::string_view word) {
    return {choice_of<record::Merits>(word[0]), word[1] == '1', choice_of<record::Fault>(word[2])};
}

bool is_valid(Words words, std::string_view word) {
    switch (words) {
        case Words::digit: return word.size() == 1 && is_digit(word[0], 2);
        case Words::stage: return word.size() == 1 && is_digit(word[0], static_cast<int>(record::Stage::cancelled) + 1);
        case Words::acts: return std::ranges::all_of(word, [](char letter) { return is_digit(letter, 6); });
        case Words::conduct:
            return word.size() == 5 && is_digit(word[0], 6) && is_digit(word[1], 5) && is_digit(word[2], 5) &&
                   is_digit(word[3], 4) && is_digit(word[4], 3);
        case Words::circumstances:
            return word.size() == 2 && (word[0] == '-' || is_digit(word[0], 2)) &&
                   (word[1] == '-' || is_digit(word[1], 6));
        case Words::merits:
            return word.size() == 3 && is_digit(word[0], 4) && is_digit(word[1], 2) && is_digit(word[2], 6);
        case Words::moment: {
            const auto slash = word.find('/');
            return slash != std::string_view::npos && is_number(word.substr(0, slash)) &&
                   is_number(word.substr(slash + 1));
        }
        default: return true;
    }
}

record::Record record_at(const Block& block, std::size_t customer, std::size_t row, std::size_t type_row) {
    record::Record record;
    if (block.ids.size() > row) record.id = block.ids.at(static_cast<std::uint32_t>(row) + 1);
    if (block.customers.size() > customer)
        record.customer = block.customers.at(static_cast<std::uint32_t>(customer) + 1);
    record.time = {block.time_ns[row], static_cast<std::int32_t>(block.offset_minutes.at(row)) - offset_base};
    const Reader reader{block, type_row};
    switch (static_cast<record::Type>(block.type[row])) {
        case record::Type::contact: record.body = reader.contact(); break;
        case record::Type::order: record.body = reader.order(); break;
        case record::Type::finding: record.body = reader.finding(); break;
        case record::Type::notice: record.body = reader.notice(); break;
        case record::Type::deviation: record.body = reader.deviation(); break;
        case record::Type::survey: record.body = reader.survey(); break;
        case record::Type::customer: record.body = reader.customer(); break;
    }
    return record;
}

KnownConduct assessed_at(const Block& block, std::size_t contact_row) {
    const auto word = block.word(Field::contact_conduct, contact_row);
    return word.empty() ? KnownConduct{} : read_conduct(word);
}

}  // namespace konsequenz::backtest
