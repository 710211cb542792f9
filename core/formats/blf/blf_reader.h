// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"

namespace argus::formats {

/// Reads Vector's binary log files: CAN, CAN FD and error frames, Ethernet frames (as packets), comments and markers.
/// All other objects are counted by the name of their type.
///
/// Times are absolute when the header has a date: that date, counted as UTC, plus the time of the object; else they are
/// those of the objects. Channels are named by their numbers: "1", and "Ethernet 1" for packets.
///
/// Offsets are places in the stream that the unpacked containers make one after the other, each as long as it says it
/// is; objects outside of containers have their place in it too. What a damaged container has before the damage is
/// read; reading goes on with the first object behind it.
class BlfReader final : public Reader
{
public:
    std::string_view format() const override { return "blf"; }
    std::string_view displayName() const override { return "Vector BLF"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    /// Cost: little more than unpacking; memory stays below 200 MiB, and below 20 MiB where containers have the usual
    /// 128 KiB. A part of the recording is reached without unpacking what lies before it.
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;
};

} // namespace argus::formats
