// Customers for whom it matters, decided once more by src/facts and src/ruling, with the reasons: what is shown of them
// is no shortcut's word, and a difference between the two ways would show here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backtest/comparison.h"
#include "backtest/history.h"
#include "base/error.h"
#include "record/record.h"
#include "ruling/ruling.h"
#include "standard/standard.h"

namespace konsequenz::backtest {

/// A contact that comes out otherwise.
struct ContactCase {
    record::Record contact;  ///< without its text
    ChangedContact changed;
    std::optional<ruling::Ruling> before;  ///< absent where the history's own is compared with, or there was none
    std::optional<ruling::Ruling> after;   ///< absent where the tables give none
};

struct CustomerCase {
    /// Of a customer so many changed contacts are shown, and no more of the records are gone through one by one.
    static constexpr std::size_t shown_max = 20;
    static constexpr std::size_t records_max = 20'000;

    std::string customer;
    std::uint64_t contacts = 0;        ///< all of the customer's
    std::uint64_t changes = 0;         ///< all contacts that come out otherwise
    std::vector<ContactCase> changed;  ///< those with another measure before the others, in the order of arrival
};

/// In the order given. Names in the rulings are those of the standards, which must outlive them.
/// Errors: those of reading the history; backtest.differs where the scalar path gives a contact something else.
[[nodiscard]] Result<std::vector<CustomerCase>> examine(const History& history, const standard::Standard* before,
                                                        const standard::Standard& after,
                                                        std::span<const ChangedCustomer> customers);

}  // namespace konsequenz::backtest
