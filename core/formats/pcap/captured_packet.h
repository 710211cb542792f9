// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/pcap/link_types.h"

#include <bit>
#include <cstdint>
#include <span>
#include <string>

namespace argus::formats {

/// One thing that packets were captured on.
struct CaptureInterface
{
    static constexpr std::uint32_t kNoChannel = UINT32_MAX;

    std::string name; ///< as in the file, or its number
    std::uint32_t linkType = 0; ///< as in the file
    LinkKind link = LinkKind::Other;
    std::uint8_t checksumBytes = 0; ///< frame check sequence at the end of each packet
    std::uint32_t channel = kNoChannel; ///< given when the first frame or packet comes
    std::uint32_t systemIndex = 0; ///< of Cooked2: the system's number of the interface that `channel` belongs to
};

/// A packet as pcap and pcapng files have it. A view for the time of the call.
struct CapturedPacket
{
    domain::RecordingTime ts = domain::kNoTime;
    std::uint64_t offset = 0; ///< of its record
    std::uint64_t recordBytes = 0;
    CaptureInterface* interface = nullptr; ///< never null
    std::endian order = std::endian::little; ///< of the machine that wrote the file
    bool transmitted = false;
    std::span<const std::uint8_t> bytes; ///< as far as they were captured
    std::uint32_t wireLength = 0;
};

/// Receives packets in file order.
class PacketHandler
{
public:
    virtual ~PacketHandler() = default;
    virtual void packet(const CapturedPacket& packet) = 0;
    /// False when no more packets are wanted.
    virtual bool wantsMore() const { return true; }
};

} // namespace argus::formats
