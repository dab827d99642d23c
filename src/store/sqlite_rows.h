// Where entries stand in the SQLite file, and how their rows are read.
#pragma once

#include <cstdint>
#include <optional>

#include "store/sqlite_database.h"
#include "store/store.h"

namespace konsequenz::store {

inline constexpr std::uint32_t sequence_bits = 40;
inline constexpr std::uint64_t sequence_max = (std::uint64_t{1} << sequence_bits) - 1;
static_assert(std::uint64_t{partition_max} << sequence_bits <= INT64_MAX);

/// The partition above the sequence: an entry's rowid.
[[nodiscard]] inline std::uint64_t place_of(std::uint32_t partition, std::uint64_t sequence) {
    return std::uint64_t{partition} << sequence_bits | sequence;
}

struct Place {
    std::uint32_t partition = 0;
    std::uint64_t sequence = 0;
};

/// The first column of every query of entries. Only a damaged file has none.
[[nodiscard]] std::optional<Place> place_at(const Statement& row);

/// False where a cell is not what the schema says, as only a damaged file has it.
[[nodiscard]] bool copy_hash(const Statement& row, int column, Digest& into);

/// Of a row with place, hash, kind, id, key, body; false as above.
[[nodiscard]] bool copy_entry(const Statement& row, StoredEntry& into);

}  // namespace konsequenz::store
