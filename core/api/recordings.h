// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/inspection.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string>

namespace argus::api {

/// Recordings by path, outside any batch. Any thread.
class Recordings
{
public:
    virtual ~Recordings() = default;
    /// What a file holds. Invalid, with what it seems to be, when it is no recording.
    virtual void inspect(const base::ExecutionContext& context, std::filesystem::path path,
                         Callback<domain::Inspection> done)
        = 0;
    /// Every frame of a file in order, some hundreds at a time, on a thread of the engine; `rows` returns false to
    /// stop.
    /// `decode`: with a note of what each frame says by itself.
    virtual void frames(const base::ExecutionContext& context, std::filesystem::path path, bool decode,
                        std::function<bool(std::span<const domain::FrameRow>)> rows, Callback<domain::Inspection> done)
        = 0;
};

} // namespace argus::api
