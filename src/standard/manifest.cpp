#include "standard/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "feel/temporal.h"
#include "standard/record_view.h"

namespace konsequenz::standard {
namespace {

using Errors = std::vector<Error>;

/// A table of one text a language, complete in the languages of the standard.
LocalText read_local_text(TomlTable& owner, std::string_view key, const Standard& standard, const std::string& of,
                          Errors& errors) {
    LocalText text;
    const auto* node = owner.optional_table(key);
    if (node == nullptr) {
        owner.add_error("toml.missing-key",
                        fmt::format("{} has no `{}`: add it as a table, {} = {{en = \"…\", de = \"…\"}}", of, key, key),
                        owner.where());
        return text;
    }
    TomlTable table(*node, fmt::format("`{}` of {}", key, of), errors);
    for (const auto& language : standard.languages) text[language] = table.text(language);
    table.finish();
    return text;
}

std::string read_id(TomlTable& table, std::set<std::string>& seen, std::string_view what) {
    auto id = table.text("id");
    if (!id.empty() && !seen.insert(id).second) {
        table.add_error("standard.duplicate-id",
                        fmt::format("the {} `{}` stands twice: give each its own id", what, id), table.where());
    }
    return id;
}

std::optional<CalendarSpan> read_span(TomlTable& table, std::string_view key) {
    const auto text = table.optional_text(key);
    if (!text) return std::nullopt;
    const auto duration = feel::parse_duration(*text);
    constexpr std::int64_t whole_day_s = feel::seconds_per_day;
    if (duration && duration->is_year_month && duration->year_month.months > 0 && duration->year_month.months < 1200) {
        return CalendarSpan{static_cast<std::int32_t>(duration->year_month.months), 0, *text};
    }
    if (duration && !duration->is_year_month && duration->day_time.seconds > 0 &&
        duration->day_time.seconds % whole_day_s == 0 && duration->day_time.nanoseconds == 0 &&
        duration->day_time.seconds / whole_day_s < 36'500) {
        return CalendarSpan{0, static_cast<std::int32_t>(duration->day_time.seconds / whole_day_s), *text};
    }
    table.add_error("standard.span", fmt::format("`{}` is `{}`: expected months or days as in P6M or P30D", key, *text),
                    table.where());
    return std::nullopt;
}

void read_principles(TomlTable& root, Standard& standard, Errors& errors) {
    std::set<std::string> seen;
    for (const auto* node : root.tables("principle")) {
        TomlTable table(*node, "a principle", errors);
        Principle principle;
        principle.id = read_id(table, seen, "principle");
        const auto name = fmt::format("principle `{}`", principle.id);
        principle.title = read_local_text(table, "title", standard, name, errors);
        principle.statement = read_local_text(table, "statement", standard, name, errors);
        principle.value = table.one_of("value", {"dignity", "safety", "fairness", "honesty", "law"});
        principle.source = table.text("source");
        principle.author = table.text("author");
        principle.is_statement_only = table.boolean("statement_only", false);
        principle.where = node->where;
        table.finish();
        standard.principles.push_back(std::move(principle));
    }
    if (standard.principles.empty())
        root.add_error("standard.no-principle", "the standard has no [[principle]]: fix at least one", root.where());
}

std::optional<feel::Expression> read_expression(TomlTable& table, std::string_view key, record::Type type,
                                                const std::string& fact) {
    const auto* node = table.optional_node(key);
    const auto text = table.optional_text(key);
    if (!text) return std::nullopt;
    auto compiled = feel::Expression::compile(*text, record_scope(type));
    if (compiled) return std::move(*compiled);
    auto error = std::move(compiled).error();
    table.add_error(error.code, fmt::format("`{}` of fact `{}`: {}", key, fact, error.message), node->where);
    return std::nullopt;
}

std::optional<std::int64_t> read_window(TomlTable& table, const std::string& fact) {
    const auto text = table.optional_text("window");
    if (!text) return std::nullopt;
    const auto duration = feel::parse_duration(*text);
    constexpr std::int64_t limit_s = std::numeric_limits<std::int64_t>::max() / feel::nanoseconds_per_second / 4;
    if (duration && !duration->is_year_month && duration->day_time.seconds > 0 &&
        duration->day_time.seconds < limit_s) {
        return duration->day_time.seconds * feel::nanoseconds_per_second + duration->day_time.nanoseconds;
    }
    table.add_error("standard.window",
                    fmt::format("`window` of fact `{}` is `{}`: expected days or time as in P365D", fact, *text),
                    table.where());
    return std::nullopt;
}

void read_fact(const std::string& name, const TomlNode& node, Standard& standard, Errors& errors) {
    TomlTable table(node, fmt::format("fact `{}`", name), errors);
    Fact fact;
    fact.name = name;
    fact.place = node.where;
    constexpr std::array<std::pair<std::string_view, FactKind>, 4> kinds = {
        {{"count", FactKind::count}, {"share", FactKind::share}, {"latest", FactKind::latest}, {"sum", FactKind::sum}}};
    int given = 0;
    for (const auto& [word, kind] : kinds) {
        const auto type_name = table.optional_text(word);
        if (!type_name) continue;
        ++given;
        fact.kind = kind;
        if (const auto type = record_type(*type_name)) {
            fact.of_type = *type;
        } else {
            table.add_error(
                "standard.fact",
                fmt::format("fact `{}` is about `{}`: expected a type of record, as contact", name, *type_name),
                node.where);
            return;
        }
    }
    if (given != 1) {
        table.add_error("standard.fact",
                        fmt::format("fact `{}` must have exactly one of count, share, latest, sum", name), node.where);
        return;
    }
    const bool takes_value = fact.kind == FactKind::latest || fact.kind == FactKind::sum;
    fact.where = read_expression(table, "where", fact.of_type, name);
    if (fact.kind == FactKind::share) fact.of = read_expression(table, "of", fact.of_type, name);
    if (takes_value) fact.value = read_expression(table, "value", fact.of_type, name);
    if (takes_value && table.optional_node("value") == nullptr) {
        table.add_error("standard.fact",
                        fmt::format("fact `{}` has no `value`: say what is taken of each record", name), node.where);
    }
    fact.window_ns = read_window(table, name);
    table.finish();
    standard.facts.push_back(std::move(fact));
}

void read_outcomes(TomlTable& root, Standard& standard, Errors& errors) {
    std::set<std::string> remedy_ids;
    for (const auto* node : root.tables("remedy")) {
        TomlTable table(*node, "a remedy", errors);
        Remedy remedy{read_id(table, remedy_ids, "remedy"), {}};
        remedy.title = read_local_text(table, "title", standard, fmt::format("remedy `{}`", remedy.id), errors);
        table.finish();
        standard.remedies.push_back(std::move(remedy));
    }
    std::set<std::string> measure_ids;
    for (const auto* node : root.tables("measure")) {
        TomlTable table(*node, "a measure", errors);
        Measure measure;
        measure.id = read_id(table, measure_ids, "measure");
        measure.title = read_local_text(table, "title", standard, fmt::format("measure `{}`", measure.id), errors);
        const auto needs = table.one_of("needs", {"nobody", "finding", "reviewer", "two reviewers"});
        for (const auto candidate : {Needs::nobody, Needs::finding, Needs::reviewer, Needs::two_reviewers}) {
            if (to_string(candidate) == needs) measure.needs = candidate;
        }
        measure.scope = table.texts("scope");
        measure.lapses_after = read_span(table, "lapses_after");
        measure.appeal_within = read_span(table, "appeal_within");
        table.finish();
        standard.measures.push_back(std::move(measure));
    }
    std::set<std::string> safeguard_ids;
    for (const auto* node : root.tables("safeguard")) {
        TomlTable table(*node, "a safeguard", errors);
        Safeguard safeguard{read_id(table, safeguard_ids, "safeguard"), {}};
        safeguard.title =
            read_local_text(table, "title", standard, fmt::format("safeguard `{}`", safeguard.id), errors);
        table.finish();
        standard.safeguards.push_back(std::move(safeguard));
    }
}

/// A string or a list of strings.
std::vector<std::string> read_names(TomlTable& table, std::string_view key) {
    const auto* node = table.optional_node(key);
    if (node != nullptr && node->kind == TomlKind::string) return {node->text};
    return table.texts(key);
}

void read_relation(TomlTable& table, std::string_view kind, std::string_view inputs, Guarantee& guarantee,
                   const Standard& standard, Errors& errors) {
    const auto* node = table.optional_table(kind);
    if (node == nullptr) return;
    TomlTable relation(*node, fmt::format("`{}` of guarantee `{}`", kind, guarantee.id), errors);
    guarantee.outputs = read_names(relation, "output");
    guarantee.inputs = read_names(relation, inputs);
    if (guarantee.inputs == std::vector<std::string>{"blind_to"}) guarantee.inputs = standard.blind_to;
    if (guarantee.outputs.empty() || guarantee.inputs.empty()) {
        relation.add_error("standard.guarantee",
                           fmt::format("guarantee `{}` needs `output` and `{}`", guarantee.id, inputs), node->where);
    }
    relation.finish();
}

void read_guarantee(const TomlNode& node, Standard& standard, std::set<std::string>& seen, Errors& errors) {
    TomlTable table(node, "a guarantee", errors);
    Guarantee guarantee;
    guarantee.id = read_id(table, seen, "guarantee");
    guarantee.where = node.where;
    guarantee.principle = table.text("principle");
    guarantee.title = read_local_text(table, "title", standard, fmt::format("guarantee `{}`", guarantee.id), errors);
    int given = 0;
    for (const auto kind : {GuaranteeKind::always, GuaranteeKind::never, GuaranteeKind::monotone,
                            GuaranteeKind::independent, GuaranteeKind::complete_and_unique, GuaranteeKind::reachable}) {
        const auto word = to_string(kind);
        if (table.optional_node(word) == nullptr) continue;
        ++given;
        guarantee.kind = kind;
        switch (kind) {
            case GuaranteeKind::always:
            case GuaranteeKind::never: guarantee.condition = table.text(word); break;
            case GuaranteeKind::monotone: read_relation(table, word, "in", guarantee, standard, errors); break;
            case GuaranteeKind::independent: read_relation(table, word, "of", guarantee, standard, errors); break;
            case GuaranteeKind::complete_and_unique:
            case GuaranteeKind::reachable: guarantee.outputs = read_names(table, word); break;
        }
    }
    if (given != 1) {
        table.add_error("standard.guarantee",
                        fmt::format("guarantee `{}` must have exactly one of always, never, monotone, independent, "
                                    "complete_and_unique, reachable",
                                    guarantee.id),
                        node.where);
    }
    if (!guarantee.principle.empty() && standard.find_principle(guarantee.principle) == nullptr) {
        table.add_error("standard.unknown-principle",
                        fmt::format("guarantee `{}` names the principle `{}`, which does not exist", guarantee.id,
                                    guarantee.principle),
                        node.where);
    }
    table.finish();
    standard.guarantees.push_back(std::move(guarantee));
}

CivilDate civil_date(const std::string& text) {
    const auto date = feel::parse_date(text);
    if (!date) return {};
    const auto civil = feel::civil(*date);
    return {civil.year, civil.month, civil.day};
}

/// By record type, how long its content is kept.
void read_retention(TomlTable& root, Standard& standard, Errors& errors) {
    const auto* node = root.optional_table("retention");
    if (node == nullptr) return;
    TomlTable table(*node, "[retention]", errors);
    for (const auto* type : {"contact", "order", "finding", "notice", "deviation", "survey", "customer", "ruling"}) {
        if (auto span = read_span(table, type)) standard.retention.emplace(type, std::move(*span));
    }
    table.finish();
}

}  // namespace

void read_manifest(const TomlNode& root, Standard& standard, Errors& errors) {
    TomlTable table(root, "standard.toml", errors);
    standard.id = table.text("id");
    standard.version = table.text("version");
    standard.languages = table.texts("languages");
    if (standard.languages.empty()) {
        table.add_error("standard.no-language", "standard.toml has no `languages`: add languages = [\"en\", \"de\"]",
                        root.where);
        return;  // every text would seem to be in an unknown one
    }
    std::sort(standard.languages.begin(), standard.languages.end());
    standard.title = read_local_text(table, "title", standard, "the standard", errors);
    standard.in_force_from = civil_date(table.date("in_force_from"));
    standard.blind_to = table.texts("blind_to");
    read_principles(table, standard, errors);
    if (const auto* facts = table.optional_table("facts")) {
        for (const auto& [name, node] : facts->members) {
            if (node.kind == TomlKind::table)
                read_fact(name, node, standard, errors);
            else
                table.add_error("toml.wrong-type",
                                fmt::format("fact `{}` is {}: expected a table", name, to_string(node.kind)),
                                node.where);
        }
    }
    read_outcomes(table, standard, errors);
    read_retention(table, standard, errors);
    for (const auto* node : table.tables("assumption")) {
        TomlTable assumption(*node, "an assumption", errors);
        standard.assumptions.push_back({assumption.text("that"), node->where});
        assumption.finish();
    }
    std::set<std::string> guarantee_ids;
    for (const auto* node : table.tables("guarantee")) read_guarantee(*node, standard, guarantee_ids, errors);
    table.finish();
}

}  // namespace konsequenz::standard
