// A block's columns as the walk reads them: numbers a row, nothing left to look up.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "backtest/block.h"
#include "backtest/walk.h"

namespace konsequenz::backtest {

/// In place of a conduct or circumstances: the finding says nothing of them.
inline constexpr std::uint32_t unsaid = UINT32_MAX;

struct Rows {
    Rows(Codebook& codebook, const Block& block);

    std::array<std::vector<std::int64_t>, type_count> times_ns;
    std::vector<std::uint32_t> conduct;        ///< of contacts, as it was recorded
    std::vector<std::uint32_t> circumstances;  ///< of contacts
    /// What a contact is about: the codes of its order, event and topic, and 0 for none; likewise findings.
    std::array<std::vector<std::uint32_t>, 3> contact_subject;
    std::array<std::vector<std::uint32_t>, 3> finding_subject;
    std::vector<std::uint32_t> finding_conduct;
    std::vector<std::uint32_t> finding_circumstances;
    std::vector<std::uint32_t> finding_merits;
    std::vector<std::uint32_t> order;  ///< of orders: the code of the order
    // The codes of the inputs that a row gives.
    std::vector<std::uint32_t> contact_code;
    std::vector<std::uint32_t> order_code;
    std::vector<std::uint32_t> customer_code;
};

}  // namespace konsequenz::backtest
