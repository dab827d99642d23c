// A proof that an entry stands in a log, or that a log only grew, for others to check (RFC 6962).
#pragma once

#include <optional>
#include <string>

#include "base/error.h"

namespace konsequenz::service {

struct LogProofRequest {
    std::string log;   ///< needs no master key
    std::string kind;  ///< of the entry, with its id; or
    std::string id;
    std::string checkpoint;   ///< the file of an earlier checkpoint
    std::string signing_key;  ///< signs the checkpoint of now; empty: nobody
};

/// One JSON document: the checkpoint of now, and the inclusion proof with the entry's leaf and index, or the
/// consistency proof with the earlier size and root. Errors: store.*, seal.*, service.nothing-found,
/// service.bad-checkpoint, service.log-tampered where the log did not grow from the earlier checkpoint.
[[nodiscard]] Result<std::string> prove_log(const LogProofRequest& request);

}  // namespace konsequenz::service
