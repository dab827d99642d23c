// The guarantees of a standard: proved for all inputs, refuted by a case that everybody can follow, or not decided.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proof/finding.h"
#include "proof/search.h"
#include "standard/standard.h"

namespace konsequenz::proof {

enum class State : std::uint8_t { proved, refuted, not_decided };
[[nodiscard]] std::string_view to_string(State state);

/// Why an independence is proved without the solver.
inline constexpr std::string_view read_by_nothing = "nothing on the way there reads it";

struct Verdict {
    std::string guarantee;
    std::string principle;
    standard::LocalText title;
    standard::GuaranteeKind kind = standard::GuaranteeKind::always;
    State state = State::not_decided;
    /// Proved: how, where not by the solver. Refuted: what of the guarantee fails ("`measure`: no rule matches").
    /// Not decided: the construct that the formulas cannot say, or the limit.
    std::string why;
    std::vector<Case> cases;               ///< refuted: the counterexample; two for monotone and independent
    std::vector<std::string> unreachable;  ///< reachable: what has no case
    Place where;
};

/// All guarantees in the standard's order.
[[nodiscard]] std::vector<Verdict> prove(const standard::Standard& standard, const Limits& limits = {});

/// Of the verdicts that are not `proved`: refuted ones as errors, undecided ones as warnings.
[[nodiscard]] std::vector<Finding> findings_of(const standard::Standard& standard, std::span<const Verdict> verdicts,
                                               std::string_view language);

}  // namespace konsequenz::proof
