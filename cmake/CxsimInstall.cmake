# `cmake --install` and what `find_package(cxsim)` finds: cxsim::cxsim, and cxsim::<component>.
# The component cli is the program's own and is not offered.
include_guard()
include(CMakePackageConfigHelpers)

get_property(components GLOBAL PROPERTY CXSIM_COMPONENTS)
list(REMOVE_ITEM components cli)

add_library(cxsim_all INTERFACE)
add_library(cxsim::cxsim ALIAS cxsim_all)
set_target_properties(cxsim_all PROPERTIES EXPORT_NAME cxsim)
list(TRANSFORM components PREPEND cxsim_ OUTPUT_VARIABLE targets)
target_link_libraries(cxsim_all INTERFACE ${targets})

# Static libraries pass their private libraries on to the linker, so the user's build needs them.
set(CXSIM_FIND_LIBRARIES "find_dependency(tl-expected)\n")
get_property(libraries GLOBAL PROPERTY CXSIM_LIBRARIES)
list(REMOVE_DUPLICATES libraries)
foreach(library IN LISTS libraries)
  if(library MATCHES "^Boost::(.+)$")
    if(CMAKE_MATCH_1 STREQUAL headers OR CMAKE_MATCH_1 STREQUAL boost)
      string(APPEND CXSIM_FIND_LIBRARIES "find_dependency(Boost)\n")
    else()
      string(APPEND CXSIM_FIND_LIBRARIES "find_dependency(Boost COMPONENTS ${CMAKE_MATCH_1})\n")
    endif()
  elseif(library MATCHES "^PkgConfig::(.+)$")
    # FindPkgConfig remembers how it was asked for this target; ask the same again.
    list(JOIN __pkg_config_arguments_${CMAKE_MATCH_1} " " arguments)
    string(APPEND CXSIM_FIND_LIBRARIES
           "find_dependency(PkgConfig)\npkg_check_modules(${CMAKE_MATCH_1} ${arguments})\n")
  elseif(library MATCHES "^(.+)::")
    string(APPEND CXSIM_FIND_LIBRARIES "find_dependency(${CMAKE_MATCH_1})\n")
  else()
    message(FATAL_ERROR "No find_package() is known for ${library}; use an imported target.")
  endif()
endforeach()

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/cxsim)
configure_file(cmake/cxsim-config.cmake.in cxsim-config.cmake @ONLY)
write_basic_package_version_file(cxsim-config-version.cmake COMPATIBILITY SameMinorVersion)
install(TARGETS cxsim_all ${targets} EXPORT cxsim)
install(
  EXPORT cxsim
  NAMESPACE cxsim::
  FILE cxsim-targets.cmake
  DESTINATION ${package_folder})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/cxsim-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/cxsim-config-version.cmake
        DESTINATION ${package_folder})
install(
  DIRECTORY include/cxsim
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING
  PATTERN "*.hpp"
  PATTERN "*.def"
  PATTERN cxsim/cli EXCLUDE)
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY journeys scenarios workbooks docs/schema DESTINATION ${CMAKE_INSTALL_DATADIR}/cxsim)
if(TARGET cxsim)
  install(TARGETS cxsim RUNTIME)
endif()
