// Chance with a seed: the same numbers on every machine, which <random>'s distributions do not promise.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace konsequenz::statistics {

/// xoshiro256** 1.0 (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021)),
/// its state filled by SplitMix64 from the seed, as its authors advise.
class Random {
  public:
    explicit Random(std::uint64_t seed) {
        for (auto& word : state_) {
            seed += 0x9e3779b97f4a7c15U;
            auto mixed = seed;
            mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
            mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
            word = mixed ^ (mixed >> 31U);
        }
    }

    /// 64 random bits.
    std::uint64_t next() {
        const auto result = rotated(state_[1] * 5, 7) * 9;
        const auto shifted = state_[1] << 17U;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotated(state_[3], 45);
        return result;
    }

    /// Each of 0 to `count` - 1 alike; `count` must not be 0. D. Lemire, "Fast random integer generation in an
    /// interval", ACM TOMACS 29 (2019).
    std::uint64_t below(std::uint64_t count) {
        assert(count != 0);
        __extension__ using Wide = unsigned __int128;
        const std::uint64_t rest = (0 - count) % count;
        for (;;) {
            const auto product = static_cast<Wide>(next()) * count;
            if (static_cast<std::uint64_t>(product) >= rest) return static_cast<std::uint64_t>(product >> 64U);
        }
    }

    /// From 0 up to, not including, 1, in steps of 2⁻⁵³.
    double share() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

    /// Any order of the items alike (Fisher–Yates).
    template <class Items>
    void shuffle(Items& items) {
        for (std::size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[below(left)]);
    }

  private:
    static std::uint64_t rotated(std::uint64_t word, unsigned bits) { return (word << bits) | (word >> (64U - bits)); }

    std::array<std::uint64_t, 4> state_{};
};

}  // namespace konsequenz::statistics
