// Questions to a log as a whole: is it what it was, does it give the same rulings again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "service/open_log.h"
#include "service/replayer.h"

namespace konsequenz::service {

struct VerifyLogRequest {
    std::string log;
    std::string public_keys;               ///< a file of public keys; empty: signatures are not checked
    std::vector<std::string> checkpoints;  ///< files that somebody kept: the log must have grown from them
    bool is_incremental = false;           ///< only what came after the latest checkpoint that one of the keys signed
    unsigned jobs = 1;
    bool is_entries_only = false;  ///< not the indexes and pages of the database's file
};

struct LogVerification {
    std::uint64_t entries = 0;  ///< found sound
    std::uint64_t bytes = 0;
    std::string head_sha256;           ///< of each chain's last entry, in hexadecimal: what a person may write down
    std::optional<std::string> fault;  ///< the first thing found wrong, with its place
    std::uint64_t skipped = 0;         ///< entries that lie before the checkpoint from which it went on
    std::uint64_t checkpoints = 0;     ///< compared
    std::vector<std::string> signers;  ///< whose signatures were checked and fit, each once
};

/// Recomputes every chain and tree of the log; needs no master key.
/// Errors: store.* where the log cannot be opened or read; seal.*; service.bad-checkpoint, service.no-checkpoint.
[[nodiscard]] Result<LogVerification> verify_log(const VerifyLogRequest& request);

struct ReplayRequest {
    LogAddress log;
    std::vector<std::string> standards;  ///< folders, for logs from before standards were part of them
};

/// Decides every contact of the log again. Errors: store.*, service.log-content, those of loading a standard.
[[nodiscard]] Result<ReplaySummary> replay_log(const ReplayRequest& request,
                                               const std::function<void(std::uint64_t contacts)>& progress);

}  // namespace konsequenz::service
