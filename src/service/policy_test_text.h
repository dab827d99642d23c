// A policy test written from the values of a ruling's inputs: a counterexample, or a case that no test covers yet.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "service/made_case.h"
#include "standard/standard.h"

namespace konsequenz::service {

/// The head of a file of such tests: that they say what the standard does now, and that a person is to read them.
[[nodiscard]] std::string policy_tests_head(const standard::Standard& standard, std::string_view made_by);

/// One `[[test]]`, as tests/*.toml holds it: a history that makes the inputs, the contact, and as expectation the
/// ruling that the standard gives now. Inputs are paths as `conduct.severity` and names of facts; those that are not
/// named may become anything. `title` needs each language of the standard.
/// Errors: service.no-case (the records cannot be made), service.no-title, ruling.no-outcome.
[[nodiscard]] Result<std::string> policy_test_text(const standard::Standard& standard, std::string_view id,
                                                   const standard::LocalText& title,
                                                   std::span<const InputValue> inputs);
/// The same with a maker that is used again.
[[nodiscard]] Result<std::string> policy_test_text(const standard::Standard& standard, const CaseMaker& maker,
                                                   std::string_view id, const standard::LocalText& title,
                                                   std::span<const InputValue> inputs);
/// The same of a case that was made already.
[[nodiscard]] Result<std::string> policy_test_text(const standard::Standard& standard, std::string_view id,
                                                   const standard::LocalText& title, const MadeCase& made);

}  // namespace konsequenz::service
