#include "voices/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "voices/plain_line.h"
#include "voices/short_text.h"

namespace konsequenz::voices {
namespace {

std::unexpected<Error> bad_line(std::string_view field, std::string_view wanted) {
    Place where;
    where.field = field;
    return fail("voices.bad-line", fmt::format("missing or wrong: expected {}", wanted), where);
}

/// Empty where it is no text.
std::string_view optional_text(const JsonMember& member) {
    return member.kind == JsonKind::string ? member.text : std::string_view();
}

Result<std::string_view> text_member(const JsonMember& member) {
    if (member.kind == JsonKind::string && !member.text.empty()) return member.text;
    return bad_line(member.name, "a text");
}

std::string standard_name(const JsonMember& id, const JsonMember& version) {
    if (id.kind != JsonKind::string) return {};
    return version.kind == JsonKind::string ? fmt::format("{} {}", id.text, version.text) : std::string(id.text);
}

std::optional<bool> boolean_member(const JsonMember& member) {
    if (member.kind != JsonKind::boolean) return std::nullopt;
    return member.text.starts_with('t');
}

}  // namespace

void LineCounts::add(const LineCounts& other) {
    messages += other.messages;
    outgoing += other.outgoing;
    left_out += other.left_out;
    rulings += other.rulings;
    surveys += other.surveys;
    customers += other.customers;
    others += other.others;
}

/// Whether a line as konsequenz writes it, `type` first, is of a type that nothing is read of.
static bool is_passed_over(std::string_view line) {
    constexpr std::string_view opening = R"({"type":")";
    if (!line.starts_with(opening)) return false;
    line.remove_prefix(opening.size());
    for (const std::string_view type : {"order\"", "finding\"", "notice\"", "deviation\""}) {
        if (line.starts_with(type)) return true;
    }
    return false;
}

Result<std::int64_t> LineFeeder::day_of(const JsonMember& time) {
    const bool has_date = time.kind == JsonKind::string && time.text.size() >= last_date_.size();
    if (has_date && is_same(time.text.substr(0, last_date_.size()), {last_date_.data(), last_date_.size()}))
        return last_day_;
    const auto day = has_date ? day_of_time(time.text) : std::nullopt;
    if (!day) return bad_line(time.name, "an RFC 3339 time, as 2026-03-02T09:15:00+01:00");
    std::ranges::copy(time.text.substr(0, last_date_.size()), last_date_.begin());
    last_day_ = *day;
    return *day;
}

Result<void> LineFeeder::add(std::string_view padded_line, std::uint64_t place) {
    if (is_passed_over(padded_line)) return ++counts_.others, Result<void>();
    enum : std::size_t { type, customer, time, touchpoint, topic, direction, acts, text, members };
    std::array<JsonMember, members> wanted{{{"", "type"},
                                            {"", "customer"},
                                            {"", "time"},
                                            {"", "touchpoint"},
                                            {"subject", "topic"},
                                            {"", "direction"},
                                            {"", "acts"},
                                            {"", "text"}}};
    const auto asked = std::span(wanted).first(campaigns_ == Campaigns::looked_for ? members : text);
    TRY_VOID(members_of(padded_line, asked));
    const auto kind = TRY(text_member(wanted[type]));
    if (kind == "survey") return add_survey(padded_line);
    if (kind == "customer") return add_customer(padded_line);
    if (kind == "ruling") {
        if (which_ == Which::complaints) return ++counts_.others, Result<void>();
        return add_ruling(padded_line, standard_named_by(padded_line));
    }
    if (kind != "contact") return ++counts_.others, Result<void>();
    if (wanted[direction].text == "out") return ++counts_.outgoing, Result<void>();
    Message message;
    message.customer = TRY(text_member(wanted[customer]));
    message.touchpoint = TRY(text_member(wanted[touchpoint]));
    message.day = TRY(day_of(wanted[time]));
    message.topic = optional_text(wanted[topic]);
    message.place = place;
    if (which_ == Which::complaints && wanted[acts].text.find("\"complaint\"") == std::string_view::npos)
        return ++counts_.left_out, Result<void>();
    if (wanted[text].kind == JsonKind::string) message.signature = signature_of(wanted[text].text);
    feeder_.add(message);
    ++counts_.messages;
    return {};
}

Result<void> LineFeeder::add_ruling(std::string_view padded_line, std::string_view standard) {
    std::array<JsonMember, 2> wanted{{{"", "customer"}, {"", "time"}}};
    TRY_VOID(members_of(padded_line, wanted));
    const auto customer = TRY(text_member(wanted[0]));
    const auto day = TRY(day_of(wanted[1]));
    if (standard.empty()) return bad_line("standard", "the standard's id and version");
    feeder_.add_ruled(customer, standard, day);
    ++counts_.rulings;
    return {};
}

Result<void> LineFeeder::add_survey(std::string_view line) {
    enum : std::size_t { kind, topic, touchpoint, stratum, answered, dissatisfied, complained, members };
    std::array<JsonMember, members> wanted{{{"", "kind"},
                                            {"", "topic"},
                                            {"", "touchpoint"},
                                            {"", "stratum"},
                                            {"", "answered"},
                                            {"", "dissatisfied"},
                                            {"", "complained"}}};
    TRY_VOID(members_of(line, wanted));
    SurveyCell cell;
    if (wanted[kind].text == to_string(record::SurveyKind::calibration))
        cell.kind = record::SurveyKind::calibration;
    else if (wanted[kind].text != to_string(record::SurveyKind::pulse))
        return bad_line("kind", "pulse or calibration");
    cell.topic = optional_text(wanted[topic]);
    cell.touchpoint = optional_text(wanted[touchpoint]);
    cell.stratum = optional_text(wanted[stratum]);
    const auto has_answered = boolean_member(wanted[answered]);
    if (!has_answered) return bad_line("answered", "true or false");
    Answer answer;
    if (*has_answered) answer = {boolean_member(wanted[dissatisfied]), boolean_member(wanted[complained])};
    surveys_.add(cell, answer);
    ++counts_.surveys;
    return {};
}

Result<void> LineFeeder::add_customer(std::string_view line) {
    std::array<JsonMember, 3> wanted{{{"", "customer"}, {"", "group"}, {"", "time"}}};
    TRY_VOID(members_of(line, wanted));
    const auto customer = TRY(text_member(wanted[0]));
    TRY(day_of(wanted[2]));
    feeder_.add_customer(customer, optional_text(wanted[1]), wanted[2].text);
    ++counts_.customers;
    return {};
}

std::string standard_named_by(std::string_view padded_outcome) {
    std::array<JsonMember, 2> wanted{{{"standard", "id"}, {"standard", "version"}}};
    if (!members_of(padded_outcome, wanted)) return {};
    return standard_name(wanted[0], wanted[1]);
}

std::string text_of_line(std::string_view padded_line) {
    std::array<JsonMember, 1> wanted{{{"", "text"}}};
    if (!members_of(padded_line, wanted) || wanted[0].kind != JsonKind::string) return {};
    return std::string(wanted[0].text);
}

}  // namespace konsequenz::voices
