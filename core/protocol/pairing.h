// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/uds.h"

#include <cstdint>

namespace argus::protocol {

/// The beginning of a message: what its first frame carries, and how long the whole is.
struct MessageStart
{
    Payload bytes;
    std::uint32_t length = 0; ///< of the whole message

    bool isWhole() const { return bytes.size() >= length; }
};

/// True when this is a request that the standards allow: known service, a length and a sub-function that it may have.
/// Only requests whose answers can be told from chance are accepted.
bool isPlausibleRequest(const MessageStart& request);

/// How well a response fits a request.
enum class PairMatch : std::uint8_t
{
    None,
    Weak, ///< the service, or the service and one byte: one in some thousand by chance
    Strong, ///< more bytes or an exact structure: hardly by chance
};

/// Compares a response with a request: service, echoed sub-function, data or routine identifier, structure.
PairMatch matchResponse(const MessageStart& request, const MessageStart& response);

} // namespace argus::protocol
