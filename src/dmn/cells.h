// Values on the stack that cost nothing until they are there: an evaluation has room for many and touches few.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "feel/value.h"

namespace konsequenz::dmn {

/// `count` values, all null at first; on the heap where they are more than `few`.
template <std::size_t few>
class SmallValues {
  public:
    explicit SmallValues(std::size_t count) : count_(count) {
        if (count > few) many_ = std::make_unique<feel::Value[]>(count);
        if (!many_) std::uninitialized_value_construct_n(stack(), count);
    }
    ~SmallValues() {
        if (!many_) std::destroy_n(stack(), count_);
    }
    SmallValues(const SmallValues&) = delete;
    SmallValues& operator=(const SmallValues&) = delete;

    [[nodiscard]] std::span<feel::Value> values() { return {many_ ? many_.get() : stack(), count_}; }

  private:
    [[nodiscard]] feel::Value* stack() { return reinterpret_cast<feel::Value*>(few_.data()); }

    std::size_t count_;
    std::unique_ptr<feel::Value[]> many_;
    alignas(feel::Value) std::array<std::byte, few * sizeof(feel::Value)> few_;  // constructed as far as count_
};

/// Cells that are empty until a value is put there, or one that lies elsewhere is referred to; what is put stays where
/// it is.
class Cells {
  public:
    explicit Cells(std::size_t count) {
        if (count <= few_max) return;
        many_.resize(count);
        many_found_.resize(count);
    }
    ~Cells() {
        for (; put_ != 0; put_ &= put_ - 1) std::destroy_at(few(static_cast<std::size_t>(std::countr_zero(put_))));
    }
    Cells(const Cells&) = delete;
    Cells& operator=(const Cells&) = delete;

    /// nullptr where the cell is empty.
    [[nodiscard]] const feel::Value* find(std::size_t at) const {
        if (!many_.empty()) return many_found_[at];
        return (filled_ >> at & 1U) != 0 ? found_[at] : nullptr;
    }
    const feel::Value& refer(std::size_t at, const feel::Value& value) {
        if (!many_.empty()) return *(many_found_[at] = &value);
        filled_ |= std::uint64_t{1} << at;
        return *(found_[at] = &value);
    }
    const feel::Value& put(std::size_t at, feel::Value value) {
        if (!many_.empty()) return refer(at, many_[at] = std::move(value));
        if ((put_ >> at & 1U) != 0) return *few(at) = std::move(value);
        put_ |= std::uint64_t{1} << at;
        return refer(at, *std::construct_at(few(at), std::move(value)));
    }

  private:
    static constexpr std::size_t few_max = 40;
    [[nodiscard]] feel::Value* few(std::size_t at) {
        return reinterpret_cast<feel::Value*>(few_.data() + at * sizeof(feel::Value));
    }

    std::uint64_t filled_ = 0;
    std::uint64_t put_ = 0;
    std::vector<feel::Value> many_;
    std::vector<const feel::Value*> many_found_;
    std::array<const feel::Value*, few_max> found_;  // written by refer() before any use
    alignas(feel::Value) std::array<std::byte, few_max * sizeof(feel::Value)> few_;
};

}  // namespace konsequenz::dmn
