// A shared library that is loaded when it is first needed, where linking it would burden every start of the program.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace konsequenz {

/// Stays loaded as long as the process: what a library has set up may outlast whoever used it.
class SharedLibrary {
  public:
    /// `file` as the system's loader finds it ("libpq.so.5"), `package` as Debian calls what brings it.
    /// Error: base.no-library.
    [[nodiscard]] static Result<SharedLibrary> load(std::string_view file, std::string_view package);

    /// Lets `function` point to the library's function of that name. Error: base.no-library where it has none.
    template <class Function>
    [[nodiscard]] Result<void> take(const char* name, Function*& function) const {
        void* const found = TRY(find(name));
        function = reinterpret_cast<Function*>(found);
        return {};
    }

  private:
    SharedLibrary(void* handle, std::string file) : handle_(handle), file_(std::move(file)) {}
    [[nodiscard]] Result<void*> find(const char* name) const;

    void* handle_;
    std::string file_;
};

}  // namespace konsequenz
