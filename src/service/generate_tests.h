// Policy tests for what no test covers yet.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "service/coverage.h"
#include "standard/policy_tests.h"
#include "standard/standard.h"

namespace konsequenz::service {

struct GeneratedTests {
    std::string text;  ///< of a file below tests/; empty where nothing was found
    std::size_t count = 0;
};

/// From each tested situation, and from those that were found on the way, inputs are changed by themselves and in pairs
/// to other values that the tables tell apart; what exercises something new and can be made by a history becomes a
/// test, and is added to `coverage`. What is still not covered afterwards no history was found for.
[[nodiscard]] Result<GeneratedTests> generate_tests(const standard::Standard& standard,
                                                    const std::vector<standard::PolicyTest>& tests, Coverage& coverage);

}  // namespace konsequenz::service
