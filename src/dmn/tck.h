// Runs the cases of the DMN TCK: folders with a `.dmn` model and `*-test-*.xml` files, as the TCK's testCases.xsd says.
//
// A case passes when every result node has the expected value. Where an error is expected the value must be null.
// Numbers are equal when they differ by less than 10^-8: the TCK says nothing of it, but all of its runners have it so
// (`NUMBER_COMPARISON_PRECISION` in dmn-tck/tck, runners/dmn-tck-runner-drools/…/CompareValuesUtil.java), and its
// expected values are written with that in mind.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace konsequenz::dmn {

struct TckResult {
    std::string group;      ///< folder below the one given, as "compliance-level-2/0001-input-data-string"
    std::string file;       ///< test file without its ending
    std::string test_case;  ///< id
    bool passed = true;
    std::string message;  ///< empty where it passed

    bool operator==(const TckResult&) const = default;
};

/// All cases below a folder, in the order of their paths. Models that do not load fail all their cases.
/// Errors: base.cannot-read, dmn.tck (no test file in there).
[[nodiscard]] Result<std::vector<TckResult>> run_tck(const std::filesystem::path& folder);

/// A case that is known to fail, with its reason.
struct TckKnownFailure {
    std::string group;
    std::string test_case;
    std::string reason;
    std::uint32_t line = 0;

    bool operator==(const TckKnownFailure&) const = default;
};

/// `group case reason`, one a line; `#` begins a comment. Errors: dmn.tck with the line.
[[nodiscard]] Result<std::vector<TckKnownFailure>> parse_known_failures(std::string_view text, std::string_view file);

/// What of the results differs from what is known, one sentence each: failures that are not listed, and lines of the
/// list whose case passes or is not among the results. Only lines of groups that the results hold are looked at.
[[nodiscard]] std::vector<std::string> compare_with_known(std::span<const TckResult> results,
                                                          std::span<const TckKnownFailure> known);

/// Who submits results and what was run. The TCK's reporter reads six of them and fails where a key is not there at
/// all, so each is written; what nobody said stays empty.
struct TckProduct {
    std::string vendor;
    std::string vendor_url;
    std::string product = "Konsequenz";
    std::string product_url;
    std::string version;
    std::string comment = "DMN 1.1 to 1.5 and FEEL in C++: a library and a command line";
    std::string instructions_url;  ///< left out where empty
    std::string last_update;       ///< yyyy-mm-dd
};

/// Of `tck_results.csv`: "group","file","case","SUCCESS|ERROR","message", a line a case and no heading.
[[nodiscard]] std::string tck_results_csv(std::span<const TckResult> results);
/// Of `tck_results.properties`: UTF-8, as the TCK's reporter reads it.
[[nodiscard]] std::string tck_results_properties(const TckProduct& product);

}  // namespace konsequenz::dmn
