// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace argus::formats {

/// Bytes before the data of a CAN or CAN FD frame as Linux hands it out (struct can_frame, canfd_frame).
inline constexpr std::size_t kSocketCanHeader = 8;

enum class SocketCanResult : std::uint8_t
{
    Frame,
    CanXl, ///< counted, not decoded
    Cut, ///< the capture kept less than the whole frame
    Damaged, ///< a length that no frame has
};

/// A frame of LINKTYPE_CAN_SOCKETCAN, or one behind a cooked header.
struct SocketCanFrame
{
    std::uint32_t id = 0; ///< 11 or 29 bits
    std::uint8_t flags = 0; ///< FrameFlag
    std::span<const std::uint8_t> data; ///< into the packet; of a remote frame as many zeros as it asks for
};

/// Reads a frame whose id is in `order`. `knownFd`: something outside of the frame says that it is CAN FD.
///
/// Where the form leaves a choice: the flag of CAN FD counts only when no unknown flag is set and the two bytes behind
/// it are zero, because old writers left garbage there; more than 8 data bytes can only have come from CAN FD. An id
/// beyond 11 bits is an extended one, whatever its flag says. A remote frame has no data.
SocketCanResult readSocketCan(std::span<const std::uint8_t> packet, std::endian order, bool knownFd,
                              SocketCanFrame& out);

/// True when the first four bytes of a frame, read in one byte order, are no id with flags that a controller gives:
/// bits beyond 11 without the flag of an extended id, or an error frame with flags or classes that there are none of.
bool breaksIdRules(std::uint32_t idWithFlags);

} // namespace argus::formats
