#include "base/shared_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace konsequenz {

Result<SharedLibrary> SharedLibrary::load(std::string_view file, std::string_view package) {
    const std::string name(file);
    void* const handle = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle != nullptr) return SharedLibrary(handle, name);
    const char* const reason = ::dlerror();
    return fail("base.no-library", fmt::format("the library {} cannot be loaded: {}; install it (Debian's package: {})",
                                               file, reason == nullptr ? "no reason is given" : reason, package));
}

Result<void*> SharedLibrary::find(const char* name) const {
    void* const found = ::dlsym(handle_, name);
    if (found != nullptr) return found;
    return fail("base.no-library",
                fmt::format("the library {} has no function `{}`: install a newer version of it", file_, name));
}

}  // namespace konsequenz
