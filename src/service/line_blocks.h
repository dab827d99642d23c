// A file of lines in large blocks of whole lines, handed to several threads.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/error.h"
#include "record/input.h"

namespace konsequenz::service {

struct LineBlock {
    std::string text;          ///< whole lines, with `json_padding` bytes behind them that say nothing
    std::size_t size = 0;      ///< of the lines
    std::uint64_t offset = 0;  ///< where they begin in the file
    std::uint64_t index = 0;   ///< of the block, from 0
};

class LineBlocks {
  public:
    explicit LineBlocks(record::Input& input) : input_(input) {}

    /// The next block, in the order of the file; false at the end. Called by any thread; a block is used again.
    /// Errors: record.cannot-read, record.too-long for a line longer than `line_bytes_max`.
    [[nodiscard]] Result<bool> next(LineBlock& block);

    static constexpr std::size_t line_bytes_max = std::size_t{64} << 20;

  private:
    std::mutex mutex_;
    record::Input& input_;
    std::string rest_;  ///< of a line that goes on in the next block
    std::uint64_t offset_ = 0;
    std::uint64_t index_ = 0;
    bool is_over_ = false;
};

}  // namespace konsequenz::service
