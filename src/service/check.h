// `konsequenz check`: a standard's folder or a DMN model, looked through without a solver.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "dmn/engine.h"
#include "proof/check.h"
#include "proof/finding.h"
#include "proof/findings_out.h"
#include "standard/standard.h"

namespace konsequenz::service {

struct Checked {
    std::string subject;  ///< the path as it was given
    std::string title;    ///< "fair-and-firm 1.0.0", or the model's name
    bool is_standard = false;
    std::optional<standard::Standard> standard;  ///< where it is one and loaded
    std::shared_ptr<const dmn::Engine> engine;   ///< absent where the logic did not compile
    std::vector<proof::Finding> findings;
};

/// Errors, all at once, where there is nothing to look at: what cannot be read (base.cannot-read), and what is no XML
/// or TOML at all (dmn.xml, toml.syntax).
[[nodiscard]] std::expected<Checked, std::vector<Error>> check(const std::string& path, proof::Language language);

/// The page of what was checked, in both languages.
[[nodiscard]] std::string check_page(const Checked& checked);

}  // namespace konsequenz::service
