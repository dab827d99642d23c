// Questions to a log as a whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/error.h"

namespace konsequenz::service {

struct LogVerification {
    std::uint64_t entries = 0;  ///< found sound
    std::uint64_t bytes = 0;
    std::string head_sha256;           ///< of the chain's last entry, in hexadecimal: what a person may write down
    std::optional<std::string> fault;  ///< the first thing found wrong, with its place
};

/// Recomputes the chain over every entry of the log.
/// Errors: store.* where the log cannot be opened or read.
[[nodiscard]] Result<LogVerification> verify_log(const std::string& path);

}  // namespace konsequenz::service
