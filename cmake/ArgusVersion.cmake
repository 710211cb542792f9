# SPDX-License-Identifier: Apache-2.0
# Writes version.h with the project's version and the commit it was built from ("unknown" outside a git checkout).
find_package(Git QUIET)
set(ARGUS_COMMIT "unknown")
if(Git_FOUND)
    execute_process(
        COMMAND ${GIT_EXECUTABLE} rev-parse --short=12 HEAD
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        OUTPUT_VARIABLE git_commit
        RESULT_VARIABLE git_result
        ERROR_QUIET
        OUTPUT_STRIP_TRAILING_WHITESPACE
    )
    if(git_result EQUAL 0)
        set(ARGUS_COMMIT "${git_commit}")
    endif()
endif()
configure_file("${PROJECT_SOURCE_DIR}/cmake/version.h.in" "${PROJECT_BINARY_DIR}/generated/argus_version.h" @ONLY)
add_library(argus_version INTERFACE)
target_include_directories(argus_version INTERFACE "${PROJECT_BINARY_DIR}/generated")
