// Where a backtest's history comes from: a log or files, read into columns once.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "backtest/history.h"
#include "base/error.h"
#include "service/backtest.h"

namespace konsequenz::service {

/// The history as the request names it. Where it names a file of columns that fits the log or files, they are not read
/// again; where it names one that is not there, it is written.
[[nodiscard]] Result<std::unique_ptr<backtest::History>> open_history(const BacktestRequest& request,
                                                                      const BacktestProgress& progress,
                                                                      BacktestSource& source);

/// The reasons that the rulings of these contacts gave, as far as the log or the files still say them.
[[nodiscard]] Result<std::map<std::string, ReasonTexts, std::less<>>> read_reasons(
    const BacktestRequest& request, const std::set<std::string, std::less<>>& contacts);

}  // namespace konsequenz::service
