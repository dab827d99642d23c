#include "backtest/situations.h"

#include <cassert>

namespace konsequenz::backtest {

std::vector<CodePlace> lay_out(std::span<const unsigned> bits) {
    std::vector<CodePlace> places;
    std::size_t word = 0;
    unsigned used = 0;
    for (const auto own : bits) {
        assert(own <= 32);
        if (used + own > 64) {
            ++word;
            used = 0;
        }
        places.push_back({word, used, own});
        used += own;
    }
    return places;
}

Situations::Situations(std::size_t words) : words_(words), mask_(1023), slots_(mask_ + 1, none) {}

std::uint32_t Situations::add(const std::uint64_t* words, std::size_t slot) {
    const auto number = static_cast<std::uint32_t>(size_++);
    words_of_all_.insert(words_of_all_.end(), words, words + words_);
    slots_[slot] = number;
    if (size_ * 2 <= slots_.size()) return number;
    // Half full: twice as large.
    mask_ = slots_.size() * 2 - 1;
    slots_.assign(mask_ + 1, none);
    for (std::uint32_t known = 0; known < size_; ++known) {
        auto place = hash_of(words_of_all_.data() + known * words_) & mask_;
        while (slots_[place] != none) place = (place + 1) & mask_;
        slots_[place] = known;
    }
    return number;
}

}  // namespace konsequenz::backtest
