// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/pcap/forward_window.h"
#include "core/formats/reader.h"

#include <cstddef>

namespace argus::formats {

/// Reads pcapng captures: any number of sections of either byte order, any number of interfaces, enhanced, simple and
/// obsolete packet blocks. Other blocks are passed over; drop counts become warnings. Packets are read as PcapReader
/// does.
///
/// Times are ns since 1970 by the interface's resolution and offset; packets of simple blocks have none. Channels are
/// the names of the interfaces, or their numbers within the section.
class PcapngReader final : public Reader
{
public:
    /// `chunkBytes`: how much is read at a time; results do not depend on it (tests do).
    explicit PcapngReader(std::size_t chunkBytes = ForwardWindow::kDefaultChunk)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "pcapng"; }
    std::string_view displayName() const override { return "pcapng capture"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    /// With ReadOptions::begin, what lies before is read too, because interfaces are described there.
    /// Cost: one core reads some tens of million CAN frames a second; memory stays below 24 MiB.
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
