#include "standard/tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <set>

#include "standard/record_view.h"

namespace konsequenz::standard {
namespace {

using Errors = std::vector<Error>;

void check_inputs(const Standard& standard, Errors& errors) {
    for (const auto& input : standard.engine->inputs()) {
        if (is_known_input(standard, input.name)) continue;
        errors.push_back({"standard.unknown-input",
                          fmt::format("the tables read `{}`, which is no input (conduct, contact, circumstances, "
                                      "finding, order, customer) and no fact: "
                                      "correct the name or add the fact",
                                      input.name),
                          {(standard.folder / "conduct.dmn").string(), 0, 0, {}}});
    }
    for (const auto& decision : standard.engine->decisions()) {
        for (const auto& path : decision.reads) {
            const auto dot = path.find('.');
            const auto root = path.substr(0, dot);
            if (dot == std::string::npos || !standard.engine->find_input(root) || is_known_input(standard, path))
                continue;
            errors.push_back({"standard.unknown-input",
                              fmt::format("decision `{}` reads `{}`, which does not exist", decision.name, path),
                              decision.place});
        }
    }
}

/// The ids that a decision may give; empty where any may.
std::vector<std::string> outcomes_of(const Standard& standard, std::string_view decision) {
    std::vector<std::string> ids;
    if (decision == "remedy")
        for (const auto& remedy : standard.remedies) ids.push_back(remedy.id);
    if (decision == "measure")
        for (const auto& measure : standard.measures) ids.push_back(measure.id);
    if (decision == "safeguards")
        for (const auto& safeguard : standard.safeguards) ids.push_back(safeguard.id);
    return ids;
}

void check_rule(const Standard& standard, const dmn::TableInfo& table, std::size_t row,
                std::set<std::string, std::less<>>& carried_out, Errors& errors) {
    const auto& rule = table.rules[row];
    const auto name = fmt::format("row {} of `{}`", row + 1, table.owner);
    const auto principle = rule.annotation("Principle");
    if (principle.empty()) {
        errors.push_back({"standard.unknown-principle",
                          fmt::format("{} names no principle: fill its annotation `Principle`", name), rule.place});
    } else if (standard.find_principle(principle) == nullptr) {
        errors.push_back({"standard.unknown-principle",
                          fmt::format("{} names the principle `{}`, which does not exist", name, principle),
                          rule.place});
    } else {
        carried_out.emplace(principle);
    }
    const auto reason = rule.annotation("Reason");
    for (const auto& [language, texts] : standard.texts) {
        if (texts.reasons.contains(reason)) continue;
        errors.push_back(
            {"standard.unknown-reason",
             fmt::format("{} has the reason `{}`, which texts/{}.toml does not have: write it under [reasons]", name,
                         reason, language),
             rule.place});
    }
    const auto known = outcomes_of(standard, table.owner);
    for (const auto& cell : rule.outputs) {
        const auto* outcome = cell.constant();
        if (outcome == nullptr || known.empty()) continue;
        if (outcome->is_string() && std::find(known.begin(), known.end(), outcome->as_string()) != known.end())
            continue;
        errors.push_back(
            {"standard.unknown-outcome",
             fmt::format("{} gives {}, which is none of {}", name, to_string(*outcome), fmt::join(known, ", ")),
             rule.place});
    }
}

void check_rules(const Standard& standard, Errors& errors) {
    std::set<std::string, std::less<>> carried_out;
    for (const auto& table : standard.engine->tables()) {
        for (std::size_t row = 0; row < table.rules.size(); ++row)
            check_rule(standard, table, row, carried_out, errors);
    }
    for (const auto& principle : standard.principles) {
        if (carried_out.contains(principle.id) || principle.is_statement_only) continue;
        errors.push_back(
            {"standard.idle-principle",
             fmt::format("no rule carries out the principle `{}`: name it in a rule, or mark it statement_only = true",
                         principle.id),
             principle.where});
    }
}

/// Whether what is read is, lies in, or holds what must not be read.
bool touches(std::string_view read, std::string_view forbidden) {
    const auto is_inside = [](std::string_view inner, std::string_view outer) {
        return inner == outer || (inner.starts_with(outer) && inner[outer.size()] == '.');
    };
    return is_inside(read, forbidden) || is_inside(forbidden, read);
}

/// Follows what a decision reads through the decisions it requires, and reports the path to each forbidden ground.
void check_grounds(const Standard& standard, Errors& errors) {
    const auto decisions = standard.engine->decisions();
    for (const auto* outcome : {"remedy", "measure"}) {
        const auto start = standard.engine->find_decision(outcome);
        if (!start) continue;
        std::set<std::size_t> seen;
        const std::function<void(std::size_t, const std::string&)> follow = [&](std::size_t id,
                                                                                const std::string& path) {
            if (!seen.insert(id).second) return;
            for (const auto& read : decisions[id].reads) {
                for (const auto& forbidden : standard.blind_to) {
                    if (!touches(read, forbidden) || !standard.engine->find_input(read.substr(0, read.find('.'))))
                        continue;
                    errors.push_back(
                        {"standard.forbidden-ground",
                         fmt::format(
                             "the standard is blind to `{}`, but it reaches the {}: {} → {}: take it out of the table",
                             forbidden, outcome, read, path),
                         decisions[id].place});
                }
            }
            for (const auto required : decisions[id].required_decisions)
                follow(required, decisions[required].name + " → " + path);
        };
        follow(*start, outcome);
    }
}

void check_condition(const std::string& text, const std::string& name, std::string code, const Place& where,
                     const feel::Scope& scope, Errors& errors) {
    const auto compiled = feel::Expression::compile(text, scope);
    if (!compiled) {
        errors.push_back({std::move(code), fmt::format("{}: {}", name, compiled.error().message), where});
    } else if (!conforms(compiled->type(), feel::TypeKind::boolean) && !compiled->type().is_any()) {
        errors.push_back(
            {std::move(code),
             fmt::format("{} is {}: expected a condition that is true or false", name, to_string(compiled->type())),
             where});
    }
}

void check_conditions(const Standard& standard, Errors& errors) {
    const auto scope = condition_scope(standard);
    for (const auto& assumption : standard.assumptions) {
        check_condition(assumption.that, fmt::format("the assumption `{}`", assumption.that), "standard.assumption",
                        assumption.where, scope, errors);
    }
    for (const auto& guarantee : standard.guarantees) {
        const auto name = fmt::format("guarantee `{}`", guarantee.id);
        if (!guarantee.condition.empty())
            check_condition(guarantee.condition, name, "standard.guarantee", guarantee.where, scope, errors);
        for (const auto& output : guarantee.outputs) {
            if (standard.engine->find_decision(output)) continue;
            errors.push_back({"standard.guarantee",
                              fmt::format("{} speaks of the decision `{}`, which does not exist", name, output),
                              guarantee.where});
        }
        for (const auto& input : guarantee.inputs) {
            if (is_known_input(standard, input)) continue;
            errors.push_back({"standard.guarantee",
                              fmt::format("{} speaks of `{}`, which is no input and no fact", name, input),
                              guarantee.where});
        }
    }
}

}  // namespace

feel::Scope condition_scope(const Standard& standard) {
    feel::Scope scope;
    std::set<std::string, std::less<>> known;
    const auto add = [&](const std::string& name, const feel::Type& type) {
        if (known.insert(name).second) scope.add(name, type);
    };
    for (const auto& decision : standard.engine->decisions()) add(decision.name, decision.type);
    for (const auto& input : standard.engine->inputs()) add(input.name, input.type);
    for (const auto& fact : standard.facts)
        add(fact.name, fact.kind == FactKind::latest ? feel::Type() : feel::TypeKind::number);
    for (const auto& field : input_fields()) add(std::string(field.input), {});
    return scope;
}

void check_tables(const Standard& standard, Errors& errors) {
    for (const auto* needed : {"remedy", "measure"}) {
        if (standard.engine->find_decision(needed)) continue;
        errors.push_back({"standard.no-decision",
                          fmt::format("conduct.dmn has no decision `{}`: add it", needed),
                          {(standard.folder / "conduct.dmn").string(), 0, 0, {}}});
    }
    for (const auto& name : standard.blind_to) {
        if (is_known_input(standard, name)) continue;
        errors.push_back({"standard.unknown-input",
                          fmt::format("`blind_to` names `{}`, which is no input and no fact", name),
                          {(standard.folder / "standard.toml").string(), 0, 0, {}}});
    }
    if (standard.measures.empty() || standard.remedies.empty()) {
        errors.push_back({"standard.no-outcome",
                          "the standard needs at least one [[measure]] and one [[remedy]], mildest first",
                          {(standard.folder / "standard.toml").string(), 0, 0, {}}});
    }
    check_inputs(standard, errors);
    check_rules(standard, errors);
    check_grounds(standard, errors);
    check_conditions(standard, errors);
}

}  // namespace konsequenz::standard
