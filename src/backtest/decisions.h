// Situations to measures and remedies, by the tables' columns interface (dmn/columns.h).
//
// Each decision on the way is a column of values over all new situations. One whose logic is a table goes through the
// table's columns; where that is not possible (an output that is no constant, logic that is no table), its logic runs
// once for each combination of what it requires. Either way the values are those that the engine gives.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "backtest/walk.h"

namespace konsequenz::backtest {

/// In place of a measure's or a remedy's place in the standard: the tables give none that the standard knows.
inline constexpr std::uint16_t no_outcome = UINT16_MAX;

struct Decided {
    std::uint16_t measure = no_outcome;  ///< index of the standard's measures
    std::uint16_t remedy = no_outcome;

    bool operator==(const Decided&) const = default;
};

class Decisions {
  public:
    /// The reading must outlive it.
    explicit Decisions(const Reading& reading);
    ~Decisions();
    Decisions(Decisions&&) noexcept;
    Decisions& operator=(Decisions&&) noexcept;

    /// Decides all situations of the codebook that it has not decided yet. Always the same codebook is given.
    void decide_new(const Codebook& codebook);
    /// Of a situation, or not_in_force.
    [[nodiscard]] Decided at(std::uint32_t situation) const;
    /// The decisions whose logic runs once for each combination, with the reason.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> by_combination() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::backtest
