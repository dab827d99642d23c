// Checkpoints: how far a partition of the log has come, as a signed note that anybody can keep.
//
// The text is that of the C2SP specification `tlog-checkpoint`: origin, size, root, one a line; a fourth line holds the
// hash of the chain's last entry, with which an incremental verification goes on. The roots of the complete subtrees
// lie beside it in the log: they are checked against the signed root before they are used.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "seal/note.h"
#include "service/open_log.h"
#include "store/store.h"
#include "store/verify.h"

namespace konsequenz::service {

struct Checkpoint {
    std::string origin;  ///< konsequenz/<the log's id>/<partition>
    std::uint32_t partition = 0;
    std::uint64_t size = 0;
    Digest root{};
    Digest chain{};    ///< the hash of the entry `size`
    std::string note;  ///< the whole, with its signatures
};

/// Errors: seal.bad-note; service.bad-checkpoint.
[[nodiscard]] Result<Checkpoint> parse_checkpoint(std::string_view note);

/// Of a partition, oldest first. Errors: those of the store; service.bad-checkpoint.
[[nodiscard]] Result<std::vector<Checkpoint>> checkpoints_of(store::Store& log, std::uint32_t partition);

/// The random id of a log, made at its first checkpoint or case file. Errors: those of the store.
[[nodiscard]] Result<std::string> log_id(store::Store& log);

/// States and signs how far each partition has come, without attaching it; a log without an id keeps none.
/// Errors: as sign_checkpoints.
[[nodiscard]] Result<std::vector<Checkpoint>> make_checkpoints(store::Store& log,
                                                               std::span<const seal::SigningKey> keys);

/// Signs how far each partition has come, and attaches it to the log; what was signed before is not read again.
/// Without entries nothing is signed. Errors: those of the store; service.log-tampered where an entry does not fit.
[[nodiscard]] Result<std::vector<Checkpoint>> sign_checkpoints(store::Store& log,
                                                               std::span<const seal::SigningKey> keys);

/// sign_checkpoints with keys and a log as they are named. Errors: those, and those of opening and of the keys' files.
[[nodiscard]] Result<std::vector<Checkpoint>> sign_log(const LogAddress& log,
                                                       const std::vector<std::string>& signing_keys);

/// Makes a signing key: the secret in a new file for its owner only, beside it `<file>.pub`. Yields the public key as
/// it stands there. Errors: seal.bad-name, seal.key-exists, base.cannot-write.
[[nodiscard]] Result<std::string> write_signing_key(const std::string& name, const std::string& file);
/// Makes a master key in a new file for its owner only. Errors: seal.key-exists, base.cannot-write.
[[nodiscard]] Result<void> write_master_key(const std::string& file);

/// The trees of these checkpoints, for verify.
[[nodiscard]] std::vector<store::TreeHead> tree_heads(std::span<const Checkpoint> checkpoints);

/// Where a verification may go on: the checkpoint's size with the roots that the log keeps beside it; nothing where
/// these do not lead to the checkpoint's root. Errors: those of the store.
[[nodiscard]] Result<std::optional<store::VerifiedStart>> start_after(store::Store& log, const Checkpoint& checkpoint);

}  // namespace konsequenz::service
