#include "report/ruling_view.h"

#include <fmt/format.h>

#include "ruling/ruling.h"

namespace konsequenz::report {
namespace {

std::unexpected<Error> not_a_ruling(std::string_view member, std::string_view expected) {
    Place where;
    where.field = member;
    return fail("report.not-a-ruling",
                fmt::format("`{}` is missing or wrong in a ruling: expected {}", member, expected), std::move(where));
}

Result<JsonValue> member(const JsonValue& object, std::string_view key, JsonKind kind) {
    const auto found = object.find(key);
    if (!found || found->kind() != kind) return not_a_ruling(key, to_string(kind));
    return *found;
}

Result<std::string> text(const JsonValue& object, std::string_view key) {
    return std::string(TRY(member(object, key, JsonKind::string)).text());
}

std::string optional_text(const JsonValue& object, std::string_view key) {
    const auto found = object.find(key);
    return found && found->kind() == JsonKind::string ? std::string(found->text()) : std::string();
}

Result<std::optional<Instant>> optional_instant(const JsonValue& object, std::string_view key) {
    const auto found = object.find(key);
    if (!found) return std::optional<Instant>();
    const auto moment = parse_instant(found->text());
    if (!moment) return not_a_ruling(key, "an RFC 3339 time");
    return std::optional(*moment);
}

/// A value as a reader sees it: strings without quotes, lists with commas, objects as `key value`.
std::string readable(const JsonValue& value) {
    if (value.is_null()) return "–";
    if (value.kind() != JsonKind::array && value.kind() != JsonKind::object) return std::string(value.text());
    std::string list;
    for (const auto item : value) {
        if (!list.empty()) list += ", ";
        if (value.kind() == JsonKind::object) list.append(item.key()).append(" ");
        list += readable(item);
    }
    return list.empty() ? "–" : list;
}

std::vector<std::pair<std::string, std::string>> values(const JsonValue& object) {
    std::vector<std::pair<std::string, std::string>> read;
    for (const auto item : object) read.emplace_back(std::string(item.key()), readable(item));
    return read;
}

std::vector<std::string> strings(const JsonValue& array) {
    std::vector<std::string> read;
    for (const auto item : array) read.emplace_back(item.text());
    return read;
}

Result<void> read_conduct(const JsonValue& conduct, RulingView& view) {
    const auto label = conduct::parse_label(TRY(text(conduct, "label")));
    if (!label) return not_a_ruling("label", "a label of conduct");
    view.label = *label;
    view.severity = TRY(member(conduct, "severity", JsonKind::number)).text();
    view.target = TRY(text(conduct, "target"));
    view.is_confirmed = TRY(member(conduct, "confirmed", JsonKind::boolean)).as_boolean();
    view.source = TRY(text(conduct, "source"));
    view.intention = TRY(text(conduct, "intention"));
    return {};
}

Result<std::vector<OtherwiseView>> read_otherwise(const JsonValue& would, std::string_view key) {
    std::vector<OtherwiseView> read;
    for (const auto set : TRY(member(would, key, JsonKind::array))) {
        if (set.kind() != JsonKind::object) return not_a_ruling(key, "objects");
        auto& otherwise = read.emplace_back(OtherwiseView{TRY(text(set, "measure")), {}});
        for (const auto change : TRY(member(set, "changes", JsonKind::array))) {
            const auto from = change.kind() == JsonKind::object ? change.find("from") : std::nullopt;
            const auto to = change.kind() == JsonKind::object ? change.find("to") : std::nullopt;
            if (!from || !to) return not_a_ruling("changes", "objects with `fact`, `from` and `to`");
            otherwise.changes.push_back({TRY(text(change, "fact")), readable(*from), readable(*to)});
        }
    }
    return read;
}

Result<void> read_grounds(const JsonValue& ruling, RulingView& view) {
    view.facts = values(TRY(member(ruling, "facts", JsonKind::object)));
    const auto decisions = TRY(member(ruling, "decisions", JsonKind::object));
    const auto safeguards = decisions.find("safeguards");
    view.decisions = values(decisions);
    if (safeguards && safeguards->kind() == JsonKind::array) {
        view.safeguards = strings(*safeguards);
        std::erase_if(view.decisions, [](const auto& decision) { return decision.first == "safeguards"; });
    }
    const auto rules = TRY(member(ruling, "rules", JsonKind::array));
    for (const auto rule : rules) {
        if (rule.kind() != JsonKind::object) return not_a_ruling("rules", "objects");
        const auto row = TRY(member(rule, "row", JsonKind::number));
        view.rules.push_back({TRY(text(rule, "decision")), std::string(row.text()), optional_text(rule, "principle")});
    }
    if (const auto would = ruling.find("would_change_if"); would && would->kind() == JsonKind::object) {
        view.milder = TRY(read_otherwise(*would, "milder"));
        view.harsher = TRY(read_otherwise(*would, "harsher"));
    }
    view.principles = strings(TRY(member(ruling, "principles", JsonKind::array)));
    const auto reasons = TRY(member(ruling, "reasons", JsonKind::object));
    for (const auto in_language : reasons) view.reasons.emplace(std::string(in_language.key()), strings(in_language));
    return {};
}

}  // namespace

Result<RulingView> read_ruling(JsonParser& parser, std::string_view json) {
    const auto parsed = parser.parse(json);
    if (!parsed)
        return fail("report.not-a-ruling", fmt::format("a ruling cannot be read: {}", to_string(parsed.error())));
    const auto& ruling = *parsed;
    if (ruling.kind() != JsonKind::object || optional_text(ruling, "type") != "ruling")
        return not_a_ruling("type", "`ruling`");
    RulingView view;
    view.contact = TRY(text(ruling, "contact"));
    view.customer = TRY(text(ruling, "customer"));
    const auto time = TRY(optional_instant(ruling, "time"));
    if (!time) return not_a_ruling("time", "an RFC 3339 time");
    view.time = *time;
    const auto standard = TRY(member(ruling, "standard", JsonKind::object));
    view.standard_id = TRY(text(standard, "id"));
    view.standard_version = TRY(text(standard, "version"));
    view.standard_sha256 = TRY(text(standard, "sha256"));
    view.is_in_force = TRY(member(ruling, "in_force", JsonKind::boolean)).as_boolean();
    auto assessment = ruling::assessment_of(ruling);
    if (!assessment) return not_a_ruling("assessment", "an assessment of conduct");
    view.assessment = std::move(*assessment);
    TRY_VOID(read_conduct(TRY(member(ruling, "conduct", JsonKind::object)), view));
    TRY_VOID(read_grounds(ruling, view));
    view.remedy = TRY(text(ruling, "remedy"));
    view.measure = TRY(text(ruling, "measure"));
    view.needs = TRY(text(ruling, "needs"));
    view.lapses_at = TRY(optional_instant(ruling, "lapses_at"));
    view.appeal_until = TRY(optional_instant(ruling, "appeal_until"));
    return view;
}

}  // namespace konsequenz::report
