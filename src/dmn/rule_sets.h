// Sets of rules as rows of bits, each distinct one kept once and numbered in the order it came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace konsequenz::dmn {

class RuleSets {
  public:
    explicit RuleSets(std::size_t words) : words_(words), slots_(16) {}

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const std::uint64_t* bits(std::size_t set) const { return bits_.data() + set * words_; }

    /// The number of the set with just these bits.
    [[nodiscard]] std::uint32_t number_of(const std::uint64_t* bits) {
        const std::uint64_t hash = hash_of(bits);
        std::size_t at = hash & (slots_.size() - 1);
        for (; slots_[at].set != 0; at = (at + 1) & (slots_.size() - 1)) {
            const std::uint32_t set = slots_[at].set - 1;
            if (slots_[at].hash == hash && std::memcmp(this->bits(set), bits, words_ * 8) == 0) return set;
        }
        slots_[at] = {hash, ++size_};
        bits_.insert(bits_.end(), bits, bits + words_);
        if (std::size_t{2} * size_ > slots_.size()) grow();
        return size_ - 1;
    }

  private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t set = 0;  ///< its number + 1; 0: empty
    };

    [[nodiscard]] std::uint64_t hash_of(const std::uint64_t* bits) const {
        std::uint64_t hash = 0;
        for (std::size_t word = 0; word < words_; ++word) {
            hash = (hash ^ bits[word]) * 0x9e3779b97f4a7c15ULL;
            hash ^= hash >> 29;
        }
        return hash;
    }
    void grow() {
        std::vector<Slot> slots(slots_.size() * 2);
        for (const Slot& slot : slots_) {
            if (slot.set == 0) continue;
            std::size_t at = slot.hash & (slots.size() - 1);
            while (slots[at].set != 0) at = (at + 1) & (slots.size() - 1);
            slots[at] = slot;
        }
        slots_ = std::move(slots);
    }

    std::size_t words_;
    std::uint32_t size_ = 0;
    std::vector<std::uint64_t> bits_;
    std::vector<Slot> slots_;
};

}  // namespace konsequenz::dmn
