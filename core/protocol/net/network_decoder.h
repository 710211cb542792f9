// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/network/headers.h"
#include "core/formats/records.h"
#include "core/protocol/diagnostic_listener.h"
#include "core/protocol/net/doip.h"
#include "core/protocol/net/flow_table.h"
#include "core/protocol/net/ip_reassembly.h"
#include "core/protocol/net/message_counts.h"
#include "core/protocol/net/someip.h"

#include <cstdint>
#include <string>
#include <vector>

namespace argus::protocol {

/// Finds and understands what vehicles say over Ethernet in the packets of one recording: DoIP with UDS on top, whose
/// facts go to a listener, and SOME/IP, which is counted. IP fragments and TCP connections are put together. DoIP is
/// known by its port (13400) and, as SOME/IP is, by its header on any port.
///
/// One instance for each recording, one thread. Memory is bounded whatever the recording holds: kMaxBuffered bytes of
/// connections that are under way, 4096 connections, 4 MiB of IP fragments.
class NetworkDecoder
{
public:
    static constexpr std::size_t kMaxBuffered = std::size_t {32} << 20;

    /// The listener must outlive the decoder.
    explicit NetworkDecoder(DiagnosticListener& listener);
    ~NetworkDecoder();
    NetworkDecoder(const NetworkDecoder&) = delete;
    NetworkDecoder& operator=(const NetworkDecoder&) = delete;

    /// The next packet, in the order of the recording; `channels` names Packet::channel.
    void packet(const formats::Packet& packet, const std::vector<std::string>& channels);
    /// The recording ended: reports what is unfinished.
    void finish();

    /// Messages by what they are: "DoIP diagnostic message", "SOME/IP offer of service 007B", ...
    const MessageCounts& counts() const { return m_counts; }
    /// Remarks for the user about what could not be put together. Complete after finish().
    std::vector<std::string> warnings() const;

    /// What is under way, for tests of the bounds.
    std::size_t openFlows() const { return m_flows.size(); }
    std::size_t bufferedBytes() const { return m_flows.bufferedBytes(); }

private:
    void datagram(std::uint16_t channel, const formats::IpPacket& packet, Position position);
    void udp(std::uint16_t channel, const formats::IpPacket& packet, Position position);
    void doipDatagram(std::uint16_t channel, const formats::UdpDatagram& datagram, Position position);
    void tcp(std::uint16_t channel, const formats::IpPacket& packet, Position position);
    std::string_view channelName(std::uint16_t channel) const;

    MessageCounts m_counts;
    DoipInterpreter m_doip;
    SomeIpObserver m_someIp;
    IpReassembler m_fragments;
    FlowTable m_flows;
    const std::vector<std::string>* m_channels = nullptr; ///< during packet()
    std::uint64_t m_lostBytes = 0;
};

} // namespace argus::protocol
