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

/// Defines a struct with a pointer to each of a library's functions, by their own names, and `loaded()`, which loads
/// them once for the process. FUNCTIONS is a macro that applies its argument to each name; their header is included.
#define KONSEQUENZ_SHARED_LIBRARY(Struct, file, package, FUNCTIONS)                   \
    struct Struct {                                                                   \
        FUNCTIONS(KONSEQUENZ_DECLARE_FUNCTION)                                        \
        static const konsequenz::Result<Struct>& loaded() {                           \
            static const konsequenz::Result<Struct> once = load();                    \
            return once;                                                              \
        }                                                                             \
                                                                                      \
      private:                                                                        \
        static konsequenz::Result<Struct> load() {                                    \
            const auto library = TRY(konsequenz::SharedLibrary::load(file, package)); \
            Struct functions;                                                         \
            FUNCTIONS(KONSEQUENZ_TAKE_FUNCTION)                                       \
            return functions;                                                         \
        }                                                                             \
    }
#define KONSEQUENZ_DECLARE_FUNCTION(name) decltype(&::name) name = nullptr;  // NOLINT(bugprone-macro-parentheses)
#define KONSEQUENZ_TAKE_FUNCTION(name) TRY_VOID(library.take(#name, functions.name));
