// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/records.h"

#include <string_view>

namespace argus::formats {

/// What a network packet is, told from itself alone: "DoIP", "SOME/IP", "UDP", "ARP", ... Under these names packets are
/// counted. There are few of them, and each lives as long as the program. Any thread.
std::string_view packetKind(const Packet& packet);

} // namespace argus::formats
