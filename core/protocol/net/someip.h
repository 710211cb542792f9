// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/network/vehicle_headers.h"
#include "core/protocol/net/message_counts.h"
#include "core/protocol/net/message_stream.h"

#include <cstdint>

namespace argus::protocol {

/// Where the headers of SOME/IP messages (AUTOSAR PRS_SOMEIPProtocol) are in a byte stream.
class SomeIpFormat final : public MessageFormat
{
public:
    std::size_t headerBytes() const override { return formats::SomeIpHeader::kBytes; }
    std::size_t messageBytes(Payload bytes, bool inOrder) const override;
};

/// Counts SOME/IP messages by service, and what service discovery offers, looks for and subscribes to.
class SomeIpObserver
{
public:
    /// `counts` must outlive the observer.
    explicit SomeIpObserver(MessageCounts& counts)
        : m_counts(counts)
    { }

    /// A whole message with its header.
    void message(Payload whole);

private:
    void discovery(Payload body);

    MessageCounts& m_counts;
};

} // namespace argus::protocol
