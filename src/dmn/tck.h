// Runs the cases of the DMN TCK: folders with a `.dmn` model and `*-test-*.xml` files, as the TCK's testCases.xsd says.
//
// A case passes when every result node has the expected value. Where an error is expected the value must be null.
// Numbers are equal when they differ by less than 10^-8, as the TCK's own runners have it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace konsequenz::dmn {

enum class TckOutcome : std::uint8_t { success, error, skipped };

struct TckResult {
    std::string group;      ///< folder below the one given, as "compliance-level-2/0001-input-data-string"
    std::string file;       ///< test file without its ending
    std::string test_case;  ///< id
    TckOutcome outcome = TckOutcome::success;
    std::string message;  ///< empty for a success

    bool operator==(const TckResult&) const = default;
};

/// A case that is not run, with its reason; an empty case means the whole file.
struct TckSkip {
    std::string group;
    std::string test_case;
    std::string reason;
};

/// All cases below a folder, in the order of their paths. Models that do not load fail all their cases.
/// Errors: base.cannot-read, dmn.tck (no test file in there).
[[nodiscard]] Result<std::vector<TckResult>> run_tck(const std::filesystem::path& folder,
                                                     std::span<const TckSkip> skips = {});

/// `group case reason`, one a line; `*` for all cases; `#` begins a comment.
/// Errors: dmn.tck with the line.
[[nodiscard]] Result<std::vector<TckSkip>> parse_tck_skips(std::string_view text, std::string_view file);

struct TckProduct {
    std::string version;
    std::string last_update;  ///< yyyy-mm-dd
};

/// Of `tck_results.csv`: "group","file","case","SUCCESS|ERROR|SKIPPED","message".
[[nodiscard]] std::string tck_results_csv(std::span<const TckResult> results);
/// Of `tck_results.properties`.
[[nodiscard]] std::string tck_results_properties(const TckProduct& product);

}  // namespace konsequenz::dmn
