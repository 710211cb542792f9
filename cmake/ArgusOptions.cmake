# SPDX-License-Identifier: Apache-2.0
# Options and the interface target that carries the compiler flags of every room.
include(FeatureSummary)

option(ARGUS_BUILD_APPS "Build argus (and argus-desk with ARGUS_BUILD_DESKTOP)" ON)
option(ARGUS_BUILD_DESKTOP "Build the window: ui/ and app/desktop" ON)
option(ARGUS_BUILD_TESTS "Build the tests" ON)
option(ARGUS_BUILD_PURE_ONLY "Only the rooms without Qt, and their tests (thread sanitizer, fuzzing)" OFF)
option(ARGUS_WERROR "Treat warnings as errors" OFF)
option(ARGUS_FUZZ "Build the fuzz targets with libFuzzer (clang)" OFF)
set(ARGUS_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize: address,undefined or thread")

if(ARGUS_BUILD_PURE_ONLY)
    set(ARGUS_BUILD_APPS OFF)
    set(ARGUS_BUILD_DESKTOP OFF)
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    # pch_defines and time_macros let ccache serve objects that use a precompiled header; with the base directory, a
    # second checkout is served from the cache of the first.
    set(ARGUS_CCACHE
        ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
        CCACHE_NOHASHDIR=1
        ${CCACHE_PROGRAM}
    )
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ARGUS_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${ARGUS_CCACHE})
endif()

add_library(argus_options INTERFACE)
target_compile_options(
    argus_options
    INTERFACE
        -Wall
        -Wextra
        -Wpedantic
        -Wshadow
        -Wundef
        -Wnon-virtual-dtor
        -Woverloaded-virtual
        $<$<BOOL:${ARGUS_WERROR}>:-Werror>
        $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>
        $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
        # GCC 12 sees overlapping copies in plain std::string concatenation (GCC bug 105651).
        $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
)

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND NOT ARGUS_FUZZ)
    target_link_options(argus_options INTERFACE -fuse-ld=mold)
endif()

if(ARGUS_SANITIZE)
    target_compile_options(argus_options INTERFACE -fsanitize=${ARGUS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(argus_options INTERFACE -fsanitize=${ARGUS_SANITIZE})
endif()
if(ARGUS_FUZZ)
    target_compile_options(argus_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
