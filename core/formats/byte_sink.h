// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/frame_writer.h"

#include <filesystem>
#include <memory>
#include <string>

namespace argus::formats {

/// A new file, complete or not there: bytes go to a file beside it, which takes its name in commit(). Without commit()
/// nothing is left.
class FileSink : public ByteSink
{
public:
    /// Links are followed. Conflict when the file is there and `replace` is false; Invalid for what is no regular file;
    /// Denied, NotFound or Unavailable when it cannot be made.
    static base::Result<std::unique_ptr<FileSink>> create(const std::filesystem::path& path, bool replace);
    virtual base::Result<> commit() = 0;
};

/// Standard output; canOverwrite() is false.
std::unique_ptr<ByteSink> standardOutputSink();

} // namespace argus::formats
