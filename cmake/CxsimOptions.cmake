# How the code of this project is compiled; users of the installed library are not bound to it.
include_guard()
include(CheckCXXCompilerFlag)

# A new compiler has new warnings: they must not stop someone who only wants to run the program.
set(known_compiler OFF)
if((CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL Clang AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  set(known_compiler ON)
endif()
option(CXSIM_WARNINGS_AS_ERRORS "Refuse code with warnings" ${known_compiler})
option(CXSIM_CCACHE "Compile through ccache where it is installed" ON)
set(CXSIM_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread")

add_library(cxsim_options INTERFACE)
file(RELATIVE_PATH root_from_build ${CMAKE_BINARY_DIR} ${PROJECT_SOURCE_DIR})
string(REGEX REPLACE "/$" "" root_from_build "${root_from_build}")
target_compile_features(cxsim_options INTERFACE cxx_std_20)
target_include_directories(cxsim_options INTERFACE ${PROJECT_SOURCE_DIR}/include)
target_compile_options(
  cxsim_options
  INTERFACE -ffp-contract=off # the same bits with and without fused multiply-add
            -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
            -Wnon-virtual-dtor -fstack-protector-strong
            # g++ 12 warns of overlapping copies in "text" + std::string where there are none.
            $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
            # Messages of broken contracts name files as the repository does, compiled through
            # ccache (which makes paths relative) or not.
            -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/= -fmacro-prefix-map=${root_from_build}/=)
target_link_options(cxsim_options INTERFACE -Wl,-z,relro,-z,now)
# Sanitizers change what g++ can prove and so what it warns of; clang warns by the text alone.
if(CXSIM_WARNINGS_AS_ERRORS AND NOT (CXSIM_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL GNU))
  target_compile_options(cxsim_options INTERFACE -Werror)
endif()
check_cxx_compiler_flag(-fstack-clash-protection CXSIM_HAS_STACK_CLASH_PROTECTION)
if(CXSIM_HAS_STACK_CLASH_PROTECTION)
  target_compile_options(cxsim_options INTERFACE -fstack-clash-protection)
endif()
# Bounds of vector, span and string are checked wherever speed is not the point.
if(CXSIM_SANITIZE)
  target_compile_definitions(cxsim_options INTERFACE _GLIBCXX_ASSERTIONS)
  target_compile_options(
    cxsim_options INTERFACE -fsanitize=${CXSIM_SANITIZE} -fno-sanitize-recover=all
                            -fno-omit-frame-pointer -g1)
  target_link_options(cxsim_options INTERFACE -fsanitize=${CXSIM_SANITIZE})
else()
  target_compile_definitions(cxsim_options INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
endif()

find_program(CXSIM_CCACHE_PROGRAM ccache)
if(CXSIM_CCACHE AND CXSIM_CCACHE_PROGRAM)
  # Precompiled headers need the sloppiness; the base folder lets clones share the cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
      CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CXSIM_CCACHE_PROGRAM})
endif()
