// `konsequenz test`: a standard's policy tests, decided and compared.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "base/error.h"
#include "service/coverage.h"
#include "standard/policy_tests.h"
#include "standard/standard.h"

namespace konsequenz::service {

struct Difference {
    std::string what;  ///< "measure", or "principles"
    std::string expected;
    std::string found;
    std::string by;  ///< the rule that fired, as "row 8 of `measure` (P4)"; empty where it was no one rule

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

struct TestRequest {
    std::string folder;
    /// Where a file `generated-<standard>.toml` goes, with policy tests for what is not covered; empty: none is made.
    std::string generate;
};

struct StandardTest {
    std::string id;
    std::string version;
    std::vector<PolicyResult> results;
    std::vector<TableCoverage> tables;  ///< as far as these tests exercise them
    CoverageCount covered;
    std::size_t generated = 0;
    std::string generated_file;              ///< empty where there was nothing to write
    std::vector<TableCoverage> tables_then;  ///< with the generated tests; empty where none were asked for
    CoverageCount covered_then;
};

/// Loads a standard and its tests and runs them all. Errors: all of standard::load and standard::load_policy_tests, and
/// base.cannot-write.
[[nodiscard]] std::expected<StandardTest, std::vector<Error>> test_standard(const TestRequest& request);

}  // namespace konsequenz::service
