// `konsequenz test`: a standard's policy tests, decided and compared.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "base/error.h"
#include "standard/policy_tests.h"
#include "standard/standard.h"

namespace konsequenz::service {

struct Difference {
    std::string what;  ///< "measure", or "principles"
    std::string expected;
    std::string found;

    bool operator==(const Difference&) const = default;
};

struct PolicyResult {
    std::string id;
    standard::LocalText title;
    Place where;
    std::vector<Difference> differences;  ///< empty: passed
    std::string ruling_json;              ///< empty where there was no ruling
};

/// Decides the test's contact after its history; each record of the history is decided as `decide` would, in the order
/// written.
[[nodiscard]] PolicyResult run_policy_test(const standard::Standard& standard, const standard::PolicyTest& test);

struct StandardTest {
    std::string id;
    std::string version;
    std::vector<PolicyResult> results;
};

/// Loads a standard and its tests and runs them all. Errors: all of standard::load and standard::load_policy_tests.
[[nodiscard]] std::expected<StandardTest, std::vector<Error>> test_standard(const std::string& folder);

}  // namespace konsequenz::service
