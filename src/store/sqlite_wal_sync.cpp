#include "store/sqlite_wal_sync.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace konsequenz::store {

WalSync::~WalSync() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> WalSync::sync() {
    const std::lock_guard lock(mutex_);
    if (failure_) return std::unexpected(*failure_);
    // SQLite keeps the file as long as a connection is open.
    if (descriptor_ < 0) descriptor_ = ::open((log_ + "-wal").c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ >= 0 && ::fdatasync(descriptor_) == 0) return {};
    const int reason = errno;
    const bool is_full = reason == ENOSPC || reason == EDQUOT;
    failure_ =
        Error{is_full ? "store.full" : "store.failed",
              fmt::format("the log `{}`: what was written to it did not reach the disk: {}: {}, then start again", log_,
                          std::strerror(reason), is_full ? "free some space" : "check the disk"),
              {}};
    return std::unexpected(*failure_);
}

}  // namespace konsequenz::store
