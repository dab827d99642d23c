#include "backtest/block.h"

#include <algorithm>

namespace konsequenz::backtest {
namespace {

template <class Code>
std::string narrowed(const std::vector<std::uint32_t>& codes) {
    std::string bytes(codes.size() * sizeof(Code), '\0');
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const auto code = static_cast<Code>(codes[row]);
        std::memcpy(bytes.data() + row * sizeof code, &code, sizeof code);
    }
    return bytes;
}

template <class Code>
std::uint32_t greatest_of(const std::string& bytes) {
    Code most = 0;
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(Code)) {
        Code code;
        std::memcpy(&code, bytes.data() + at, sizeof code);
        most = std::max(most, code);
    }
    return most;
}

template <class Code>
void widen(const std::string& bytes, std::vector<std::uint32_t>& codes) {
    for (std::size_t row = 0; row < codes.size(); ++row) {
        Code code;
        std::memcpy(&code, bytes.data() + row * sizeof code, sizeof code);
        codes[row] = code;
    }
}

}  // namespace

CodeColumn CodeColumn::of(const std::vector<std::uint32_t>& codes) {
    if (codes.empty()) return {0, absent, {}, 0};
    const auto [least, most] = std::ranges::minmax(codes);
    if (least == most) return {0, least, {}, codes.size()};
    if (most < 0x100) return {1, 0, narrowed<std::uint8_t>(codes), codes.size()};
    if (most < 0x10000) return {2, 0, narrowed<std::uint16_t>(codes), codes.size()};
    return {4, 0, narrowed<std::uint32_t>(codes), codes.size()};
}

std::uint32_t CodeColumn::greatest() const {
    switch (width_) {
        case 1: return greatest_of<std::uint8_t>(bytes_);
        case 2: return greatest_of<std::uint16_t>(bytes_);
        case 4: return greatest_of<std::uint32_t>(bytes_);
        default: return constant_;
    }
}

std::vector<std::uint32_t> CodeColumn::expanded() const {
    std::vector<std::uint32_t> codes(rows_, constant_);
    if (width_ == 1) widen<std::uint8_t>(bytes_, codes);
    if (width_ == 2) widen<std::uint16_t>(bytes_, codes);
    if (width_ == 4) widen<std::uint32_t>(bytes_, codes);
    return codes;
}

}  // namespace konsequenz::backtest
