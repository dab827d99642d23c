# Libraries from Debian 12. Each is included in one folder only, in .cpp files.
#
# A shared library costs every start of the program 0.2 to 3 ms. Of those of which little is used, the archive is
# linked that Debian gives beside it: OpenSSL's and Abseil's.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(simdjson REQUIRED)
# Only SHA-256 is taken of it.
set(OPENSSL_USE_STATIC_LIBS TRUE)
find_package(OpenSSL REQUIRED)
find_package(pugixml REQUIRED)
find_package(absl REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)

# Links `target`'s archive where there is one beside the shared library that its package names.
function(konsequenz_prefer_archive target)
  foreach(property IN ITEMS IMPORTED_LOCATION IMPORTED_LOCATION_NONE IMPORTED_LOCATION_RELEASE)
    get_target_property(shared ${target} ${property})
    string(REGEX REPLACE "\\.so[.0-9]*$" ".a" archive "${shared}")
    if(shared AND NOT archive STREQUAL shared AND EXISTS "${archive}")
      set_target_properties(${target} PROPERTIES ${property} "${archive}")
    endif()
  endforeach()
endfunction()

get_property(imported DIRECTORY PROPERTY IMPORTED_TARGETS)
list(FILTER imported INCLUDE REGEX "^absl::")
foreach(target IN LISTS imported)
  konsequenz_prefer_archive(${target})
endforeach()
find_package(SQLite3 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(LIBEDIT REQUIRED IMPORTED_TARGET libedit)
pkg_check_modules(Z3 REQUIRED IMPORTED_TARGET z3)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(LIBPQ REQUIRED IMPORTED_TARGET libpq)

find_library(INTEL_DECIMAL_LIBRARY NAMES libbidgcc000.a REQUIRED)
add_library(intel_decimal INTERFACE)
target_link_libraries(intel_decimal INTERFACE "$<BUILD_INTERFACE:${INTEL_DECIMAL_LIBRARY}>" "$<INSTALL_INTERFACE:-l:libbidgcc000.a>")

if(KONSEQUENZ_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
endif()
