// A whole history under another standard: what every contact would have come to, beside what it came to.
//
// Blocks of customers are decided by several threads; memory holds a few blocks and what was learnt of situations, not
// the history. What comes out depends neither on the threads nor on the blocks.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "backtest/comparison.h"
#include "backtest/history.h"
#include "base/error.h"
#include "standard/standard.h"

namespace konsequenz::backtest {

/// What a thread turns to next, for who measures it.
enum class Stage : std::uint8_t { read, facts, decide, compare, done };

/// A contact that comes out otherwise, in the order of customers, then arrival. Valid until the sink returns.
struct Change {
    std::string_view contact;
    std::string_view customer;
    Instant time;
    std::string_view measure_before;
    std::string_view measure_after;
    std::string_view remedy_before;
    std::string_view remedy_after;
    Direction direction = Direction::same;
};

struct Options {
    unsigned threads = 1;
    std::size_t customers_max = 50;  ///< so many of those for whom it matters are named
    /// Called from every thread with what it turns to.
    std::function<void(Stage)> observer = {};
    /// Receives each contact that comes out otherwise.
    std::function<Result<void>(const Change&)> sink = {};
    /// Called with the blocks done and all blocks.
    std::function<void(std::size_t, std::size_t)> progress = {};
};

/// What the columns could not do, and the scalar path did instead.
struct Fallbacks {
    /// Decisions whose logic ran once for each combination of what it reads rather than over columns, and why.
    std::vector<std::pair<std::string, std::string>> decisions;
    std::uint64_t contacts = 0;        ///< whose facts src/facts counted
    std::uint64_t late_customers = 0;  ///< with records that arrived out of the order of their times

    bool operator==(const Fallbacks&) const = default;
};

struct Backtest {
    Comparison comparison;
    Fallbacks before;  ///< of the standard before, where there is one
    Fallbacks after;
};

/// `before` is nullptr where the history's own rulings are compared with. The standards and the history must outlive
/// the call. Errors: those of reading the history, the sink's.
[[nodiscard]] Result<Backtest> run(const History& history, const standard::Standard* before,
                                   const standard::Standard& after, const Options& options);

}  // namespace konsequenz::backtest
