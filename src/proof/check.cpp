#include "proof/check.h"

#include <algorithm>

#include "proof/grounds.h"
#include "proof/table_check.h"

namespace konsequenz::proof {
namespace {

void append(std::vector<Finding>& findings, std::vector<Finding> more) {
    std::ranges::move(more, std::back_inserter(findings));
}

void append_tables(std::vector<Finding>& findings, const TableChecks& checks, Language language) {
    for (const TableShape& shape : checks.shapes()) append(findings, checks.findings(shape, language));
}

/// Those that speak of inputs alone; what they say of decisions the tables say themselves.
std::vector<feel::Expression> assumptions_of(const standard::Standard& standard) {
    feel::Scope scope;
    for (const dmn::InputInfo& input : standard.engine->inputs()) scope.add(input.name, input.type);
    std::vector<feel::Expression> assumptions;
    for (const standard::Assumption& assumption : standard.assumptions) {
        if (auto compiled = feel::Expression::compile(assumption.that, scope))
            assumptions.push_back(std::move(*compiled));
    }
    return assumptions;
}

}  // namespace

std::vector<Finding> check(const dmn::Engine& engine, Language language) {
    const auto faults = engine.faults();
    std::vector<Finding> findings = findings_of({faults.begin(), faults.end()});
    const Space space = Space::of(engine);
    append_tables(findings, TableChecks(engine, space, NullCounts::where_named), language);
    return findings;
}

std::vector<Finding> check(const standard::Standard& standard, Language language) {
    std::vector<Finding> findings = check_grounds(standard);
    const Space space = Space::of(standard);
    const TableChecks checks(*standard.engine, space, NullCounts::where_possible, assumptions_of(standard));
    append(findings, check_criticism(standard, checks, language));
    append_tables(findings, checks, language);
    return findings;
}

std::vector<Finding> findings_of(const std::vector<Error>& errors) {
    std::vector<Finding> findings;
    for (const Error& error : errors) findings.push_back({error.code, Level::error, error.message, {}, error.where});
    return findings;
}

bool is_faulty(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings, [](const Finding& finding) { return finding.level != Level::note; });
}

}  // namespace konsequenz::proof
