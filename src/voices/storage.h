// Where millions of small things are kept. Inside voices only.
#pragma once

#include <sys/mman.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace konsequenz::voices {

/// Memory that is looked at in no order. From the size of a large page on it asks for large pages, of which the
/// processor finds more at once, and which the system hands out with less ado.
template <class Value>
struct LargePages {
    using value_type = Value;
    static constexpr std::size_t page_bytes = std::size_t{2} << 20;

    LargePages() = default;
    template <class Other>
    LargePages(const LargePages<Other>&) {}  // NOLINT: allocators convert

    Value* allocate(std::size_t count) {
        const auto bytes = count * sizeof(Value);
        if (bytes < page_bytes) return std::allocator<Value>().allocate(count);
        void* memory = std::aligned_alloc(page_bytes, (bytes + page_bytes - 1) / page_bytes * page_bytes);
        if (memory == nullptr) throw std::bad_alloc();
#if defined(MADV_HUGEPAGE)
        // Without large pages it is slower and nothing else.
        static_cast<void>(::madvise(memory, bytes, MADV_HUGEPAGE));
#endif
        return static_cast<Value*>(memory);
    }
    void deallocate(Value* values, std::size_t count) {
        if (count * sizeof(Value) < page_bytes)
            std::allocator<Value>().deallocate(values, count);
        else
            std::free(values);
    }
    bool operator==(const LargePages&) const = default;
};

template <class Value>
using LargeVector = std::vector<Value, LargePages<Value>>;

/// Grows without moving what it holds, and holds little more than it needs.
template <class Value>
class Pile {
  public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] Value& operator[](std::size_t at) { return (*blocks_[at / block_values])[at % block_values]; }
    [[nodiscard]] const Value& operator[](std::size_t at) const {
        return (*blocks_[at / block_values])[at % block_values];
    }
    void push_back(const Value& value) {
        if (size_ == blocks_.size() * block_values) blocks_.push_back(std::make_unique_for_overwrite<Block>());
        (*this)[size_++] = value;
    }
    [[nodiscard]] std::size_t bytes() const {
        return blocks_.size() * sizeof(Block) + blocks_.capacity() * sizeof(void*);
    }

  private:
    static constexpr std::size_t block_values = 256;
    using Block = std::array<Value, block_values>;

    std::vector<std::unique_ptr<Block>> blocks_;
    std::size_t size_ = 0;
};

}  // namespace konsequenz::voices
