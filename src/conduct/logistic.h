// The logistic function on integers: the same bits on every machine, with no call of a mathematical library.
#pragma once

#include <cstdint>

namespace konsequenz::conduct {

/// The probability of log-odds, in ten-thousandths and rounded. `log_odds` has 16 bits below one; any value is safe.
[[nodiscard]] std::uint32_t logistic_per_10000(std::int64_t log_odds);
/// log(e^a + e^b) of log-odds with 16 bits below one; safe for what lies below 2^40.
[[nodiscard]] std::int64_t log_sum(std::int64_t a, std::int64_t b);
/// 2^30 / √n, rounded down; n from 1 on.
[[nodiscard]] std::uint32_t inverse_root(std::uint64_t n);

}  // namespace konsequenz::conduct
