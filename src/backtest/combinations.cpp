#include "backtest/combinations.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>

namespace konsequenz::backtest {
namespace {

constexpr std::uint64_t dense_max = std::uint64_t{1} << 20;

/// Numbers pairs in the order in which they first come.
class Pairs {
  public:
    explicit Pairs(std::uint64_t below) : dense_(below <= dense_max ? below : 0, unknown) {}

    std::uint32_t number_of(std::uint64_t pair) {
        auto& number = dense_.empty() ? sparse_.try_emplace(pair, unknown).first->second : dense_[pair];
        if (number == unknown) number = next_++;
        return number;
    }
    [[nodiscard]] std::uint32_t count() const { return next_; }

  private:
    static constexpr std::uint32_t unknown = UINT32_MAX;
    std::vector<std::uint32_t> dense_;
    absl::flat_hash_map<std::uint64_t, std::uint32_t> sparse_;  // never iterated
    std::uint32_t next_ = 0;
};

}  // namespace

Combinations combine(std::span<const Codes> columns, std::size_t rows) {
    Combinations made;
    made.rows.assign(rows, 0);
    std::uint64_t count = rows == 0 ? 0 : 1;
    for (const auto& column : columns) {
        if (column.below <= 1 || rows == 0) continue;
        Pairs pairs(count * column.below);
        for (std::size_t row = 0; row < rows; ++row)
            made.rows[row] = pairs.number_of(std::uint64_t{made.rows[row]} * column.below + column.rows[row]);
        count = pairs.count();
    }
    made.first.assign(count, UINT32_MAX);
    for (std::size_t row = 0; row < rows; ++row) {
        auto& first = made.first[made.rows[row]];
        first = std::min(first, static_cast<std::uint32_t>(row));
    }
    return made;
}

}  // namespace konsequenz::backtest
