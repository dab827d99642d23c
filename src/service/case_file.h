// A case file: what a log holds of a customer or of one contact, with all that proves it, in one file that is checked
// offline, without the database and its master key.
//
// JSON Lines (docs/log.md). First a line of type `case-file` with a checkpoint of each partition; then the entries as
// they are stored, each with its sealed body, the key that opens just this body, what it says, and an inclusion proof;
// last a line of type `end` with the SHA-256 of all before it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "seal/note.h"
#include "service/open_log.h"

namespace konsequenz::service {

struct ExportCaseRequest {
    LogAddress log;
    std::string customer;  ///< all of a customer; or
    std::string contact;   ///< one contact with its ruling, and what of the customer came before it
    std::string out = "-";
    std::string signing_key;  ///< signs the file's checkpoints; empty: nobody
};

struct ExportedCase {
    std::uint64_t records = 0;
    std::uint64_t rulings = 0;
    std::uint64_t erased = 0;
};

/// Errors: store.*; service.nothing-found; service.log-tampered.
[[nodiscard]] Result<ExportedCase> export_case(const ExportCaseRequest& request);

/// Whether the file begins as one. False where it cannot be read.
[[nodiscard]] bool is_case_file(const std::string& path);

struct CaseFileVerification {
    std::uint64_t records = 0;
    std::uint64_t rulings = 0;
    std::uint64_t rulings_replayed =
        0;  ///< came out the same, byte for byte, from the records and standards in the file
    std::uint64_t erased = 0;
    std::vector<std::string> signers;  ///< whose signatures under its checkpoints were checked and fit
    std::vector<std::string> origins;  ///< of its checkpoints: log and partition
    std::optional<std::string> fault;  ///< the first thing found wrong
};

/// Errors: base.cannot-read, seal.* of the public keys. All else is a fault.
[[nodiscard]] Result<CaseFileVerification> verify_case_file(const std::string& path, const std::string& public_keys);

/// The same of a file's text, with the keys themselves.
[[nodiscard]] CaseFileVerification verify_case_text(std::string text, std::vector<seal::PublicKey> keys);

}  // namespace konsequenz::service
