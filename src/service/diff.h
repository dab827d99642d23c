// `konsequenz diff`: what another version of a standard changes, for whom.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/json_writer.h"
#include "proof/diff.h"
#include "standard/standard.h"

namespace konsequenz::service {

struct DiffRequest {
    std::string before;
    std::string after;
    std::uint32_t seconds = 10;  ///< for one question to the solver
    std::string language = "en";
};

struct Diffed {
    standard::Standard before;
    standard::Standard after;
    proof::Comparison comparison;

    /// Whether every decision that both have is proved to be the same.
    [[nodiscard]] bool is_equivalent() const;
};

/// Errors: all of standard::load, of both.
[[nodiscard]] std::expected<Diffed, std::vector<Error>> diff(const DiffRequest& request);

/// One object; docs/prove.md has the schema.
void write_json(JsonWriter& writer, const Diffed& diffed);

/// A change as a short story.
[[nodiscard]] std::string story(const Diffed& diffed, const proof::Change& change, std::string_view language);

}  // namespace konsequenz::service
