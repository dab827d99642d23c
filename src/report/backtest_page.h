// A backtest as one HTML page: for whoever publishes a standard and wants to know before for whom it matters.
//
// As the report, it loads nothing, says the same in English and German, and is the same bytes for the same backtest.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "backtest/backtest.h"
#include "backtest/cases.h"
#include "standard/standard.h"

namespace konsequenz::report {

/// By the language's tag; what the page's languages lack is said in one that there is.
using ReasonTexts = std::map<std::string, std::vector<std::string>, std::less<>>;

struct BacktestCase {
    const backtest::ContactCase* contact = nullptr;
    ReasonTexts before;
    ReasonTexts after;
};

struct BacktestCustomer {
    std::string customer;
    std::uint64_t contacts = 0;
    std::uint64_t changes = 0;  ///< all of them; `changed` are the first
    std::vector<BacktestCase> changed;
};

struct BacktestView {
    const standard::Standard* before = nullptr;  ///< nullptr: the history's own rulings
    const standard::Standard* after = nullptr;
    std::string source;  ///< as a reader would look for it: the name of the log
    const backtest::Backtest* backtest = nullptr;
    std::vector<BacktestCustomer> customers;
};

[[nodiscard]] std::string backtest_html(const BacktestView& view);

}  // namespace konsequenz::report
