# Language level, warnings, sanitizers and linker for every target of the project.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

option(KONSEQUENZ_TESTS "Build the unit, golden and policy tests" ON)
option(KONSEQUENZ_BENCH "Build the benchmarks" OFF)
option(KONSEQUENZ_FUZZ "Build the libFuzzer targets (clang only)" OFF)
option(KONSEQUENZ_SANITIZE "Build with address and undefined-behaviour sanitizers" OFF)
option(KONSEQUENZ_COVERAGE "Build with coverage counters" OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths below the checkout are hashed relative to the build folder, so that one checkout finds what another compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${PROJECT_SOURCE_DIR};CCACHE_NOHASHDIR=1;${CCACHE_PROGRAM}")
endif()

# Flags of all our own targets; an interface target so that an installed library does not force them on its user.
add_library(konsequenz_flags INTERFACE)
target_compile_options(konsequenz_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-align -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough -Wno-missing-field-initializers -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these two falsely inside libstdc++'s std::variant, std::string and std::expected.
  target_compile_options(konsequenz_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-null-dereference)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # libstdc++ 12 uses its own deprecated get_temporary_buffer within std::stable_sort.
  target_compile_options(konsequenz_flags INTERFACE -Wno-deprecated-declarations)
endif()
if(KONSEQUENZ_SANITIZE)
  target_compile_options(konsequenz_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(konsequenz_flags INTERFACE -fsanitize=address,undefined)
endif()
if(KONSEQUENZ_COVERAGE)
  target_compile_options(konsequenz_flags INTERFACE --coverage)
  target_link_options(konsequenz_flags INTERFACE --coverage)
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  target_link_options(konsequenz_flags INTERFACE -fuse-ld=mold)
endif()
