#include "store/sqlite_rows.h"

#include <algorithm>

namespace konsequenz::store {

std::optional<Place> place_at(const Statement& row) {
    if (row.cell_at(0) != Cell::integer) return std::nullopt;
    const auto place = row.integer_at(0);
    if (place < 0) return std::nullopt;
    const auto bits = static_cast<std::uint64_t>(place);
    return Place{static_cast<std::uint32_t>(bits >> sequence_bits), bits & sequence_max};
}

bool copy_hash(const Statement& row, int column, Digest& into) {
    if (row.cell_at(column) != Cell::blob) return false;
    const auto bytes = row.bytes_at(column);
    if (bytes.size() != into.size()) return false;
    std::ranges::copy(bytes, into.begin());
    return true;
}

bool copy_entry(const Statement& row, StoredEntry& into) {
    const auto place = place_at(row);
    if (!place || place->sequence == 0 || !copy_hash(row, 1, into.hash)) return false;
    into.partition = place->partition;
    into.sequence = place->sequence;
    int column = 2;
    for (auto* text : {&into.kind, &into.id, &into.key}) {
        if (row.cell_at(column) != Cell::text) return false;
        *text = row.bytes_at(column++);
    }
    if (row.cell_at(column) != Cell::blob) return false;
    into.body = row.bytes_at(column);
    return true;
}

}  // namespace konsequenz::store
