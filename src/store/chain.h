// The form of the hash chain: fixed for ever, since old logs must verify.
//
// hash = SHA-256(previous hash (32 bytes) ‖ partition (4) ‖ sequence (8) ‖ for each of kind, id, key, body: its length
// (8) ‖ its bytes) Integers are little-endian. The first entry's previous hash is 32 zero bytes. The lengths keep two
// different entries from ever hashing the same bytes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/sha256.h"
#include "store/store.h"

namespace konsequenz::store {

/// Appends the bytes whose hash a link is.
void put_link(std::string& out, const Digest& previous, std::uint64_t sequence, const Entry& entry);

/// Hashes links; keeps its hashing state between calls.
class ChainHasher {
  public:
    [[nodiscard]] Digest link(const Digest& previous, std::uint64_t sequence, const Entry& entry);
    /// The head behind the entry; its hash is the one that it brings, if it does.
    [[nodiscard]] Head next(const Head& head, const Entry& entry);

  private:
    Sha256 sha256_;
    std::string bytes_;  // one call of the hash for a small entry costs less than nine
};

/// Checks the entries of one partition, given in ascending order, against the chain and at last against the head.
class ChainVerifier {
  public:
    explicit ChainVerifier(std::uint32_t partition) : partition_(partition) {}

    /// The fault of this entry, if there is one; the count and hash go on only where there is none.
    [[nodiscard]] std::optional<Fault> check(const Entry& entry, std::uint64_t sequence, std::string_view hash);
    /// The fault of the head beside the entries checked.
    [[nodiscard]] std::optional<Fault> finish(const std::optional<Head>& head) const;
    [[nodiscard]] std::uint32_t partition() const { return partition_; }
    [[nodiscard]] const Head& reached() const { return reached_; }

  private:
    ChainHasher hasher_;
    std::uint32_t partition_;
    Head reached_;
};

/// The bytes of an entry that count as content.
[[nodiscard]] inline std::uint64_t content_bytes(const Entry& entry) {
    return entry.kind.size() + entry.id.size() + entry.key.size() + entry.body.size();
}

/// What every store refuses, and how it says so. Errors: store.bad-entry; store.duplicate.
[[nodiscard]] Result<void> check_entry(const Entry& entry);
[[nodiscard]] std::unexpected<Error> duplicate(const Entry& entry);

}  // namespace konsequenz::store
