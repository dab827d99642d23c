// Counts by two whole numbers, in one flat table. Inside voices only.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "voices/storage.h"

namespace konsequenz::voices {

/// A bijective mix (the finaliser of SplitMix64): near numbers come far apart.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EB;
    return value ^ (value >> 31U);
}

template <class Count>
class BasicPairTable {
  public:
    struct Entry {
        std::uint32_t first = 0;
        std::uint32_t second = 0;
        Count count = 0;  ///< 0 = the place is free
    };

    void add(std::uint32_t first, std::uint32_t second, Count count) {
        if ((used_ + 1) * 10 > entries_.size() * 7) grow();
        auto& entry = place(first, second);
        if (entry.count == 0) {
            entry.first = first;
            entry.second = second;
            ++used_;
        }
        entry.count += count;
    }

    /// Asks memory for what add() will look at, so that it need not wait.
    void fetch(std::uint32_t first, std::uint32_t second) const {
        if (!entries_.empty()) __builtin_prefetch(&entries_[start(first, second)], 1);
    }

    void add(const BasicPairTable& other) {
        // In the other's order, which is that of this one: a smaller table would be filled from one end.
        while (entries_.size() < other.entries_.size()) grow();
        for (const auto& entry : other.entries_) {
            if (entry.count > 0) add(entry.first, entry.second, entry.count);
        }
    }

    /// In no order that means anything.
    [[nodiscard]] LargeVector<Entry> take() {
        LargeVector<Entry> all;
        all.reserve(used_);
        for (const auto& entry : entries_) {
            if (entry.count > 0) all.push_back(entry);
        }
        entries_ = {};
        used_ = 0;
        return all;
    }

    [[nodiscard]] std::size_t size() const { return used_; }
    [[nodiscard]] std::size_t bytes() const { return entries_.capacity() * sizeof(Entry); }

  private:
    [[nodiscard]] std::size_t start(std::uint32_t first, std::uint32_t second) const {
        // By the upper bits: where the table grows, what stood side by side does so again, and is found in one go.
        return mixed(std::uint64_t{first} << 32U | second) >> shift_;
    }

    Entry& place(std::uint32_t first, std::uint32_t second) {
        const auto mask = entries_.size() - 1;
        auto at = start(first, second);
        while (entries_[at].count != 0 && (entries_[at].first != first || entries_[at].second != second))
            at = (at + 1) & mask;
        return entries_[at];
    }

    void grow() {
        LargeVector<Entry> before(entries_.empty() ? 64 : entries_.size() * 2);
        before.swap(entries_);
        shift_ = 64 - static_cast<unsigned>(std::countr_zero(entries_.size()));
        for (const auto& entry : before) {
            if (entry.count > 0) place(entry.first, entry.second) = entry;
        }
    }

    LargeVector<Entry> entries_;  ///< a power of two
    std::size_t used_ = 0;
    unsigned shift_ = 0;
};

using PairTable = BasicPairTable<std::uint64_t>;
/// How many messages a person wrote in a cell.
using PersonCells = BasicPairTable<std::uint32_t>;

}  // namespace konsequenz::voices
