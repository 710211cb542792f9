// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/frame_writer.h"

#include <memory>
#include <string_view>
#include <vector>

namespace argus::formats {

/// A format that can be written.
struct WriterKind
{
    std::string_view format; ///< as Reader::format()
    std::string_view displayName;
    std::vector<std::string_view> extensions; ///< in lower case, with the point
    bool needsOverwrite = false; ///< the header is completed at the end: not for pipes
    std::unique_ptr<FrameWriter> (*make)(ByteSink& sink) = nullptr;
};

/// Every writer the program has; lives as long as the program.
const std::vector<WriterKind>& allWriters();
/// By its name; null when there is none.
const WriterKind* findWriter(std::string_view format);
/// By the extension of a file's name; null when no format has it.
const WriterKind* writerForName(std::string_view filename);

} // namespace argus::formats
