// `konsequenz prove`: a standard's guarantees, for all inputs.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "proof/prove.h"
#include "proof/verdicts_out.h"
#include "standard/standard.h"

namespace konsequenz::service {

struct ProveRequest {
    std::vector<std::string> standards;
    std::uint32_t seconds = 10;   ///< for one question to the solver
    std::string language = "en";  ///< of the counterexamples: en or de
    std::string sarif;            ///< a file, "-" for standard output, or empty
    std::string html;             ///< likewise; of one standard
    std::string save_tests;       ///< a folder for the counterexamples as policy tests, or empty
};

struct Proved {
    standard::Standard standard;
    std::vector<proof::Verdict> verdicts;

    [[nodiscard]] std::size_t count(proof::State state) const;
};

/// Errors: all of standard::load.
[[nodiscard]] std::expected<Proved, std::vector<Error>> prove(const std::string& folder, const proof::Limits& limits);

/// The page with the tables, what `check` finds, and the guarantees with their state.
[[nodiscard]] std::string prove_page(const Proved& proved);

struct SavedTests {
    std::string file;  ///< empty where there was nothing to save
    std::size_t count = 0;
    std::vector<std::string> not_made;  ///< counterexamples that no history makes, with the reason
};
/// The counterexamples as policy tests in a file of the folder. They expect what the standard decides now: whoever
/// mends it mends the expectation too. Errors: base.cannot-write.
[[nodiscard]] Result<SavedTests> save_tests(const Proved& proved, const std::string& folder);

/// A counterexample in words.
[[nodiscard]] std::string story(const Proved& proved, const proof::Verdict& verdict, std::string_view language);

}  // namespace konsequenz::service
