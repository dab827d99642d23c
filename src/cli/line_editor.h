// Lines typed at a terminal, with history and completion; plain lines where nobody types.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/temporal.h"

namespace konsequenz::cli {

class LineEditor {
  public:
    LineEditor();
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    /// The next line without its break; nothing at the end. The tab key completes the words, FEEL's own and built-ins
    /// included. The history is kept in the user's state folder ($XDG_STATE_HOME, else ~/.local/state).
    [[nodiscard]] std::optional<std::string> read(std::string_view prompt, const std::vector<std::string>& words);
    [[nodiscard]] bool is_interactive() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The clock of the machine, in UTC: what now() and today() say on the command line.
[[nodiscard]] feel::DateTime current_time();

}  // namespace konsequenz::cli
