# SPDX-License-Identifier: Apache-2.0

# argus_room(NAME [QT] SOURCES file... [LINK target...] [PRIVATE_LINK target...])
#
# One static library per room: target argus_NAME, alias argus::NAME. Includes are written from the root of the
# repository ("core/base/result.h"), so that an arrow can be read off any #include line.
# Rooms under core get -Wconversion; QT marks the rooms that use Qt.
function(argus_room name)
    cmake_parse_arguments(ROOM "QT" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    add_library(argus_${name} STATIC ${ROOM_SOURCES})
    add_library(argus::${name} ALIAS argus_${name})
    target_include_directories(argus_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(argus_${name} PUBLIC ${ROOM_LINK} PRIVATE argus_options ${ROOM_PRIVATE_LINK})
    if(ROOM_QT)
        set_target_properties(argus_${name} PROPERTIES AUTOMOC ON)
        target_compile_definitions(
            argus_${name}
            PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_USE_QSTRINGBUILDER QT_NO_FOREACH QT_NO_KEYWORDS
        )
    else()
        target_compile_options(argus_${name} PRIVATE -Wconversion -Wno-sign-conversion)
    endif()
endfunction()
