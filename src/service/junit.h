// Policy tests as JUnit XML, which build servers read.
#pragma once

#include <string>
#include <vector>

#include "service/policy.h"

namespace konsequenz::service {

/// One `testsuite` a standard, one `testcase` a test; each difference is a line of the test's `failure`. No times: the
/// same tests give the same bytes.
[[nodiscard]] std::string junit_xml(const std::vector<StandardTest>& standards);
/// "measure is `end`, expected `none`: row 3 of `measure` (E1)"
[[nodiscard]] std::string told(const Difference& difference);

}  // namespace konsequenz::service
