#include "service/tree_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace konsequenz::service {
namespace {

constexpr std::uint64_t part_leaves = 1024;

}  // namespace

Result<TreeReader> TreeReader::open(store::Store& stored, std::uint32_t partition, std::uint64_t size) {
    TreeReader reader(stored, partition);
    store::Frontier part;
    TRY_VOID(stored.scan(partition, 1, [&](const store::StoredEntry& entry) -> Result<store::Step> {
        if (entry.sequence > size) return store::Step::stop;
        part.add_leaf(reader.hasher_.leaf(entry.hash), reader.hasher_);
        if (part.size() == part_leaves) {
            reader.parts_.push_back(part.root(reader.hasher_));
            part = {};
        }
        ++reader.size_;
        return entry.sequence == size ? store::Step::stop : store::Step::go_on;
    }));
    if (reader.size_ == size) return reader;
    return fail("service.log-tampered", fmt::format("partition {} ends after {} entries, {} were there: verify the log",
                                                    partition, reader.size_, size));
}

Result<std::vector<Digest>> TreeReader::leaves(std::uint64_t from, std::uint64_t to) {
    const auto part = from / part_leaves * part_leaves;
    if (cached_.empty() || cached_from_ != part) {
        cached_.clear();
        cached_from_ = part;
        const auto end = std::min(part + part_leaves, size_);
        TRY_VOID(stored_->scan(partition_, part + 1, [&](const store::StoredEntry& entry) -> Result<store::Step> {
            if (entry.sequence > end) return store::Step::stop;
            cached_.push_back(hasher_.leaf(entry.hash));
            return entry.sequence == end ? store::Step::stop : store::Step::go_on;
        }));
        if (cached_.size() != end - part) return fail("service.log-tampered", "the log ends before its tree");
    }
    const auto first = cached_.begin() + static_cast<std::ptrdiff_t>(from - part);
    return std::vector<Digest>(first, first + static_cast<std::ptrdiff_t>(to - from));
}

Result<Digest> TreeReader::subtree(std::uint64_t from, std::uint64_t to) {
    store::Frontier frontier;
    // `from` is aligned, so that whole parts come first and what is left of one after them.
    for (; to - from >= part_leaves; from += part_leaves)
        frontier.add_subtree(parts_[from / part_leaves], std::countr_zero(part_leaves), hasher_);
    if (from < to) {
        store::Frontier rest;
        for (const auto& leaf : TRY(leaves(from, to))) rest.add_leaf(leaf, hasher_);
        frontier.add(rest, hasher_);
    }
    return frontier.root(hasher_);
}

}  // namespace konsequenz::service
