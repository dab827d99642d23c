#include "record/parse.h"

#include <fmt/format.h>

#include <array>

#include "base/toml.h"
#include "record/members.h"

namespace konsequenz::record {

std::unexpected<Error> unknown_field(const Path& path, const std::vector<std::string_view>& known) {
    const auto meant = nearest(path.name.substr(0, 100), known);
    const auto mend = meant.empty() ? fmt::format("known are `{}`", fmt::join(known, "`, `"))
                                    : fmt::format("did you mean `{}`", meant);
    // The name is what the sender wrote, which may be anything: the place shows it as messages do, without the
    // backticks.
    const auto name = quoted(path.name);
    const Path shown{.parent = path.parent, .name = std::string_view(name).substr(1, name.size() - 2)};
    return failure_at(shown, "record.unknown-field", fmt::format("is not a known field: {}", mend));
}

std::unexpected<Error> missing_field(const Path& path) {
    return failure_at(path, "record.missing-field", "is missing: it is needed here");
}

namespace {

constexpr std::array types{Type::contact,   Type::order,  Type::finding, Type::notice,
                           Type::deviation, Type::survey, Type::customer};

std::unexpected<Error> contradiction(std::string_view field, std::string message) {
    return failure_at(Path{.name = field}, "record.bad-value", std::move(message));
}

/// An object that says nothing is the same as none.
template <class Part>
void drop_empty(std::optional<Part>& part) {
    if (part == Part{}) part.reset();
}

Result<void> check_conduct(const std::optional<GivenConduct>& given) {
    if (given && given->label == conduct::Label::none && given->severity != 0) {
        return contradiction("conduct.severity",
                             fmt::format("is {} where the label is `none`: expected 0", given->severity));
    }
    return {};
}

Result<void> check_not_negative(const std::optional<Money>& money, std::string_view field) {
    if (money && money->amount.starts_with('-')) {
        return failure_at(Path{.name = field}, "record.out-of-range",
                          fmt::format("is `{}`: expected 0 or more", money->amount));
    }
    return {};
}

// What one field may hold beside another. `finish` also brings what was read into its one canonical form.

Result<void> finish(Contact& contact) {
    drop_empty(contact.subject);
    drop_empty(contact.circumstances);
    return check_conduct(contact.conduct);
}

Result<void> finish(Order& order) {
    TRY_VOID(check_not_negative(order.total, "total.amount"));
    TRY_VOID(check_not_negative(order.deposit, "deposit.amount"));
    if (order.total && order.deposit && order.total->currency != order.deposit->currency) {
        return contradiction("deposit.currency",
                             fmt::format("is `{}` where the total's is `{}`: give both in one currency",
                                         order.deposit->currency, order.total->currency));
    }
    return {};
}

Result<void> finish(Finding& finding) {
    drop_empty(finding.subject);
    drop_empty(finding.circumstances);
    if (!finding.contact && !finding.subject) {
        return failure_at(Path{.name = "contact"}, "record.missing-field",
                          "is missing: a finding names the contact or the subject that it is about");
    }
    if (finding.manifestly_unfounded && finding.result != Merits::unfounded) {
        return contradiction("manifestly_unfounded",
                             fmt::format("is true where the result is `{}`: only `unfounded` can be so manifestly",
                                         to_string(finding.result)));
    }
    if (!finding.conduct) return {};
    if (!finding.contact) {
        return failure_at(Path{.name = "contact"}, "record.missing-field", "is missing: it says whose conduct this is");
    }
    finding.conduct->source = conduct::Source::reviewer;
    finding.conduct->by = finding.by;
    return check_conduct(finding.conduct);
}

Result<void> finish(Survey& survey) {
    if (survey.answered) return {};
    const std::string_view answer = survey.satisfaction   ? "satisfaction"
                                    : survey.dissatisfied ? "dissatisfied"
                                    : survey.complained   ? "complained"
                                                          : "";
    if (answer.empty()) return {};
    return contradiction(answer, "is given where nothing was answered: leave it out, or set `answered` to true");
}

Result<void> finish(Notice&) { return {}; }
Result<void> finish(Deviation&) { return {}; }
Result<void> finish(Customer&) { return {}; }

template <class Body>
Result<Record> read_record(JsonValue root) {
    Record record;
    auto& body = record.body.emplace<Body>();
    Rows<Record> head_rows(rows_of<Record>());
    Rows<Body> body_rows(rows_of<Body>());
    for (const auto member : root) {
        const Path path{.name = member.key()};
        if (TRY(head_rows.read(member, path, record)) || TRY(body_rows.read(member, path, body))) continue;
        if (member.key() == "type") continue;
        std::vector<std::string_view> known{"type"};
        head_rows.add_names(known);
        body_rows.add_names(known);
        return unknown_field(path, known);
    }
    TRY_VOID(head_rows.expect_required(nullptr));
    TRY_VOID(body_rows.expect_required(nullptr));
    TRY_VOID(finish(body));
    return record;
}

template <class Body>
void list_body(std::vector<FieldInfo>& fields) {
    list_rows(rows_of<Record>(), "", fields);
    list_rows(rows_of<Body>(), "", fields);
}

Result<Type> read_type(JsonValue root) {
    const Path path{.name = "type"};
    const auto type = root.find("type");
    if (!type) return missing_field(path);
    auto read = read_word(*type, path, types);
    if (!read && read.error().code == "record.bad-value") read.error().code = "record.unknown-type";
    return read;
}

}  // namespace

Result<Record> Parser::parse(std::string_view line) {
    if (line.size() > record_bytes_max) {
        return fail("record.too-long",
                    fmt::format("has {} bytes: a record has at most {}", line.size(), record_bytes_max));
    }
    const auto root = TRY(json_.parse(line));
    if (root.kind() != JsonKind::object) {
        return fail("record.not-an-object",
                    fmt::format("is {}: a record is one JSON object", konsequenz::to_string(root.kind())));
    }
    switch (TRY(read_type(root))) {
        case Type::contact: return read_record<Contact>(root);
        case Type::order: return read_record<Order>(root);
        case Type::finding: return read_record<Finding>(root);
        case Type::notice: return read_record<Notice>(root);
        case Type::deviation: return read_record<Deviation>(root);
        case Type::survey: return read_record<Survey>(root);
        case Type::customer: return read_record<Customer>(root);
    }
    return fail("record.unknown-type", "is of no known type");
}

std::vector<FieldInfo> fields_of(Type type) {
    std::vector<FieldInfo> fields{{"type", Presence::required, FieldKind::word}};
    switch (type) {
        case Type::contact: list_body<Contact>(fields); break;
        case Type::order: list_body<Order>(fields); break;
        case Type::finding: list_body<Finding>(fields); break;
        case Type::notice: list_body<Notice>(fields); break;
        case Type::deviation: list_body<Deviation>(fields); break;
        case Type::survey: list_body<Survey>(fields); break;
        case Type::customer: list_body<Customer>(fields); break;
    }
    return fields;
}

}  // namespace konsequenz::record
