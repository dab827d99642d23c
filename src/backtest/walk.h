// From the records of a block to the situation of each of its contacts: what was known at it, counted while walking.
//
// A customer whose records arrived in the order of their times is walked once: a window's start only moves forward, and
// a finding that corrects a contact's conduct changes its contribution from there on. Customers with late records go
// the long way: for each contact all that had arrived is looked at, as it was known then. Where that would be too many,
// or a standard counts more than fits, the histories of src/facts are asked instead.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "backtest/block.h"
#include "backtest/contributions.h"
#include "backtest/fact_codes.h"
#include "backtest/input_codes.h"
#include "backtest/reading.h"
#include "backtest/situations.h"
#include "backtest/values.h"

namespace konsequenz::backtest {

/// The codes of what is known at contacts, and the situations that they make. One thread's, for any number of blocks.
class Codebook {
  public:
    /// The reading must outlive it.
    explicit Codebook(const Reading& reading);

    [[nodiscard]] const Reading& reading() const { return reading_; }
    [[nodiscard]] InputCodes& input(Input input) { return inputs_[static_cast<std::size_t>(input)]; }
    [[nodiscard]] const InputCodes& input(Input input) const { return inputs_[static_cast<std::size_t>(input)]; }
    [[nodiscard]] std::vector<FactCodes>& facts() { return facts_; }
    [[nodiscard]] const std::vector<FactCodes>& facts() const { return facts_; }
    /// Where an input's code stands; nothing where it is not read.
    [[nodiscard]] const std::optional<CodePlace>& place(Input input) const {
        return input_places_[static_cast<std::size_t>(input)];
    }
    [[nodiscard]] const CodePlace& fact_place(std::size_t index) const { return fact_places_[index]; }
    [[nodiscard]] Situations& situations() { return *situations_; }
    [[nodiscard]] const Situations& situations() const { return *situations_; }
    [[nodiscard]] std::size_t words() const { return words_; }
    /// Whether it has grown so much that a new one should take its place.
    [[nodiscard]] bool is_full() const;

  private:
    const Reading& reading_;
    std::vector<InputCodes> inputs_;
    std::vector<FactCodes> facts_;
    std::array<std::optional<CodePlace>, input_count> input_places_;
    std::vector<CodePlace> fact_places_;
    std::size_t words_ = 1;
    std::optional<Situations> situations_;
};

/// In place of a situation: the contact came before the standard was in force.
inline constexpr std::uint32_t not_in_force = UINT32_MAX;

struct WalkCounts {
    std::uint64_t late_customers = 0;   ///< with records out of the order of their times
    std::uint64_t scalar_contacts = 0;  ///< whose facts came from src/facts
};

/// The situation of each contact of the block, in the order of its contacts.
[[nodiscard]] std::vector<std::uint32_t> walk(const CountPlan& plan, Codebook& codebook, const Block& block,
                                              WalkCounts& counts);

/// The same by src/facts, record by record: slow, and right by definition.
[[nodiscard]] std::vector<std::uint32_t> walk_by_book(Codebook& codebook, const Block& block);

}  // namespace konsequenz::backtest
