// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/domain/inspection.h"
#include "core/formats/reader.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace argus::formats {

/// Frame `i` of a block as a row; `number` is the row's own.
domain::FrameRow toRow(const FrameBlock& block, std::size_t i, const std::vector<std::string>& channels,
                       std::uint64_t number);

/// Most rows that framesAround() returns to either side.
inline constexpr std::size_t kMaxRowsAround = 100000;

/// The frame whose record begins at or last before `offset`, with up to `before` frames before it and `after` frames
/// after it. Only the surroundings of the offset are read, as far as frames are found within 16 MiB to either side.
/// Where offsets do not ascend the whole recording is read, and a frame must lie exactly at the offset.
/// Rows are numbered from 0. Nothing when there is no frame in reach. Errors: as Reader::read.
base::Result<std::vector<domain::FrameRow>> framesAround(const base::ExecutionContext& context,
                                                         const ByteSource& source, const Reader& reader,
                                                         std::uint64_t offset, std::size_t before, std::size_t after);

} // namespace argus::formats
