// The Merkle tree over a partition's chain, as in RFC 6962, section 2.1, with SHA-256.
//
// The leaf of an entry is its hash in the chain (32 bytes). An inclusion proof shows that an entry stands at its place
// in a tree of a size and a root; a consistency proof shows that a tree only grew. A checkpoint states size and root.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/sha256.h"
#include "store/hash_pairs.h"

namespace konsequenz::store {

using Proof = std::vector<Digest>;  ///< in the order of RFC 6962

class MerkleHasher {
  public:
    /// SHA-256(0x00 ‖ hash)
    [[nodiscard]] Digest leaf(const Digest& hash);
    /// SHA-256(0x01 ‖ left ‖ right)
    [[nodiscard]] Digest node(const Digest& left, const Digest& right);

    /// The leaves of these hashes in their place, two at a time.
    void make_leaves(std::span<Digest> hashes);
    /// The root of a complete subtree over these leaves, of which there are a power of two; they are overwritten.
    [[nodiscard]] Digest complete_root(std::span<Digest> leaves);

  private:
    Sha256 sha256_;
    PairHasher pairs_;
};

/// The roots of the complete subtrees that make up a tree, largest first: all that is needed to let it grow.
class Frontier {
  public:
    Frontier() = default;
    /// Nothing where there are not as many roots as the size has complete subtrees.
    [[nodiscard]] static std::optional<Frontier> restored(std::uint64_t size, std::vector<Digest> roots);

    void add_leaf(const Digest& leaf, MerkleHasher& hasher) { add_subtree(leaf, 0, hasher); }
    /// A complete subtree of 2^level leaves; the size so far is a multiple of that.
    void add_subtree(const Digest& root, unsigned level, MerkleHasher& hasher);
    /// All of another tree behind this one; the size so far is a multiple of the least power of two not below the
    /// other's.
    void add(const Frontier& other, MerkleHasher& hasher);

    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// SHA-256 of nothing for the empty tree.
    [[nodiscard]] Digest root(MerkleHasher& hasher) const;
    [[nodiscard]] const std::vector<Digest>& roots() const { return roots_; }

  private:
    std::uint64_t size_ = 0;
    std::vector<Digest> roots_;
};

/// The hash of the complete or incomplete subtree over the leaves [from, to), which RFC 6962 calls MTH(D[from:to]).
/// `from` is a multiple of the least power of two not below the number of leaves.
using SubtreeHash = std::function<Result<Digest>(std::uint64_t from, std::uint64_t to)>;

/// PATH(index, D[size]); index below size. Errors: those of `subtree`.
[[nodiscard]] Result<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const SubtreeHash& subtree);
/// PROOF(earlier, D[size]); 0 < earlier <= size. Errors: those of `subtree`.
[[nodiscard]] Result<Proof> consistency_proof(std::uint64_t earlier, std::uint64_t size, const SubtreeHash& subtree);

/// RFC 9162, section 2.1.3.2: the root to which the proof leads; nothing where it has a wrong length.
[[nodiscard]] std::optional<Digest> root_from_inclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf,
                                                        const Proof& proof);
/// RFC 9162, section 2.1.4.2: whether the tree of `size` with `root` holds that of `earlier` with `earlier_root` at its
/// beginning.
[[nodiscard]] bool is_consistent(std::uint64_t earlier, const Digest& earlier_root, std::uint64_t size,
                                 const Digest& root, const Proof& proof);

}  // namespace konsequenz::store
