#include "store/merkle.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <vector>

namespace konsequenz::store {
namespace {

Digest hash_of(std::uint64_t index) { return sha256("entry " + std::to_string(index)); }

/// MTH(D[from:to]) word by word as RFC 6962, section 2.1, says it.
Digest plain_root(std::uint64_t from, std::uint64_t to) {
    MerkleHasher hasher;
    if (from == to) return sha256("");
    if (to - from == 1) return hasher.leaf(hash_of(from));
    std::uint64_t split = 1;
    while (2 * split < to - from) split *= 2;
    return hasher.node(plain_root(from, from + split), plain_root(from + split, to));
}

Result<Digest> subtree(std::uint64_t from, std::uint64_t to) { return plain_root(from, to); }

Frontier frontier_of(std::uint64_t from, std::uint64_t to) {
    MerkleHasher hasher;
    Frontier frontier;
    for (auto index = from; index < to; ++index) frontier.add_leaf(hasher.leaf(hash_of(index)), hasher);
    return frontier;
}

TEST(Merkle, HashesAsTheRfcDoes) {
    // Of RFC 6962's own log test data (certificate-transparency, merkletree): the empty tree, and the leaf of nothing.
    EXPECT_EQ(to_hex(plain_root(0, 0)), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha256(std::string_view("\0", 1))),
              "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    MerkleHasher hasher;
    EXPECT_EQ(hasher.leaf(Digest{}), sha256(std::string(33, '\0')));
    EXPECT_EQ(hasher.node(Digest{}, Digest{}), sha256("\1" + std::string(64, '\0')));
}

TEST(Merkle, TwoAtATimeGiveTheSameTree) {
    MerkleHasher hasher;
    for (std::size_t size = 1; size <= 128; ++size) {
        std::vector<Digest> leaves(size);
        for (std::size_t at = 0; at < size; ++at) leaves[at] = hash_of(at);
        hasher.make_leaves(leaves);
        for (std::size_t at = 0; at < size; ++at) EXPECT_EQ(leaves[at], hasher.leaf(hash_of(at))) << at;
        if (!std::has_single_bit(size)) continue;
        EXPECT_EQ(hasher.complete_root(leaves), plain_root(0, size)) << size;
    }
}

TEST(Merkle, AFrontierHasTheRootOfItsTree) {
    MerkleHasher hasher;
    for (std::uint64_t size = 0; size <= 70; ++size) {
        const auto frontier = frontier_of(0, size);
        EXPECT_EQ(frontier.root(hasher), plain_root(0, size)) << size;
        EXPECT_EQ(Frontier::restored(size, frontier.roots())->root(hasher), plain_root(0, size));
        EXPECT_FALSE(Frontier::restored(size + 1, frontier.roots()) && std::popcount(size) != std::popcount(size + 1));
    }
}

TEST(Merkle, FrontiersOfPartsMakeTheWhole) {
    MerkleHasher hasher;
    for (std::uint64_t size = 0; size <= 40; ++size) {
        Frontier whole;
        for (std::uint64_t from = 0; from < size; from += 8)
            whole.add(frontier_of(from, std::min(from + 8, size)), hasher);
        EXPECT_EQ(whole.root(hasher), plain_root(0, size)) << size;
    }
}

TEST(Merkle, ProvesEveryEntryOfEveryTree) {
    MerkleHasher hasher;
    for (std::uint64_t size = 1; size <= 40; ++size) {
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto proof = inclusion_proof(index, size, subtree).value();
            EXPECT_EQ(root_from_inclusion(index, size, hasher.leaf(hash_of(index)), proof), plain_root(0, size));
        }
    }
}

TEST(Merkle, ProvesThatEveryTreeOnlyGrew) {
    for (std::uint64_t size = 1; size <= 40; ++size) {
        for (std::uint64_t earlier = 1; earlier <= size; ++earlier) {
            const auto proof = consistency_proof(earlier, size, subtree).value();
            EXPECT_TRUE(is_consistent(earlier, plain_root(0, earlier), size, plain_root(0, size), proof))
                << earlier << " of " << size;
        }
    }
}

RC_GTEST_PROP(Merkle, BelievesNoChangedProof, ()) {
    MerkleHasher hasher;
    const auto size = *rc::gen::inRange<std::uint64_t>(2, 40);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
    const auto earlier = *rc::gen::inRange<std::uint64_t>(1, size);
    const auto change = [](Proof proof) {
        const auto kind = *rc::gen::inRange(0, 3);
        if (kind == 0 || proof.empty()) {
            proof.push_back(hash_of(7));
        } else if (kind == 1) {
            proof.erase(proof.begin() +
                        *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(proof.size())));
        } else {
            auto& byte = proof[*rc::gen::inRange<std::size_t>(0, proof.size())][*rc::gen::inRange<std::size_t>(0, 32)];
            byte = static_cast<std::uint8_t>(byte ^ *rc::gen::inRange(1, 256));
        }
        return proof;
    };
    const auto inclusion = change(inclusion_proof(index, size, subtree).value());
    RC_ASSERT(root_from_inclusion(index, size, hasher.leaf(hash_of(index)), inclusion) != plain_root(0, size));
    const auto consistency = change(consistency_proof(earlier, size, subtree).value());
    RC_ASSERT(!is_consistent(earlier, plain_root(0, earlier), size, plain_root(0, size), consistency));
    const auto other =
        *rc::gen::suchThat(rc::gen::inRange<std::uint64_t>(0, size), [&](auto at) { return at != index; });
    const auto proof = inclusion_proof(index, size, subtree).value();
    RC_ASSERT(root_from_inclusion(other, size, hasher.leaf(hash_of(index)), proof) != plain_root(0, size));
}

}  // namespace
}  // namespace konsequenz::store
