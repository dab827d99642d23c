// What was refused, with its reason: to a file of rejects, and the first few for the summary.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "service/line_writer.h"

namespace konsequenz::service {

class Rejects {
  public:
    /// An empty path writes no file and only counts.
    [[nodiscard]] static Result<Rejects> open(const std::string& path);

    /// Writes {"file", "line", "field", "code", "reason", "record", "record_is_exact"}; the record as it came, with
    /// U+FFFD where its bytes are not UTF-8.
    [[nodiscard]] Result<void> add(const Error& error, std::string_view line);
    [[nodiscard]] Result<void> close() { return writer_.close(); }

    [[nodiscard]] std::uint64_t count() const { return count_; }
    /// At most 20.
    [[nodiscard]] const std::vector<Error>& first() const { return first_; }
    /// " (refused: …)" with the first reason, for a message that nothing was left; empty where nothing was refused.
    [[nodiscard]] std::string first_reason() const;

  private:
    LineWriter writer_;
    std::uint64_t count_ = 0;
    std::vector<Error> first_;
};

}  // namespace konsequenz::service
