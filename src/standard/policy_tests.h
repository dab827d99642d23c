// Policy tests: a history, a contact and the ruling that is expected, as tests/*.toml of a standard says them.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "record/record.h"
#include "standard/standard.h"

namespace konsequenz::standard {

/// What a test expects; what is absent is not looked at.
struct Expectation {
    std::vector<std::pair<std::string, std::string>>
        decisions;                        ///< "measure" → `notice`, "gravity" → `2`: the value's plain text
    std::vector<std::string> principles;  ///< all of these are among the ruling's
    std::vector<std::string> safeguards;  ///< all of these are among the ruling's
};

struct PolicyTest {
    std::string id;
    LocalText title;
    std::vector<record::Record> history;  ///< in the order written: the order of arrival
    record::Record contact;
    Expectation expect;
    Place where;
};

/// All tests of the standard, by file name and then in the order written; all errors at once.
/// Errors: toml.*, record.*, standard.test (no contact, unknown decision, duplicate id).
[[nodiscard]] std::expected<std::vector<PolicyTest>, std::vector<Error>> load_policy_tests(const Standard& standard);

}  // namespace konsequenz::standard
