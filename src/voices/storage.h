// Where millions of small things are kept. Inside voices only.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace konsequenz::voices {

/// At least so many bytes, in large pages where the system has them. Ended by free_large_pages().
[[nodiscard]] void* allocate_large_pages(std::size_t bytes);
void free_large_pages(void* memory);
inline constexpr std::size_t large_page_bytes = std::size_t{2} << 20;

/// Memory that is looked at in no order. From the size of a large page on it asks for large pages, of which the
/// processor finds more at once, and which the system hands out with less ado.
template <class Value>
struct LargePages {
    using value_type = Value;

    LargePages() = default;
    template <class Other>
    LargePages(const LargePages<Other>&) {}  // NOLINT: allocators convert

    Value* allocate(std::size_t count) {
        const auto bytes = count * sizeof(Value);
        if (bytes < large_page_bytes) return std::allocator<Value>().allocate(count);
        return static_cast<Value*>(allocate_large_pages(bytes));
    }
    void deallocate(Value* values, std::size_t count) {
        if (count * sizeof(Value) < large_page_bytes)
            std::allocator<Value>().deallocate(values, count);
        else
            free_large_pages(values);
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
