// Memory for large tables that are read and written all over: in pages of 2 MB where the system has them, since handing
// out 4 KB at a time costs more than what is done with them, and each read far off asks for the page's address first.
#pragma once

#include <cstddef>
#include <memory>

namespace konsequenz::service {

inline constexpr std::size_t huge_page_bytes = std::size_t{2} << 20;

/// Throws std::bad_alloc.
[[nodiscard]] void* allocate_huge_pages(std::size_t bytes);
void free_huge_pages(void* memory);

/// An allocator as the standard library's containers take them; what fits into less than one such page is ordinary.
template <class T>
struct HugePages {
    using value_type = T;

    HugePages() = default;
    template <class Other>
    HugePages(const HugePages<Other>& /*other*/) {}  // NOLINT(google-explicit-constructor): as containers need it

    T* allocate(std::size_t count) {
        if (count < huge_page_bytes / sizeof(T)) return std::allocator<T>().allocate(count);
        return static_cast<T*>(allocate_huge_pages(count * sizeof(T)));
    }
    void deallocate(T* memory, std::size_t count) {
        if (count < huge_page_bytes / sizeof(T)) return std::allocator<T>().deallocate(memory, count);
        free_huge_pages(memory);
    }
    friend bool operator==(const HugePages& /*left*/, const HugePages& /*right*/) { return true; }
};

}  // namespace konsequenz::service
