// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace argus::base {

/// What a person names as the place of a result.
struct OutputTarget
{
    std::filesystem::path path; ///< links are followed, also to what is not there yet
    bool exists = false;
    bool isPlain = true; ///< a plain file, or to become one; else a device, a pipe or a socket
};

/// Invalid for a folder and for links in a circle; Denied, NotFound when the place cannot be looked at.
Result<OutputTarget> findTarget(const std::filesystem::path& path);

/// Writes a result to where `path` leads. A plain file is replaced whole and keeps its rights (see
/// writeFileAtomically); what is none, such as a device or a pipe, is written to and stays what it is. A pipe is waited
/// for until somebody reads it.
Result<> writeTarget(const std::filesystem::path& path, std::string_view content);

/// Whether both lead to one file: the same inode, or, where there is none yet, the same place.
bool isSameFile(const std::filesystem::path& one, const std::filesystem::path& other);

/// Opens on /dev/null what of the standard input, output and error is closed, so that no file that is opened later gets
/// its number and with it what was meant for the user. Reading from or writing to it fails as before. To be called
/// before anything else is opened.
void fillStandardDescriptors();

} // namespace argus::base
