// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/inspection.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace argus::api {

/// Which frames of a recording are wanted, and how.
struct FrameQuery
{
    /// Only frames with `from` <= stamp < `to`, ns; kNoTime: no bound. Frames without stamp are never within a bound.
    domain::RecordingTime from = domain::kNoTime;
    domain::RecordingTime to = domain::kNoTime;
    bool sinceFirst = false; ///< `from` and `to` count from the first frame
    std::uint64_t skip = 0; ///< of the frames that are wanted, leave out so many at the start
    std::string readAs; ///< a format's name that overrules what the content looks like; empty: recognised
    bool decode = false; ///< with a note of what each frame says by itself
    bool countOnly = false; ///< no rows: Inspection::frames is the answer
};

/// How a recording is written in another format.
struct Conversion
{
    std::filesystem::path in;
    std::filesystem::path out; ///< "-": standard output
    std::string format; ///< empty: by the extension of `out`
    bool replace = false; ///< `out` may be there already
    FrameQuery part; ///< which frames; `decode` and `countOnly` mean nothing here
};

struct ConversionResult
{
    std::string from; ///< format that was read
    std::string to; ///< format that was written
    std::uint64_t frames = 0; ///< written or, in part, lost
    std::vector<std::string> losses; ///< what the target cannot hold, with numbers
    std::vector<std::string> warnings; ///< of reading
};

/// A format of recordings.
struct Format
{
    std::string name; ///< in JSON and options: "blf"
    std::string displayName; ///< what people call it: "Vector BLF"
    std::vector<std::string> extensions; ///< of such files, in lower case with the point, the usual one first
    bool writable = false; ///< `convert` can write it; every format can be read
};

/// Recordings by path, outside any batch. Any thread.
class Recordings
{
public:
    virtual ~Recordings() = default;
    /// Every format that can be read, by displayName. Costs nothing and is the same as long as the program runs.
    virtual const std::vector<Format>& formats() const = 0;
    /// What a file holds. Invalid, with what it seems to be, when it is no recording. `readAs`: a format's name that
    /// overrules what the content looks like; empty: recognised.
    virtual void inspect(const base::ExecutionContext& context, std::filesystem::path path, std::string readAs,
                         Callback<domain::Inspection> done)
        = 0;
    /// The frames of a file in order, some hundreds at a time, on a thread of the engine; `rows` returns false to stop.
    /// Inspection::frames of the answer counts those that were wanted. A recording that was read to its end before is
    /// not searched again: skips, time ranges and counts come from its index.
    virtual void frames(const base::ExecutionContext& context, std::filesystem::path path, FrameQuery query,
                        std::function<bool(std::span<const domain::FrameRow>)> rows, Callback<domain::Inspection> done)
        = 0;
    /// Writes a recording in another format. The new file is there whole or not at all. Invalid for a format that
    /// cannot be written; Conflict when `out` is there and may not be replaced.
    virtual void convert(const base::ExecutionContext& context, Conversion conversion, Callback<ConversionResult> done)
        = 0;
};

} // namespace argus::api
