// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/frame_block.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Where a writer puts its bytes.
class ByteSink
{
public:
    virtual ~ByteSink() = default;
    virtual base::Result<> write(std::span<const std::uint8_t> bytes) = 0;
    /// False for pipes: what lies behind cannot be changed any more.
    virtual bool canOverwrite() const = 0;
    /// Replaces bytes that were written before. Only where canOverwrite().
    virtual base::Result<> overwrite(std::uint64_t offset, std::span<const std::uint8_t> bytes) = 0;
};

/// What a target format could not hold, so that the user is told: each kind once, with how many frames it touched.
struct WriteLoss
{
    std::string what; ///< "CAN FD frames left out", "direction not written", "times cut to microseconds"
    std::uint64_t frames = 0;
};

/// Writes frames as one recording. Used once: frames() any number of times, in the order of the recording, then
/// finish(). One thread; memory does not grow with the recording.
class FrameWriter
{
public:
    virtual ~FrameWriter() = default;
    /// Errors are those of the sink; what the format cannot hold is counted instead. `channels` may grow from call to
    /// call, as RecordSink::frames has it.
    virtual base::Result<> frames(const FrameBlock& block, const std::vector<std::string>& channels) = 0;
    /// Writes what must stand at the end, and completes the header.
    virtual base::Result<> finish() = 0;
    virtual std::vector<WriteLoss> losses() const = 0;
};

} // namespace argus::formats
