#include "voices/storage.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace konsequenz::voices {

void* allocate_large_pages(std::size_t bytes) {
    void* memory =
        std::aligned_alloc(large_page_bytes, (bytes + large_page_bytes - 1) / large_page_bytes * large_page_bytes);
    if (memory == nullptr) throw std::bad_alloc();
#if defined(MADV_HUGEPAGE)
    // Without large pages it is slower and nothing else.
    static_cast<void>(::madvise(memory, bytes, MADV_HUGEPAGE));
#endif
    return memory;
}

void free_large_pages(void* memory) { std::free(memory); }

}  // namespace konsequenz::voices
