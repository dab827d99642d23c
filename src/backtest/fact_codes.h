// A fact's values by small numbers: values that no table on the way to a measure or a remedy tells apart have one.
//
// A table that has the fact as a column parts its values into places (dmn/table_index.h); two values with the same
// places in every such column are alike to all of them. Where a fact is read in any other way, each value is told
// apart.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backtest/reading.h"
#include "backtest/values.h"
#include "dmn/table_index.h"
#include "feel/value.h"

namespace konsequenz::backtest {

class FactCodes {
  public:
    /// `index`: of reading.facts(). The reading must outlive it.
    FactCodes(const Reading& reading, std::size_t index);

    [[nodiscard]] std::uint32_t of_count(std::uint32_t count) {
        if (count >= by_count_.size() || by_count_[count] == unknown) return learn_count(count);
        return by_count_[count];
    }
    /// Of `part` records in `whole`; of a fact that is a share.
    [[nodiscard]] std::uint32_t of_share(std::uint32_t part, std::uint32_t whole) {
        const auto& known = shares_[slot_of(part, whole)];
        return known.part == part && known.whole == whole ? known.code : learn_share(part, whole);
    }
    [[nodiscard]] std::uint32_t of_value(const feel::Value& value);

    /// For each code a value that stands for all of them.
    [[nodiscard]] std::span<const feel::Value> values() const { return values_.all(); }
    /// How many bits a code has at most.
    [[nodiscard]] unsigned bits() const { return bits_; }
    [[nodiscard]] bool tells_all_apart() const { return is_exact_; }

  private:
    static constexpr std::uint32_t unknown = UINT32_MAX;
    /// Counts up to here are looked up.
    static constexpr std::uint32_t known_max = 4'096;
    static constexpr std::size_t shares_count = 1U << 14;
    /// A share that was asked for; another one may take its place.
    struct KnownShare {
        std::uint32_t part = 1;
        std::uint32_t whole = 0;  ///< no share has a part of nothing
        std::uint32_t code = 0;
    };
    static std::size_t slot_of(std::uint32_t part, std::uint32_t whole) {
        return (part * 0x9e3779b1U + whole) & (shares_count - 1);
    }

    std::uint32_t learn_count(std::uint32_t count);
    std::uint32_t learn_share(std::uint32_t part, std::uint32_t whole);

    std::vector<const dmn::ColumnIndex*> places_;
    bool is_exact_ = false;
    unsigned bits_ = 32;
    Values values_;
    std::vector<std::uint32_t> by_count_;
    std::vector<KnownShare> shares_;
    std::string key_;
};

}  // namespace konsequenz::backtest
