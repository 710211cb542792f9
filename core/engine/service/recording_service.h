// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/domain/inspection.h"

#include <filesystem>
#include <functional>
#include <span>

namespace argus::engine {

/// What a file holds. A compressed file or an archive with one member shows its recording, with size and hash of the
/// file given; one with several shows its members. Invalid for what is no recording. Blocking.
base::Result<domain::Inspection> inspectRecording(const base::ExecutionContext& context,
                                                  const std::filesystem::path& path);

/// Every frame of a recording (of each member of an archive, in order), some hundreds at a time; `rows` returns false
/// to stop. Blocking.
base::Result<domain::Inspection> readFrames(const base::ExecutionContext& context, const std::filesystem::path& path,
                                            bool decode,
                                            const std::function<bool(std::span<const domain::FrameRow>)>& rows);

} // namespace argus::engine
