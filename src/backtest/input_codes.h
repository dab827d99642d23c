// The inputs that tables read beside facts (conduct, contact, circumstances, finding, order, customer) by small
// numbers: what no table on the way to a measure or a remedy can tell apart has one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "backtest/block.h"
#include "backtest/reading.h"
#include "backtest/values.h"
#include "facts/book.h"
#include "record/record.h"

namespace konsequenz::backtest {

class InputCodes {
  public:
    /// The reading must outlive it.
    InputCodes(const Reading& reading, Input input);

    [[nodiscard]] std::uint32_t code_of(const record::Record& contact, const facts::Known& known);
    /// For each code the input's whole value, of one that stands for all.
    [[nodiscard]] std::span<const feel::Value> values() const { return values_.all(); }
    /// How many bits a code has at most.
    [[nodiscard]] unsigned bits() const;
    /// The codes of all rows of the input's own type of record (contact, order, customer).
    [[nodiscard]] std::vector<std::uint32_t> of_rows(const Block& block);

  private:
    [[nodiscard]] std::uint32_t of_row(const Block& block, std::size_t type_row);

    const Reading& reading_;
    Input input_;
    Values values_;
    std::string key_;
};

/// Circumstances as a number below circumstances_count; 0: nothing is known.
inline constexpr std::uint32_t circumstances_count = 3 * 7;
[[nodiscard]] std::uint32_t number_of(const record::Circumstances& circumstances);
[[nodiscard]] record::Circumstances circumstances_of_number(std::uint32_t number);

/// What a finding says of the merits as a number below merits_count; 0: there is no finding.
inline constexpr std::uint32_t merits_count = 1 + 4 * 2 * 6;
[[nodiscard]] std::uint32_t number_of_merits(const record::Finding& finding);
[[nodiscard]] record::Finding finding_of_number(std::uint32_t number);

}  // namespace konsequenz::backtest
