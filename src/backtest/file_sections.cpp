#include "backtest/file_sections.h"

#include <algorithm>
#include <cstring>

namespace konsequenz::backtest {
namespace {

template <class Number>
void put(std::string& out, Number number) {
    out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// Takes numbers from the front of bytes; once there are too few, all that follow are 0.
struct Taker {
    std::string_view left;
    bool is_whole = true;

    template <class Number>
    Number take() {
        Number number{};
        if (left.size() < sizeof number) {
            is_whole = false;
            return number;
        }
        std::memcpy(&number, left.data(), sizeof number);
        left.remove_prefix(sizeof number);
        return number;
    }
};

Section take_section(Taker& taker) {
    Section section;
    section.kind = static_cast<SectionKind>(taker.take<std::uint8_t>());
    section.which = taker.take<std::uint8_t>();
    section.width = taker.take<std::uint8_t>();
    section.constant = taker.take<std::uint32_t>();
    section.base = taker.take<std::int64_t>();
    section.unit = taker.take<std::int64_t>();
    section.rows = taker.take<std::uint64_t>();
    section.offset = taker.take<std::uint64_t>();
    section.bytes = taker.take<std::uint64_t>();
    section.checksum = taker.take<std::uint64_t>();
    return section;
}

std::uint64_t mixed(std::uint64_t state, std::uint64_t word) {
    state = (state ^ word) * 0x9e3779b97f4a7c15U;
    return state ^ (state >> 29);
}

}  // namespace

const Section* BlockIndex::find(SectionKind kind, std::uint8_t which) const {
    const auto found = std::ranges::find_if(
        sections, [&](const Section& section) { return section.kind == kind && section.which == which; });
    return found == sections.end() ? nullptr : &*found;
}

std::string to_bytes(const FileIndex& index) {
    std::string out;
    put(out, static_cast<std::uint64_t>(index.source.size()));
    out += index.source;
    put(out, static_cast<std::uint64_t>(index.blocks.size()));
    for (const auto& block : index.blocks) {
        for (const auto rows : block.rows_of_type) put(out, rows);
        put(out, static_cast<std::uint64_t>(block.sections.size()));
        for (const auto& section : block.sections) {
            put(out, static_cast<std::uint8_t>(section.kind));
            put(out, section.which);
            put(out, section.width);
            put(out, section.constant);
            put(out, section.base);
            put(out, section.unit);
            put(out, section.rows);
            put(out, section.offset);
            put(out, section.bytes);
            put(out, section.checksum);
        }
    }
    return out;
}

std::optional<FileIndex> read_index(std::string_view bytes) {
    Taker taker{bytes};
    FileIndex index;
    const auto source_bytes = taker.take<std::uint64_t>();
    if (source_bytes > taker.left.size()) return std::nullopt;
    index.source = taker.left.substr(0, source_bytes);
    taker.left.remove_prefix(source_bytes);
    const auto blocks = taker.take<std::uint64_t>();
    for (std::uint64_t at = 0; at < blocks && taker.is_whole; ++at) {
        auto& block = index.blocks.emplace_back();
        for (auto& rows : block.rows_of_type) rows = taker.take<std::uint32_t>();
        const auto sections = taker.take<std::uint64_t>();
        for (std::uint64_t section = 0; section < sections && taker.is_whole; ++section)
            block.sections.push_back(take_section(taker));
    }
    if (!taker.is_whole || !taker.left.empty()) return std::nullopt;
    return index;
}

// Four lanes, so that a processor does four multiplications at a time.
std::uint64_t checksum(std::string_view bytes) {
    std::array<std::uint64_t, 4> lanes{1, 2, 3, bytes.size()};
    std::array<std::uint64_t, 4> words{};
    while (bytes.size() >= sizeof words) {
        std::memcpy(words.data(), bytes.data(), sizeof words);
        for (std::size_t lane = 0; lane < lanes.size(); ++lane) lanes[lane] = mixed(lanes[lane], words[lane]);
        bytes.remove_prefix(sizeof words);
    }
    words = {};
    std::memcpy(words.data(), bytes.data(), bytes.size());
    std::uint64_t sum = 0;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) sum = mixed(sum, mixed(lanes[lane], words[lane]));
    return sum;
}

}  // namespace konsequenz::backtest
