// One standard over blocks: one thread's.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backtest/contributions.h"
#include "backtest/decisions.h"
#include "backtest/walk.h"
#include "standard/standard.h"

namespace konsequenz::backtest {

/// A standard made ready; any number of threads judge by it. The standard must outlive it.
struct Prepared {
    explicit Prepared(const standard::Standard& standard) : reading(standard), counts(reading) {}
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    Reading reading;
    CountPlan counts;
};

enum class JudgingStage : std::uint8_t { facts, decide };

class Judging {
  public:
    /// `prepared` must outlive it.
    explicit Judging(const Prepared& prepared) : prepared_(prepared) {}

    /// What the standard gives each contact of the block, in the order of its contacts.
    /// `start`, where there is one, is told what begins.
    [[nodiscard]] std::vector<Decided> decide(const Block& block, const std::function<void(JudgingStage)>& start = {});
    [[nodiscard]] const WalkCounts& counts() const { return counts_; }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> by_combination() const;

  private:
    /// What is learnt on the way, and forgotten together.
    struct Learnt {
        explicit Learnt(const Reading& reading) : codebook(reading), decisions(reading) {}
        Codebook codebook;
        Decisions decisions;
    };

    const Prepared& prepared_;
    std::unique_ptr<Learnt> learnt_;
    WalkCounts counts_;
};

}  // namespace konsequenz::backtest
