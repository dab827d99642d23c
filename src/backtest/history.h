// A history in columns, block by block, wherever it is kept.
#pragma once

#include <cstddef>

#include "backtest/block.h"
#include "base/error.h"

namespace konsequenz::backtest {

class History {
  public:
    virtual ~History() = default;
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    [[nodiscard]] virtual std::size_t block_count() const = 0;
    /// Safe to be called by many threads. Errors: backtest.history.
    [[nodiscard]] virtual Result<Block> read(std::size_t block, const Wanted& wanted) const = 0;

  protected:
    History() = default;
};

}  // namespace konsequenz::backtest
