// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/frame_block.h"
#include "core/index/index_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace argus::index {

/// What an index knows of its recording beside the frames.
struct IndexSummary
{
    std::string key; ///< names the recording's content and place, see IndexCache
    std::string format; ///< of the reader
    std::string sha256; ///< of the whole recording; empty where it was not hashed
    std::vector<std::string> channels;
    std::vector<std::string> warnings; ///< what reading the recording gave
    bool withPayload = false;
    bool offsetsAscend = true;
};

/// The frames of a recording in columns, in a file of their own that is mapped into memory: time, channel, id, flags,
/// length and offset of each, by its number. Payloads stay in the recording, unless the summary says that they are here
/// too. The file is made once and never changed; any number of threads may read.
///
/// What is read is checked: a damaged block is Invalid, and the index should be thrown away.
class ColumnIndex
{
public:
    ~ColumnIndex();
    ColumnIndex(const ColumnIndex&) = delete;
    ColumnIndex& operator=(const ColumnIndex&) = delete;

    /// NotFound, or Invalid for anything that is not a whole index of this version. Cost: the size of the directory,
    /// 56 bytes for each 4,096 frames.
    static base::Result<std::unique_ptr<ColumnIndex>> open(const std::filesystem::path& path);

    std::uint64_t frames() const { return m_tail.rows; }
    const IndexSummary& summary() const { return m_summary; }

    /// Appends up to `count` frames from number `first` on to `out`. Cost: whole blocks are unpacked.
    base::Result<> read(std::uint64_t first, std::uint64_t count, formats::FrameBlock& out) const;

    /// The number of the frame at `offset`; where offsets ascend and no frame lies there, the last one before it.
    base::Result<std::optional<std::uint64_t>> frameAt(std::uint64_t offset) const;

    /// A run of frame numbers.
    struct Run
    {
        std::uint64_t first = 0;
        std::uint64_t count = 0;
    };
    /// The fewest runs of whole blocks that hold every frame with `from` <= time < `to`.
    std::vector<Run> runsWithin(domain::RecordingTime from, domain::RecordingTime to) const;

private:
    ColumnIndex() = default;
    base::Result<> map(const std::filesystem::path& path);
    base::Result<> readTail();
    std::span<const std::uint8_t> part(std::uint64_t position, std::uint64_t size) const;
    base::Result<> unpack(std::size_t block, formats::FrameBlock& out) const;

    std::span<const std::uint8_t> m_bytes; ///< the mapping
    FileTail m_tail;
    std::vector<BlockEntry> m_blocks;
    IndexSummary m_summary;
};

} // namespace argus::index
