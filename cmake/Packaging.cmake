# What `cmake --install` puts where: libraries with their headers, the CMake package, pkg-config files, standards, and the
# program with its man page and completions.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_property(layers GLOBAL PROPERTY KONSEQUENZ_LAYERS)
# The command line is a program, no library for others.
list(REMOVE_ITEM layers konsequenz_cli)
list(TRANSFORM layers REPLACE "^konsequenz_" "" OUTPUT_VARIABLE layer_names)
list(JOIN layer_names ", konsequenz::" KONSEQUENZ_LAYER_NAMES)

install(TARGETS ${layers} intel_decimal EXPORT konsequenzTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/konsequenz")
install(EXPORT konsequenzTargets NAMESPACE konsequenz:: DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/konsequenz")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/konsequenzConfig.cmake.in" "${PROJECT_BINARY_DIR}/konsequenzConfig.cmake"
  INSTALL_DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/konsequenz")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/konsequenzConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/konsequenzConfig.cmake" "${PROJECT_BINARY_DIR}/konsequenzConfigVersion.cmake"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/konsequenz")

# konsequenz_pkg_config(NAME DESCRIPTION LAYERS layer… REQUIRES module… LIBS flag…)
# A pkg-config file for a set of layers, highest first as static linking wants it. The prefix is the one of the install
# step, which may differ from the one of the configuration. A set is left out as long as one of its layers is not there.
function(konsequenz_pkg_config name description)
  cmake_parse_arguments(ARG "" "" "LAYERS;REQUIRES;LIBS" ${ARGN})
  set(PC_LIBS "")
  foreach(layer IN LISTS ARG_LAYERS)
    if(NOT TARGET konsequenz_${layer})
      return()
    endif()
    string(APPEND PC_LIBS "-lkonsequenz_${layer} ")
  endforeach()
  list(JOIN ARG_LIBS " " libs)
  string(APPEND PC_LIBS "${libs}")
  list(JOIN ARG_REQUIRES " " PC_REQUIRES)
  set(PC_NAME "${name}")
  set(PC_DESCRIPTION "${description}")
  set(CMAKE_INSTALL_PREFIX "@CMAKE_INSTALL_PREFIX@")
  configure_file("${PROJECT_SOURCE_DIR}/cmake/konsequenz.pc.in" "${PROJECT_BINARY_DIR}/pkgconfig/${name}.pc.in" @ONLY)
  install(CODE "
    configure_file(\"${PROJECT_BINARY_DIR}/pkgconfig/${name}.pc.in\" \"${PROJECT_BINARY_DIR}/pkgconfig/${name}.pc\" @ONLY)
    file(INSTALL \"${PROJECT_BINARY_DIR}/pkgconfig/${name}.pc\" DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR}/pkgconfig\")")
endfunction()

set(feel_needs fmt simdjson libcrypto tomlplusplus absl_time icu-uc icu-i18n)
konsequenz_pkg_config(konsequenz-feel "The FEEL expression language" LAYERS feel base REQUIRES ${feel_needs} LIBS -l:libbidgcc000.a)
konsequenz_pkg_config(konsequenz-dmn "DMN decision models" LAYERS dmn feel base REQUIRES ${feel_needs} pugixml LIBS -l:libbidgcc000.a)
konsequenz_pkg_config(konsequenz "Standards, records and rulings"
  LAYERS service report consistency backtest ruling facts proof standard evaluation voices record dmn store conduct feel statistics seal base
  REQUIRES ${feel_needs} absl_flat_hash_map pugixml sqlite3 libsodium LIBS -l:libbidgcc000.a)

install(DIRECTORY "${PROJECT_SOURCE_DIR}/standards/" DESTINATION "${CMAKE_INSTALL_DATADIR}/konsequenz/standards")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

if(TARGET konsequenz)
  install(TARGETS konsequenz RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  # The program knows its own commands best, so that the man page and the completions come from it.
  set(generated "${PROJECT_BINARY_DIR}/generated")
  install(CODE "
    function(write_from_program file)
      execute_process(COMMAND \"$<TARGET_FILE:konsequenz>\" \${ARGN} OUTPUT_FILE \"${generated}/\${file}\" COMMAND_ERROR_IS_FATAL ANY)
    endfunction()
    file(MAKE_DIRECTORY \"${generated}\")
    write_from_program(konsequenz.1 --man)
    write_from_program(konsequenz completion bash)
    write_from_program(_konsequenz completion zsh)
    write_from_program(konsequenz.fish completion fish)")
  install(FILES "${generated}/konsequenz.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
  install(FILES "${generated}/konsequenz" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
  install(FILES "${generated}/_konsequenz" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
  install(FILES "${generated}/konsequenz.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
endif()
