// Walks over the rules that all of some rows of bits have, in ascending order.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "dmn/table_index.h"

namespace konsequenz::dmn {

/// Rule numbers; on the stack where they are few.
class RuleList {
  public:
    void push_back(std::uint32_t rule) {
        if (count_ < few_.size()) few_[count_] = rule;
        if (count_ == few_.size()) many_.assign(few_.begin(), few_.end());
        if (count_++ >= few_.size()) many_.push_back(rule);
    }
    [[nodiscard]] std::span<std::uint32_t> rules() {
        return {count_ > few_.size() ? many_.data() : few_.data(), count_};
    }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    /// Keeps the first rules only.
    void truncate(std::size_t count) {
        std::copy_n(rules().begin(), std::min(count, few_.size()), few_.begin());
        many_.resize(count > few_.size() ? count : 0);
        count_ = count;
    }

  private:
    std::size_t count_ = 0;
    std::vector<std::uint32_t> many_;
    std::array<std::uint32_t, 32> few_;  // written as far as count_
};

/// Pointers to rows of bits, one a column; on the stack where columns are few.
class RowPointers {
  public:
    explicit RowPointers(std::size_t capacity) {
        if (capacity > few_.size()) many_.resize(capacity);
    }
    void push_back(const std::uint64_t* row) { data()[count_++] = row; }
    [[nodiscard]] std::span<const std::uint64_t* const> rows() const {
        return {many_.empty() ? few_.data() : many_.data(), count_};
    }

  private:
    [[nodiscard]] const std::uint64_t** data() { return many_.empty() ? few_.data() : many_.data(); }

    std::size_t count_ = 0;
    std::vector<const std::uint64_t*> many_;
    std::array<const std::uint64_t*, 24> few_;  // written as far as count_
};

[[nodiscard]] inline std::uint64_t low_bits(std::size_t count) {
    return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// Calls on_match for each rule whose bit is set in a word until it says false; whether it never did.
template <class OnMatch>
bool each_bit(std::uint64_t bits, std::size_t word, OnMatch& on_match) {
    for (; bits != 0; bits &= bits - 1) {
        const std::size_t rule = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        if (!on_match(static_cast<std::uint32_t>(rule))) return false;
    }
    return true;
}

/// Calls on_match for each rule that all rows have until it says false.
template <class OnMatch>
void scan(const RowLayout& layout, std::span<const std::uint64_t* const> rows, OnMatch on_match) {
    const auto common = [&](std::size_t word) {
        std::uint64_t bits = low_bits(layout.rules - word * 64);
        for (const std::uint64_t* row : rows) bits &= row[layout.summary_words + word];
        return bits;
    };
    if (layout.words == 1) each_bit(common(0), 0, on_match);
    for (std::size_t group = 0; group < layout.summary_words; ++group) {
        std::uint64_t summary = low_bits(layout.words - group * 64);
        for (const std::uint64_t* row : rows) summary &= row[group];
        for (; summary != 0; summary &= summary - 1) {
            const std::size_t word = group * 64 + static_cast<std::size_t>(std::countr_zero(summary));
            if (!each_bit(common(word), word, on_match)) return;
        }
    }
}

}  // namespace konsequenz::dmn
