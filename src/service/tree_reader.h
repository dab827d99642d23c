// The hashes inside a partition's Merkle tree, for proofs: the roots of its parts in memory, the leaves read when
// needed.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/error.h"
#include "store/merkle.h"
#include "store/store.h"

namespace konsequenz::service {

class TreeReader {
  public:
    /// Reads the partition's first `size` entries once. Errors: those of the store; service.log-tampered where they end
    /// before `size`.
    [[nodiscard]] static Result<TreeReader> open(store::Store& stored, std::uint32_t partition, std::uint64_t size);

    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// As store::SubtreeHash.
    [[nodiscard]] Result<Digest> subtree(std::uint64_t from, std::uint64_t to);

  private:
    TreeReader(store::Store& stored, std::uint32_t partition) : stored_(&stored), partition_(partition) {}
    Result<std::vector<Digest>> leaves(std::uint64_t from, std::uint64_t to);

    store::Store* stored_;
    std::uint32_t partition_;
    std::uint64_t size_ = 0;
    std::vector<Digest> parts_;  ///< the roots of the complete subtrees of 1,024 leaves
    std::uint64_t cached_from_ = 0;
    std::vector<Digest> cached_;  ///< the leaves of the part read last
    store::MerkleHasher hasher_;
};

}  // namespace konsequenz::service
