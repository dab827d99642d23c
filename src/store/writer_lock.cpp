#include "store/writer_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace konsequenz::store {

WriterLock::~WriterLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<WriterLock> WriterLock::acquire(const std::string& log) {
    const auto path = log + "-writer";
    WriterLock lock;
    lock.descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock.descriptor_ < 0) {
        const auto reason = errno;
        const auto* code = reason == EROFS || reason == EACCES ? "store.read-only" : "store.cannot-open";
        return fail(code, fmt::format("cannot write beside the log `{}`: {}", log, std::strerror(reason)));
    }
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
    return fail("store.locked",
                fmt::format("another process writes to the log `{}`: wait until it is done, or open it to read", log));
}

}  // namespace konsequenz::store
