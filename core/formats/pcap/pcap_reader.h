// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/pcap/forward_window.h"
#include "core/formats/reader.h"

#include <cstddef>

namespace argus::formats {

/// Reads pcap captures of both byte orders, with stamps in microseconds and nanoseconds: CAN frames (SocketCAN, Linux
/// "cooked" headers of both versions) become frames, Ethernet and IP become network packets, packets of other link
/// types are counted by their name. docs/formats/pcap.md says how each is read.
///
/// Times are those of the file, ns since 1970. The one interface is channel "0"; captures of all interfaces of a system
/// (cooked headers, version 2) have "0:3" and so on.
class PcapReader final : public Reader
{
public:
    /// `chunkBytes`: how much is read at a time; results do not depend on it (tests do).
    explicit PcapReader(std::size_t chunkBytes = ForwardWindow::kDefaultChunk)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "pcap"; }
    std::string_view displayName() const override { return "pcap capture"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    /// Begins at ReadOptions::begin without reading what lies before, at the first packet that it finds from there.
    /// Cost: one core reads some tens of million CAN frames a second; memory stays below 24 MiB.
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
