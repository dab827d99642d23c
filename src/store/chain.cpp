#include "store/chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace konsequenz::store {
namespace {

std::string_view as_bytes(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

template <std::size_t size>
void put_little_endian(std::string& out, std::uint64_t value) {
    std::array<char, size> bytes{};
    for (std::size_t byte = 0; byte < size; ++byte) bytes[byte] = static_cast<char>((value >> (8 * byte)) & 0xFF);
    out.append(bytes.data(), size);
}

}  // namespace

void put_link(std::string& out, const Digest& previous, std::uint64_t sequence, const Entry& entry) {
    assert(sequence > 0);
    out += as_bytes(previous);
    put_little_endian<4>(out, entry.partition);
    put_little_endian<8>(out, sequence);
    for (const auto part : {entry.kind, entry.id, entry.key, entry.body}) {
        put_little_endian<8>(out, part.size());
        out += part;
    }
}

Digest ChainHasher::link(const Digest& previous, std::uint64_t sequence, const Entry& entry) {
    bytes_.clear();
    put_link(bytes_, previous, sequence, entry);
    return sha256_.update(bytes_).finish();
}

Head ChainHasher::next(const Head& head, const Entry& entry) {
    const auto sequence = head.count + 1;
    assert(entry.hash == nullptr || *entry.hash == link(head.hash, sequence, entry));
    return {sequence, entry.hash != nullptr ? *entry.hash : link(head.hash, sequence, entry)};
}

Result<void> check_entry(const Entry& entry) {
    if (entry.kind.empty())
        return fail("store.bad-entry", fmt::format("the entry `{}` has no kind: give one", entry.id));
    if (entry.id.empty()) return fail("store.bad-entry", fmt::format("a `{}` has no id: give one", entry.kind));
    if (entry.partition > partition_max)
        return fail("store.bad-entry", fmt::format("the {} `{}` is for partition {}: take one up to {}", entry.kind,
                                                   entry.id, entry.partition, partition_max));
    return {};
}

std::unexpected<Error> duplicate(const Entry& entry) {
    return fail("store.duplicate",
                fmt::format("the log has a {} `{}` already: append each only once", entry.kind, entry.id));
}

std::optional<Fault> ChainVerifier::check(const Entry& entry, std::uint64_t sequence, std::string_view hash) {
    assert(entry.partition == partition_);
    const auto expected = reached_.count + 1;
    if (sequence != expected) {
        return Fault{partition_, expected,
                     fmt::format("it is missing: the entry after {} has the sequence {}", reached_.count, sequence)};
    }
    const auto digest = hasher_.link(reached_.hash, sequence, entry);
    if (hash != as_bytes(digest))
        return Fault{partition_, sequence, "its hash does not fit its content or its predecessor"};
    reached_ = {.count = sequence, .hash = digest};
    return std::nullopt;
}

std::optional<Fault> ChainVerifier::finish(const std::optional<Head>& head) const {
    if (!head)
        return Fault{partition_, 0, fmt::format("its head is missing, though it has {} entries", reached_.count)};
    if (head->count > reached_.count) {
        return Fault{
            partition_, reached_.count + 1,
            fmt::format("it is missing: the head counts {} entries, but {} are there", head->count, reached_.count)};
    }
    if (head->count < reached_.count) {
        return Fault{partition_, head->count + 1,
                     fmt::format("it was added beside the log: the head counts {} entries, but {} are there",
                                 head->count, reached_.count)};
    }
    if (head->hash != reached_.hash) return Fault{partition_, 0, "its head has another hash than its last entry"};
    return std::nullopt;
}

}  // namespace konsequenz::store
