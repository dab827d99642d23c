// Thresholds whose false alarms are bounded for a finite number of reviewed texts, whatever the model and whatever the
// distribution, as long as the next legitimate text is drawn as the reviewed ones were (exchangeable).
//
// V. Vovk, A. Gammerman, G. Shafer, "Algorithmic learning in a random world" (2005); split conformal prediction as in
// A. N. Angelopoulos, S. Bates, "A gentle introduction to conformal prediction" (2021), section 1: of n scores, the
// ⌈(n+1)(1−α)⌉-th smallest is exceeded by the next one with a probability of at most α.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace konsequenz::evaluation {

/// Shares in ten-thousandths: 500 is 5 %. Between 1 and 9,999 (asserted where it is taken).
using SharePer10000 = std::uint32_t;

/// The least number of legitimate texts that give a threshold at all: ⌈(n+1)(1−α)⌉ ≤ n, that is n ≥ 1/α − 1.
[[nodiscard]] std::uint64_t rows_needed(SharePer10000 share);

/// The lowest threshold t such that the next legitimate text has a score of at least t with a probability of at most
/// `share`: one more than the ⌈(n+1)(1−α)⌉-th smallest score, as an alarm is a score that reaches its threshold.
/// Nothing where there are fewer rows than rows_needed(). `scores` in any order, in ten-thousandths.
[[nodiscard]] std::optional<std::uint16_t> conformal_threshold(std::span<const std::uint16_t> scores,
                                                               SharePer10000 share);

/// The share of false alarms that is not exceeded with 95 % confidence over the draw of the reviewed texts: the bound
/// above holds on average over such draws, this one for the draw at hand. With k of the n reviewed scores at or above
/// the threshold, the true share follows at most a Beta(k + 1, n − k) law (Vovk, "Conditional validity of inductive
/// conformal predictors", 2012, proposition 2a); the bound is its 0.95 quantile, which is Clopper and Pearson's upper
/// limit of k in n. `total` must not be 0 (asserted). Precise to 1e-9.
[[nodiscard]] double share_bound_95(std::uint64_t alarms, std::uint64_t total);

}  // namespace konsequenz::evaluation
