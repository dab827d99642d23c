# konsequenz_layer(NAME [USES layer…] [PRIVATE library…])
# One folder below src/ is one concept and one library. Every *.cpp beside this call is its source,
# every *_test.cpp its test. USES repeats the layer table of ARCHITECTURE.md; tests/tidy holds both to the includes.
include(GoogleTest)

function(konsequenz_layer name)
  cmake_parse_arguments(ARG "" "" "USES;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
  list(FILTER headers EXCLUDE REGEX "/test_[^/]*\\.h$")
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  add_library(konsequenz_${name} STATIC ${sources})
  add_library(konsequenz::${name} ALIAS konsequenz_${name})
  set_target_properties(konsequenz_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(konsequenz_${name} PUBLIC
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>" "$<INSTALL_INTERFACE:include/konsequenz>")
  foreach(used IN LISTS ARG_USES)
    target_link_libraries(konsequenz_${name} PUBLIC konsequenz_${used})
  endforeach()
  target_link_libraries(konsequenz_${name} PRIVATE ${ARG_PRIVATE} $<BUILD_INTERFACE:konsequenz_flags>)
  target_sources(konsequenz_${name} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/src" FILES ${headers})
  set_property(GLOBAL APPEND PROPERTY KONSEQUENZ_LAYERS konsequenz_${name})

  if(KONSEQUENZ_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE konsequenz_${name} konsequenz_flags GTest::gmock GTest::gtest_main rapidcheck fmt::fmt)
    target_compile_options(${name}_test PRIVATE -Wno-sign-conversion -Wno-conversion)
    target_compile_definitions(${name}_test PRIVATE KONSEQUENZ_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME unit.${name} COMMAND ${name}_test)
  endif()
endfunction()
