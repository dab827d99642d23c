// Takes a history record by record, in the order of arrival, and gives it out block by block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "backtest/block.h"
#include "backtest/history.h"
#include "backtest/record_words.h"
#include "record/record.h"

namespace konsequenz::backtest {

/// Holds a history in memory: some 60 bytes a record beside the words. Ids of contacts are distinct.
class Collector final : public History {
  public:
    Collector();
    ~Collector() override;
    Collector(const Collector&) = delete;
    Collector& operator=(const Collector&) = delete;

    /// The number of the contact among all contacts; 0 for other records.
    std::size_t add(const record::Record& record, const Ruled& ruled = {});
    /// What became known of a contact later in the input; `contact` is its number.
    void set_ruled(std::size_t contact, const Ruled& ruled);
    /// Call it once, when all is added. A block has at most so many rows, unless one customer has more.
    void finish(std::size_t block_rows = default_block_rows);

    [[nodiscard]] std::size_t block_count() const override;
    [[nodiscard]] Result<Block> read(std::size_t block, const Wanted& wanted) const override;

    static constexpr std::size_t default_block_rows = 131'072;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace konsequenz::backtest
