// A history in columns as a file: written once, read block by block, of each block only the columns that are asked for.
//
// The layout stands in docs/backtest.md. Every section carries a checksum, and what is read is checked so far that no
// file, however broken, can make the rest of the program read beside its columns.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "backtest/history.h"
#include "base/error.h"

namespace konsequenz::backtest {

/// Writes all blocks of a history. `source` says what it was made from and comes back as it is. The file appears whole
/// or not at all. Errors: backtest.cannot-write, those of reading the history.
[[nodiscard]] Result<void> write_history_file(const std::filesystem::path& path, const History& history,
                                              std::string_view source);

class HistoryFile final : public History {
  public:
    /// Errors: backtest.cannot-read, backtest.not-a-history.
    [[nodiscard]] static Result<std::unique_ptr<HistoryFile>> open(const std::filesystem::path& path);
    ~HistoryFile() override;
    HistoryFile(const HistoryFile&) = delete;
    HistoryFile& operator=(const HistoryFile&) = delete;

    [[nodiscard]] const std::string& source() const;
    [[nodiscard]] std::size_t block_count() const override;
    /// Errors: backtest.cannot-read, backtest.not-a-history (a checksum does not fit, a code is out of range).
    [[nodiscard]] Result<Block> read(std::size_t block, const Wanted& wanted) const override;

  private:
    struct State;
    explicit HistoryFile(std::unique_ptr<const State> state);
    std::unique_ptr<const State> state_;
};

}  // namespace konsequenz::backtest
