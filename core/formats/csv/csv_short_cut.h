// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/csv/csv_layout.h"
#include "core/formats/text/frame_chunk.h"
#include "core/formats/text/numbered_channels.h"

#include <cstdint>
#include <string_view>

namespace argus::formats {

/// Reads the rows of SavvyCAN tables as nearly all programs write them,
/// `166064000,0000021A,false,Rx,0,8,FE,36,12,FE,69,05,07,AD,`: a short cut to CsvRowReader with the same results. All
/// other rows, and those of other tables, are left to that. One thread at a time.
class CsvShortCut
{
public:
    /// The layout must outlive it.
    explicit CsvShortCut(const CsvLayout& layout);

    /// False for tables with other columns: read() would know none of their rows.
    bool isUsable() const { return m_usable; }
    /// Begins with another chunk, whose frames read() adds.
    void restart(FrameChunk& chunk);
    /// Tells the index that the chunk has given to a channel. Rows of channels that are new are left to the other path.
    void remember(std::string_view channel, std::uint16_t index) { m_channels.remember(channel, index); }
    /// As forEachLine() wants it: the start of the next line, or null when this one is for the other path.
    const char* read(const char* line, std::uint64_t offset);

private:
    bool stampOf(const char*& at, domain::RecordingTime& ts) const;

    const CsvLayout& m_layout;
    bool m_usable = false;
    bool m_hasDirection = false;
    domain::RecordingTime m_maxStamp = 0; ///< in units of the table
    FrameChunk* m_chunk = nullptr;
    const char* m_end = nullptr; ///< of the chunk's text
    NumberedChannels m_channels;
};

} // namespace argus::formats
