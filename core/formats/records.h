// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

// What recordings hold beside CAN frames.

/// What a packet begins with.
enum class LinkLayer : std::uint8_t
{
    Ethernet, ///< destination, source, type (IEEE 802.3)
    Ip, ///< an IPv4 or IPv6 header
};

/// One packet of a network. A view for the time of the call.
struct Packet
{
    domain::RecordingTime ts = domain::kNoTime; ///< ns as written
    std::uint64_t offset = 0; ///< of the record, bytes
    std::uint16_t channel = 0;
    LinkLayer link = LinkLayer::Ethernet;
    bool transmitted = false; ///< sent by the recorder itself
    std::span<const std::uint8_t> bytes; ///< as far as they were captured; no frame check sequence
    std::uint32_t wireLength = 0; ///< bytes that were on the wire; not less than bytes.size()
};

/// A whole diagnostic message as a tool logs it that hides the frames (an ELM327 without headers, say).
struct DiagnosticPayload
{
    domain::RecordingTime ts = domain::kNoTime;
    std::uint64_t offset = 0;
    std::uint16_t channel = 0;
    std::string_view sender; ///< address as on the bus, or what the tool calls it; never empty
    std::string_view receiver; ///< empty where not known
    bool functional = false; ///< a request to all control units
    std::span<const std::uint8_t> bytes; ///< from the service id on
};

/// Something that a person or a tool wrote into the recording.
struct Marker
{
    domain::RecordingTime ts = domain::kNoTime;
    std::uint64_t offset = 0;
    std::string_view kind; ///< "comment", "marker", "trigger", "event", ...: counted under this name
    std::string_view text; ///< UTF-8, safe to print; may be empty
};

/// One measured quantity.
struct SignalInfo
{
    std::string name;
    std::string unit; ///< empty where there is none
    std::string comment;
};

/// Signals that share their rows.
struct SignalGroup
{
    std::string name;
    std::vector<SignalInfo> signals;
};

/// Some rows of one group, signal by signal. Physical values: conversions are done.
struct SampleBlock
{
    std::size_t group = 0;
    std::vector<domain::RecordingTime> time; ///< one for each row; kNoTime where there is none
    /// By signal, then row; NaN where there is no number. Empty for a signal of texts.
    std::vector<std::vector<double>> values;
    /// By signal, then row. Empty for a signal of numbers.
    std::vector<std::vector<std::string>> texts;
};

} // namespace argus::formats
