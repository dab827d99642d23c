#include "service/huge_pages.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace konsequenz::service {

void* allocate_huge_pages(std::size_t bytes) {
    const auto whole = (bytes + huge_page_bytes - 1) / huge_page_bytes * huge_page_bytes;
    auto* memory = std::aligned_alloc(huge_page_bytes, whole);
    if (memory == nullptr) throw std::bad_alloc();
    (void)::madvise(memory, whole, MADV_HUGEPAGE);  // a wish: without it the pages are small
    return memory;
}

void free_huge_pages(void* memory) { std::free(memory); }

}  // namespace konsequenz::service
