# One component: a static library `cxsim_<name>`, its tests, and the components it may include.
#
#   cxsim_component(stats SOURCES estimate.cpp DEPENDS base LIBRARIES <third-party targets, private>)
#   cxsim_test(stats SOURCES estimate_test.cpp)
#   cxsim_test(stats_threads SOURCES estimate_threads_test.cpp DEPENDS stats LABELS threads)
#
# Tests named as a component use it; others say what they use after DEPENDS.
# A test without LABELS is labelled `unit`. `unit` and `threads` also run under the sanitizers.
# Tests run in the root of the source tree, so they name files as `scenarios/bank.json`.
include_guard()

# The components in the order of cmake/components.txt.
function(cxsim_list_components result)
  file(STRINGS ${PROJECT_SOURCE_DIR}/cmake/components.txt lines REGEX "^[0-9]")
  list(TRANSFORM lines REPLACE "^[0-9]+ +([a-z_]+).*" "\\1")
  set(${result} ${lines} PARENT_SCOPE)
endfunction()

set(CXSIM_ONLY "" CACHE STRING "Build these components and no others; empty: all")

# Adds the folder of each component that has one here.
macro(cxsim_add_components)
  cxsim_list_components(components)
  if(CXSIM_ONLY)
    set(components ${CXSIM_ONLY})
  endif()
  foreach(component IN LISTS components)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${component}/CMakeLists.txt)
      add_subdirectory(${component})
    endif()
  endforeach()
endmacro()

# Components whose branches guide the fuzzers; counting them everywhere would make tests take twice
# as long.
set(CXSIM_READERS formats parameters map scenario io calibration workbook cli)

function(cxsim_component name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;LIBRARIES")
  add_library(cxsim_${name} STATIC ${arg_SOURCES})
  add_library(cxsim::${name} ALIAS cxsim_${name})
  list(TRANSFORM arg_DEPENDS PREPEND cxsim_)
  target_link_libraries(
    cxsim_${name}
    PUBLIC ${arg_DEPENDS}
    PRIVATE $<BUILD_INTERFACE:cxsim_options> ${arg_LIBRARIES})
  target_compile_features(cxsim_${name} PUBLIC cxx_std_20)
  # Inline functions must give the caller the same bits as the library.
  target_compile_options(cxsim_${name} PUBLIC -ffp-contract=off)
  target_include_directories(
    cxsim_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
                         $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  if(CXSIM_FUZZ AND name IN_LIST CXSIM_READERS)
    target_compile_options(cxsim_${name} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
  set_target_properties(cxsim_${name} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY CXSIM_COMPONENTS ${name})
  set_property(GLOBAL APPEND PROPERTY CXSIM_LIBRARIES ${arg_LIBRARIES})
endfunction()

function(cxsim_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;LIBRARIES;LABELS")
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  if(TARGET cxsim_${name})
    list(APPEND arg_DEPENDS ${name})
  endif()
  list(TRANSFORM arg_DEPENDS PREPEND cxsim_)
  add_executable(${name}_tests ${arg_SOURCES})
  target_link_libraries(${name}_tests PRIVATE cxsim_options ${arg_DEPENDS}
                                              ${arg_LIBRARIES} cxsim_test_support)
  target_precompile_headers(${name}_tests REUSE_FROM cxsim_test_headers)
  foreach(label IN LISTS arg_LABELS)
    add_dependencies(cxsim_${label}_tests ${name}_tests)
  endforeach()
  string(REPLACE ";" "\\;" labels "${arg_LABELS}")
  gtest_discover_tests(
    ${name}_tests
    TEST_PREFIX "${name}."
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    DISCOVERY_TIMEOUT 120
    PROPERTIES LABELS "${labels}" TIMEOUT 600)
endfunction()
