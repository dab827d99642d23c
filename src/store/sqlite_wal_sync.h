// Makes SQLite's log of changes durable beside the connection that writes to it: with `synchronous=NORMAL` a commit
// does not wait for the disk, so that the next batch is written while the disk takes the last one.
//
// What a power cut leaves of the log of changes is what SQLite makes of it with any setting: all commits up to the
// first one that is not whole. A batch counts as durable only after the sync that followed its commit.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "base/error.h"

namespace konsequenz::store {

class WalSync {
  public:
    /// `log` is the path of the database file.
    explicit WalSync(std::string log) : log_(std::move(log)) {}
    ~WalSync();
    WalSync(const WalSync&) = delete;
    WalSync& operator=(const WalSync&) = delete;

    /// Durable when it returns is what was committed before the call. By any thread. After an error every later call
    /// fails as well: nobody knows what the disk has of what was written before it. Errors: store.full, store.failed.
    [[nodiscard]] Result<void> sync();

  private:
    std::string log_;
    std::mutex mutex_;  // over all below
    int descriptor_ = -1;
    std::optional<Error> failure_;
};

}  // namespace konsequenz::store
