#include "store/merkle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>

namespace konsequenz::store {
namespace {

template <std::size_t size>
std::string_view view_of(const std::array<char, size>& bytes) {
    return {bytes.data(), bytes.size()};
}

std::array<char, 33> leaf_bytes(const Digest& hash) {
    std::array<char, 33> bytes{};
    std::memcpy(bytes.data() + 1, hash.data(), hash.size());
    return bytes;
}

std::array<char, 65> node_bytes(const Digest& left, const Digest& right) {
    std::array<char, 65> bytes{1};
    std::memcpy(bytes.data() + 1, left.data(), left.size());
    std::memcpy(bytes.data() + 33, right.data(), right.size());
    return bytes;
}

/// The largest power of two below n; n above 1.
std::uint64_t split_of(std::uint64_t n) { return std::bit_floor(n - 1); }

}  // namespace

Digest MerkleHasher::leaf(const Digest& hash) { return sha256_.update(view_of(leaf_bytes(hash))).finish(); }

Digest MerkleHasher::node(const Digest& left, const Digest& right) {
    return sha256_.update(view_of(node_bytes(left, right))).finish();
}

void MerkleHasher::make_leaves(std::span<Digest> hashes) {
    std::size_t at = 0;
    for (; at + 1 < hashes.size(); at += 2) {
        const auto leaves = pairs_.hash(view_of(leaf_bytes(hashes[at])), view_of(leaf_bytes(hashes[at + 1])));
        std::ranges::copy(leaves, hashes.begin() + static_cast<std::ptrdiff_t>(at));
    }
    if (at < hashes.size()) hashes[at] = leaf(hashes[at]);
}

Digest MerkleHasher::complete_root(std::span<Digest> leaves) {
    assert(std::has_single_bit(leaves.size()));
    auto count = leaves.size();
    for (; count > 2; count /= 2) {
        for (std::size_t at = 0; at < count; at += 4) {
            const auto nodes = pairs_.hash(view_of(node_bytes(leaves[at], leaves[at + 1])),
                                           view_of(node_bytes(leaves[at + 2], leaves[at + 3])));
            std::ranges::copy(nodes, leaves.begin() + static_cast<std::ptrdiff_t>(at / 2));
        }
    }
    return count == 2 ? node(leaves[0], leaves[1]) : leaves[0];
}

std::optional<Frontier> Frontier::restored(std::uint64_t size, std::vector<Digest> roots) {
    if (roots.size() != static_cast<std::size_t>(std::popcount(size))) return std::nullopt;
    Frontier frontier;
    frontier.size_ = size;
    frontier.roots_ = std::move(roots);
    return frontier;
}

void Frontier::add_subtree(const Digest& root, unsigned level, MerkleHasher& hasher) {
    assert(size_ % (std::uint64_t{1} << level) == 0);
    auto carried = root;
    auto position = size_ >> level;
    for (; (position & 1) != 0; position >>= 1) {
        carried = hasher.node(roots_.back(), carried);
        roots_.pop_back();
    }
    roots_.push_back(carried);
    size_ += std::uint64_t{1} << level;
}

void Frontier::add(const Frontier& other, MerkleHasher& hasher) {
    auto rest = other.size_;
    for (const auto& root : other.roots_) {
        assert(rest > 0);  // as many roots as the size has complete subtrees
        const auto level = static_cast<unsigned>(std::bit_width(rest) - 1);
        add_subtree(root, level, hasher);
        rest -= std::uint64_t{1} << level;
    }
}

Digest Frontier::root(MerkleHasher& hasher) const {
    if (roots_.empty()) return sha256("");
    auto root = roots_.back();
    for (auto at = roots_.size() - 1; at > 0; --at) root = hasher.node(roots_[at - 1], root);
    return root;
}

Result<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const SubtreeHash& subtree) {
    assert(index < size);
    Proof proof;
    std::uint64_t from = 0;
    auto to = size;
    while (to - from > 1) {
        const auto middle = from + split_of(to - from);
        if (index < middle) {
            proof.push_back(TRY(subtree(middle, to)));
            to = middle;
        } else {
            proof.push_back(TRY(subtree(from, middle)));
            from = middle;
        }
    }
    std::ranges::reverse(proof);
    return proof;
}

Result<Proof> consistency_proof(std::uint64_t earlier, std::uint64_t size, const SubtreeHash& subtree) {
    assert(earlier > 0 && earlier <= size);
    Proof proof;
    std::uint64_t from = 0;
    auto to = size;
    bool is_known = true;  // the verifier has the root of [from, to) already: SUBPROOF's b
    while (to != earlier) {
        const auto middle = from + split_of(to - from);
        if (earlier <= middle) {
            proof.push_back(TRY(subtree(middle, to)));
            to = middle;
        } else {
            proof.push_back(TRY(subtree(from, middle)));
            from = middle;
            is_known = false;
        }
    }
    if (!is_known) proof.push_back(TRY(subtree(from, to)));
    std::ranges::reverse(proof);
    return proof;
}

std::optional<Digest> root_from_inclusion(std::uint64_t index, std::uint64_t size, const Digest& leaf,
                                          const Proof& proof) {
    if (index >= size) return std::nullopt;
    MerkleHasher hasher;
    auto place = index;
    auto last = size - 1;
    auto root = leaf;
    for (const auto& hash : proof) {
        if (last == 0) return std::nullopt;
        if ((place & 1) != 0 || place == last) {
            root = hasher.node(hash, root);
            while ((place & 1) == 0 && place != 0) {
                place >>= 1;
                last >>= 1;
            }
        } else {
            root = hasher.node(root, hash);
        }
        place >>= 1;
        last >>= 1;
    }
    if (last != 0) return std::nullopt;
    return root;
}

bool is_consistent(std::uint64_t earlier, const Digest& earlier_root, std::uint64_t size, const Digest& root,
                   const Proof& proof) {
    if (earlier == 0 || earlier > size) return false;
    if (earlier == size) return proof.empty() && earlier_root == root;
    MerkleHasher hasher;
    auto rest = std::span(proof);
    auto place = earlier - 1;
    auto last = size - 1;
    while ((place & 1) != 0) {
        place >>= 1;
        last >>= 1;
    }
    auto first = earlier_root;
    if (!std::has_single_bit(earlier)) {
        if (rest.empty()) return false;
        first = rest.front();
        rest = rest.subspan(1);
    }
    auto second = first;
    for (const auto& hash : rest) {
        if (last == 0) return false;
        if ((place & 1) != 0 || place == last) {
            first = hasher.node(hash, first);
            second = hasher.node(hash, second);
            while ((place & 1) == 0 && place != 0) {
                place >>= 1;
                last >>= 1;
            }
        } else {
            second = hasher.node(second, hash);
        }
        place >>= 1;
        last >>= 1;
    }
    return last == 0 && first == earlier_root && second == root;
}

}  // namespace konsequenz::store
