// Counts by two whole numbers, in one flat table. Inside voices only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace konsequenz::voices {

/// A bijective mix (the finaliser of SplitMix64): near numbers come far apart.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EB;
    return value ^ (value >> 31U);
}

class PairTable {
  public:
    struct Entry {
        std::uint32_t first = 0;
        std::uint32_t second = 0;
        std::uint64_t count = 0;  ///< 0 = the place is free
    };

    void add(std::uint32_t first, std::uint32_t second, std::uint64_t count) {
        if ((used_ + 1) * 10 > entries_.size() * 7) grow();
        auto& entry = place(first, second);
        if (entry.count == 0) {
            entry.first = first;
            entry.second = second;
            ++used_;
        }
        entry.count += count;
    }

    void add(const PairTable& other) {
        for (const auto& entry : other.entries_) {
            if (entry.count > 0) add(entry.first, entry.second, entry.count);
        }
    }

    /// In no order that means anything.
    [[nodiscard]] std::vector<Entry> take() {
        std::vector<Entry> all;
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
    Entry& place(std::uint32_t first, std::uint32_t second) {
        const auto mask = entries_.size() - 1;
        auto at = mixed(std::uint64_t{first} << 32U | second) & mask;
        while (entries_[at].count != 0 && (entries_[at].first != first || entries_[at].second != second))
            at = (at + 1) & mask;
        return entries_[at];
    }

    void grow() {
        std::vector<Entry> before(entries_.empty() ? 64 : entries_.size() * 2);
        before.swap(entries_);
        for (const auto& entry : before) {
            if (entry.count > 0) place(entry.first, entry.second) = entry;
        }
    }

    std::vector<Entry> entries_;  ///< a power of two
    std::size_t used_ = 0;
};

}  // namespace konsequenz::voices
