# One component: a static library `cxsim_<name>`, its tests, and the components it may include.
#
#   cxsim_component(stats SOURCES estimate.cpp DEPENDS base LIBRARIES <third-party targets, private>)
#   cxsim_test(stats SOURCES estimate_test.cpp)
include_guard()

add_library(cxsim_options INTERFACE)
target_compile_features(cxsim_options INTERFACE cxx_std_20)
target_compile_options(
  cxsim_options INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                          -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor -Werror)
target_include_directories(cxsim_options INTERFACE ${PROJECT_SOURCE_DIR}/include)

function(cxsim_component name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;LIBRARIES")
  add_library(cxsim_${name} STATIC ${arg_SOURCES})
  list(TRANSFORM arg_DEPENDS PREPEND cxsim_)
  target_link_libraries(cxsim_${name} PUBLIC cxsim_options ${arg_DEPENDS} PRIVATE ${arg_LIBRARIES})
endfunction()

function(cxsim_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS;LIBRARIES")
  list(TRANSFORM arg_DEPENDS PREPEND cxsim_)
  add_executable(${name}_tests ${arg_SOURCES})
  target_link_libraries(${name}_tests PRIVATE cxsim_options cxsim_${name} ${arg_DEPENDS}
                                              ${arg_LIBRARIES} GTest::gmock_main)
  target_include_directories(${name}_tests PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  gtest_discover_tests(${name}_tests TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60)
endfunction()
