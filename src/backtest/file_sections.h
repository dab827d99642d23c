// The sections of a history file, and its index as bytes. Numbers are little-endian.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backtest/layout.h"

namespace konsequenz::backtest {

enum class SectionKind : std::uint8_t {
    customer_begin,
    type,
    time,  ///< `base` + `unit` times each number, where the width is 4; else the nanoseconds themselves
    offset,
    id_ends,
    id_bytes,
    customer_ends,
    customer_bytes,
    named,
    column,      ///< `which`: the field
    word_ends,   ///< `which`: the words
    word_bytes,  ///< likewise
};

struct Section {
    SectionKind kind = SectionKind::type;
    std::uint8_t which = 0;
    std::uint8_t width = 0;      ///< bytes a row; 0: every row has the code `constant`
    std::uint32_t constant = 0;  ///< of a column
    std::int64_t base = 0;       ///< of the times
    std::int64_t unit = 0;
    std::uint64_t rows = 0;
    std::uint64_t offset = 0;  ///< in the file
    std::uint64_t bytes = 0;
    std::uint64_t checksum = 0;
};

struct BlockIndex {
    std::array<std::uint32_t, type_count> rows_of_type{};
    std::vector<Section> sections;

    [[nodiscard]] const Section* find(SectionKind kind, std::uint8_t which = 0) const;
};

struct FileIndex {
    std::string source;
    std::vector<BlockIndex> blocks;
};

[[nodiscard]] std::string to_bytes(const FileIndex& index);
/// Nothing where the bytes are no index.
[[nodiscard]] std::optional<FileIndex> read_index(std::string_view bytes);

/// Finds bytes that were damaged, not bytes that somebody changed on purpose.
[[nodiscard]] std::uint64_t checksum(std::string_view bytes);

inline constexpr std::string_view file_magic = "konsequenz columns 1\n";
/// Behind the index: its offset, its size, its checksum.
inline constexpr std::size_t trailer_bytes = 24;

}  // namespace konsequenz::backtest
