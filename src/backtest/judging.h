// One standard over blocks: one thread's.
#pragma once

#include <cstdint>
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

/// Where the time went, in seconds of one thread each.
struct Seconds {
    double read = 0;
    double facts = 0;
    double decide = 0;

    Seconds& operator+=(const Seconds& other) {
        read += other.read;
        facts += other.facts;
        decide += other.decide;
        return *this;
    }
};

class Judging {
  public:
    /// `prepared` must outlive it.
    explicit Judging(const Prepared& prepared) : prepared_(prepared) {}

    /// What the standard gives each contact of the block, in the order of its contacts.
    [[nodiscard]] std::vector<Decided> decide(const Block& block);
    [[nodiscard]] const WalkCounts& counts() const { return counts_; }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> by_combination() const;
    [[nodiscard]] const Seconds& seconds() const { return seconds_; }
    /// How many situations were told apart, those forgotten in between included.
    [[nodiscard]] std::uint64_t situations() const;

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
    Seconds seconds_;
    std::uint64_t forgotten_ = 0;
};

}  // namespace konsequenz::backtest
