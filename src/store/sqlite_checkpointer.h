// Takes SQLite's log of changes over into the file beside the writer, so that no batch waits for it.
//
// SQLite does it by itself within a commit, and for a seventh of the time of a long run nothing else is written. Here
// another connection does it in a thread of its own. While changes keep coming it never reaches their end, and only
// then may SQLite begin its log anew: so the writer does the rest itself when the log has grown to a limit.
#pragma once

#include <cstdint>
#include <future>
#include <optional>
#include <string>

#include "store/sqlite_database.h"

namespace konsequenz::store {

class Checkpointer {
  public:
    /// Of the file that the writer has opened.
    explicit Checkpointer(std::string path) : path_(std::move(path)) {}

    /// After a commit. A checkpoint that fails is tried again after a later one: what was committed is durable without.
    void after_commit(Database& writer);
    /// Takes all over and empties the log of changes, so that nothing that was removed lives on in it; waits a moment
    /// for those who read it as it was before. Yields whether it is empty.
    [[nodiscard]] Result<bool> empty(Database& writer);

  private:
    void wait();

    std::string path_;
    std::uint64_t begun_at_pages_ = 0;  ///< how long the log of changes was when the last checkpoint began
    std::optional<Database> other_;     ///< the thread's while one runs
    std::future<void> running_;         ///< last: its end waits for the thread
};

}  // namespace konsequenz::store
