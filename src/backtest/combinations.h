// Rows told apart by what stands in several columns, so that what costs is done once for all rows that are alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace konsequenz::backtest {

/// A column's codes, each below `below`.
struct Codes {
    std::vector<std::uint32_t> rows;
    std::uint64_t below = 1;
};

struct Combinations {
    std::vector<std::uint32_t> rows;   ///< the number of each row's combination, in the order in which they first come
    std::vector<std::uint32_t> first;  ///< the first row of each
};

[[nodiscard]] Combinations combine(std::span<const Codes> columns, std::size_t rows);

}  // namespace konsequenz::backtest
