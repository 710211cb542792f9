// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"

namespace argus::formats {

/// Reads ASAM MDF 2, 3 and 4: bus logging as frames and packets, other channels as samples, events as markers. Files
/// whose recorder was stopped are repaired in memory. docs/formats/mdf.md says what is read and what is not.
///
/// Times are ns since 1970: the start of the recording plus the record's time. A start without a time zone counts as
/// UTC, with a warning.
///
/// Frames of groups with data blocks of their own come in the order of time, those of one group and of a data group
/// with several kinds of records in the order of the file. Values of measured quantities come group by group.
///
/// The offset of a record is its place in the file, or in compressed blocks: the size of the file, plus the unpacked
/// bytes of all compressed blocks before it (in the order of the data groups), plus its place in its block.
class MdfReader final : public Reader
{
public:
    std::string_view format() const override { return "mdf"; }
    std::string_view displayName() const override { return "ASAM MDF"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    bool offsetsAscend() const override { return false; }
    /// Reads from the start whatever part is asked for. Because the file is read by its links, `rawBytes` gets its
    /// bytes in a pass of their own before. Memory: the blocks that describe the data, and one stretch of data for each
    /// group that is merged, together at most 512 MiB.
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;
};

} // namespace argus::formats
