// Memory for a table that begins as zeros and of which a short run touches little: the system gives each page when it
// is first written to, so that a large table costs a start nothing.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace konsequenz::conduct {

/// Rows whose zero bytes are a valid value. Empty until it is made; throws std::bad_alloc as a vector does.
template <class Row>
class CacheMemory {
    static_assert(std::is_trivially_copyable_v<Row> && std::is_trivially_destructible_v<Row>);

  public:
    CacheMemory() = default;
    explicit CacheMemory(std::size_t rows) : memory_(std::calloc(rows * sizeof(Row) + alignof(Row), 1)) {
        if (memory_ == nullptr) throw std::bad_alloc();
        void* at = memory_.get();
        auto space = rows * sizeof(Row) + alignof(Row);
        rows_ = static_cast<Row*>(std::align(alignof(Row), rows * sizeof(Row), at, space));
    }

    [[nodiscard]] bool empty() const { return rows_ == nullptr; }
    [[nodiscard]] Row& operator[](std::size_t at) { return rows_[at]; }

  private:
    struct Free {
        void operator()(void* memory) const { std::free(memory); }
    };
    std::unique_ptr<void, Free> memory_;
    Row* rows_ = nullptr;
};

}  // namespace konsequenz::conduct
