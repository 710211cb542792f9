// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/pcap/link_decoder.h"
#include "core/formats/reader.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace argus::formats {

// What the readers of pcap and pcapng share.

inline constexpr std::string_view kCaptureCut = "cut at the end of the file";

/// Names of interfaces that are kept; further ones share one.
inline constexpr std::size_t kMaxCaptureChannels = 1024;

/// Reads the packets of a file once and hands them to the handler; what cannot be read goes into the ledger.
using CapturePass = std::function<base::Result<>(PacketHandler&, Ledger&, const ReadOptions&)>;

/// Reads the first packets to learn the byte order of CAN ids, then all of them. Errors: those of `pass`.
base::Result<ReadSummary> readCapture(const CapturePass& pass, RecordSink& sink, const ReadOptions& options);

/// The warning about bytes between `begin` and `end` that were no packets.
void warnDamage(Ledger& ledger, std::uint64_t begin, std::uint64_t end, bool goesOn);

} // namespace argus::formats
