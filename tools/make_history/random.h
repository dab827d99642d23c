// Chance by our own arithmetic, so that a seed gives the same numbers on every machine and compiler.
// Generator: SplitMix64 (Steele, Lea, Flood 2014, "Fast Splittable Pseudorandom Number Generators").
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace konsequenz::make_history {

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15ULL);
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
        return mixed ^ (mixed >> 31U);
    }
    /// From 0 to below the limit, which is above 0. The bias of 32 bits against a small limit does not matter here.
    std::uint64_t below(std::uint64_t limit) {
        return limit <= UINT32_MAX ? (next() >> 32U) * limit >> 32U : next() % limit;
    }
    bool one_in(std::uint64_t count) { return below(count) == 0; }
    bool percent(std::uint64_t share) { return below(100) < share; }

    template <class Value>
    const Value& pick(std::span<const Value> values) {
        return values[static_cast<std::size_t>(below(values.size()))];
    }

    /// An index below the limit, small ones far more often: the fourth power of an even draw. The first hundredth of
    /// all indices gets about a third of the draws.
    std::uint64_t heavy_tailed(std::uint64_t limit) {
        // Four 32-bit fixed-point multiplications instead of floating point, whose rounding compilers may fuse.
        const std::uint64_t draw = next() >> 32U;
        const std::uint64_t squared = draw * draw >> 32U;
        const std::uint64_t fourth = squared * squared >> 32U;
        return fourth * limit >> 32U;
    }

  private:
    std::uint64_t state_;
};

}  // namespace konsequenz::make_history
