// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace argus::protocol {

/// What a single CAN frame says by itself, in a few words for a list of frames: the part of an ISO-TP message
/// (ISO 15765-2) with its service on the ids that standards set aside for diagnosis, the parameter group of a J1939
/// frame where it belongs to transport or diagnosis. Empty where a frame alone says nothing. What a frame means as a
/// part of a longer message is for DiagnosticDecoder to tell. Any thread.
std::string describeFrame(std::uint32_t id, bool extended, std::span<const std::uint8_t> data);

} // namespace argus::protocol
