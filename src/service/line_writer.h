// JSON Lines out, to a file that appears whole or not at all, or to standard output.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"

namespace konsequenz::service {

class LineWriter {
  public:
    /// Writes nowhere.
    LineWriter();
    /// "-" is standard output; a file is written beside its name and takes it when closed.
    /// Errors: base.cannot-write.
    [[nodiscard]] static Result<LineWriter> open(const std::string& path);
    ~LineWriter();
    LineWriter(LineWriter&&) noexcept;
    LineWriter& operator=(LineWriter&&) noexcept;

    /// Adds the line break. Errors: base.cannot-write.
    [[nodiscard]] Result<void> write(std::string_view line);
    /// Makes the file what its name says. Without it, an unfinished file is removed. Errors: base.cannot-write.
    [[nodiscard]] Result<void> close();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The text with every byte that is not valid UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string with_replacements(std::string_view text);

}  // namespace konsequenz::service
