// One writer a file.
#pragma once

#include <string>
#include <utility>

#include "base/error.h"

namespace konsequenz::store {

/// While it holds the lock, this process is the log's writer. The system frees it with the process.
class WriterLock {
  public:
    WriterLock() = default;
    WriterLock(WriterLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    WriterLock& operator=(WriterLock&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~WriterLock();

    /// Holds `<log>-writer` locked. Errors: store.locked, store.read-only, store.cannot-open.
    [[nodiscard]] static Result<WriterLock> acquire(const std::string& log);

  private:
    int descriptor_ = -1;
};

}  // namespace konsequenz::store
